import { existsSync, statSync } from "node:fs";
import { inspectTable, readTable, type TableInfo, type TableRow } from "@dinhdanh/tabular";
import type { Forms } from "./forms.ts";
import { Lexicon } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { LinkRefused } from "./refusal.ts";
import { type FormValues, type Store, StoreBuilder } from "./store.ts";

export type SetAsideReason = "too-few-cells" | "too-many-cells" | "line-too-long" | "unclosed-quote" | "id-missing" | "id-repeated";
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
  if (!existsSync(file) || !statSync(file).isFile()) throw new LinkRefused("missing-file", { file });
  const info = await inspectTable(file);
  if (info.headers.every((header) => header === "")) throw new LinkRefused("no-header", { file });
  return { info, headers: info.headers.map((header) => columns[header] ?? header) };
}

/** Reads files into columns. Rows that cannot be records are set aside, with their number and reason. @throws {LinkRefused} before the first row */
export async function loadRecords({ files, model, forms, columns = {}, onSetAside, onProgress }: Loading): Promise<Loaded> {
  const opened = [];
  for (const file of files) {
    const { info, headers } = await readHeaders(file, columns);
    opened.push({ file, info, headers, places: placesOf(model, headers, file), bytes: statSync(file).size });
  }
  const order = [...new Set(opened.flatMap(({ places }) => [...places.keys()]))];
  const builder = new StoreBuilder(model, new Map(order.map((column, place) => [column, place])), forms);
  const ids: Lexicon[] = [];
  let setAside = 0;
  for (const [index, { file, info, headers, places, bytes }] of opened.entries()) {
    if (index === 1) builder.split = builder.size;
    const idPlace = model.id === undefined ? undefined : places.get(model.id);
    const own = new Lexicon();
    ids.push(own);
    const from = order.map((column) => places.get(column) ?? -1);
    const inOrder = isInOrder(from);
    for await (const { rows, bytesRead } of readTable(file, info)) {
      for (const row of rows) {
        const id = idPlace === undefined ? String(row.rowNo) : (row.cells[idPlace] ?? "").trim();
        const reason = reasonAgainst(row, headers.length, id) ?? (own.isNew(id) ? undefined : "id-repeated");
        if (reason !== undefined) {
          setAside += 1;
          onSetAside?.({ file, row: row.rowNo, reason, cells: row.cells });
          continue;
        }
        builder.add(inOrder ? row.cells : from.map((place) => row.cells[place] ?? ""));
      }
      onProgress?.(`read ${index + 1}`, bytesRead / Math.max(bytes, 1));
    }
  }
  if (builder.size < 2) throw new LinkRefused("too-few-records");
  onProgress?.("columns", 0);
  const { store, values } = builder.finish();
  onProgress?.("columns", 1);
  const [first, second] = ids as [Lexicon, Lexicon | undefined];
  // ids are numbered as their records are, in each file from 1
  const idOf = (record: number) =>
    second !== undefined && record >= store.split ? second.text(record - store.split + 1) : first.text(record + 1);
  return { store, values, idOf, setAside };
}

const isInOrder = (from: readonly number[]): boolean => from.every((place, index) => place === index);

function reasonAgainst(row: TableRow, width: number, id: string): SetAsideReason | undefined {
  if (row.problem !== undefined) return row.problem;
  if (row.cells.length < width) return "too-few-cells";
  if (row.cells.length > width) return "too-many-cells";
  return id === "" ? "id-missing" : undefined;
}

/** Where the model's columns stand in a file. @throws {LinkRefused} */
function placesOf(model: Model, headers: readonly string[], file: string): Map<string, number> {
  const wanted = new Set(Object.values(model.fields).flatMap((field) => field.columns));
  if (model.id !== undefined) wanted.add(model.id);
  const missing = [...wanted].filter((column) => !headers.includes(column));
  if (missing.length > 0) throw new LinkRefused("missing-column", { columns: missing.join(", "), file });
  const twice = [...wanted].find((column) => headers.indexOf(column) !== headers.lastIndexOf(column));
  if (twice !== undefined) throw new LinkRefused("column-twice", { column: twice, file });
  return new Map([...wanted].map((column) => [column, headers.indexOf(column)]));
}
