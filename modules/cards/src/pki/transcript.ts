import { verify, X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { algorithmOf, curves, fingerprint } from "./algorithm.ts";
import { createAtomically } from "./files.ts";
import { recordSchema, type RecordContent, type TranscriptRecord } from "./records.ts";

const folder = "transcript";
export const nothingBefore = "0".repeat(64);

const fileOf = (number: number) => `${String(number).padStart(4, "0")}.json`;
const recordPath = (dir: string, number: number): string => join(dir, folder, fileOf(number));

export type Unsigned = Omit<TranscriptRecord, "hash" | "signature">;

/** SHA-256 over the record as it is written, without its own hash and signature. */
export const hashOf = (record: object): string => {
  const { hash: _hash, signature: _signature, ...covered } = record as Partial<TranscriptRecord>;
  return fingerprint(JSON.stringify(covered));
};

/** @returns false when another command wrote a record of this number first */
export const writeRecord = (dir: string, record: TranscriptRecord): Promise<boolean> =>
  createAtomically(recordPath(dir, record.number), `${JSON.stringify(record, null, 1)}\n`);

export type Transcript = { records: TranscriptRecord[]; /** number of the first record that is not as it was written */ brokenAt?: number };

/** Reads the records in order and checks form, chain and signatures; stops at the first that is not genuine. */
export function readTranscript(dir: string): Transcript {
  const names = existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).filter((name) => !name.startsWith(".")) : [];
  const records: TranscriptRecord[] = [];
  for (const name of names.sort()) {
    const record = name === fileOf(records.length + 1) ? readGenuine(join(dir, folder, name), records) : undefined;
    if (record === undefined) return { records, brokenAt: records.length + 1 };
    records.push(record);
  }
  return { records };
}

function readGenuine(path: string, before: readonly TranscriptRecord[]): TranscriptRecord | undefined {
  const text = readFileSync(path, "utf8");
  try {
    const raw = JSON.parse(text) as object;
    const record = recordSchema.parse(raw);
    const chained = record.number === before.length + 1 && record.previous === (before.at(-1)?.hash ?? nothingBefore);
    return chained && record.hash === hashOf(raw) && filesMatch(record) && isSigned(record, before) ? record : undefined;
  } catch {
    // no JSON, not the form, or no certificate where one must be
    return undefined;
  }
}

const filesMatch = ({ files, certificates }: RecordContent) =>
  files.every(({ content, sha256 }) => content === null || fingerprint(Buffer.from(content, "base64")) === sha256) &&
  certificates.every(({ path, sha256 }) => {
    const content = files.find((file) => file.path === path)?.content;
    return typeof content === "string" && fingerprint(new X509Certificate(Buffer.from(content, "base64")).raw) === sha256;
  });

/** By the key of the CSCA that was in force before the record; the first record brings its own. */
function isSigned(record: TranscriptRecord, before: readonly TranscriptRecord[]): boolean {
  const file = (before.length === 0 ? [record] : before).flatMap(cscaFiles).at(-1);
  if (file === undefined) return false;
  const { publicKey } = new X509Certificate(file);
  return verify(curves[algorithmOf(publicKey)].hash, Buffer.from(record.hash), publicKey, Buffer.from(record.signature, "base64"));
}

const cscaFiles = ({ certificates, files }: RecordContent) =>
  certificates
    .filter(({ role }) => role === "csca")
    .map(({ path }) => Buffer.from(files.find((file) => file.path === path)?.content ?? "", "base64"));
