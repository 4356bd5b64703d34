import { packedDate } from "./dates.ts";
import { compileForm, type Form, type Forms } from "./forms.ts";
import { type Model, rulePart } from "./model.ts";
import { Lexicon } from "./lexicon.ts";
import { GrowingU32, sharedI32, sharedU32 } from "./shared.ts";
import type { Texts } from "./similarity.ts";

/** Rows of numbers side by side: `rows[row * width + slot]`. */
export type Rows = { rows: Uint32Array; width: number };
/** A field of several values a record: a row for each value. Those of a record run from what its own row has at `slot` until what it has beside it. */
export type ListData = Rows & { slot: number };
/**
 * A field in a form. Codes run from 1, 0 is nothing; `counts[code]` says how many records have it. The code stands at `slot` in the record's row,
 * or in the row of a value. Beside it, where texts are compared, stand the marks of the text (`similarity.ts`).
 */
export type FormData = { slot: number; counts: Uint32Array; texts?: Texts; dates?: Int32Array };
/**
 * All records, in memory that threads share. What comparing and blocking look at of a record lies side by side in its row: comparing two records looks
 * at two places of memory and not at two of every column, which doubles the speed at a million records. Keys of `forms`: `field|form`.
 */
export type Store = Rows & {
  size: number;
  /** records of the first file when two are joined: pairs are then taken across; 0 in one file */
  split: number;
  lists: Record<string, ListData>;
  forms: Record<string, FormData>;
  /** where the keys of each blocking rule stand in a record's row: `blocking.ts` */
  keySlots: number[];
};

/** Texts of codes, by `field|form`, where frequencies count. */
export type FormValues = ReadonlyMap<string, Lexicon>;
type Needed = { field: string; form: string; texts: boolean; dates: boolean; values: boolean };

/** Key of a field in a form. */
export const formKey = (field: string, form: string | undefined): string => `${field}|${form ?? ""}`;

const dateLevels = new Set(["swapped-day-month", "partial-date", "one-part-differs", "same-year"]);

/** Every field and form that comparisons and rules look at. */
function neededForms(model: Model): Map<string, Needed> {
  const needed = new Map<string, Needed>();
  const need = (field: string, form: string, what: "texts" | "dates" | "values" | "codes") => {
    const key = formKey(field, form);
    const entry = needed.get(key) ?? { field, form, texts: false, dates: false, values: false };
    needed.set(key, what === "codes" ? entry : { ...entry, [what]: true });
  };
  for (const { field, levels, frequencies } of model.comparisons) {
    need(field, "", "codes");
    for (const level of levels) {
      if (level.when === "same") need(level.field ?? field, level.form ?? "", frequencies === true ? "values" : "codes");
      if (level.when === "similar" || level.when === "edits") need(level.field ?? field, level.form ?? "", "texts");
      if (level.when === "other-length") need(field, "", "texts");
      if (dateLevels.has(level.when)) need(field, "", "dates");
    }
  }
  for (const { on } of model.blocking) {
    for (const part of on) {
      const { field, form } = rulePart(part);
      need(field, form, "codes");
    }
  }
  return needed;
}

class FieldBuilder {
  readonly columns: readonly number[];
  readonly #split: string | undefined;
  readonly #form: Form;
  /** cells as they came; each means a value code */
  readonly #cells = new Lexicon();
  readonly values = new Lexicon();
  readonly list = new GrowingU32();
  readonly starts: GrowingU32 | undefined;

  constructor(columns: readonly number[], split: string | undefined, form: Form) {
    this.columns = columns;
    this.#split = split;
    this.#form = form;
    if (split !== undefined || columns.length > 1) this.starts = new GrowingU32();
  }

