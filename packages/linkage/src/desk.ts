import type { RuleIndex, Slice } from "./blocking.ts";
import type { Rows, Store } from "./store.ts";

/** Numbers that processors fetch from memory as one: a cache line of 64 bytes. */
const fetchedAtOnce = 16;
/** Records that are compared together: their rows stay in the processor's cache. */
const usual = 512;

/**
 * Rows of records that are about to be compared, copied side by side. Records of one block lie anywhere in the store; fetched one after another, many
 * are on their way at once, while comparing would wait for each.
 */
export class Desk implements Rows {
  readonly rows: Uint32Array;
  readonly width: number;
  readonly #store: Store;
  /** rows that belong to those on the desk: each is touched, so that it is on its way too */
  readonly #beside: { slot: number; rows: Uint32Array; width: number }[];
  touched = 0;

  constructor(store: Store, indexes: readonly RuleIndex[], capacity: number) {
    this.#store = store;
    this.width = store.width;
    this.rows = new Uint32Array(Math.max(capacity, usual) * store.width);
    const keys = indexes.flatMap(({ slot, several }) => (several === undefined ? [] : [{ slot, rows: several, width: 1 }]));
    this.#beside = [...Object.values(store.lists), ...keys];
  }

  /** Lays `records[from … until]` from place `first` of the desk on. */
  lay(records: Uint32Array, from: number, until: number, first = 0): void {
    const { rows, width } = this.#store;
    const desk = this.rows;
    this.#touch(records, from, until);
    for (let n = from, to = first * width; n < until; n += 1) {
      const place = (records[n] as number) * width;
      for (let at = place; at < place + width; at += 1, to += 1) desk[to] = rows[at] as number;
    }
  }

  /**
   * Looks at each piece of the rows that is fetched from memory as one, and then at what they tell of, so that many are on their way: copying waits for one after another.
   */
  #touch(records: Uint32Array, from: number, until: number): void {
    const { rows, width } = this.#store;
    let touched = 0;
    for (let n = from; n < until; n += 1) {
      const place = (records[n] as number) * width;
      for (let at = place; at < place + width; at += fetchedAtOnce) touched ^= rows[at] as number;
      touched ^= rows[place + width - 1] as number;
    }
    for (const beside of this.#beside) {
      for (let n = from; n < until; n += 1)
        touched ^= beside.rows[(rows[(records[n] as number) * width + beside.slot] as number) * beside.width] ?? 0;
    }
    this.touched = touched;
  }

  /** Visits the pairs of a slice, the smaller record first, each by its two places in the index, and on the desk, where its records are laid if they are to be compared. */
  visit({ keys, records }: RuleIndex, { from, until, patterns }: Slice, visit: PairVisitor): void {
    const { split } = this.#store;
    for (let first = from; first < until;) {
      if (keys[first] === 0) {
        first += 1;
        continue;
      }
      const end = endOfBlocks(keys, first, until);
      if (patterns === undefined) this.lay(records, first, end);
      for (let i = first; i < end; i += 1) {
        const key = keys[i];
        for (let j = i + 1; j < end && keys[j] === key; j += 1) {
          if (split === 0 || ((records[i] as number) < split && (records[j] as number) >= split)) visit(i - first, j - first, i, j);
        }
      }
      first = end;
    }
  }
}

export type PairVisitor = (one: number, other: number, at: number, otherAt: number) => void;

/** As many whole blocks as are compared together, one at least. */
function endOfBlocks(keys: Uint32Array, first: number, until: number): number {
  let end = first;
  while (end < until && keys[end] !== 0) {
    let after = end + 1;
    while (after < until && keys[after] === keys[end]) after += 1;
    if (end > first && after - first > usual) break;
    end = after;
  }
  return end;
}
