import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync, statSync, type Stats } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Refused } from "./output.ts";

const refused = (code: string, file: string, reason?: string) =>
  new Refused({ code, retryable: false, details: { file, ...(reason === undefined ? {} : { reason }) } });

const found = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // a file stands where the path has a folder, or the account may not look into one
    return undefined;
  }
};

/** What the system says of a path, as a refusal. */
function told<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw syscall === undefined ? error : refused("output-unwritable", path, code);
  }
}

/**
 * Makes a folder and those above it. Node's own way of doing so never ends where a folder is there in which none can be made, as /proc.
 * @throws {Refused}
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  let at = resolve(path);
  while (!existsSync(at)) {
    missing.push(at);
    // a drive that there is not
    if (dirname(at) === at) throw refused("output-unwritable", path, "ENOENT");
    at = dirname(at);
  }
  if (!statSync(at).isDirectory()) throw refused("output-not-folder", at);
  told(path, () => {
    for (const folder of missing.toReversed()) {
      try {
        mkdirSync(folder);
      } catch (error) {
        // another run has made it meanwhile
        if (found(folder)?.isDirectory() !== true) throw error;
      }
    }
  });
}

/** Rights do not tell all: a disk may be read-only, and /proc takes no file from anybody. */
const tryOut = (folder: string, result = folder): void => told(result, () => rmdirSync(mkdtempSync(join(folder, ".dinhdanh-"))));

/** A folder for results, made where it is missing. @throws {Refused} before any work */
export function outputFolder(path: string): string {
  makeFolder(path);
  tryOut(path);
  return path;
}

type Output = { inputs?: readonly string[]; streamed?: boolean };

/**
 * A file for results, in a folder that is there.
 * @param output files that are read; whether it is written into as it is, so that it may be a pipe
 * @throws {Refused} before any work
 */
export function outputFile(path: string, { inputs = [], streamed = false }: Output = {}): string {
  const stats = found(path);
  if (streamed && (stats?.isFIFO() === true || stats?.isCharacterDevice() === true)) return path;
  const folder = dirname(resolve(path));
  if (found(folder)?.isDirectory() !== true) throw refused("output-no-folder", path);
  if (stats?.isFile() === false) throw refused("output-not-file", path);
  if (existsSync(path) && inputs.some((input) => existsSync(input) && realpathSync(input) === realpathSync(path)))
    throw refused("output-is-input", path);
  if (stats === undefined) tryOut(folder, path);
  else told(path, () => accessSync(path, constants.W_OK));
  return path;
}

/** A file that was given to be read. @throws {Refused} */
export function presentFile(file: string): string {
  const stats = found(file);
  if (stats === undefined) throw refused("missing-input", file);
  if (stats.isDirectory()) throw refused("input-not-file", file);
  return readable(file);
}

/** A folder that was given to be read. @throws {Refused} */
export function presentFolder(folder: string): string {
  const stats = found(folder);
  if (stats === undefined) throw refused("missing-input", folder);
  if (!stats.isDirectory()) throw refused("input-not-folder", folder);
  return readable(folder);
}

function readable(path: string): string {
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw refused("input-unreadable", path);
  }
  return path;
}
