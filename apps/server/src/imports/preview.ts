import { fieldFor, type IntakeField } from "@dinhdanh/ledger";
import { inspectTable, readNdjson, readTable, WorkbookGiven } from "@dinhdanh/tabular";
import { Problem } from "../problems/problem.ts";
import type { ImportRecord } from "./record.ts";

const previewRows = 10;
const longestCell = 200;
const mostColumns = 500;

/**
 * Encoding and headers of an upload; those of NDJSON are the fields that its first rows use.
 * @throws {Problem} `workbook`, `empty-file`, `no-header`, `too-many-columns`
 */
export async function inspectUpload(path: string, fields: readonly IntakeField[]): Promise<{ encoding: string; headers: string[] }> {
  if (isNdjson(path)) {
    const rows = await firstRows(readNdjson(path, namesOf(fields)));
    if (rows.length === 0) throw new Problem("empty-file");
    return { encoding: "utf-8", headers: namesOf(fields).filter((_, index) => rows.some((row) => (row[index] ?? "") !== "")) };
  }
  const { encoding, headers } = await inspectTable(path).catch((error: unknown) => {
    throw error instanceof WorkbookGiven ? new Problem("workbook") : error;
  });
  if (headers.every((header) => header === "")) throw new Problem("no-header");
  if (headers.length > mostColumns) throw new Problem("too-many-columns", { most: mostColumns });
  return { encoding, headers };
}

/** The first rows as they will be read, cells in the order of the headers. */
export async function previewOf(path: string, headers: readonly string[], fields: readonly IntakeField[]): Promise<string[][]> {
  if (!isNdjson(path)) return firstRows(readTable(path, await inspectTable(path)));
  const positions = headers.map((header) => fields.findIndex(({ name }) => name === header));
  return (await firstRows(readNdjson(path, namesOf(fields)))).map((row) => positions.map((position) => row[position] ?? ""));
}

/** For each column the field that it was given or, before that, the one that its header names. */
export function columnsOf(record: ImportRecord, fields: readonly IntakeField[]): { header: string; field: string | null }[] {
  const taken = new Set<string>();
  return record.headers.map((header) => {
    const chosen = record.mapping !== null && Object.hasOwn(record.mapping, header) ? record.mapping[header] : fieldFor(header, fields);
    const field = chosen === undefined || chosen === "" || taken.has(chosen) ? null : chosen;
    if (field !== null) taken.add(field);
    return { header, field };
  });
}

const isNdjson = (path: string) => path.endsWith(".ndjson");
const namesOf = (fields: readonly IntakeField[]) => fields.map(({ name }) => name);

async function firstRows(batches: AsyncIterable<{ rows: { cells: string[] }[] }>): Promise<string[][]> {
  const found: string[][] = [];
  for await (const { rows } of batches) {
    found.push(...rows.slice(0, previewRows - found.length).map(({ cells }) => cells.slice(0, mostColumns).map(readable)));
    if (found.length === previewRows) break;
  }
  return found;
}

const readable = (cell: string) => cell.slice(0, longestCell).replaceAll(/\p{Cc}/gu, " ");
