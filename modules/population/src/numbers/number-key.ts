import { createHash, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What makes numbers unguessable. `keyId` is a digest that may be shown and stored. */
export type NumberKey = { keyId: string; secret: Buffer };

/**
 * The register's key for identification numbers in `folder`, made at the first use. Every server of one database must hold the same file: a
 * bucket remembers the key that it was opened with and refuses another. The secret never leaves the folder.
 */
export function openNumberKey(folder: string): NumberKey {
  const path = join(folder, "number-key.hex");
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const draft = `${path}.${randomBytes(6).toString("hex")}`;
    writeFileSync(draft, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    try {
      // whole or not at all, and never over the key of a process that was faster
      linkSync(draft, path);
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
    }
  }
  return numberKey(Buffer.from(readFileSync(path, "utf8").trim(), "hex"));
}

/** @param secret 32 random bytes */
export function numberKey(secret: Buffer): NumberKey {
  if (secret.length !== 32) throw new Error("the key of identification numbers must have 32 bytes");
  return { secret, keyId: createHash("sha256").update("dinhdanh number key").update(secret).digest("hex").slice(0, 16) };
}
