import { statSync } from "node:fs";
import { inspectTable, type Span, spansOf, type TableInfo } from "@dinhdanh/tabular";
import { type Assembled, assemblyOf, type AssemblyTask, type Merged } from "./assembly.ts";
import type { Crew } from "./crew.ts";
import { bringForms, compileForm, type FormsModule } from "./forms.ts";
import { type IdTexts, inOrder } from "./id-column.ts";
import { type Ids, namesOf } from "./ids.ts";
import type { Texts } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { isFile } from "./paths.ts";
import type { OpenedTable, ReadPart, SetAsideReason } from "./read-part.ts";
import { LinkRefused } from "./refusal.ts";
import { shareFields } from "./share-fields.ts";
import { sharedU32 } from "./shared.ts";
import { neededForms } from "./store.ts";

/** A row that was not compared. The header is row 1. */
export type SetAside = { file: string; row: number; reason: SetAsideReason; cells: string[] };

export type Loading = {
  /** one file, or two whose records are compared across */
  files: readonly string[];
  model: Model;
  /** what the model names beside the forms that any language has */
  forms?: FormsModule;
  /** column of the file → column of the model */
  columns?: Readonly<Record<string, string>>;
  onSetAside?: (row: SetAside) => void;
  onProgress?: (label: string, fraction: number) => void;
};

/** Records in the order of the files; `idOf` as the file has it. */
export type Loaded = Assembled & { ids: Ids[]; idOf: (record: number) => string; setAside: number };

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

/** Bytes that a thread reads at least: files of fewer are read in one piece. */
const leastSpan = 4 * 2 ** 20;

/**
 * Reads files into rows of codes, each file in as many spans as there are threads. Rows that cannot be records are set aside, with their number and reason.
 * @throws {LinkRefused} before the first row
 */
export async function loadRecords(loading: Loading, crew: Crew): Promise<Loaded> {
  const { files, model, columns = {}, onSetAside, onProgress } = loading;
  const tables = await openTables(files, model, columns);
  await checkForms(loading);
  const reading = { loading, tables, crew };
  const threads = Math.max(1, crew.threads);
  const groups = threads === 1 ? [Object.keys(model.fields)] : await shareFields(model, tables[0] as OpenedTable);
  // with all spans and groups, as many pieces of work as there are threads, or as many for each
  const spans = threads % groups.length === 0 ? threads / groups.length : threads;
  const found = (await readIn(reading, spans, groups)) ?? (await readIn(reading, 1, groups));
  if (found === undefined) throw new Error("one span was cut through a row");
  const { parts, ids, assembled } = found;
  let setAside = 0;
  for (const [index, own] of parts.entries()) {
    let before = 0;
    for (const part of own) {
      for (const { row, ...rest } of part.setAside) onSetAside?.({ file: tables[index]?.file ?? "", row: before + row, ...rest });
      setAside += part.setAside.length;
      before += part.rows;
    }
  }
  onProgress?.("columns", 1);
  return { ...assembled, ids, idOf: namesOf(ids, assembled.store.split), setAside };
}

/** Forms that the model names and nobody has. @throws {LinkRefused} unknown-form */
async function checkForms({ model, forms }: Loading): Promise<void> {
  const known = await bringForms(forms);
  for (const { form } of [...Object.values(model.fields), ...neededForms(model)]) compileForm(form ?? "text", known);
}

type Reading = { loading: Loading; tables: readonly OpenedTable[]; crew: Crew };
/** Of each file its parts and ids. */
type Read = { parts: ReadPart[][]; ids: Ids[]; assembled: Assembled };

/** @returns undefined where a cut went through a row, or two spans have an id in common: only reading in one piece tells which rows are no records */
async function readIn(reading: Reading, most: number, groups: readonly string[][]): Promise<Read | undefined> {
  const { loading, tables, crew } = reading;
  const spans = await Promise.all(tables.map(({ file, info }) => spansOf(file, info, most, leastSpan)));
  const parts = await readSpans(reading, spans, groups);
  if (parts.some((own) => own.slice(0, -1).some(({ between }) => !between))) return undefined;
  const sizes = parts.map((own) => own.reduce((sum, { records }) => sum + records, 0));
  const empty = tables.find((_, index) => sizes[index] === 0);
  if (empty !== undefined || sizes.reduce((sum, size) => sum + size, 0) < 2)
    throw new LinkRefused("too-few-records", { file: (empty ?? tables[0])?.file ?? "" });
  loading.onProgress?.("columns", 0);
  const steps = assemblyOf(loading.model, parts.flat(), sizes.length > 1 ? (sizes[0] ?? 0) : 0);
  let step = steps.next();
  const merging = step.done === true ? [] : step.value;
  const named = parts.map((own) => inOrder(own.flatMap(idTextsOf)));
  const naming = parts.flatMap((own, file) => (named[file] === undefined ? mergeIds(own) : []));
  const answers = await crew.run<AssemblyTask>([...merging, ...naming]);
  const merged = answers.splice(merging.length) as Merged[];
  const ids = parts.flatMap((own, file) => idsOf(own, named[file] ?? merged.shift()?.values) ?? []);
  if (ids.length < parts.length) return undefined;
  step = steps.next(answers);
  while (step.done !== true) step = steps.next(await crew.run(step.value));
  return { parts, ids, assembled: step.value };
}

