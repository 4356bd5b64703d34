import { attempt, BadInput, failure, type Fault, type Result, success } from "../result.ts";
import { type Certificate, certificateOf, isIssuedBy } from "./certificate.ts";
import { isListOf, readCrl, type RevocationList } from "./crl.ts";
import { derBlocks } from "./pem.ts";

/**
 * Authorities that a reader trusts (9303-12 6.1.1), and the revocation lists that they signed, newest first. `unusable`: what was wrong with certificates that were left
 * out; no document of theirs will be found genuine.
 */
export type TrustList = { authorities: readonly Certificate[]; lists: readonly RevocationList[]; unusable: readonly Fault[] };

/**
 * Makes a trust list out of files: CSCA certificates and revocation lists, in DER or PEM. How the certificates came is the caller's trust: from the hands of the state, or out
 * of a verified master list. Refused when no certificate can be used, and when a list cannot be read (a revocation must not get lost) or was signed by none of the authorities
 * of its name: `bad-value`.
 */
export function readTrustList(files: { csca: readonly Uint8Array[]; crls?: readonly Uint8Array[] }): Result<TrustList> {
  const authorities: Certificate[] = [];
  const unusable: Fault[] = [];
  for (const der of files.csca.flatMap((file) => derBlocks(file, "CERTIFICATE"))) {
    const certificate = attempt(() => authorityOf(der));
    if (certificate.ok) authorities.push(certificate.value);
    else unusable.push(certificate.fault);
  }
  if (authorities.length === 0) return failure("missing", 0, "CSCA certificate");
  const lists: RevocationList[] = [];
  for (const der of (files.crls ?? []).flatMap((file) => derBlocks(file, "X509 CRL"))) {
    const list = readCrl(der);
    if (!list.ok) return list;
    // after a change of keys one list, signed with the new key, covers the certificates of the old one too
    if (!authorities.some((authority) => isListOf(list.value, authority))) return failure("bad-value", 0, "CRL signature");
    lists.push(list.value);
  }
  lists.sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  return success({ authorities, lists, unusable });
}

function authorityOf(der: Uint8Array): Certificate {
  const certificate = certificateOf(der);
  if (!certificate.isAuthority) throw new BadInput("bad-value", 0, "basicConstraints");
  return certificate;
}

/**
 * Why a certificate leads to no trusted authority: no authority of that name or key; one that did not sign it; or one whose name and key it names
 * both, and whose signature does not fit any more (`certificate-differs`: altered, or made to look so).
 */
export type NoIssuer = "no-authority" | "not-signed-by-authority" | "certificate-differs";

/** The authority that issued a certificate: same name or same key identifier, and its signature (9303-12 6.1.2). */
export function issuerOf(certificate: Certificate, { authorities }: TrustList): Certificate | NoIssuer {
  const candidates = authorities.filter(
    ({ subject, subjectKeyIdentifier }) =>
      subject === certificate.issuer || (subjectKeyIdentifier !== undefined && subjectKeyIdentifier === certificate.authorityKeyIdentifier),
  );
  if (candidates.length === 0) return "no-authority";
  const issuer = candidates.find((candidate) => isIssuedBy(certificate, candidate));
  if (issuer !== undefined) return issuer;
  const named = candidates.some(
    ({ subject, subjectKeyIdentifier }) => subject === certificate.issuer && subjectKeyIdentifier === certificate.authorityKeyIdentifier,
  );
  return named && certificate.authorityKeyIdentifier !== undefined ? "certificate-differs" : "not-signed-by-authority";
}

/** `current`: a list that covers the moment does not name the certificate. `stale`: only older ones are at hand. `none`: no list at all. */
export type Revocation = { state: "revoked"; since: Date } | { state: "current" | "stale" | "none" };

/** What the newest list of the authority, as of a moment, says of a certificate. */
export function revocationOf(certificate: Certificate, authority: Certificate, { lists }: TrustList, at: Date): Revocation {
  const list = lists.find(({ issuer, thisUpdate }) => issuer === authority.subject && thisUpdate <= at);
  if (list === undefined) return { state: "none" };
  const since = list.revoked.get(certificate.serialNumber);
  if (since !== undefined) return { state: "revoked", since };
  return { state: list.nextUpdate !== undefined && list.nextUpdate < at ? "stale" : "current" };
}
