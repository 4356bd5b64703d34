import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs the system's openssl on files that are put into a folder of their own, and answers its standard output. It is what says that others accept what this package writes:
 * without it these tests fail.
 */
export function openssl(files: Readonly<Record<string, Uint8Array | string>>, ...args: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "icao9303-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "The command openssl must be installed for these tests" : String(error);
    throw new Error(reason, { cause: error });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n").trimEnd()}\n-----END ${label}-----\n`;
