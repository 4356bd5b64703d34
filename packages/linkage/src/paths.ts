import { existsSync, mkdtempSync, realpathSync, rmdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { LinkRefused } from "./refusal.ts";

export const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** Sees to it, before hours of work, that results can be written, and overwrite neither what is read nor one another. @throws {LinkRefused} unwritable */
export function checkOutputs(outputs: readonly string[], inputs: readonly string[]): void {
  const taken = new Set(inputs.filter((path) => existsSync(path)).map((path) => realpathSync(path)));
  for (const path of outputs) {
    const folder = dirname(path);
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw new LinkRefused("unwritable", { file: path, problem: "no such folder" });
    const whole = existsSync(path) ? realpathSync(path) : join(realpathSync(folder), basename(path));
    if (taken.has(whole)) throw new LinkRefused("unwritable", { file: path, problem: "it is read, or written already" });
    taken.add(whole);
    if (existsSync(path) && !isFile(path)) throw new LinkRefused("unwritable", { file: path, problem: "not a file" });
    try {
      // rights do not tell all: a disk may be read-only, and /proc takes no file from anybody
      rmdirSync(mkdtempSync(join(folder, ".dinhdanh-")));
    } catch {
      throw new LinkRefused("unwritable", { file: path, problem: "nothing can be written there" });
    }
  }
}