/** Every thread reads all rows of a span, and takes some fields of them: what a field says is then known in one thread, and not once more in another. */
async function readSpans({ loading, tables, crew }: Reading, spans: readonly Span[][], groups: readonly string[][]): Promise<ReadPart[][]> {
  const tasks = tables.flatMap((table, index) =>
    (spans[index] ?? []).flatMap((span) => groups.map((fields) => ({ table, span, fields, model: loading.model }))),
  );
  const read = new Float64Array(new SharedArrayBuffer(8 * tasks.length));
  const bytes = groups.length * tables.reduce((sum, table) => sum + table.bytes, 0);
  const telling = setInterval(() => loading.onProgress?.("read", read.reduce((sum, one) => sum + one, 0) / bytes), 200);
  try {
    const all = await crew.run(tasks.map((task, part) => ({ kind: "read" as const, work: { ...task, read, part } })));
    loading.onProgress?.("read", 1);
    return spans.map((own) => own.map(() => sideBySide(all.splice(0, groups.length))));
  } finally {
    clearInterval(telling);
  }
}

/** The same records, and all of their fields. */
const sideBySide = ([first, ...others]: readonly ReadPart[]): ReadPart => ({
  ...(first as ReadPart),
  fields: Object.assign({}, first?.fields, ...others.map(({ fields }) => fields)) as ReadPart["fields"],
});

const idTextsOf = ({ ids }: ReadPart): IdTexts[] => ("texts" in ids ? [ids.texts] : []);

/** Nothing where no column names the records. */
const mergeIds = (own: readonly ReadPart[]): AssemblyTask[] => {
  const texts = own.flatMap(idTextsOf);
  return texts.length === 0 ? [] : [{ kind: "merge", parts: texts.map((values) => ({ values, codes: new Uint32Array(0) })) }];
};

/** @returns undefined where parts have an id in common */
function idsOf(own: readonly ReadPart[], texts: Texts | undefined): Ids | undefined {
  const records = own.reduce((sum, part) => sum + part.records, 0);
  if (texts !== undefined) return texts.starts.length === records + 2 ? { texts } : undefined;
  const rows = sharedU32(records);
  let [at, before] = [0, 0];
  for (const { ids, ...part } of own) {
    if ("rows" in ids) for (const row of ids.rows) rows[at++] = before + row;
    before += part.rows;
  }
  return { rows };
}

const columnsOf = ({ id, fields }: Model): string[] => {
  const wanted = Object.values(fields).flatMap((field) => field.columns);
  return [...new Set(id === undefined ? wanted : [...wanted, id])];
};

async function openTables(files: readonly string[], model: Model, columns: Readonly<Record<string, string>>): Promise<OpenedTable[]> {
  const tables: OpenedTable[] = [];
  for (const file of files) {
    const { info, headers } = await readHeaders(file, columns);
    checkColumns(columnsOf(model), headers, file);
    tables.push({ file, info, headers, bytes: statSync(file).size });
  }
  const headers = new Set(tables.flatMap(({ info }) => info.headers));
  const unknown = Object.keys(columns).find((header) => !headers.has(header));
  if (unknown !== undefined) throw new LinkRefused("unknown-header", { column: unknown });
  return tables;
}

/** Whether the model's columns stand in a file. @throws {LinkRefused} */
export function checkColumns(wanted: readonly string[], headers: readonly string[], file: string): void {
  const missing = wanted.filter((column) => !headers.includes(column));
  if (missing.length > 0) throw new LinkRefused("missing-column", { columns: missing.join(", "), file });
  const twice = wanted.find((column) => headers.indexOf(column) !== headers.lastIndexOf(column));
  if (twice !== undefined) throw new LinkRefused("column-twice", { column: twice, file });
}
