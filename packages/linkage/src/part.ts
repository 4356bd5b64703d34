import type { CutRow } from "@dinhdanh/tabular";
import { compileForm, type Form, type Forms } from "./forms.ts";
import { Lexicon } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { GrowingU32 } from "./shared.ts";
import type { Wording } from "./similarity.ts";

/**
 * A field of some records: its different values, and which of them they have, 0 for none. Where records have several, those of record n are
 * `codes[starts[n] … starts[n + 1]]`.
 */
export type FieldPart = { values: Wording; codes: Uint32Array; starts?: Uint32Array };
/** Some records, and the values of theirs by field. Parts that are put together are numbered as if they had been one. */
export type Part = { records: number; fields: Record<string, FieldPart> };

/** Whether a field may have several values a record. */
export const isSeveral = ({ split, columns }: Model["fields"][string]): boolean => split !== undefined || columns.length > 1;

class FieldBuilder {
  readonly #places: readonly number[];
  readonly #split: string | undefined;
  /** cells as they came; each means a value, in the field's form */
  readonly #cells = new Lexicon();
  readonly #values = new Lexicon();
  readonly #codes = new GrowingU32();
  readonly #starts: GrowingU32 | undefined;
  readonly #mean: (text: string) => number;

  constructor(places: readonly number[], split: string | undefined, form: Form) {
    [this.#places, this.#split] = [places, split];
    this.#mean = (text) => this.#values.add(form(text));
    if (split !== undefined || places.length > 1) this.#starts = new GrowingU32();
  }

  add(row: CutRow): void {
    if (this.#starts === undefined) return this.#codes.push(this.#code(row, this.#places[0] as number));
    const from = this.#codes.length;
    this.#starts.push(from);
    for (const place of this.#places) {
      const parts = this.#split === undefined ? undefined : partsOf(row, place, this.#split);
      if (parts === undefined) this.#addOnce(this.#code(row, place), from);
      else for (const part of parts) this.#addOnce(part === "" ? 0 : this.#cells.meaningOfText(part, this.#mean), from);
    }
  }

  #code({ units, bounds, cells }: CutRow, place: number): number {
    if (place < 0 || place >= cells) return 0;
    const [from, until] = [bounds[2 * place] as number, bounds[2 * place + 1] as number];
    return from === until ? 0 : this.#cells.meaningOf(units, from, until, this.#mean);
  }

  #addOnce(code: number, from: number): void {
    if (code !== 0 && !this.#codes.includes(code, from)) this.#codes.push(code);
  }

  finish(): FieldPart {
    const [values, codes] = [this.#values.share(), this.#codes.share()];
    if (this.#starts === undefined) return { values, codes };
    this.#starts.push(this.#codes.length);
    return { values, codes, starts: this.#starts.share() };
  }
}

/** What a cell has beside one another, undefined where it is one value. */
function partsOf({ units, bounds, cells }: CutRow, place: number, split: string): string[] | undefined {
  if (place < 0 || place >= cells) return undefined;
  const [from, until] = [bounds[2 * place] as number, bounds[2 * place + 1] as number];
  const first = split.charCodeAt(0);
  let at = from;
  while (at < until && units[at] !== first) at += 1;
  return at === until ? undefined : String.fromCharCode(...units.subarray(from, until)).split(split);
}

/** Takes records one by one. Each text is kept once, and its form is made once. */
export class PartBuilder {
  readonly #fields: readonly (readonly [string, FieldBuilder])[];
  records = 0;

  /** @param places of each column in a row */
  constructor(model: Model, places: ReadonlyMap<string, number>, forms: Forms) {
    this.#fields = Object.entries(model.fields).map(([name, { columns, split, form }]) => {
      const own = columns.map((column) => places.get(column) ?? -1);
      return [name, new FieldBuilder(own, split, compileForm(form ?? "text", forms))] as const;
    });
  }

  add(row: CutRow): void {
    for (const [, field] of this.#fields) field.add(row);
    this.records += 1;
  }

  addCells(cells: readonly string[]): void {
    const units = new Uint16Array(cells.reduce((sum, { length }) => sum + length, 0));
    const bounds = new Uint32Array(2 * cells.length);
    let at = 0;
    for (const [place, cell] of cells.entries()) {
      bounds[2 * place] = at;
      for (let index = 0; index < cell.length; index += 1, at += 1) units[at] = cell.charCodeAt(index);
      bounds[2 * place + 1] = at;
    }
    this.add({ rowNo: this.records + 1, units, bounds, cells: cells.length });
  }

  finish(): Part {
    return { records: this.records, fields: Object.fromEntries(this.#fields.map(([name, field]) => [name, field.finish()])) };
  }
}
