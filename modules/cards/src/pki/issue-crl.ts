import { accept, type Outcome } from "@dinhdanh/kernel";
import { writeCrl } from "./crl.ts";
import { type Ceremony, commit, type CscaRefusal, instantOf, type Issuer, issuerOf, now, type Pki } from "./pki.ts";
import type { CrlEntry, Revocation } from "./records.ts";

export type IssueCrlRefusal = CscaRefusal | "pki-busy";

export type WrittenCrl = { entry: CrlEntry; file: { path: string; content: string } };

/** The next list; a relying party fetches the one after it before `nextUpdate`. */
export async function nextCrl(pki: Pki, { key, sign }: Pick<Issuer, "key" | "sign">, revoked: readonly Revocation[]): Promise<WrittenCrl> {
  const { settings, crl } = pki.state;
  const from = now(pki.clock);
  const period = { from, until: from + settings.crlDays * 86_400_000 };
  const number = (crl?.number ?? 0) + 1;
  return {
    entry: { number, thisUpdate: instantOf(period.from), nextUpdate: instantOf(period.until), revoked: revoked.length },
    file: { path: "crl.pem", content: await writeCrl({ number, period, revoked, issuerKey: key }, settings, sign) },
  };
}

/** Signs a new CRL of all revocations so far. */
export async function issueCrl(pki: Pki, ceremony: Ceremony): Promise<Outcome<CrlEntry, IssueCrlRefusal>> {
  const issuer = await issuerOf(pki);
  if (!issuer.ok) return issuer;
  const { entry, file } = await nextCrl(pki, issuer.value, pki.state.revocations);
  const done = await commit(pki, ceremony, { act: "crl", certificates: [], crl: entry, files: [file] });
  return done.ok ? accept(entry) : done;
}
