import { sharedU16, sharedU32 } from "./shared.ts";
import type { Wording } from "./similarity.ts";

/**
 * Different texts, numbered from 1 as they come; 0 is the empty one. Their characters lie in one array and no string is kept: a million names take
 * some 40 MB instead of 200, and are found three times as fast as in a Map, whose keys lie all over the memory.
 */
export class Lexicon {
  #units: Uint16Array = new Uint16Array(1 << 9);
  #starts: Uint32Array = new Uint32Array(1 << 6);
  /**
   * Open addressing, four numbers a slot: of the text (0 where free), its mark, where it begins, and its meaning. They share a cache line, so that
   * finding a text costs two misses, one here and one for its characters: most of the time that a file of a million rows takes.
   */
  #slots = new Uint32Array(1 << 9);
  /** the units, as what makes strings of them */
  #bytes: Buffer = Buffer.alloc(0);
  /** where `find` found, or has put, its text */
  #at = 0;
  /** texts, the empty one included */
  size = 1;
  touched = 0;

  /** @param expected how many texts there may be, where that is known */
  constructor(expected = 0) {
    if (expected > 0) this.#slots = new Uint32Array(2 ** (35 - Math.clz32(expected)));
  }

  /** Texts that another has shared, to be looked at by their numbers; nothing can be added. */
  static of({ starts, units }: Wording): Lexicon {
    const lexicon = new Lexicon();
    [lexicon.#starts, lexicon.#units, lexicon.size] = [starts, units, starts.length - 1];
    return lexicon;
  }

  /** Number of a text, new or known. */
  add(text: string): number {
    return this.addUnits(scratchOf(text), 0, text.length);
  }

  /** The same of a text that stands in `units`. */
  addUnits(units: Uint16Array, from: number, until: number): number {
    if (from === until) return 0;
    this.#find(units, from, until, markOf(units, from, until));
    return this.#slots[this.#at] as number;
  }

  /** Adds a text that is not empty. @returns whether it was not there */
  isNew(units: Uint16Array, from: number, until: number): boolean {
    return !this.#find(units, from, until, markOf(units, from, until));
  }

  /** What a cell that is not empty means; asked for when it is new. */
  meaningOf({ units, bounds, marks }: Cells, cell: number, meaning: (text: string) => number): number {
    if (this.#find(units, bounds[2 * cell] as number, bounds[2 * cell + 1] as number, marks[cell] as number))
      return this.#slots[this.#at + 3] as number;
    return this.#mean(meaning);
  }

  meaningOfText(text: string, meaning: (text: string) => number): number {
    const units = scratchOf(text);
    return this.#find(units, 0, text.length, markOf(units, 0, text.length)) ? (this.#slots[this.#at + 3] as number) : this.#mean(meaning);
  }

  #mean(meaning: (text: string) => number): number {
    const at = this.#at;
    return (this.#slots[at + 3] = meaning(this.text(this.size - 1)));
  }

  /**
   * Looks at where cells stand that are about to be asked for, every `step`-th from `first` on: what has to be fetched from memory is on its way for
   * many at once, while finding one after another waits for each.
   */
  touch({ marks }: Cells, first: number, until: number, step: number): void {
    const [slots, units] = [this.#slots, this.#units];
    const mask = slots.length - 1;
    let touched = 0;
    for (let cell = first; cell < until; cell += step) touched ^= slots[placeOf(marks[cell] as number) & mask] as number;
    for (let cell = first; cell < until; cell += step) touched ^= units[slots[(placeOf(marks[cell] as number) & mask) + 2] as number] ?? 0;
    this.touched = touched;
  }

  /** @returns whether it was known */
  #find(units: Uint16Array, from: number, until: number, mark: number): boolean {
    const length = until - from;
    if (this.size * 8 > this.#slots.length) this.#spread();
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = placeOf(mark) & mask;
    while (slots[slot] !== 0) {
      if (slots[slot + 1] === mark >>> 0 && this.#isText(slot, units, from, length)) {
        this.#at = slot;
        return true;
      }
      slot = (slot + 4) & mask;
    }
    slots[slot] = this.size;
    slots[slot + 1] = mark;
    slots[slot + 2] = this.#append(units, from, until);
    this.#at = slot;
    return false;
  }

  #isText(slot: number, text: Uint16Array, from: number, length: number): boolean {
    const [code, first] = [this.#slots[slot] as number, this.#slots[slot + 2] as number];
    if (length >= longLength && (this.#starts[code + 1] as number) - first !== length) return false;
    const units = this.#units;
    for (let index = 0; index < length; index += 1) if (units[first + index] !== text[from + index]) return false;
    return true;
  }

  /** @returns where it begins */
  #append(text: Uint16Array, from: number, until: number): number {
    const code = this.size;
    const first = this.#starts[code] as number;
    const end = first + until - from;
    while (end > this.#units.length) this.#units = grown(this.#units, new Uint16Array(this.#units.length * 2));
    for (let index = from, to = first; index < until; index += 1, to += 1) this.#units[to] = text[index] as number;
    if (code + 2 > this.#starts.length) this.#starts = grown(this.#starts, new Uint32Array(this.#starts.length * 2));
    this.#starts[code + 1] = end;
    this.size += 1;
    return first;
  }

  #spread(): void {
    const before = this.#slots;
    const slots = new Uint32Array(before.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < before.length; from += 4) {
      if (before[from] === 0) continue;
      let slot = placeOf(before[from + 1] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 4) & mask;
      for (let part = 0; part < 4; part += 1) slots[slot + part] = before[from + part] as number;
    }
    this.#slots = slots;
  }

  text(code: number): string {
    if (this.#bytes.buffer !== this.#units.buffer) this.#bytes = Buffer.from(this.#units.buffer);
    return this.#bytes.toString("utf16le", (this.#starts[code] as number) * 2, (this.#starts[code + 1] as number) * 2);
  }

  /** All texts, shared by threads. */
  share(): Wording {
    const length = this.#starts[this.size] as number;
    const [starts, units] = [sharedU32(this.size + 1), sharedU16(length)];
    starts.set(this.#starts.subarray(0, this.size + 1));
    units.set(this.#units.subarray(0, length));
    return { starts, units };
  }
}

/** A text that stands in units. */
export const textOf = (units: Uint16Array, from: number, until: number): string =>
  Buffer.from(units.buffer, units.byteOffset + 2 * from, 2 * (until - from)).toString("utf16le");

/** Cells of rows, as places in text: cell n is `units[bounds[2 * n] … bounds[2 * n + 1]]`, and has a mark. */
export type Cells = { units: Uint16Array; bounds: Uint32Array; marks: Uint32Array };

/** Marks a text by 24 bits of a hash and its length as far as it goes. */
export function markOf(units: Uint16Array, from: number, until: number): number {
  let hash = 0x811c9dc5 ^ (until - from);
  for (let index = from; index < until; index += 1) hash = Math.imul(hash ^ (units[index] as number), 0x01000193);
  return ((hash ^ (hash >>> 15)) & ~longLength) | Math.min(until - from, longLength);
}

const scratch = { units: new Uint16Array(256) };

/** Units of a text, until the next one is asked for. */
function scratchOf(text: string): Uint16Array {
  if (text.length > scratch.units.length) scratch.units = new Uint16Array(text.length * 2);
  const { units } = scratch;
  for (let index = 0; index < text.length; index += 1) units[index] = text.charCodeAt(index);
  return units;
}

/** Longer texts are marked alike, and their lengths looked up. */
const longLength = 255;
/** Mixed well (as in MurmurHash3, Appleby 2011): half a million texts in a million slots are found after 1.5 looks; a single turn took 7. */
const placeOf = (mark: number): number => {
  let mixed = Math.imul(mark ^ (mark >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) << 2;
};

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
