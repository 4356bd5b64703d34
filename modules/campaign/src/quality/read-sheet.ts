import { accept, isId, locales, type Outcome, refuse, type Text } from "@dinhdanh/kernel";
import { attributes, rollFields } from "@dinhdanh/population";
import { readWorkbook, type SheetRow, tableOf, UnusableWorkbook, type WorkbookFault } from "@dinhdanh/tabular";
import { eventFields, type SheetColumn, sheetColumns, sheetFields } from "./sheet-contract.ts";

/** Rows of a sheet that is brought back; a commune's people with findings. Read and compared in some 2 s. */
const mostRows = 5_000;
const limits = { bytes: 48 * 2 ** 20, rows: mostRows + 10, columns: 60 };
/** Above the headers there may be a title. */
const headersWithin = 5;

export type SheetFault = WorkbookFault | "not-a-check-sheet" | "empty-file";

/**
 * A row as it came back; without an id it is about nobody. `cell` is trimmed, and empty where the sheet has no such column. `broken`: a column whose text
 * cannot be kept, as a roll with it would be refused.
 */
export type CheckedRow = { rowNo: number; personId: string | null; cell: (column: SheetColumn) => string; broken?: SheetColumn };

/**
 * Reads a check sheet that was filled in: the workbook as it was saved, or its first sheet as CSV in any encoding and with any delimiter. Columns are known by their
 * names in either language, in any order. Refusals: those of workbooks, `not-a-check-sheet` (no column of ids or of when it was drawn up), `empty-file`.
 */
export function readSheet(bytes: Buffer): Outcome<CheckedRow[], SheetFault> {
  if (bytes.length === 0) return refuse("empty-file");
  let rows: SheetRow[];
  try {
    rows = isWorkbook(bytes) ? readWorkbook(bytes, limits) : csvRows(bytes);
  } catch (error) {
    if (error instanceof UnusableWorkbook) return refuse(error.code);
    throw error;
  }
  const head = rows.slice(0, headersWithin).findIndex(({ cells }) => cells.some((cell) => columnNamed(cell) === "personId"));
  const columns = new Map<SheetColumn, number>();
  for (const [index, header] of (rows[head]?.cells ?? []).entries()) {
    const column = columnNamed(header);
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  if (!columns.has("drawnUp")) return refuse("not-a-check-sheet");
  const below = rows.slice(head + 1);
  if (below.length > mostRows) return refuse("workbook-too-large");
  return accept(below.map((row) => checked(row, columns)));
}

/** A ZIP archive or an OLE file; what else begins so is no text. */
const isWorkbook = (bytes: Buffer) => bytes.subarray(0, 2).equals(Buffer.from("PK")) || bytes[0] === 0xd0;

function csvRows(bytes: Buffer): SheetRow[] {
  const { headers, rows } = tableOf(bytes);
  return [{ rowNo: 1, cells: headers }, ...rows.map(({ rowNo, cells }) => ({ rowNo, cells }))];
}

function checked({ rowNo, cells }: SheetRow, columns: ReadonlyMap<SheetColumn, number>): CheckedRow {
  const cell = (column: SheetColumn) => (cells[columns.get(column) ?? -1] ?? "").normalize("NFC").trim();
  const given = cell("personId").toLowerCase();
  const broken = [...columns.keys()].find((column) => /[\0\uFFFD]/.test(cell(column)));
  return { rowNo, personId: isId(given) ? given : null, cell, ...(broken === undefined ? {} : { broken }) };
}

const plain = (text: string) => text.normalize("NFC").trim().toLowerCase();

function namesOf(text: Text, more: readonly string[] = []): Set<string> {
  return new Set([...locales.map((locale) => text[locale]), ...more].map(plain));
}

const names: readonly (readonly [SheetColumn, ReadonlySet<string>])[] = [
  ...Object.entries(sheetColumns).map(([column, text]) => [column as SheetColumn, namesOf(text, [column])] as const),
  ...[...sheetFields, ...eventFields].map((field) => {
    const aliases = rollFields.find(({ name }) => name === field)?.aliases ?? [];
    return [field, namesOf(attributes[field].text, [field, ...aliases])] as const;
  }),
];
const columnNamed = (header: string): SheetColumn | undefined => names.find(([, known]) => known.has(plain(header)))?.[0];
