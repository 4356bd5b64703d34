import { randomBytes } from "node:crypto";
import { fingerprint } from "./algorithm.ts";
import { type CertificateRequest, writeCertificate } from "./certificate.ts";
import { pem } from "./der.ts";
import type { CertificateRole, Period } from "./extensions.ts";
import type { StoredKey } from "./key-store.ts";
import { numbered, twoDigits } from "./names.ts";
import { instantOf, type Issuer, type Pki } from "./pki.ts";
import type { CertificateEntry } from "./records.ts";
import type { KeyAlgorithm, PkiSettings } from "./settings.ts";
import { readTranscript } from "./transcript.ts";

const dayMs = 86_400_000;

const paths: Record<CertificateRole, (number: number) => string> = {
  csca: (number) => `csca/${twoDigits(number)}.pem`,
  link: (number) => `csca/${twoDigits(number)}-link.pem`,
  signer: (number) => `signers/${twoDigits(number)}.pem`,
  "master-list-signer": (number) => `signers/master-list-${twoDigits(number)}.pem`,
};

const commonName = (settings: PkiSettings, role: CertificateRole, number: number): string => {
  if (role === "signer") return numbered(settings.signerName, number);
  return role === "master-list-signer" ? numbered(`${settings.cscaName} Master List Signer`, number) : settings.cscaName;
};

/** The same second `years` later; 29 February becomes 1 March in a common year. */
const yearsLater = (ms: number, years: number): number => {
  const date = new Date(ms);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
};

export type Periods = { validity: Period; keyUse: Period };

/** A CSCA certificate outlives the last card that its last signer signed (ICAO Doc 9303-12, section 5). */
export function cscaPeriods(settings: PkiSettings, from: number): Periods {
  const keyUse = { from, until: yearsLater(from, settings.cscaKeyYears) };
  return { keyUse, validity: { from, until: yearsLater(keyUse.until + settings.signerKeyDays * dayMs, settings.cardYears) } };
}

/** A signer's certificate outlives the last card that its key signed. */
export function signerPeriods(settings: PkiSettings, from: number): Periods {
  const keyUse = { from, until: from + settings.signerKeyDays * dayMs };
  return { keyUse, validity: { from, until: yearsLater(keyUse.until, settings.cardYears) } };
}

export type Issued = { entry: CertificateEntry; file: { path: string; content: string } };

type Request = { role: CertificateRole; number: number; key: StoredKey; issuer: Pick<Issuer, "key" | "sign">; periods: Periods };

export async function issueCertificate({ role, number, key, issuer, periods }: Request, settings: PkiSettings): Promise<Issued> {
  const request: CertificateRequest = { role, commonName: commonName(settings, role, number), key, issuerKey: issuer.key, ...periods };
  const { serial, der } = await writeCertificate(request, settings, issuer.sign);
  const path = paths[role](number);
  return {
    entry: {
      ...{ role, number, path, serial, sha256: fingerprint(der), keyLabel: key.label, keySha256: fingerprint(key.publicKey) },
      ...{ validFrom: instantOf(periods.validity.from), validUntil: instantOf(periods.validity.until) },
      ...{ keyUseFrom: instantOf(periods.keyUse.from), keyUseUntil: instantOf(periods.keyUse.until) },
    },
    file: { path, content: pem("CERTIFICATE", der) },
  };
}

/** Works with a new key pair; when that comes to nothing, the pair is destroyed again. What a record names is kept, whatever went wrong after it. */
export async function withNewKey<T>(
  { dir, keys }: Pick<Pki, "dir" | "keys">,
  name: string,
  algorithm: KeyAlgorithm,
  work: (key: StoredKey) => Promise<T>,
): Promise<T> {
  const label = `${name}-${randomBytes(4).toString("hex")}`;
  const key = await keys.generate(label, algorithm);
  try {
    return await work(key);
  } finally {
    const certified = readTranscript(dir).records.some(({ certificates }) => certificates.some(({ keyLabel }) => keyLabel === label));
    if (!certified) await keys.destroy(label);
  }
}
