import { packedDate } from "./dates.ts";
import { compileForm, type Form, type Forms } from "./forms.ts";
import { type Model, rulePart } from "./model.ts";
import { Lexicon } from "./lexicon.ts";
import { GrowingU32, sharedI32, sharedU32 } from "./shared.ts";
import type { Texts } from "./similarity.ts";

/** A field of several values a record: value codes from 1, those of a record at `codes[starts[record] … starts[record + 1]]`. */
export type ListData = { codes: Uint32Array; starts: Uint32Array };
/**
 * A field in a form. Codes run from 1, 0 is nothing; `counts[code]` says how many records have it. Where a record has one value, its code stands
 * in the record's row at `slot`; of a list, `of[value code]` is the form's code.
 */
export type FormData = { slot: number; of?: Uint32Array; counts: Uint32Array; texts?: Texts; dates?: Int32Array };
/**
 * All records, in memory that threads share. A record's codes lie side by side in `rows`: comparing two records looks at two places of memory
 * and not at two of every column, which doubles the speed at a million records. Keys of `forms`: `field|form`.
 */
export type Store = {
  size: number;
  /** records of the first file when two are joined: pairs are then taken across; 0 in one file */
  split: number;
  rows: Uint32Array;
  width: number;
  lists: Record<string, ListData>;
  forms: Record<string, FormData>;
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

  /** undefined of a field of one value a record */
  finish(): ListData | undefined {
    if (this.starts === undefined) return undefined;
    this.starts.push(this.list.length);
    return { codes: this.list.share(), starts: this.starts.share() };
  }
}

/** Takes rows one by one, and makes columns of them. Each text is kept once, and its forms are made once. */
export class StoreBuilder {
  readonly #builders: Map<string, FieldBuilder>;
  readonly #needed: Map<string, Needed>;
  #reading: readonly FieldBuilder[];
  readonly #forms: Forms;
  size = 0;
  split = 0;

  /** @param places of each column in a row */
  constructor(model: Model, places: ReadonlyMap<string, number>, forms: Forms) {
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
    const single = [...this.#needed.values()].filter(({ field }) => this.#builders.get(field)?.starts === undefined);
    const width = single.length;
    const store: Store = { size: this.size, split: this.split, rows: sharedU32(this.size * width), width, lists: {}, forms: {} };
    for (const [name, builder] of this.#builders) {
      const list = builder.finish();
      if (list !== undefined) store.lists[name] = list;
    }
    const values = new Map<string, Lexicon>();
    for (const [key, needed] of this.#needed) {
      const builder = this.#builders.get(needed.field);
      if (builder === undefined) throw new Error(`no field ${needed.field}`);
      const slot = single.indexOf(needed);
      const { of, made } = madeForms(builder.values, needed.form, compileForm(needed.form, this.#forms));
      if (slot >= 0) fillSlot(store, slot, builder.list, of);
      store.forms[key] = { ...formData(builder.list, of, made, needed), slot, ...(slot < 0 ? { of } : {}) };
      if (needed.values) values.set(key, made);
    }
    return { store, values };
  }
}

function fillSlot({ size, rows, width }: Store, slot: number, codes: GrowingU32, of: Uint32Array): void {
  for (let record = 0, place = slot; record < size; record += 1, place += width) rows[place] = of[codes.at(record)] as number;
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
