import type { TableFault } from "./faults.ts";
import { inspectTable, readTable, tableOf, type TableRow, WorkbookGiven } from "./table.ts";

/** Columns that a table may have, and those that it must have. */
export type KnownColumns<Column extends string> = { columns: readonly Column[]; required: readonly Column[] };
/** `column` is the one at fault, cut short, or nothing. */
export type FaultyTable = { fault: TableFault; column: string };
export type KnownTable<Column extends string> = {
  fault?: never;
  /** as they stand in the file */
  headers: Column[];
  batches: Iterable<{ rows: TableRow[] }> | AsyncIterable<{ rows: TableRow[] }>;
};

/** Opens a CSV file, or one that was uploaded, whose header holds known columns in any order and nothing else. */
export async function openKnownTable<Column extends string>(
  source: { path: string } | { bytes: Uint8Array },
  known: KnownColumns<Column>,
): Promise<FaultyTable | KnownTable<Column>> {
  try {
    const { headers, batches } = await open(source);
    return headerFault(headers, known) ?? { headers: headers as Column[], batches };
  } catch (error) {
    if (error instanceof WorkbookGiven) return { fault: "workbook", column: "" };
    if (["ENOENT", "EISDIR"].includes((error as { code?: string }).code ?? "")) return { fault: "missing-file", column: "" };
    throw error;
  }
}

async function open(source: { path: string } | { bytes: Uint8Array }): Promise<Omit<KnownTable<string>, "fault">> {
  if ("bytes" in source) {
    const { headers, rows } = tableOf(source.bytes);
    return { headers, batches: [{ rows }] };
  }
  const info = await inspectTable(source.path);
  return { headers: info.headers, batches: readTable(source.path, info) };
}

/** Of what is no CSV file, the first line may be all of it. */
const longestColumn = 40;

function headerFault<Column extends string>(headers: readonly string[], known: KnownColumns<Column>): FaultyTable | undefined {
  if (headers.every((header) => header === "")) return { fault: "empty-file", column: "" };
  for (const [index, header] of headers.entries()) {
    if (!(known.columns as readonly string[]).includes(header)) return { fault: "unknown-column", column: header.slice(0, longestColumn) };
    if (headers.indexOf(header) !== index) return { fault: "column-twice", column: header };
  }
  const missing = known.required.find((column) => !headers.includes(column));
  return missing === undefined ? undefined : { fault: "missing-column", column: missing };
}
