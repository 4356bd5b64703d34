import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { der, derInteger, derOid, tags } from "./der.ts";
import { type KeyAlgorithm, keyAlgorithms } from "./settings.ts";

type Curve = {
  hash: "sha256" | "sha384";
  /** bytes of a coordinate */
  size: number;
  /** of the named curve (SEC 2, appendix A.2) */
  curveOid: string;
  /** what OpenSSL, and so Node, calls it */
  opensslName: string;
  /** ecdsa-with-SHA…, RFC 5758, section 3.2 */
  signatureOid: string;
};

/** The hash is as strong as the curve (ICAO Doc 9303-12, 4.1.6). */
export const curves: Record<KeyAlgorithm, Curve> = {
  "P-256": { hash: "sha256", size: 32, curveOid: "1.2.840.10045.3.1.7", opensslName: "prime256v1", signatureOid: "1.2.840.10045.4.3.2" },
  "P-384": { hash: "sha384", size: 48, curveOid: "1.3.132.0.34", opensslName: "secp384r1", signatureOid: "1.2.840.10045.4.3.3" },
};

/** @throws when the key lies on another curve */
export function algorithmOf(key: KeyObject): KeyAlgorithm {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const algorithm = keyAlgorithms.find((name) => curves[name].opensslName === curve);
  if (algorithm === undefined) throw new Error("a key on a curve that is not used here");
  return algorithm;
}

/** Both forms of one ECDSA signature: `der` as certificates and CMS carry it, `raw` as r ‖ s (TR-03111, 5.2.1). */
export type EcdsaSignature = { der: Buffer; raw: Buffer };

export function signatureOfRaw(raw: Buffer): EcdsaSignature {
  const half = raw.length / 2;
  return { raw, der: der(tags.sequence, derInteger(raw.subarray(0, half)), derInteger(raw.subarray(half))) };
}

export const digest = (algorithm: KeyAlgorithm, data: Uint8Array): Buffer => createHash(curves[algorithm].hash).update(data).digest();

const idEcPublicKey = "1.2.840.10045.2.1";

/** SubjectPublicKeyInfo (RFC 5480) of an uncompressed point, `04 ‖ x ‖ y`, on a named curve. */
export const spkiOfPoint = (algorithm: KeyAlgorithm, point: Uint8Array): Buffer =>
  der(
    tags.sequence,
    der(tags.sequence, derOid(idEcPublicKey), derOid(curves[algorithm].curveOid)),
    der(tags.bitString, Buffer.from([0]), point),
  );

/** The uncompressed point at the end of a SubjectPublicKeyInfo. */
export const pointOfSpki = (algorithm: KeyAlgorithm, spki: Uint8Array): Uint8Array => spki.subarray(-(2 * curves[algorithm].size + 1));

/** The same key with its curve written out, as ICAO Doc 9303-12, 4.1.6.3 asks; Node writes the parameters of a throw-away key. */
export function explicitSpki(algorithm: KeyAlgorithm, spki: Uint8Array): Buffer {
  const { publicKey } = generateKeyPairSync("ec", {
    namedCurve: algorithm,
    paramEncoding: "explicit",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  const point = pointOfSpki(algorithm, spki);
  return Buffer.concat([publicKey.subarray(0, publicKey.length - point.length), point]);
}

/** Lower-case hexadecimal SHA-256: how keys, certificates and files are named in transcripts. */
export const fingerprint = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
