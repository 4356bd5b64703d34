import { packedDate } from "./dates.ts";
import { compileForm, type Forms } from "./forms.ts";
import { Lexicon, type Texts, wordingOf } from "./lexicon.ts";
import type { Model } from "./model.ts";
import type { FieldPart, Part } from "./part.ts";
import { alwaysShared, sharedI32, sharedU32 } from "./shared.ts";
import { marksBeside, markText, type Wording } from "./similarity.ts";
import { type FormData, formKey, type FormValues, layOut, type Needed, neededForms, type Rows, type Store } from "./store.ts";

/** Values of a field that several parts have, numbered as they come; `maps`: of each part, its numbers among them, where they differ. */
export type Merged = { values: Texts; maps: (Uint32Array | undefined)[]; counts: Uint32Array };
/** A form of all values: `of[value]` is its code; without it, the value's own. `marks` as they stand beside a code. */
export type MadeForm = Omit<FormData, "slot"> & {
  key: string;
  of?: Uint32Array;
  made?: Texts;
  marks?: Uint32Array;
};
/** What a column of rows is filled with: the form's code of each value, and its marks. */
export type Column = {
  slot: number;
  codes: Uint32Array;
  map: Uint32Array | undefined;
  of: Uint32Array | undefined;
  marks: Uint32Array | undefined;
};
/** Rows `from … until` of a part, which stand from row `first` on. */
export type FillWork = { into: Rows; first: number; from: number; until: number; columns: Column[] };

/** Where the values of a part's records stand, from record `first` on: `starts` counts from `base`. */
export type RangesWork = { into: Rows; slot: number; first: number; base: number; starts: Uint32Array };

export type AssemblyTask =
  | { kind: "merge"; parts: FieldPart[] }
  | { kind: "forms"; values: Texts; counts: Uint32Array; needed: Needed[] }
  | { kind: "fill"; work: FillWork }
  | { kind: "ranges"; work: RangesWork };
export type AssemblyAnswer = Merged | MadeForm[] | true;

export function performAssembly(task: AssemblyTask, forms: Forms): AssemblyAnswer {
  if (task.kind === "merge") return mergeField(task.parts);
  if (task.kind === "forms") return makeForms(task, forms);
  if (task.kind === "fill") fillRows(task.work);
  else fillRanges(task.work);
  return true;
}

export type Assembled = { store: Store; values: FormValues };
type Steps = Generator<AssemblyTask[], Assembled, AssemblyAnswer[]>;

/** Rows that a thread fills at once. */
const rowsAtOnce = 100_000;

/** Puts parts together, in steps of tasks that threads can share. @param split records of the first file, where there are two */
export function* assemblyOf(model: Model, parts: readonly Part[], split: number): Steps {
  const needed = neededForms(model);
  const fields = [...new Set(needed.map(({ field }) => field))];
  const own = (field: string) => parts.map((part) => part.fields[field] as FieldPart);
  const merged = (yield fields.map((field) => ({ kind: "merge" as const, parts: own(field) }))) as Merged[];
  const groups = fields.flatMap((field, index) => {
    const { values, counts } = merged[index] as Merged;
    const byFirst = Map.groupBy(
      needed.filter((one) => one.field === field),
      ({ form }) => form.split("|")[0],
    );
    return [...byFirst.values()].map((group) => ({ kind: "forms" as const, values, counts, needed: group }));
  });
  const made = new Map(((yield groups) as MadeForm[][]).flat().map((form) => [form.key, form]));
  const size = parts.reduce((sum, { records }) => sum + records, 0);
  const layout = layOut(model, needed);
  const store: Store = {
    size,
    split,
    width: layout.width,
    rows: alwaysShared(size * layout.width),
    lists: {},
    forms: {},
    keySlots: layout.keySlots,
  };
  const columnsOf = (field: string, part: number): Column[] =>
    needed.flatMap((one) => {
      if (one.field !== field) return [];
      const { of, marks, key } = made.get(formKey(field, one.form)) as MadeForm;
      const map = merged[fields.indexOf(field)]?.maps[part];
      return [{ slot: layout.slots.get(key) as number, codes: (own(field)[part] as FieldPart).codes, map, of, marks }];
    });
  const single = fields.filter((field) => !layout.lists.has(field));
  const fills = filled({ into: store, sizes: parts.map(({ records }) => records) }, (part) =>
    single.flatMap((field) => columnsOf(field, part)),
  );
  for (const [field, { slot, width }] of layout.lists) {
    const sizes = own(field).map(({ codes }) => codes.length);
    const list = { slot, width, rows: alwaysShared(sizes.reduce((sum, one) => sum + one, 0) * width) };
    store.lists[field] = list;
    fills.push(...filled({ into: list, sizes }, (part) => columnsOf(field, part)));
    fills.push(...rangesOf(store, slot, own(field)));
  }
  yield fills;
  const values = new Map<string, Lexicon>();
  for (const { field, form, values: wanted, texts } of needed) {
    const { key, made: all, units, counts, dates } = made.get(formKey(field, form)) as MadeForm;
    const slot = layout.slots.get(key) as number;
    store.forms[key] = {
      slot,
      counts,
      ...(texts && units !== undefined ? { units } : {}),
      ...(dates === undefined ? {} : { dates }),
    };
    if (wanted && all !== undefined) values.set(key, Lexicon.of(all));
  }
  return { store, values };
}

