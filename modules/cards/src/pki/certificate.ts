import { randomBytes } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier, SubjectPublicKeyInfo, TBSCertificate, Validity, Version } from "@peculiar/asn1-x509";
import { curves, type EcdsaSignature, explicitSpki } from "./algorithm.ts";
import { der, tags } from "./der.ts";
import { type CertificateRole, extensionsOf, type Period } from "./extensions.ts";
import type { StoredKey } from "./key-store.ts";
import { distinguishedName } from "./names.ts";
import type { PkiSettings } from "./settings.ts";

export type Sign = (data: Uint8Array) => Promise<EcdsaSignature>;

export type CertificateRequest = {
  role: CertificateRole;
  commonName: string;
  key: StoredKey;
  issuerKey: StoredKey;
  validity: Period;
  keyUse: Period;
};

/** An X.509 certificate with the profile of ICAO Doc 9303-12, section 7, signed by the CSCA key that `sign` stands for. `serial`: hexadecimal. */
export async function writeCertificate(
  request: CertificateRequest,
  settings: PkiSettings,
  sign: Sign,
): Promise<{ serial: string; der: Buffer }> {
  const serial = newSerial();
  const toBeSigned = new TBSCertificate({
    version: Version.v3,
    serialNumber: Uint8Array.from(serial).buffer,
    signature: signatureAlgorithm(request.issuerKey),
    issuer: distinguishedName(settings, settings.cscaName),
    validity: new Validity({ notBefore: new Date(request.validity.from), notAfter: new Date(request.validity.until) }),
    subject: distinguishedName(settings, request.commonName),
    subjectPublicKeyInfo: AsnConvert.parse(spkiFor(request.key, settings), SubjectPublicKeyInfo),
    extensions: extensionsOf(request, settings),
  });
  return { serial: serial.toString("hex").toUpperCase(), der: await signed(toBeSigned, request.issuerKey, sign) };
}

export const signatureAlgorithm = ({ algorithm }: StoredKey): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithm: curves[algorithm].signatureOid });

/** What certificates and CRLs have in common: content, algorithm, signature (RFC 5280, 4.1 and 5.1). */
export async function signed(content: object, issuerKey: StoredKey, sign: Sign): Promise<Buffer> {
  const toBeSigned = Buffer.from(AsnConvert.serialize(content));
  const algorithm = Buffer.from(AsnConvert.serialize(signatureAlgorithm(issuerKey)));
  const signature = await sign(toBeSigned);
  return der(tags.sequence, toBeSigned, algorithm, der(tags.bitString, Buffer.from([0]), signature.der));
}

const spkiFor = ({ algorithm, publicKey }: StoredKey, { curveParameters }: PkiSettings) =>
  curveParameters === "explicit" ? explicitSpki(algorithm, publicKey) : publicKey;

/** 126 random bits: positive, of 16 bytes, unique over all rotations of a name (RFC 5280, 4.1.2.2). */
function newSerial(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
