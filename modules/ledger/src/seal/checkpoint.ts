import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A signed statement of all chain heads, after which nothing of the past can change unnoticed. */
export type Checkpoint = { no: number; untilTx: number; sealedAt: string; acts: number; heads: string; keyId: string; signature: string };

export type SigningKey = { keyId: string; privateKey: KeyObject; publicPem: string };

/** The register's Ed25519 key in `folder`, made at the first start. The private part never leaves the folder. */
export function openSigningKey(folder: string): SigningKey {
  const path = join(folder, "ledger-key.pem");
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
    writeFileSync(path, pem, { mode: 0o600, flag: "wx" });
  }
  const privateKey = createPrivateKey(readFileSync(path, "utf8"));
  const publicKey = createPublicKey(privateKey);
  const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return { keyId: keyIdOf(publicKey), privateKey, publicPem };
}

const keyIdOf = (publicKey: KeyObject): string =>
  createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);

const signedText = (checkpoint: Omit<Checkpoint, "signature">) =>
  Buffer.from(
    [
      "dinhdanh checkpoint",
      checkpoint.no,
      checkpoint.untilTx,
      checkpoint.sealedAt,
      checkpoint.acts,
      checkpoint.keyId,
      checkpoint.heads,
    ].join("\n"),
  );

export const signCheckpoint = (checkpoint: Omit<Checkpoint, "signature" | "keyId">, key: SigningKey): Checkpoint => {
  const unsigned = { ...checkpoint, keyId: key.keyId };
  return { ...unsigned, signature: sign(null, signedText(unsigned), key.privateKey).toString("hex") };
};

/** Whether one of the keys signed it. */
export const checkpointHolds = (checkpoint: Checkpoint, keys: ReadonlyMap<string, KeyObject>): boolean => {
  const key = keys.get(checkpoint.keyId);
  return key !== undefined && verify(null, signedText(checkpoint), key, Buffer.from(checkpoint.signature, "hex"));
};

/** The keys of a PEM file by their id. @throws when one of them is no public key */
export function publicKeys(pem: string): Map<string, KeyObject> {
  const blocks = pem.match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [pem];
  return new Map(blocks.map(createPublicKey).map((key) => [keyIdOf(key), key]));
}

/** Hash of a block: over the block before, and over its acts. All in hex. */
export const blockHash = (previous: string, linesHash: string): string =>
  createHash("sha256").update(Buffer.from(previous, "hex")).update(Buffer.from(linesHash, "hex")).digest("hex");

export const genesis = "00".repeat(32);
