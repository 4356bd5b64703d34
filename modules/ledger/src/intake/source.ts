import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type NdjsonRow, readNdjson, readTable, type TableBatch, type TableInfo, type TableRow } from "@dinhdanh/tabular";
import type { IntakeRow, Verdict } from "./kind.ts";

/** A row as read; `rejection` is set when it never reaches the kind. */
export type SourceRow = IntakeRow & { source: string[]; rejection?: Extract<Verdict, { kind: "rejected" }> };
export type SourceBatch = TableBatch<SourceRow>;

const longestCell = 1000;

/** Rows of a CSV file laid out in the order of the fields. */
export async function* csvRows(path: string, info: TableInfo, positions: number[], names: readonly string[]): AsyncGenerator<SourceBatch> {
  for await (const { rows, bytesRead } of readTable(path, info)) {
    yield { bytesRead, rows: rows.map((row) => fromCells(row, info.headers, positions, names)) };
  }
}

/** Rows of an NDJSON file; keys are field names. */
export async function* ndjsonRows(path: string, names: readonly string[]): AsyncGenerator<SourceBatch> {
  for await (const { rows, bytesRead } of readNdjson(path, names)) yield { bytesRead, rows: rows.map((row) => fromNdjson(row, names)) };
}

/** @param positions of the kind's fields among the cells, -1 for what the file does not have */
export function valuesOf(cells: readonly string[], positions: readonly number[]): string[] {
  const values = new Array<string>(positions.length);
  for (let index = 0; index < positions.length; index += 1) {
    const position = positions[index] ?? -1;
    values[index] = position < 0 ? "" : clean(cells[position] ?? "");
  }
  return values;
}

function fromCells(row: TableRow, headers: string[], positions: number[], names: readonly string[]): SourceRow {
  const base = { rowNo: row.rowNo, values: valuesOf(row.cells, positions), source: row.cells };
  if (row.problem !== undefined) return { ...base, rejection: rejected("", row.problem) };
  if (row.cells.length !== headers.length) return { ...base, rejection: rejected("", "wrong-cell-count") };
  return withTextCheck(base, names);
}

function fromNdjson(row: NdjsonRow, names: readonly string[]): SourceRow {
  const base = { rowNo: row.rowNo, values: row.cells.map(clean), source: row.cells };
  if (row.problem !== undefined) return { ...base, rejection: rejected(row.key ?? "", row.problem) };
  return withTextCheck(base, names);
}

function withTextCheck(row: SourceRow, names: readonly string[]): SourceRow {
  for (let index = 0; index < row.values.length; index += 1) {
    const value = row.values[index] ?? "";
    if (value === "") continue;
    if (value.length > longestCell) return { ...row, rejection: rejected(names[index] ?? "", "cell-too-long") };
    // one look-up each: this runs for every cell of a million rows
    if (value.includes("\u0000")) return { ...row, rejection: rejected(names[index] ?? "", "nul-byte") };
    if (value.includes("\uFFFD")) return { ...row, rejection: rejected(names[index] ?? "", "broken-text") };
  }
  return row;
}

const rejected = (field: string, reason: string) => ({ kind: "rejected" as const, field, reason });

/** Trims, and takes off the apostrophe with which the rejects file disarms a cell that a spreadsheet would run. */
function clean(cell: string): string {
  if (cell === "") return cell;
  const trimmed = cell.trim();
  return trimmed.charCodeAt(0) === apostrophe && /^'\s*[=+\-@]/.test(trimmed) ? trimmed.slice(1).trimStart() : trimmed;
}

const apostrophe = 39;

/** SHA-256 of a file and of how it is to be read: the same file under another mapping is another import. */
export async function digestFile(path: string, reading: unknown): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(reading));
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest("hex");
}
