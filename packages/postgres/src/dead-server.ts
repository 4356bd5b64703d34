import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Above the highest that any system hands out (Linux: 2^22). */
const nobodysId = 2_147_483_646;

/**
 * PostgreSQL does not start while a process has the id that its lock file names. In a container without an init, or with a slow one, a killed
 * server stays behind as a zombie, and after a restart of the machine another process may have its id. So the id of a process that is not
 * this server is taken out; the rest of the file stays, by which PostgreSQL sees whether workers of the old server still live.
 * @returns whether there was a lock file
 */
export function disownDeadServer(folder: string): boolean {
  const file = join(folder, "postmaster.pid");
  if (!existsSync(file)) return false;
  const [id = "", ...rest] = readFileSync(file, "utf8").split("\n");
  // systems without /proc reap their zombies
  if (!existsSync("/proc/self/cmdline") || isServerOf(id, folder)) return true;
  writeFileSync(file, [nobodysId, ...rest].join("\n"));
  return true;
}

function isServerOf(id: string, folder: string): boolean {
  try {
    return readFileSync(`/proc/${Number(id)}/cmdline`, "utf8")
      .split("\0")
      .includes(folder);
  } catch (error) {
    // not ours to look at: then it is another account's, which PostgreSQL knows itself
    return (error as { code?: string }).code !== "ENOENT";
  }
}
