import { tag } from "../tlv/der.ts";
import { TlvCursor } from "../tlv/read.ts";

/** Pieces of a certificate as they stand in it; what is compared or signed must be compared as it was encoded. */
export type CertificateParts = {
  /** what the issuer signed */
  signed: Buffer;
  /** AlgorithmIdentifier, twice: inside and outside of what is signed */
  innerAlgorithm: Buffer;
  outerAlgorithm: Buffer;
  /** BIT STRING with its octet of unused bits */
  signature: Buffer;
  /** INTEGER */
  serialNumber: Buffer;
  issuer: Buffer;
  subject: Buffer;
};

/** Certificate (RFC 5280 4.1). Throws BadInput. */
export function certificateParts(der: Uint8Array): CertificateParts {
  const file = new TlvCursor(der, "der");
  const certificate = file.enter(tag.sequence, "Certificate");
  file.close("Certificate");
  const signed = certificate.take(tag.sequence, "tbsCertificate");
  const outerAlgorithm = certificate.take(tag.sequence, "signatureAlgorithm").raw;
  const signature = certificate.take(tag.bitString, "signatureValue").value;
  certificate.close("Certificate");
  const tbs = certificate.inside(signed);
  tbs.optional(tag.context(0), "version");
  const serialNumber = tbs.take(tag.integer, "serialNumber").raw;
  const innerAlgorithm = tbs.take(tag.sequence, "signature").raw;
  const issuer = tbs.take(tag.sequence, "issuer").raw;
  tbs.take(tag.sequence, "validity");
  const subject = tbs.take(tag.sequence, "subject").raw;
  return { signed: signed.raw, innerAlgorithm, outerAlgorithm, signature, serialNumber, issuer, subject };
}
