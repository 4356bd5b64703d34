import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type IssueCrlRefusal, nextCrl } from "./issue-crl.ts";
import { type Ceremony, commit, instantOf, issuerOf, now, type Pki } from "./pki.ts";
import type { CrlEntry, Revocation, RevocationReason } from "./records.ts";
import { ofRole, revocationOf } from "./state.ts";

export type RevokeSignerRefusal = "unknown-signer" | "signer-revoked" | IssueCrlRefusal;

export type RevokedSigner = { revocation: Revocation; crl: CrlEntry };

/** Revokes a document signer for good, and signs the CRL that says so. */
export async function revokeSigner(
  pki: Pki,
  signer: { number: number; reason: RevocationReason },
  ceremony: Ceremony,
): Promise<Outcome<RevokedSigner, RevokeSignerRefusal>> {
  const entry = ofRole(pki.state, "signer").find(({ number }) => number === signer.number);
  if (entry === undefined) return refuse("unknown-signer");
  if (revocationOf(pki.state, entry) !== undefined) return refuse("signer-revoked");
  const issuer = await issuerOf(pki);
  if (!issuer.ok) return issuer;
  const revocation = { serial: entry.serial, reason: signer.reason, at: instantOf(now(pki.clock)) };
  const crl = await nextCrl(pki, issuer.value, [...pki.state.revocations, revocation]);
  const done = await commit(pki, ceremony, { act: "revoke-signer", certificates: [], revocation, crl: crl.entry, files: [crl.file] });
  return done.ok ? accept({ revocation, crl: crl.entry }) : done;
}
