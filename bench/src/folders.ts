import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRegister, type Register } from "@dinhdanh/server";
import { cleaning } from "./cleaning.ts";

/** A folder that is gone when the work ends. Open to all, so that the database's own account can live in it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-bench-"));
  chmodSync(folder, 0o755);
  return cleaning(
    () => work(folder),
    async () => rmSync(folder, { recursive: true, force: true }),
  );
}

/** The register in `home`, closed when the work ends. */
export async function withRegister<T>(home: string, work: (register: Register) => Promise<T>, connections = 10): Promise<T> {
  const register = await openRegister({ home, connections });
  return cleaning(() => work(register), register.close);
}

/** A new register on a new embedded database, gone when the work ends. */
export async function withFreshRegister<T>(work: (register: Register) => Promise<T>, connections = 10): Promise<T> {
  return inFolder((home) => withRegister(home, work, connections));
}
