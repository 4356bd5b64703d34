import type { CutRow } from "@dinhdanh/tabular";
import { type Cells, markOf } from "./lexicon.ts";

/** Rows that are looked up together: what is fetched for them stays in the processor's cache. */
const mostRows = 256;

/** Cells of some columns of some rows: cell `row * columns + column`. Finding cells column by column waits for memory once and not for every cell. */
export class Batch implements Cells {
  bytes = new Uint8Array(1 << 16);
  readonly columns: number;
  readonly #places: readonly number[];
  readonly bounds: Uint32Array;
  readonly marks: Uint32Array;
  rows = 0;
  #end = 0;

  /** @param places of the columns in the rows */
  constructor(places: readonly number[]) {
    this.#places = places;
    this.columns = places.length;
    this.bounds = new Uint32Array(2 * mostRows * this.columns);
    this.marks = new Uint32Array(mostRows * this.columns);
  }

  /** @returns whether the batch is full */
  add({ bytes, bounds, cells }: CutRow): boolean {
    let cell = this.rows * this.columns;
    for (const place of this.#places) {
      const known = place >= 0 && place < cells;
      const from = known ? (bounds[2 * place] as number) : 0;
      const until = known ? (bounds[2 * place + 1] as number) : 0;
      this.#grow(until - from);
      const first = this.#end;
      const own = this.bytes;
      for (let at = from, to = first; at < until; at += 1, to += 1) own[to] = bytes[at] as number;
      this.#end = first + until - from;
      this.bounds[2 * cell] = first;
      this.bounds[2 * cell + 1] = this.#end;
      this.marks[cell] = markOf(own, first, this.#end);
      cell += 1;
    }
    this.rows += 1;
    return this.rows === mostRows;
  }

  #grow(more: number): void {
    if (this.#end + more <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.#end + more));
    larger.set(this.bytes.subarray(0, this.#end));
    this.bytes = larger;
  }

  clear(): void {
    [this.rows, this.#end] = [0, 0];
  }
}
