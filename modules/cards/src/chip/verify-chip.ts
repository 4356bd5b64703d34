import { readDg1, readDg13, readTrustList, type TrustList, type Verdict as ChipVerdict, verifyDocument } from "@dinhdanh/icao9303";
import { accept, isDay, type Outcome, refuse } from "@dinhdanh/kernel";
import type { ChipFileName, Verdict } from "../contract.ts";

/** The files of a chip, as far as they were read; EF_SOD and EF_DG1 are needed. */
export type ChipFiles = ReadonlyMap<ChipFileName, Uint8Array>;

/** `findings`: codes, such as the data group that was altered; `sodSha256` is looked up on the revocation list. */
export type ChipAnswer = { verdict: Verdict; findings: string[]; expiresOn: string | null };

/** Data groups that every card has. */
const required = [1, 13, 15] as const;
/** A child under 6 has no face on the chip, and cards of before have no DG14; what the issuer signed must be shown. DG3 no reader gets. */
const requiredIfSigned = [2, 14] as const;
const groupFiles: readonly [number, ChipFileName][] = [[1, "EF_DG1"], [2, "EF_DG2"], [13, "EF_DG13"], [14, "EF_DG14"], [15, "EF_DG15"]]; // prettier-ignore

/** CSCA certificates and revocation lists, PEM or DER. Refused when one cannot be used. */
export function openTrust(csca: readonly Uint8Array[], crls: readonly Uint8Array[] = []): Outcome<TrustList, "trust-unreadable"> {
  const trust = readTrustList({ csca, crls });
  return trust.ok ? accept(trust.value) : refuse("trust-unreadable", { what: trust.fault.what });
}

/**
 * Passive authentication of a card (ICAO Doc 9303-11, 5.1), needing no connection: hashes, signature, chain, revocation of the signer, and the
 * card's own validity. Whether the card itself is revoked is on another list.
 */
export function verifyChip(files: ChipFiles, trust: TrustList, at: Date): ChipAnswer {
  const sod = files.get("EF_SOD");
  if (sod === undefined) return { verdict: "altered", findings: ["EF.SOD:missing"], expiresOn: null };
  const groups = new Map(groupFiles.flatMap(([group, name]) => (files.has(name) ? [[group, files.get(name) ?? sod] as const] : [])));
  const com = files.get("EF_COM");
  const answer = verifyDocument({ sod, groups, ...(com === undefined ? {} : { com }) }, { trust, at, required, requiredIfSigned });
  const expiresOn = expiryIn(files.get("EF_DG13"));
  const expired = expiresOn !== null && new Date(`${expiresOn}T23:59:59+07:00`) < at;
  const { verdict, findings } = verdictOf(answer);
  if (verdict !== "genuine") return { verdict, findings, expiresOn };
  if (!agrees(files)) return { verdict: "altered", findings: ["EF.DG1:disagrees"], expiresOn };
  return expired ? { verdict: "expired", findings: ["card-expired"], expiresOn } : { verdict, findings, expiresOn };
}

function verdictOf(answer: ChipVerdict): { verdict: Verdict; findings: string[] } {
  switch (answer.verdict) {
    case "genuine":
      return { verdict: "genuine", findings: answer.revocation === "current" ? [] : [`signer-revocation-${answer.revocation}`] };
    case "altered":
      return { verdict: "altered", findings: answer.alterations.map(({ file, how }) => `${file}:${how}`) };
    case "malformed":
      return { verdict: "altered", findings: [`${answer.file}:malformed`] };
    case "signature-invalid":
      return { verdict: "altered", findings: [`EF.SOD:${answer.cause}`] };
    case "unknown-signer":
      return { verdict: answer.cause === "certificate-differs" ? "altered" : "unknown-signer", findings: [answer.cause] };
    case "signer-revoked":
      return { verdict: "revoked", findings: ["signer-revoked"] };
    case "signer-expired":
      return { verdict: "expired", findings: [answer.cause] };
  }
}

/** Last day of validity as the signed national data say it; null where there is none. */
function expiryIn(dg13: Uint8Array | undefined): string | null {
  const read = dg13 === undefined ? undefined : readDg13(dg13);
  const day = read?.ok === true ? read.value.expiresOn?.split("/").toReversed().join("-") : undefined;
  return day !== undefined && isDay(day) ? day : null;
}

/** The MRZ and the national data are of one person. */
function agrees(files: ChipFiles): boolean {
  const [dg1, dg13] = [files.get("EF_DG1"), files.get("EF_DG13")];
  if (dg1 === undefined || dg13 === undefined) return true;
  const [mrz, national] = [readDg1(dg1), readDg13(dg13)];
  return !mrz.ok || !national.ok || national.value.number === undefined || (mrz.value[0] ?? "").includes(national.value.number);
}
