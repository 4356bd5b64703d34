import { statSync } from "node:fs";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { inspectTable, type TableInfo } from "@dinhdanh/tabular";
import type { ColumnWork, ReadColumn } from "./column-worker.ts";
import type { Forms } from "./forms.ts";
import { Lexicon } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { isFile } from "./paths.ts";
import { LinkRefused } from "./refusal.ts";
import { type OpenedTable, readRows, type SetAsideReason } from "./rows.ts";
import { type FormValues, type Store, StoreBuilder } from "./store.ts";

/** A row that was not compared. The header is row 1. */
export type SetAside = { file: string; row: number; reason: SetAsideReason; cells: string[] };

export type Loading = {
  /** one file, or two whose records are compared across */
  files: readonly string[];
  model: Model;
  forms: Forms;
  /** column of the file → column of the model */
  columns?: Readonly<Record<string, string>>;
  onSetAside?: (row: SetAside) => void;
  onProgress?: (label: string, fraction: number) => void;
};

/** Records in the order of the files; `idOf` as the file has it. */
export type Loaded = { store: Store; values: FormValues; idOf: (record: number) => string; setAside: number };

/** Column names of a file, as the model calls them. @throws {LinkRefused} */
export async function readHeaders(
  file: string,
  columns: Readonly<Record<string, string>> = {},
): Promise<{ info: TableInfo; headers: string[] }> {
  if (!isFile(file)) throw new LinkRefused("missing-file", { file });
  const info = await inspectTable(file);
  if (info.headers.every((header) => header === "")) throw new LinkRefused("no-header", { file });
  return { info, headers: info.headers.map((header) => (Object.hasOwn(columns, header) ? (columns[header] as string) : header)) };
}

/** Reads files into columns. Rows that cannot be records are set aside, with their number and reason. @throws {LinkRefused} before the first row */
export async function loadRecords({ files, model, forms, columns = {}, onSetAside, onProgress }: Loading): Promise<Loaded> {
  const tables = await openTables(files, model, columns);
  const builder = new StoreBuilder(model, new Map(columnsOf(model).map((column, place) => [column, place])), forms);
  const elsewhere = readElsewhere(tables, builder);
  // what fails there is thrown where it is awaited, unless this thread fails first
  elsewhere.catch(() => undefined);
  const ids: Lexicon[] = [];
  /** places, among the rows that another thread reads, of those that are no records because their id was there before */
  const repeated = new Set<number>();
  let setAside = 0;
  for (const [index, table] of tables.entries()) {
    if (index === 1) builder.split = builder.size;
    const own = new Lexicon();
    await readRows(table, {
      isNew: (id) => own.isNew(id),
      take: (cells) => builder.add(cells),
      setAside: (row, reason, cells) => {
        setAside += 1;
        if (reason === "id-repeated") repeated.add(builder.size + repeated.size);
        onSetAside?.({ file: table.file, row, reason, cells });
      },
      onBatch: (bytesRead) => onProgress?.(`read ${index + 1}`, bytesRead / Math.max(table.bytes, 1)),
    });
    ids.push(own);
  }
  onProgress?.("columns", 0);
  for (const [field, { cells, codes }] of await elsewhere)
    builder.take(field, cells, repeated.size === 0 ? codes : codes.filter((_, row) => !repeated.has(row)));
  const empty = tables.find((_, index) => (ids[index] as Lexicon).size === 1);
  if (builder.size < 2 || empty !== undefined) throw new LinkRefused("too-few-records", { file: (empty ?? tables[0])?.file ?? "" });
  const { store, values } = builder.finish();
  onProgress?.("columns", 1);
  const [first, second] = ids as [Lexicon, Lexicon | undefined];
  const idOf = (record: number) =>
    second !== undefined && record >= store.split ? second.text(record - store.split + 1) : first.text(record + 1);
  return { store, values, idOf, setAside };
}

const columnsOf = ({ id, fields }: Model): string[] => {
  const wanted = Object.values(fields).flatMap((field) => field.columns);
  return [...new Set(id === undefined ? wanted : [...wanted, id])];
};

async function openTables(files: readonly string[], model: Model, columns: Readonly<Record<string, string>>): Promise<OpenedTable[]> {
  const tables: OpenedTable[] = [];
  for (const file of files) {
    const { info, headers } = await readHeaders(file, columns);
    const from = placesOf(columnsOf(model), headers, file);
    tables.push({
      file,
      info,
      width: headers.length,
      idPlace: model.id === undefined ? undefined : headers.indexOf(model.id),
      from,
      bytes: statSync(file).size,
    });
  }
  const headers = new Set(tables.flatMap(({ info }) => info.headers));
  const unknown = Object.keys(columns).find((header) => !headers.has(header));
  if (unknown !== undefined) throw new LinkRefused("unknown-header", { column: unknown });
  return tables;
}

/** Bytes of files from which half of the columns are read by another thread. */
const worthThread = 16 * 2 ** 20;

/**
 * Finding each cell among those before it takes most of the time of reading; another thread reads the same rows and does so for two of three fields
 * of one value. The ids, fields of several values and forms are left to this one.
 */
async function readElsewhere(tables: OpenedTable[], builder: StoreBuilder): Promise<[field: string, ReadColumn][]> {
  if (tables.reduce((sum, { bytes }) => sum + bytes, 0) < worthThread) return [];
  const fields = builder.singleFields().filter((_, index) => index % 3 !== 0);
  builder.leaveOut(fields.map(([field]) => field));
  const work: ColumnWork = { tables, places: fields.map(([, place]) => place) };
  const worker = new Worker(new URL("column-worker.ts", import.meta.url), { workerData: work });
  const [columns] = (await once(worker, "message")) as [ReadColumn[]];
  return fields.map(([field], index) => [field, columns[index] as ReadColumn]);
}

/** Where the model's columns stand in a file. @throws {LinkRefused} */
function placesOf(wanted: readonly string[], headers: readonly string[], file: string): number[] {
  const missing = wanted.filter((column) => !headers.includes(column));
  if (missing.length > 0) throw new LinkRefused("missing-column", { columns: missing.join(", "), file });
  const twice = wanted.find((column) => headers.indexOf(column) !== headers.lastIndexOf(column));
  if (twice !== undefined) throw new LinkRefused("column-twice", { column: twice, file });
  return wanted.map((column) => headers.indexOf(column));
}
