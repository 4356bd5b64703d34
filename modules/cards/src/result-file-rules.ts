import { accept, type Outcome, refuse } from "@dinhdanh/kernel/contract";
import { z } from "zod";

/** What the machine says of a card: made; not made and the blank is whole; the blank is ruined. */
export const outcomes = ["printed", "failed", "spoiled"] as const;
export type MachineOutcome = (typeof outcomes)[number];
export type ResultRow = { serial: string; outcome: MachineOutcome; reason: string | null };

export type ResultRefusal =
  | (
      | "file-too-large"
      | "file-not-text"
      | "file-header"
      | "file-other-batch"
      | "file-other-machine-file"
      | "file-truncated"
      | "file-checksum"
    )
  | ("row-malformed" | "row-unknown-serial" | "row-serial-twice" | "row-out-of-order" | "row-reason-missing");

/** A line has some 120 bytes: 64 MiB hold half a million cards. */
export const largestResultBytes = 64 * 2 ** 20;

const headerSchema = z.strictObject({
  type: z.literal("header"),
  format: z.literal("dinhdanh-result"),
  version: z.literal(1),
  batchId: z.string(),
  /** SHA-256 of the machine file that was worked off */
  machineFileSha256: z.string(),
});
const rowSchema = z.strictObject({
  type: z.literal("result"),
  serial: z.string(),
  outcome: z.enum(outcomes),
  reason: z.string().trim().min(1).max(200).optional(),
});
const trailerSchema = z.strictObject({ type: z.literal("trailer"), batchId: z.string(), cards: z.int(), sha256: z.string() });

/** The batch that the file must be of: its cards' serials in their order. */
export type ExpectedResult = { batchId: string; machineFileSha256: string; serials: readonly string[]; sha256: (text: string) => string };

/**
 * Reads a machine's result file (docs/file-formats.md): a header, one line a card in the batch's order, a trailer with the SHA-256 of all
 * lines before it. All or nothing: the first fault refuses the file by name, with the row (1 is the header) where there is one.
 */
export function readResultFile(bytes: Uint8Array, expected: ExpectedResult): Outcome<ResultRow[], ResultRefusal> {
  if (bytes.length > largestResultBytes) return refuse("file-too-large");
  const text = decode(bytes);
  if (text === undefined) return refuse("file-not-text");
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) !== "") return refuse("file-truncated");
  lines.pop();
  const header = read(headerSchema, lines[0]);
  if (header === undefined) return refuse("file-header");
  if (header.batchId !== expected.batchId) return refuse("file-other-batch");
  if (header.machineFileSha256 !== expected.machineFileSha256) return refuse("file-other-machine-file");
  const trailer = read(trailerSchema, lines.length > 1 ? lines.at(-1) : undefined);
  const rows = readRows(trailer === undefined ? lines.slice(1) : lines.slice(1, -1), expected.serials);
  if (!rows.ok) return rows;
  if (trailer === undefined || trailer.cards !== rows.value.length) return refuse("file-truncated");
  if (trailer.batchId !== expected.batchId) return refuse("file-other-batch", { row: lines.length });
  if (
    trailer.sha256 !==
    expected.sha256(
      lines
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join(""),
    )
  )
    return refuse("file-checksum");
  return rows.value.length < expected.serials.length ? refuse("file-truncated") : rows;
}

function readRows(lines: readonly string[], serials: readonly string[]): Outcome<ResultRow[], ResultRefusal> {
  const rows: ResultRow[] = [];
  for (const { row, said, fault } of judgeRows(lines, serials)) {
    if (fault !== undefined) return refuse(fault, { row });
    rows.push(said);
  }
  return accept(rows);
}

type Judged = { row: number; said: ResultRow; fault?: undefined } | { row: number; said?: undefined; fault: ResultRefusal };

/** Each line with what it says or what is wrong with it. After a line out of order the next is expected to follow that one. */
function* judgeRows(lines: readonly string[], serials: readonly string[]): Generator<Judged> {
  const places = new Map(serials.map((serial, place) => [serial, place]));
  const seen = new Set<string>();
  let expected = 0;
  for (const [index, line] of lines.entries()) {
    const row = index + 2;
    const result = read(rowSchema, line);
    const place = result === undefined ? undefined : places.get(result.serial);
    if (result === undefined) yield { row, fault: "row-malformed" };
    else if (place === undefined) yield { row, fault: "row-unknown-serial" };
    else if (seen.has(result.serial)) yield { row, fault: "row-serial-twice" };
    else {
      const { serial, outcome, reason = null } = result;
      const inOrder = place === expected;
      seen.add(serial);
      expected = place + 1;
      if (!inOrder) yield { row, fault: "row-out-of-order" };
      else if (outcome !== "printed" && reason === null) yield { row, fault: "row-reason-missing" };
      else yield { row, said: { serial, outcome, reason } };
    }
  }
}

export type ResultPreview = Record<MachineOutcome, number> & {
  /** `row` null: the fault is of the whole file */
  faults: { row: number | null; code: ResultRefusal }[];
};

/**
 * All faults of a result file at once, for who has to mend it, and what it says. It decides nothing: the server reads the file again, with the
 * checksum, which is left out here.
 */
export function previewResultFile(bytes: Uint8Array, expected: Omit<ExpectedResult, "sha256">): ResultPreview {
  const preview: ResultPreview = { printed: 0, failed: 0, spoiled: 0, faults: [] };
  const whole = (code: ResultRefusal) => ({ ...preview, faults: [...preview.faults, { row: null, code }] });
  if (bytes.length > largestResultBytes) return whole("file-too-large");
  const text = decode(bytes);
  if (text === undefined) return whole("file-not-text");
  const lines = text.split(/\r?\n/);
  if (lines.pop() !== "") return whole("file-truncated");
  const header = read(headerSchema, lines[0]);
  if (header === undefined) return whole("file-header");
  if (header.batchId !== expected.batchId) return whole("file-other-batch");
  if (header.machineFileSha256 !== expected.machineFileSha256) return whole("file-other-machine-file");
  const trailer = read(trailerSchema, lines.at(-1));
  const rows = lines.slice(1, trailer === undefined ? undefined : -1);
  for (const { row, said, fault } of judgeRows(rows, expected.serials)) {
    if (fault === undefined) preview[said.outcome] += 1;
    else preview.faults.push({ row, code: fault });
  }
  return trailer === undefined || trailer.cards !== rows.length || rows.length < expected.serials.length
    ? whole("file-truncated")
    : preview;
}

function read<T>(schema: z.ZodType<T>, line: string | undefined): T | undefined {
  if (line === undefined || line.length > 2000) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