/** The same in this thread alone. */
export function assembleHere(model: Model, parts: readonly Part[], forms: Forms, split = 0): Assembled {
  const steps = assemblyOf(model, parts, split);
  let step = steps.next();
  while (step.done !== true) step = steps.next(step.value.map((task) => performAssembly(task, forms)));
  return step.value;
}

function filled({ into, sizes }: { into: Rows; sizes: readonly number[] }, columnsOf: (part: number) => Column[]): AssemblyTask[] {
  let first = 0;
  return sizes.flatMap((size, part) => {
    const columns = columnsOf(part);
    const works: FillWork[] = [];
    for (let from = 0; from < size; from += rowsAtOnce)
      works.push({ into: { rows: into.rows, width: into.width }, first, from, until: Math.min(size, from + rowsAtOnce), columns });
    first += size;
    return works.map((work) => ({ kind: "fill" as const, work }));
  });
}

/** From where until where a record's values stand in the rows of its list. */
function rangesOf({ rows, width }: Rows, slot: number, parts: readonly FieldPart[]): AssemblyTask[] {
  let [first, base] = [0, 0];
  return parts.map(({ starts = new Uint32Array(1), codes }) => {
    const work = { into: { rows, width }, slot, first, base, starts };
    first += starts.length - 1;
    base += codes.length;
    return { kind: "ranges" as const, work };
  });
}

function fillRanges({ into: { rows, width }, slot, first, base, starts }: RangesWork): void {
  let place = first * width + slot;
  for (let record = 0; record + 1 < starts.length; record += 1, place += width) {
    rows[place] = base + (starts[record] as number);
    rows[place + 1] = base + (starts[record + 1] as number);
  }
}

function mergeField(parts: readonly FieldPart[]): Merged {
  const [only] = parts;
  const { values, maps } =
    parts.length === 1 && only !== undefined ? { values: only.values, maps: [undefined] } : mergeTexts(parts.map((one) => one.values));
  const counts = sharedU32(values.starts.length - 1);
  for (const [part, { codes }] of parts.entries()) {
    const map = maps[part];
    for (let place = 0; place < codes.length; place += 1) {
      const value = map === undefined ? (codes[place] as number) : (map[codes[place] as number] as number);
      counts[value] = (counts[value] as number) + 1;
    }
  }
  counts[0] = 0;
  return { values, maps, counts };
}

/** All texts, numbered as they come, and each list's numbers among them. */
function mergeTexts(lists: readonly Texts[]): { values: Texts; maps: Uint32Array[] } {
  const lexicon = new Lexicon();
  lexicon.expected = lists.reduce((sum, { starts }) => sum + starts.length, 0);
  const maps = lists.map((list) => lexicon.addAll(list));
  return { values: lexicon.share(), maps };
}

