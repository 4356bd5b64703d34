import { X509Certificate } from "node:crypto";
import { writeMasterList } from "@dinhdanh/icao9303";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { curves } from "./algorithm.ts";
import { type Issued, issueCertificate, signerPeriods, withNewKey } from "./issue-certificate.ts";
import type { StoredKey } from "./key-store.ts";
import { twoDigits } from "./names.ts";
import { type Ceremony, commit, type CscaRefusal, type Issuer, issuerOf, now, type Pki } from "./pki.ts";
import type { CertificateEntry } from "./records.ts";
import { contentOf, keyUse, ofRole } from "./state.ts";

export type IssueMasterListRefusal = CscaRefusal | "pki-busy";

export type IssuedMasterList = { path: string; signer: CertificateEntry; certificates: number };

const path = "master-list.ml";

/**
 * Signs the list of all CSCA and link certificates (ICAO Doc 9303-12, section 9). Its signer has a key of its own, certified by the CSCA in
 * force; a new one when there is none, or its period is over, or the CSCA was replaced.
 */
export async function issueMasterList(pki: Pki, ceremony: Ceremony): Promise<Outcome<IssuedMasterList, IssueMasterListRefusal>> {
  const issuer = await issuerOf(pki);
  if (!issuer.ok) return issuer;
  const known = usableSigner(pki, issuer.value);
  if (known !== undefined) {
    const key = await pki.keys.find(known.keyLabel);
    if (key === undefined) return refuse("key-missing", { key: known.keyLabel });
    return finish(pki, { issuer: issuer.value, key, signer: { entry: known, certificate: contentOf(pki.state, known.path) } }, ceremony);
  }
  const { settings } = pki.state;
  const number = ofRole(pki.state, "master-list-signer").length + 1;
  return withNewKey(pki, `master-list-${twoDigits(number)}`, settings.signerAlgorithm, async (key) => {
    const periods = signerPeriods(settings, now(pki.clock));
    const issued = await issueCertificate({ role: "master-list-signer", number, key, issuer: issuer.value, periods }, settings);
    const signer = { entry: issued.entry, certificate: Buffer.from(issued.file.content) };
    return finish(pki, { issuer: issuer.value, key, signer, issued }, ceremony);
  });
}

function usableSigner({ state, clock }: Pki, issuer: Issuer): CertificateEntry | undefined {
  const last = ofRole(state, "master-list-signer").at(-1);
  if (last === undefined || keyUse(last, now(clock)) !== "in-use") return undefined;
  const csca = new X509Certificate(contentOf(state, issuer.entry.path));
  return new X509Certificate(contentOf(state, last.path)).verify(csca.publicKey) ? last : undefined;
}

type Parts = { issuer: Issuer; key: StoredKey; signer: { entry: CertificateEntry; certificate: Buffer }; issued?: Issued };

async function finish(
  pki: Pki,
  { issuer, key, signer, issued }: Parts,
  ceremony: Ceremony,
): Promise<Outcome<IssuedMasterList, "pki-busy">> {
  const derOf = (pem: Buffer) => new X509Certificate(pem).raw;
  const listed = pki.state.certificates
    .filter(({ role }) => role === "csca" || role === "link")
    .map((entry) => derOf(contentOf(pki.state, entry.path)));
  const content = await writeMasterList(
    {
      certificateDer: derOf(signer.certificate),
      algorithm: `ecdsa-${curves[key.algorithm].hash}` as const,
      sign: async (data: Uint8Array) => (await pki.keys.sign(key.label, data)).der,
    },
    derOf(contentOf(pki.state, issuer.entry.path)),
    listed,
    new Date(now(pki.clock)),
  );
  const files = [...(issued === undefined ? [] : [issued.file]), { path, content }];
  const done = await commit(pki, ceremony, { act: "master-list", certificates: issued === undefined ? [] : [issued.entry], files });
  return done.ok ? accept({ path, signer: signer.entry, certificates: listed.length }) : done;
}
