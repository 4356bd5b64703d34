import { type KeyObject, X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate as CertificateSchema,
  type Extension,
  ExtendedKeyUsage,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_privateKeyUsagePeriod,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  PrivateKeyUsagePeriod,
  SubjectKeyIdentifier,
} from "@peculiar/asn1-x509";
import { isSignedBy, readScheme, type SignatureScheme } from "../cms/algorithms.ts";
import { attempt, BadInput, type Result } from "../result.ts";
import { TlvCursor } from "../tlv/read.ts";
import { type CertificateParts, certificateParts } from "./certificate-parts.ts";
import { nameText } from "./name.ts";

/** Both ends belong to the period. */
export type Period = { notBefore?: Date; notAfter?: Date };

/** What verifying needs of a certificate (9303-12 7.1). `keyUsage` is absent where the certificate does not restrict its key. */
export type Certificate = {
  der: Buffer;
  parts: CertificateParts;
  scheme: SignatureScheme;
  publicKey: KeyObject;
  /** names of the issuer and the subject, to compare and to show: `C=UT,O=Utopia` */
  issuer: string;
  subject: string;
  /** hexadecimal, without leading zeros */
  serialNumber: string;
  validity: Required<Period>;
  privateKeyUsage?: Period;
  isAuthority: boolean;
  keyUsage?: readonly string[];
  extendedKeyUsage: readonly string[];
  /** hexadecimal */
  subjectKeyIdentifier?: string;
  authorityKeyIdentifier?: string;
};

/** Reads one certificate in DER. What the library beneath refuses is `bad-value`; a key that this Node does not know is `unsupported`. */
export const readCertificate = (der: Uint8Array): Result<Certificate> => attempt(() => certificateOf(der));

export function certificateOf(der: Uint8Array): Certificate {
  const parts = certificateParts(der);
  const bytes = Buffer.from(der);
  if (!parts.innerAlgorithm.equals(parts.outerAlgorithm)) throw new BadInput("bad-value", 0, "signatureAlgorithm");
  if (parts.signature[0] !== 0) throw new BadInput("bad-value", 0, "signatureValue");
  const scheme = readScheme(new TlvCursor(parts.innerAlgorithm, "der"), "signatureAlgorithm");
  const { publicKey, serialNumber } = byNode(bytes);
  const { tbsCertificate } = parsed(() => AsnConvert.parse(bytes, CertificateSchema), "Certificate");
  const { validity, extensions } = tbsCertificate;
  return {
    der: bytes,
    parts,
    scheme,
    publicKey,
    issuer: nameText(tbsCertificate.issuer),
    subject: nameText(tbsCertificate.subject),
    serialNumber,
    validity: { notBefore: validity.notBefore.getTime(), notAfter: validity.notAfter.getTime() },
    ...parsed(() => readExtensions(extensions ?? []), "extensions"),
  };
}

function byNode(der: Buffer): { publicKey: KeyObject; serialNumber: string } {
  try {
    const certificate = new X509Certificate(der);
    return { publicKey: certificate.publicKey, serialNumber: certificate.serialNumber.toLowerCase().replace(/^0+(?=.)/, "") };
  } catch {
    throw new BadInput("unsupported", 0, "Certificate");
  }
}

/** The libraries throw whatever they like at bytes from outside. */
export function parsed<T>(parse: () => T, what: string): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput("bad-value", 0, what);
  }
}

function readExtensions(
  extensions: readonly Extension[],
): Pick<
  Certificate,
  "privateKeyUsage" | "isAuthority" | "keyUsage" | "extendedKeyUsage" | "subjectKeyIdentifier" | "authorityKeyIdentifier"
> {
  const find = <T>(id: string, schema: new () => T): T | undefined => {
    const extension = extensions.find(({ extnID }) => extnID === id);
    return extension === undefined ? undefined : AsnConvert.parse(extension.extnValue.buffer, schema);
  };
  const period = find(id_ce_privateKeyUsagePeriod, PrivateKeyUsagePeriod);
  const usage = find(id_ce_keyUsage, KeyUsage);
  const subjectKey = find(id_ce_subjectKeyIdentifier, SubjectKeyIdentifier);
  const authorityKey = find(id_ce_authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier;
  return {
    isAuthority: find(id_ce_basicConstraints, BasicConstraints)?.cA ?? false,
    extendedKeyUsage: [...(find(id_ce_extKeyUsage, ExtendedKeyUsage) ?? [])],
    ...(usage === undefined ? {} : { keyUsage: usage.toJSON() }),
    ...(period === undefined ? {} : { privateKeyUsage: periodOf(period) }),
    ...(subjectKey === undefined ? {} : { subjectKeyIdentifier: Buffer.from(subjectKey.buffer).toString("hex") }),
    ...(authorityKey === undefined ? {} : { authorityKeyIdentifier: Buffer.from(authorityKey.buffer).toString("hex") }),
  };
}

const periodOf = ({ notBefore, notAfter }: PrivateKeyUsagePeriod): Period => ({
  ...(notBefore === undefined ? {} : { notBefore }),
  ...(notAfter === undefined ? {} : { notAfter }),
});

/** Whether `issuer` may sign certificates and signed this one. */
export const isIssuedBy = ({ scheme, parts }: Certificate, issuer: Certificate): boolean =>
  issuer.isAuthority &&
  (issuer.keyUsage?.includes("keyCertSign") ?? true) &&
  isSignedBy(scheme, issuer.publicKey, parts.signed, parts.signature.subarray(1));

export const isWithin = (moment: Date, { notBefore, notAfter }: Period): boolean =>
  (notBefore === undefined || moment >= notBefore) && (notAfter === undefined || moment <= notAfter);
