import type { CutRow } from "@dinhdanh/tabular";
import { Batch } from "./batch.ts";
import type { CompiledForm } from "./form.ts";
import { compileForm, type Forms } from "./forms.ts";
import { Lexicon, type Texts, textOf } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { GrowingU32 } from "./shared.ts";

/**
 * A field of some records: its different values, and which of them they have, 0 for none. Where records have several, those of record n are
 * `codes[starts[n] … starts[n + 1]]`.
 */
export type FieldPart = { values: Texts; codes: Uint32Array; starts?: Uint32Array };
/** Some records, and the values of theirs by field. Parts that are put together are numbered as if they had been one. */
export type Part = { records: number; fields: Record<string, FieldPart> };

/** Whether a field may have several values a record. */
export const isSeveral = ({ split, columns }: Model["fields"][string]): boolean => split !== undefined || columns.length > 1;

/** What stands between the values of a cell, and its first byte, where it is ASCII: other letters have several writings. */
type Split = { text: string; first: number | undefined };

class FieldBuilder {
  /** columns of the batches */
  readonly #columns: readonly number[];
  readonly #split: Split | undefined;
  /** cells as they came, and what they mean in the field's form */
  readonly #texts = new Lexicon();
  readonly #form: CompiledForm;
  readonly #codes = new GrowingU32();
  readonly #starts: GrowingU32 | undefined;

  constructor(columns: readonly number[], split: string | undefined, form: CompiledForm) {
    [this.#columns, this.#form] = [columns, form];
    this.#split = split === undefined ? undefined : { text: split, first: split.charCodeAt(0) < 0x80 ? split.charCodeAt(0) : undefined };
    if (split !== undefined || columns.length > 1) this.#starts = new GrowingU32();
  }

  /** @param left how many more such batches may come */
  add(batch: Batch, left: number): void {
    const until = batch.rows * batch.columns;
    const known = this.#texts.size;
    for (const column of this.#columns) this.#texts.touch(batch, column, until, batch.columns);
    for (let first = 0; first < until; first += batch.columns) {
      if (this.#starts === undefined) this.#codes.push(this.#code(batch, first + (this.#columns[0] as number)));
      else this.#addSeveral(batch, first, this.#starts);
    }
    // the rest brings new ones as this batch did
    this.#texts.expected = Math.round(this.#texts.size + (this.#texts.size - known) * left);
  }

  #addSeveral(batch: Batch, first: number, starts: GrowingU32): void {
    const from = this.#codes.length;
    starts.push(from);
    for (const column of this.#columns) {
      const parts = this.#split === undefined ? undefined : partsOf(batch, first + column, this.#split);
      if (parts === undefined) this.#addOnce(this.#code(batch, first + column), from);
      else for (const part of parts) this.#addOnce(part === "" ? 0 : this.#texts.meaningOfText(part, this.#form), from);
    }
  }

  #code(batch: Batch, cell: number): number {
    return batch.bounds[2 * cell] === batch.bounds[2 * cell + 1] ? 0 : this.#texts.meaningOf(batch, cell, this.#form);
  }

  #addOnce(code: number, from: number): void {
    if (code !== 0 && !this.#codes.includes(code, from)) this.#codes.push(code);
  }

  finish(): FieldPart {
    const codes = this.#codes.share();
    const values = this.#texts.shareOnly(codes);
    if (this.#starts === undefined) return { values, codes };
    this.#starts.push(this.#codes.length);
    return { values, codes, starts: this.#starts.share() };
  }
}

/** What a cell has beside one another, undefined where it is one value. */
function partsOf({ bytes, bounds }: Batch, cell: number, { text, first }: Split): string[] | undefined {
  const [from, until] = [bounds[2 * cell] as number, bounds[2 * cell + 1] as number];
  let at = from;
  if (first !== undefined) while (at < until && bytes[at] !== first) at += 1;
  return at === until ? undefined : textOf(bytes, from, until).normalize("NFC").split(text.normalize("NFC"));
}

/** Takes records one by one. Each text is kept once, and its form is made once. */
export class PartBuilder {
  readonly #fields: readonly (readonly [string, FieldBuilder])[];
  readonly #batch: Batch;
  records = 0;
  /** how many more may come, as far as that is known: texts have room made for them */
  left = 0;

  /** @param places of each column in a row; @param fields that are wanted */
  constructor({ fields }: Model, places: ReadonlyMap<string, number>, forms: Forms, wanted: readonly string[] = Object.keys(fields)) {
    const taken = wanted.map((name) => [name, fields[name] as Model["fields"][string]] as const);
    const columns = [...new Set(taken.flatMap(([, field]) => field.columns))];
    this.#batch = new Batch(columns.map((column) => places.get(column) ?? -1));
    this.#fields = taken.map(([name, { columns: own, split, form }]) => {
      const at = own.map((column) => columns.indexOf(column));
      return [name, new FieldBuilder(at, split, compileForm(form ?? "text", forms))] as const;
    });
  }

  add(row: CutRow): void {
    this.records += 1;
    if (this.#batch.add(row)) this.#flush();
  }

  addCells(cells: readonly string[]): void {
    const texts = cells.map((cell) => Buffer.from(cell));
    const bounds = new Uint32Array(2 * cells.length);
    let at = 0;
    for (const [place, { length }] of texts.entries()) {
      bounds[2 * place] = at;
      bounds[2 * place + 1] = at += length;
    }
    this.add({ rowNo: this.records + 1, bytes: Buffer.concat(texts), bounds, cells: cells.length });
  }

  #flush(): void {
    if (this.#batch.rows === 0) return;
    for (const [, field] of this.#fields) field.add(this.#batch, this.left / this.#batch.rows);
    this.#batch.clear();
  }

  finish(): Part {
    this.#flush();
    return { records: this.records, fields: Object.fromEntries(this.#fields.map(([name, field]) => [name, field.finish()])) };
  }
}
