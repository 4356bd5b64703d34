import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Signs what is sent to agencies; the public part is served to them. */
export type MessageKey = { keyId: string; privateKey: KeyObject; jwk: JsonWebKey };

/** The Ed25519 key in `folder`, made when it is first needed. The private part never leaves the folder. */
export function openMessageKey(folder: string): MessageKey {
  const path = join(folder, "message-key.pem");
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
    writeFileSync(path, pem, { mode: 0o600, flag: "wx" });
  }
  const privateKey = createPrivateKey(readFileSync(path, "utf8"));
  const publicKey = createPublicKey(privateKey);
  const digest = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" }));
  const keyId = digest.digest("hex").slice(0, 16);
  return { keyId, privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid: keyId, use: "sig", alg: "EdDSA" } };
}
