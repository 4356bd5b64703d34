import type { CertificateRole } from "./extensions.ts";
import type { CertificateEntry, CrlEntry, Protection, Revocation, TranscriptRecord } from "./records.ts";
import type { PkiSettings } from "./settings.ts";
import { nothingBefore } from "./transcript.ts";

/** What the records of a transcript come to. */
export type PkiState = {
  settings: PkiSettings;
  protection: Protection;
  certificates: CertificateEntry[];
  revocations: Revocation[];
  crl: CrlEntry | null;
  /** number and hash of the last record */
  head: { number: number; hash: string };
  /** what each file was over time, the latest last; `content` is null for private keys */
  files: Map<string, { sha256: string; content: Buffer | null }[]>;
};

/** @returns undefined when there are no records */
export function stateOf(records: readonly TranscriptRecord[]): PkiState | undefined {
  const founding = records[0]?.founding;
  if (founding === undefined) return undefined;
  const files: PkiState["files"] = new Map();
  for (const { path, sha256, content } of records.flatMap((record) => record.files))
    files.set(path, [...(files.get(path) ?? []), { sha256, content: content === null ? null : Buffer.from(content, "base64") }]);
  const last = records.at(-1);
  return {
    ...founding,
    certificates: records.flatMap(({ certificates }) => certificates),
    revocations: records.flatMap(({ revocation }) => revocation ?? []),
    crl: records.findLast(({ crl }) => crl !== undefined)?.crl ?? null,
    head: { number: last?.number ?? 0, hash: last?.hash ?? nothingBefore },
    files,
  };
}

export const ofRole = (state: PkiState, role: CertificateRole): CertificateEntry[] =>
  state.certificates.filter((entry) => entry.role === role);

/** The one that signs now: the last. @throws never for a transcript that was read: its first record brings one */
export function currentCsca(state: PkiState): CertificateEntry {
  const entry = ofRole(state, "csca").at(-1);
  if (entry === undefined) throw new Error("a PKI without a CSCA");
  return entry;
}

export const revocationOf = (state: PkiState, { serial }: CertificateEntry): Revocation | undefined =>
  state.revocations.find((revocation) => revocation.serial === serial);

/** Contents of a file as the transcript has it. */
export function contentOf(state: PkiState, path: string): Buffer {
  const content = state.files.get(path)?.at(-1)?.content;
  if (content === undefined || content === null) throw new Error(`the transcript does not hold ${path}`);
  return content;
}

/** A private key signs only within its period (ICAO Doc 9303-12, 5; RFC 3280, 4.2.1.4). */
export function keyUse(entry: CertificateEntry, nowMs: number): "early" | "in-use" | "over" {
  if (nowMs < Date.parse(entry.keyUseFrom)) return "early";
  return nowMs < Date.parse(entry.keyUseUntil) ? "in-use" : "over";
}
