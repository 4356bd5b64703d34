import { accept, type Outcome } from "@dinhdanh/kernel";
import { cscaPeriods, type Issued, issueCertificate, withNewKey } from "./issue-certificate.ts";
import { nextCrl } from "./issue-crl.ts";
import { twoDigits } from "./names.ts";
import { type Ceremony, commit, type CscaRefusal, type Issuer, issuerOf, now, type Pki } from "./pki.ts";
import type { CertificateEntry } from "./records.ts";
import { contentOf, ofRole } from "./state.ts";

export type RotateCscaRefusal = CscaRefusal | "pki-busy";

export type RotatedCsca = { csca: CertificateEntry; link: CertificateEntry | null };

/**
 * A new CSCA key under the same name. The old key signs a link certificate for it, so that who trusts the old one need not be visited
 * again (ICAO Doc 9303-12, 4.4). Without a link only when the old key may no longer sign.
 */
export async function rotateCsca(pki: Pki, withLink: boolean, ceremony: Ceremony): Promise<Outcome<RotatedCsca, RotateCscaRefusal>> {
  const old = await issuerOf(pki);
  if (!old.ok && (withLink || old.refusal.code !== "csca-key-over")) return old;
  const { settings } = pki.state;
  const number = ofRole(pki.state, "csca").length + 1;
  return withNewKey(pki, `csca-${twoDigits(number)}`, settings.cscaAlgorithm, async (key) => {
    const issuer = { key, sign: (data: Uint8Array) => pki.keys.sign(key.label, data) };
    const periods = cscaPeriods(settings, now(pki.clock));
    const csca = await issueCertificate({ role: "csca", number, key, issuer, periods }, settings);
    const link = withLink && old.ok ? await linkTo(csca, { pki, old: old.value, issuer, number }) : null;
    const crl = pki.state.crl === null ? null : await nextCrl(pki, issuer, pki.state.revocations);
    const done = await commit(pki, ceremony, {
      act: "rotate-csca",
      certificates: [csca.entry, ...(link === null ? [] : [link.entry])],
      ...(crl === null ? {} : { crl: crl.entry }),
      files: [csca.file, ...(link === null ? [] : [link.file]), anchors(pki, csca), ...(crl === null ? [] : [crl.file])],
    });
    return done.ok ? accept({ csca: csca.entry, link: link?.entry ?? null }) : done;
  });
}

type Linking = { pki: Pki; old: Issuer; issuer: Pick<Issuer, "key">; number: number };

/** Valid while both are: until the old certificate ends. Its key usage period is that of the new key, which it certifies. */
const linkTo = ({ entry }: Issued, { pki, old, issuer, number }: Linking) =>
  issueCertificate(
    {
      ...{ role: "link" as const, number, key: issuer.key, issuer: old },
      periods: {
        validity: { from: Date.parse(entry.validFrom), until: Math.min(Date.parse(old.entry.validUntil), Date.parse(entry.validUntil)) },
        keyUse: { from: Date.parse(entry.keyUseFrom), until: Date.parse(entry.keyUseUntil) },
      },
    },
    pki.state.settings,
  );

/** All self-signed CSCA certificates, the newest first: cards signed under the old ones stay genuine. */
const anchors = ({ state }: Pki, { file }: Issued) => ({
  path: "csca.pem",
  content: [
    file.content,
    ...ofRole(state, "csca")
      .map(({ path }) => contentOf(state, path).toString("utf8"))
      .toReversed(),
  ].join(""),
});