  add(cells: readonly string[]): void {
    if (this.starts === undefined) return this.list.push(this.#code(cells[this.columns[0] as number] ?? ""));
    const from = this.list.length;
    this.starts.push(from);
    for (const column of this.columns) {
      const cell = cells[column] ?? "";
      if (cell === "") continue;
      if (this.#split === undefined || !cell.includes(this.#split)) this.#addOnce(this.#code(cell), from);
      else for (const part of cell.split(this.#split)) this.#addOnce(this.#code(part), from);
    }
  }

  #addOnce(code: number, from: number): void {
    if (code === 0) return;
    for (let index = from; index < this.list.length; index += 1) if (this.list.at(index) === code) return;
    this.list.push(code);
  }

  /** Takes a column that was read elsewhere: the different cells as they came, and which of them each record has. */
  take(cells: Texts, codes: Uint32Array): void {
    const from = Lexicon.of(cells);
    const meanings = new Uint32Array(from.size);
    for (let cell = 1; cell < from.size; cell += 1) meanings[cell] = this.values.add(this.#form(from.text(cell)));
    for (const cell of codes) this.list.push(meanings[cell] as number);
  }

  #code(text: string): number {
    return text === "" ? 0 : this.#cells.meaningOf(text, () => this.values.add(this.#form(text)));
  }
}

/** Takes rows one by one, and makes columns of them. Each text is kept once, and its forms are made once. */
export class StoreBuilder {
  readonly #builders: Map<string, FieldBuilder>;
  readonly #needed: Map<string, Needed>;
  #reading: readonly FieldBuilder[];
  readonly #model: Model;
  readonly #forms: Forms;
  size = 0;
  split = 0;

  /** @param places of each column in a row */
  constructor(model: Model, places: ReadonlyMap<string, number>, forms: Forms) {
    this.#model = model;
    this.#forms = forms;
    this.#needed = neededForms(model);
    for (const { form } of this.#needed.values()) compileForm(form, forms);
    this.#builders = new Map(
      Object.entries(model.fields).map(([name, { columns, split, form }]) => {
        const own = columns.map((column) => places.get(column) ?? -1);
        return [name, new FieldBuilder(own, split, compileForm(form ?? "text", forms))];
      }),
    );
    this.#reading = [...this.#builders.values()];
  }

  /** Fields of one value a record, which may as well be read elsewhere: where each stands in a row. */
  singleFields(): [field: string, place: number][] {
    return [...this.#builders].flatMap(([name, { starts, columns }]) =>
      starts === undefined ? [[name, columns[0] as number] as [string, number]] : [],
    );
  }

  /** From now on rows leave these fields out; `take` brings them. */
  leaveOut(fields: readonly string[]): void {
    this.#reading = [...this.#builders].flatMap(([name, builder]) => (fields.includes(name) ? [] : [builder]));
  }

  take(field: string, cells: Texts, codes: Uint32Array): void {
    this.#builders.get(field)?.take(cells, codes);
  }

  add(cells: readonly string[]): void {
    for (const builder of this.#reading) builder.add(cells);
    this.size += 1;
  }

  finish(): { store: Store; values: FormValues } {
    const layout = layOut(this.#model, [...this.#needed.values()], (field) => this.#builders.get(field)?.starts !== undefined);
    const { width, slots, listSlots, listWidths, keySlots } = layout;
    const store: Store = { size: this.size, split: this.split, rows: sharedU32(this.size * width), width, lists: {}, forms: {}, keySlots };
    for (const [name, slot] of listSlots) {
      const { list, starts } = this.#builders.get(name) as FieldBuilder;
      const own = listWidths.get(name) as number;
      store.lists[name] = { slot, rows: sharedU32(list.length * own), width: own };
      for (let record = 0, place = slot; record < this.size; record += 1, place += width) {
        store.rows[place] = starts?.at(record) ?? 0;
        store.rows[place + 1] = record + 1 < this.size ? (starts?.at(record + 1) ?? 0) : list.length;
      }
    }
    const values = new Map<string, Lexicon>();
    for (const [key, needed] of this.#needed) {
      const builder = this.#builders.get(needed.field);
      if (builder === undefined) throw new Error(`no field ${needed.field}`);
      const { of, made } = madeForms(builder.values, needed.form, compileForm(needed.form, this.#forms));
      const form = { ...formData(builder.list, of, made, needed), slot: slots.get(key) as number };
      fillSlot(store.lists[needed.field] ?? store, form, builder.list, of);
      store.forms[key] = form;
      if (needed.values) values.set(key, made);
    }
    return { store, values };
  }
}

type Layout = {
  width: number;
  slots: Map<string, number>;
  listSlots: Map<string, number>;
  listWidths: Map<string, number>;
  keySlots: number[];
};

/** What stands where in a record's row and in the rows of lists. */
function layOut({ blocking }: Model, needed: readonly Needed[], isList: (field: string) => boolean): Layout {
  const layout: Layout = { width: 0, slots: new Map(), listSlots: new Map(), listWidths: new Map(), keySlots: [] };
  for (const { field, form, texts } of needed) {
    const columns = texts ? 3 : 1;
    const own = layout.listWidths.get(field) ?? 0;
    layout.slots.set(formKey(field, form), isList(field) ? own : layout.width);
    if (isList(field)) layout.listWidths.set(field, own + columns);
    else layout.width += columns;
  }
  for (const field of layout.listWidths.keys()) {
    layout.listSlots.set(field, layout.width);
    layout.width += 2;
  }
  for (const { on } of blocking) {
    layout.keySlots.push(layout.width);
    layout.width += on.some((part) => isList(rulePart(part).field)) ? 2 : 1;
  }
  return layout;
}

function fillSlot({ rows, width }: Rows, { slot, texts }: FormData, values: GrowingU32, of: Uint32Array): void {
  for (let row = 0, place = slot; row < values.length; row += 1, place += width) {
    const code = of[values.at(row)] as number;
    rows[place] = code;
    if (texts === undefined) continue;
    rows[place + 1] = texts.marks[2 * code] as number;
    rows[place + 2] = texts.marks[2 * code + 1] as number;
  }
}

/** Forms of all values: the code of each value's form, and the forms. */
function madeForms(values: Lexicon, name: string, form: Form): { of: Uint32Array; made: Lexicon } {
  const of = sharedU32(values.size);
  const made = name === "" ? values : new Lexicon();
  for (let code = 1; code < values.size; code += 1) of[code] = name === "" ? code : made.add(form(values.text(code)));
  return { of, made };
}

function formData(list: GrowingU32, of: Uint32Array, made: Lexicon, { texts, dates }: Needed): Omit<FormData, "slot"> {
  const counts = sharedU32(made.size);
  for (let place = 0; place < list.length; place += 1) {
    const code = of[list.at(place)] as number;
    if (code !== 0) counts[code] = (counts[code] as number) + 1;
  }
  return { counts, ...(texts ? { texts: made.share() } : {}), ...(dates ? { dates: datesOf(made) } : {}) };
}

function datesOf(made: Lexicon): Int32Array {
  const dates = sharedI32(made.size);
  for (let code = 1; code < made.size; code += 1) dates[code] = packedDate(made.text(code));
  return dates;
}
