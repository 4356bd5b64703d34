import { createReadStream } from "node:fs";
import type { TableBatch, TableRow } from "./table.ts";

const longestLine = 256 * 1024;

/**
 * Rows of an NDJSON file as cells in the order of `columns`; the first line is row 1. A line that is no JSON object, or
 * has a key that is not in `columns`, comes with a `problem` naming it.
 */
export async function* readNdjson(path: string, columns: readonly string[]): AsyncGenerator<TableBatch<NdjsonRow>> {
  let rest = "";
  let rowNo = 0;
  let bytesRead = 0;
  const index = new Map(columns.map((column, position) => [column, position]));
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 17 }) as AsyncIterable<string>) {
    const lines = (rest + (bytesRead === 0 ? chunk.replace(/^\uFEFF/, "") : chunk)).split("\n");
    bytesRead += Buffer.byteLength(chunk);
    rest = lines.pop() ?? "";
    // an endless line is reported once it ends; its text beyond the limit is dropped
    if (rest.length > longestLine) rest = rest.slice(0, longestLine + 1);
    const rows = lines.map((line) => toRow(line, (rowNo += 1), index)).filter((row) => row !== null);
    if (rows.length > 0) yield { rows, bytesRead };
  }
  const last = toRow(rest, rowNo + 1, index);
  if (last !== null) yield { rows: [last], bytesRead };
}

export type NdjsonRow = Omit<TableRow, "problem"> & { problem?: "line-too-long" | "not-json" | "unknown-key"; key?: string };

function toRow(line: string, rowNo: number, index: Map<string, number>): NdjsonRow | null {
  const cells = new Array<string>(index.size).fill("");
  if (line.length > longestLine) return { rowNo, cells, problem: "line-too-long" };
  if (line.trim() === "") return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { rowNo, cells, problem: "not-json" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { rowNo, cells, problem: "not-json" };
  let unknown: string | undefined;
  for (const [key, cell] of Object.entries(value)) {
    const position = index.get(key);
    if (position === undefined) unknown ??= key;
    else if (cell !== null && typeof cell !== "string" && typeof cell !== "number") return { rowNo, cells, problem: "not-json" };
    else cells[position] = cell === null ? "" : normal(String(cell));
  }
  // the other cells stand in the rejects file, where the row is mended
  return unknown === undefined ? { rowNo, cells } : { rowNo, cells, problem: "unknown-key", key: printable(unknown) };
}

/** NFC; half a surrogate pair, which JSON can escape, becomes U+FFFD as in any other broken text. */
const normal = (cell: string) => cell.toWellFormed().normalize("NFC");

const printable = (key: string) =>
  normal(key)
    .replace(/\p{Cc}/gu, "\uFFFD")
    .slice(0, 60);
