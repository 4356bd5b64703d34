import { createECDH } from "node:crypto";

/** SubjectPublicKeyInfo of a P-256 key up to its point, and ECPrivateKey around one (RFC 5480, RFC 5915). */
const publicHead = Buffer.from("3059301306072a8648ce3d020106082a8648ce3d030107034200", "hex");
const privateHead = Buffer.from("30770201010420", "hex");
const privateMiddle = Buffer.from("a00a06082a8648ce3d030107a144034200", "hex");

/** `publicKey`: SubjectPublicKeyInfo, DER; `privateKey`: ECPrivateKey, DER. */
export type ChipKey = { publicKey: Buffer; privateKey: Buffer };

const ecdh = createECDH("prime256v1");

/** A key pair for the active authentication of one chip, without the key objects that `generateKeyPairSync` makes. */
export function newChipKey(): ChipKey {
  const point = ecdh.generateKeys();
  // leading zeros are left out
  const scalar = Buffer.concat([Buffer.alloc(32), ecdh.getPrivateKey()]).subarray(-32);
  return {
    publicKey: Buffer.concat([publicHead, point]),
    privateKey: Buffer.concat([privateHead, scalar, privateMiddle, point]),
  };
}