type FormsTask = Extract<AssemblyTask, { kind: "forms" }>;
type Step = { of?: Uint32Array; made: Lexicon };

/** After so many texts it is known about how many of their forms differ. */
const lookedBack = 1024;

/** Forms of a field that begin alike: each is made from the one that it goes on from, which has fewer texts than there are values. */
function makeForms({ values, counts, needed }: FormsTask, forms: Forms): MadeForm[] {
  const known = new Map<string, Step>([["", { made: Lexicon.of(values) }]]);
  const stepTo = (pipe: string): Step => {
    const found = known.get(pipe);
    if (found !== undefined) return found;
    const cut = pipe.lastIndexOf("|");
    const before = stepTo(cut < 0 ? "" : pipe.slice(0, cut));
    const form = compileForm(pipe.slice(cut + 1), forms);
    const made = new Lexicon();
    const meaning = sharedU32(before.made.size);
    for (let code = 1; code < meaning.length; code += 1) {
      if (code % lookedBack === 0) made.expected = (made.size * meaning.length) / code;
      meaning[code] = made.addFormed(before.made, code, form);
    }
    const step = { made, of: before.of === undefined ? meaning : sharedMap(before.of, (code) => meaning[code] as number) };
    known.set(pipe, step);
    return step;
  };
  return needed.map(({ field, form, texts, dates, values: wanted }) => {
    const { of, made } = stepTo(form);
    const own = of === undefined ? values : texts || wanted ? made.share() : undefined;
    const wording = texts && own !== undefined ? wordingOf(own) : undefined;
    return {
      ...{ key: formKey(field, form), counts: of === undefined ? counts : countsOf(made.size, counts, of) },
      ...(of === undefined ? {} : { of }),
      ...(own === undefined ? {} : { made: own }),
      ...(wording === undefined ? {} : { units: wording.units, marks: marksOf(wording) }),
      ...(dates ? { dates: datesOf(made) } : {}),
    };
  });
}

function sharedMap(codes: Uint32Array, meaning: (code: number) => number): Uint32Array {
  const out = sharedU32(codes.length);
  for (let at = 0; at < codes.length; at += 1) out[at] = meaning(codes[at] as number);
  return out;
}

/** How many records have each code; none has 0. */
function countsOf(size: number, values: Uint32Array, of: Uint32Array): Uint32Array {
  const counts = sharedU32(size);
  for (let value = 1; value < of.length; value += 1)
    counts[of[value] as number] = (counts[of[value] as number] as number) + (values[value] as number);
  counts[0] = 0;
  return counts;
}

function marksOf(texts: Wording): Uint32Array {
  const count = texts.starts.length - 1;
  const marks = sharedU32(marksBeside * count);
  for (let text = 0; text < count; text += 1) markText(texts, text, marks, marksBeside * text);
  return marks;
}

function datesOf(made: Lexicon): Int32Array {
  const dates = sharedI32(made.size);
  for (let code = 1; code < made.size; code += 1) dates[code] = packedDate(made.text(code));
  return dates;
}

/** Rows that are filled together stay in the processor's cache from column to column. */
const rowsTogether = 1024;

function fillRows({ into, first, from, until, columns }: FillWork): void {
  const { rows, width } = into;
  for (let start = from; start < until; start += rowsTogether) {
    const end = Math.min(until, start + rowsTogether);
    for (const { slot, codes, map, of, marks } of columns) {
      for (let row = start, place = (first + start) * width + slot; row < end; row += 1, place += width) {
        let code = codes[row] as number;
        if (map !== undefined) code = map[code] as number;
        if (of !== undefined) code = of[code] as number;
        rows[place] = code;
        if (marks === undefined) continue;
        for (let mark = 0; mark < marksBeside; mark += 1) rows[place + 1 + mark] = marks[marksBeside * code + mark] as number;
      }
    }
  }
}
