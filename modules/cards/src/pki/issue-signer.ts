import { accept, type Outcome } from "@dinhdanh/kernel";
import type { CertificateRole } from "./extensions.ts";
import { issueCertificate, signerPeriods, withNewKey } from "./issue-certificate.ts";
import { twoDigits } from "./names.ts";
import { type Ceremony, commit, type CscaRefusal, issuerOf, now, type Pki } from "./pki.ts";
import type { CertificateEntry } from "./records.ts";
import { ofRole } from "./state.ts";

export type IssueSignerRefusal = CscaRefusal | "pki-busy";

/** A new document signer, usable from now on; those before stay usable until their periods end. */
export async function issueSigner(pki: Pki, ceremony: Ceremony): Promise<Outcome<CertificateEntry, IssueSignerRefusal>> {
  const issuer = await issuerOf(pki);
  if (!issuer.ok) return issuer;
  const { settings } = pki.state;
  const role: CertificateRole = "signer";
  const number = ofRole(pki.state, role).length + 1;
  return withNewKey(pki, `signer-${twoDigits(number)}`, settings.signerAlgorithm, async (key) => {
    const periods = signerPeriods(settings, now(pki.clock));
    const { entry, file } = await issueCertificate({ role, number, key, issuer: issuer.value, periods }, settings);
    const done = await commit(pki, ceremony, { act: "issue-signer", certificates: [entry], files: [file] });
    return done.ok ? accept(entry) : done;
  });
}
