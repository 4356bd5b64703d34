import { digestOf, isSignedBy } from "../cms/algorithms.ts";
import type { SignedData } from "../cms/read-signed-data.ts";
import { attempt, BadInput, type Fault } from "../result.ts";
import { type Certificate, certificateOf, isWithin } from "../pki/certificate.ts";
import { issuerOf, type NoIssuer, type Revocation, revocationOf, type TrustList } from "../pki/trust-list.ts";

/** Names and serial number (hexadecimal) of a certificate that signed. */
export type SignerName = { subject: string; issuer: string; serialNumber: string };

export type ExpiryCause =
  | "signer-not-yet-valid"
  | "signer-expired"
  | "authority-not-yet-valid"
  | "authority-expired"
  | "signed-outside-validity"
  | "signed-outside-key-usage";

/** Why a signature is not to be trusted, in the order of the checks; `signer-expired` stands beside the rest, because the contents are as they were signed. */
export type SignerFault =
  | { verdict: "malformed"; fault: Fault }
  | { verdict: "signature-invalid"; cause: "content-differs" | "signature-differs" }
  | { verdict: "unknown-signer"; signer: SignerName; cause: NoIssuer | "not-allowed-to-sign" }
  | { verdict: "signer-revoked"; signer: SignerName; since: Date };

export type TrustedSigner = {
  verdict: "trusted";
  signer: SignerName;
  revocation: Exclude<Revocation["state"], "revoked">;
  expired?: ExpiryCause;
};

/**
 * @param at the moment of the inspection
 * @param signedOn when it was signed, as far as known from elsewhere; the signed attribute goes before it
 */
export type SignerCheck = { trust: TrustList; at: Date; signedOn?: Date; mayTheySign: (certificate: Certificate) => boolean };

/** Signature, certificate chain, revocation and periods of SignedData (9303-11 5.1, 9303-12 6.1.2). */
export function verifySigner(signedData: SignedData, check: SignerCheck): SignerFault | TrustedSigner {
  const read = attempt(() => signerCertificate(signedData));
  if (!read.ok) return { verdict: "malformed", fault: read.fault };
  const certificate = read.value;
  if (!digestOf(signedData.digest, signedData.content.value).equals(signedData.messageDigest)) {
    return { verdict: "signature-invalid", cause: "content-differs" };
  }
  if (!isSignedBy(signedData.scheme, certificate.publicKey, signedData.signedAttributes, signedData.signature)) {
    return { verdict: "signature-invalid", cause: "signature-differs" };
  }
  const signer = { subject: certificate.subject, issuer: certificate.issuer, serialNumber: certificate.serialNumber };
  const authority = issuerOf(certificate, check.trust);
  if (typeof authority === "string") return { verdict: "unknown-signer", signer, cause: authority };
  if (!check.mayTheySign(certificate)) return { verdict: "unknown-signer", signer, cause: "not-allowed-to-sign" };
  const revocation = revocationOf(certificate, authority, check.trust, check.at);
  if (revocation.state === "revoked") return { verdict: "signer-revoked", signer, since: revocation.since };
  const expired = expiryOf(certificate, authority, check.at, signedData.signedAt ?? check.signedOn);
  return { verdict: "trusted", signer, revocation: revocation.state, ...(expired === undefined ? {} : { expired }) };
}

/** The certificate that the signer's identifier names, among those in the SignedData (it must be there: 9303-10 4.6.2). */
function signerCertificate({ certificates, signer, content }: SignedData): Certificate {
  for (const der of certificates) {
    const certificate = certificateOf(der);
    const isNamed =
      "keyIdentifier" in signer
        ? certificate.subjectKeyIdentifier === signer.keyIdentifier.toString("hex")
        : certificate.parts.issuer.equals(signer.issuer) && certificate.parts.serialNumber.equals(signer.serialNumber);
    if (isNamed) return certificate;
  }
  throw new BadInput("missing", content.offset, "signer certificate");
}

function expiryOf(certificate: Certificate, authority: Certificate, at: Date, signedAt: Date | undefined): ExpiryCause | undefined {
  if (at < certificate.validity.notBefore) return "signer-not-yet-valid";
  if (at > certificate.validity.notAfter) return "signer-expired";
  if (at < authority.validity.notBefore) return "authority-not-yet-valid";
  if (at > authority.validity.notAfter) return "authority-expired";
  if (signedAt === undefined) return undefined;
  if (signedAt > at || !isWithin(signedAt, certificate.validity)) return "signed-outside-validity";
  return isWithin(signedAt, certificate.privateKeyUsage ?? {}) ? undefined : "signed-outside-key-usage";
}
