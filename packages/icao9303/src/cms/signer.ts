import { createPrivateKey, type KeyObject, sign as signWithKey, X509Certificate } from "node:crypto";
import { oid, sequence, tag } from "../tlv/der.ts";
import { encode, tlv } from "../tlv/write.ts";
import { type HashName, hashOids } from "./algorithms.ts";

/** `ecdsa-sha256` with a key on P-256, `ecdsa-sha384` on P-384 (9303-12 4.1.6); the hash also serves for the data groups. */
export type SignatureAlgorithm = "ecdsa-sha256" | "ecdsa-sha384";

/**
 * A key that signs, and its certificate. `sign` answers an ECDSA-Sig-Value in DER over `data` (not over a hash of it), at once (software key) or later (PKCS#11; what
 * such a token answers goes through {@link ecdsaSignature} first).
 */
export type Signer<Signature extends Buffer | Promise<Buffer> = Buffer | Promise<Buffer>> = {
  certificateDer: Uint8Array;
  algorithm: SignatureAlgorithm;
  sign(data: Uint8Array): Signature;
};

export const hashOf: Readonly<Record<SignatureAlgorithm, HashName>> = { "ecdsa-sha256": "sha256", "ecdsa-sha384": "sha384" };

const signatureOids: Readonly<Record<SignatureAlgorithm, string>> = {
  "ecdsa-sha256": "1.2.840.10045.4.3.2",
  "ecdsa-sha384": "1.2.840.10045.4.3.3",
};

/** Hash identifiers without NULL parameters (9303-12 9.1, note; RFC 5754 2). */
export const hashIdentifier = (algorithm: SignatureAlgorithm): Buffer => encode(sequence(oid(hashOids[hashOf[algorithm]])));
export const signatureIdentifier = (algorithm: SignatureAlgorithm): Buffer => encode(sequence(oid(signatureOids[algorithm])));

/** A signer with a private key in memory. @throws RangeError for a key that is not on P-256 or P-384, or is not the certificate's */
export function softwareSigner(certificateDer: Uint8Array, privateKey: KeyObject | string): Signer<Buffer> {
  const key = typeof privateKey === "string" ? createPrivateKey(privateKey) : privateKey;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const algorithm = curve === "prime256v1" ? "ecdsa-sha256" : curve === "secp384r1" ? "ecdsa-sha384" : undefined;
  if (algorithm === undefined) throw new RangeError("The key of a signer is on P-256 or P-384");
  if (!new X509Certificate(certificateDer).checkPrivateKey(key)) throw new RangeError("The certificate is not of this key");
  const hash = hashOf[algorithm];
  return { certificateDer, algorithm, sign: (data) => signWithKey(hash, data, key) };
}

/** ECDSA-Sig-Value in DER from r and s side by side, as PKCS#11 answers them. */
export function ecdsaSignature(plain: Uint8Array): Buffer {
  const half = plain.length / 2;
  return encode(sequence(unsignedInteger(plain.subarray(0, half)), unsignedInteger(plain.subarray(half))));
}

function unsignedInteger(bytes: Uint8Array) {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.of(0) : bytes.subarray(first);
  return tlv(tag.integer, ...((digits[0] as number) >= 0x80 ? [Buffer.of(0), digits] : [digits]));
}
