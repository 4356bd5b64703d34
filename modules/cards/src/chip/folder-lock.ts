import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const pattern = /^\.personalise\.(\d+)\.[0-9a-f-]{36}\.lock$/;

/**
 * Marks a folder as being written to by this run. Marks of processes that have died are cleared. Of two that begin at the same moment both may
 * be turned away; never are both let in.
 * @returns how to let go of it; undefined when another run has it
 */
export function lockFolder(folder: string): (() => void) | undefined {
  const own = `.personalise.${process.pid}.${randomUUID()}.lock`;
  const release = () => rmSync(join(folder, own), { force: true });
  writeFileSync(join(folder, own), "", { flag: "wx", mode: 0o600 });
  for (const name of readdirSync(folder)) {
    const pid = pattern.exec(name)?.[1];
    if (pid === undefined || name === own) continue;
    if (isAlive(Number(pid))) {
      release();
      return undefined;
    }
    rmSync(join(folder, name), { force: true });
  }
  return release;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // another account's process
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
