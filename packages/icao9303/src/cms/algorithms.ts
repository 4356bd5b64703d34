import { constants, hash as hashWith, type KeyObject, verify } from "node:crypto";
import { BadInput } from "../result.ts";
import { readOid, readSmallInteger, tag } from "../tlv/der.ts";
import type { TlvCursor } from "../tlv/read.ts";

export type HashName = "sha1" | "sha224" | "sha256" | "sha384" | "sha512";

/** Hash functions of 9303-12 4.1.6, by the identifiers of RFC 5754; SHA-1 for documents issued before 2015. */
export const hashOids: Readonly<Record<HashName, string>> = {
  sha1: "1.3.14.3.2.26",
  sha224: "2.16.840.1.101.3.4.2.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
};
const hashByOid = new Map(Object.entries(hashOids).map(([name, dotted]) => [dotted, name as HashName]));

export const hashLengths: Readonly<Record<HashName, number>> = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

export const digestOf = (name: HashName, bytes: Uint8Array): Buffer => hashWith(name, bytes, "buffer");

/**
 * Writes the hash of `bytes` to where it belongs. Through a string, because a hash asked for as a buffer costs an allocation outside of the heap: 0.3 µs against
 * 1.7 µs for 100 bytes.
 */
export function writeDigest(name: HashName, bytes: Uint8Array, out: Buffer, at: number): void {
  out.write(hashWith(name, bytes, "binary"), at, "latin1");
}

/** How a signature is verified. `plain`: ECDSA as r and s side by side (BSI TR-03111). */
export type SignatureScheme = { kind: "ecdsa" | "plain-ecdsa" | "rsa" | "pss"; hash: HashName; saltLength?: number };

const ecdsa = "1.2.840.10045.4";
const plainEcdsa = "0.4.0.127.0.7.1.1.4.1";
const pkcs1 = "1.2.840.113549.1.1";
const schemes = new Map<string, SignatureScheme>([
  [`${ecdsa}.1`, { kind: "ecdsa", hash: "sha1" }],
  [`${ecdsa}.3.1`, { kind: "ecdsa", hash: "sha224" }],
  [`${ecdsa}.3.2`, { kind: "ecdsa", hash: "sha256" }],
  [`${ecdsa}.3.3`, { kind: "ecdsa", hash: "sha384" }],
  [`${ecdsa}.3.4`, { kind: "ecdsa", hash: "sha512" }],
  [`${plainEcdsa}.1`, { kind: "plain-ecdsa", hash: "sha1" }],
  [`${plainEcdsa}.2`, { kind: "plain-ecdsa", hash: "sha224" }],
  [`${plainEcdsa}.3`, { kind: "plain-ecdsa", hash: "sha256" }],
  [`${plainEcdsa}.4`, { kind: "plain-ecdsa", hash: "sha384" }],
  [`${plainEcdsa}.5`, { kind: "plain-ecdsa", hash: "sha512" }],
  [`${pkcs1}.5`, { kind: "rsa", hash: "sha1" }],
  [`${pkcs1}.14`, { kind: "rsa", hash: "sha224" }],
  [`${pkcs1}.11`, { kind: "rsa", hash: "sha256" }],
  [`${pkcs1}.12`, { kind: "rsa", hash: "sha384" }],
  [`${pkcs1}.13`, { kind: "rsa", hash: "sha512" }],
]);
const rsaEncryption = `${pkcs1}.1`;
const rsaPss = `${pkcs1}.10`;
const mgf1 = `${pkcs1}.8`;

/** AlgorithmIdentifier of a hash; its parameters must be absent or NULL (9303-12 9.1, note). */
export function readHash(parent: TlvCursor, what: string): HashName {
  const algorithm = parent.enter(tag.sequence, what);
  const element = algorithm.take(tag.oid, what);
  const hash = hashByOid.get(readOid(element, what));
  if (hash === undefined) throw new BadInput("unsupported", element.offset, what);
  closeWithNull(algorithm, what);
  return hash;
}

/** AlgorithmIdentifier of a signature. @param digest what `rsaEncryption`, which names no hash, goes with in a SignerInfo */
export function readScheme(parent: TlvCursor, what: string, digest?: HashName): SignatureScheme {
  const algorithm = parent.enter(tag.sequence, what);
  const element = algorithm.take(tag.oid, what);
  const dotted = readOid(element, what);
  if (dotted === rsaPss) return readPss(algorithm, what);
  const scheme = dotted === rsaEncryption && digest !== undefined ? { kind: "rsa" as const, hash: digest } : schemes.get(dotted);
  if (scheme === undefined) throw new BadInput("unsupported", element.offset, what);
  closeWithNull(algorithm, what);
  return scheme;
}

function closeWithNull(algorithm: TlvCursor, what: string): void {
  const parameters = algorithm.optional(tag.null, what);
  if (parameters !== undefined && parameters.value.length > 0) throw new BadInput("bad-value", parameters.offset, what);
  algorithm.close(what);
}

/** RSASSA-PSS-params (RFC 4055 3.1): SHA-1 and a salt of 20 unless they say otherwise; mask and message use one hash. */
function readPss(algorithm: TlvCursor, what: string): SignatureScheme {
  const parameters = algorithm.enter(tag.sequence, what);
  algorithm.close(what);
  const part = (n: number) => {
    const element = parameters.optional(tag.context(n), what);
    return element === undefined ? undefined : parameters.inside(element);
  };
  const hashPart = part(0);
  const hash = hashPart === undefined ? "sha1" : readHash(hashPart, "PSS hash");
  const maskAt = parameters.offset;
  const maskPart = part(1);
  if ((maskPart === undefined ? "sha1" : readMask(maskPart)) !== hash) throw new BadInput("unsupported", maskAt, "PSS mask generation");
  const saltPart = part(2);
  const saltLength = saltPart === undefined ? 20 : readSmallInteger(saltPart.take(tag.integer, "PSS salt length"), "PSS salt length");
  const trailer = part(3);
  if (trailer !== undefined && readSmallInteger(trailer.take(tag.integer, "PSS trailer"), "PSS trailer") !== 1) {
    throw new BadInput("unsupported", trailer.offset, "PSS trailer");
  }
  parameters.close(what);
  return { kind: "pss", hash, saltLength };
}

function readMask(part: TlvCursor): HashName {
  const mask = part.enter(tag.sequence, "PSS mask generation");
  const element = mask.take(tag.oid, "PSS mask generation");
  if (readOid(element, "PSS mask generation") !== mgf1) throw new BadInput("unsupported", element.offset, "PSS mask generation");
  return readHash(mask, "PSS mask generation");
}

/** Whether `signature` is of `key` over `data`. A signature of the wrong form, or a key of the wrong kind, is a wrong signature. */
export function isSignedBy(scheme: SignatureScheme, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  const { kind, hash, saltLength } = scheme;
  const isRsa = kind === "rsa" || kind === "pss";
  if (isRsa !== (key.asymmetricKeyType === "rsa" || key.asymmetricKeyType === "rsa-pss")) return false;
  if (!isRsa && key.asymmetricKeyType !== "ec") return false;
  try {
    if (kind === "pss")
      return verify(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLength ?? 0 }, signature);
    if (kind === "rsa") return verify(hash, data, key, signature);
    return verify(hash, data, { key, dsaEncoding: kind === "ecdsa" ? "der" : "ieee-p1363" }, signature);
  } catch {
    return false;
  }
}
