import type { Form } from "./forms.ts";
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
  /** how many there may be in the end: where one more does not fit, room is made for all of them */
  expected = 0;
  touched = 0;

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

  /** Number of what a cell that is not empty means in a form, which is asked for once. Texts and what they mean stand in one table: most mean themselves. */
  meaningOf({ units, bounds, marks }: Cells, cell: number, form: Form): number {
    this.#find(units, bounds[2 * cell] as number, bounds[2 * cell + 1] as number, marks[cell] as number);
    return this.#meaning(form);
  }

  meaningOfText(text: string, form: Form): number {
    const units = scratchOf(text);
    this.#find(units, 0, text.length, markOf(units, 0, text.length));
    return this.#meaning(form);
  }

  #meaning(form: Form): number {
    const [slots, at] = [this.#slots, this.#at];
    const known = slots[at + 3] as number;
    if (known !== unasked) return known;
    const [code, mark] = [slots[at] as number, slots[at + 1] as number];
    if (form.keeps?.(this.#units, this.#starts[code] as number, this.#starts[code + 1] as number) === true) return (slots[at + 3] = code);
    const text = this.text(code);
    const formed = form(text);
    const meaning = formed === text ? code : this.add(formed);
    // the table may have been spread meanwhile
    if (slots !== this.#slots) this.#find(this.#units, this.#starts[code] as number, this.#starts[code + 1] as number, mark);
    this.#slots[(slots === this.#slots ? at : this.#at) + 3] = meaning;
    return meaning;
  }

  /** The texts that some codes stand for, shared by threads; the codes are changed to their numbers among these. */
  shareOnly(codes: Uint32Array): Wording {
    const numbers = new Uint32Array(this.size);
    for (const code of codes) numbers[code] = 1;
    numbers[0] = 0;
    let [count, length] = [0, 0];
    for (let code = 1; code < numbers.length; code += 1) {
      if (numbers[code] === 0) continue;
      numbers[code] = count += 1;
      length += (this.#starts[code + 1] as number) - (this.#starts[code] as number);
    }
    if (count + 1 === this.size) return this.share();
    const [starts, units] = [sharedU32(count + 2), sharedU16(length)];
    for (let code = 1, at = 0; code < numbers.length; code += 1) {
      if (numbers[code] === 0) continue;
      for (let from = this.#starts[code] as number; from < (this.#starts[code + 1] as number); from += 1, at += 1)
        units[at] = this.#units[from] as number;
      starts[(numbers[code] as number) + 1] = at;
    }
    for (let n = 0; n < codes.length; n += 1) codes[n] = numbers[codes[n] as number] as number;
    return { starts, units };
  }

  /** Adds texts of another. @returns their numbers here */
  addAll({ starts, units }: Wording): Uint32Array {
    const codes = sharedU32(starts.length - 1);
    const marks = new Uint32Array(atOnce);
    for (let first = 1; first < codes.length; first += atOnce) {
      const until = Math.min(codes.length, first + atOnce);
      for (let text = first; text < until; text += 1)
        marks[text - first] = markOf(units, starts[text] as number, starts[text + 1] as number);
      this.touch({ marks }, 0, until - first, 1);
      for (let text = first; text < until; text += 1) {
        this.#find(units, starts[text] as number, starts[text + 1] as number, marks[text - first] as number);
        codes[text] = this.#slots[this.#at] as number;
      }
    }
    return codes;
  }

  /**
   * Looks at where cells stand that are about to be asked for, every `step`-th from `first` on: what has to be fetched from memory is on its way for
   * many at once, while finding one after another waits for each.
   */
  touch({ marks }: Pick<Cells, "marks">, first: number, until: number, step: number): void {
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
    if (isFull(this.size, this.#slots.length)) this.#spread();
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
    slots[slot + 3] = unasked;
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
    if (end > this.#units.length) {
      const all = Math.ceil((end / code) * this.expected);
      this.#units = grown(this.#units, new Uint16Array(Math.max(end, this.#units.length * 2, all)));
    }
    for (let index = from, to = first; index < until; index += 1, to += 1) this.#units[to] = text[index] as number;
    if (code + 2 > this.#starts.length)
      this.#starts = grown(this.#starts, new Uint32Array(Math.max(this.#starts.length * 2, this.expected + 2)));
    this.#starts[code + 1] = end;
    this.size += 1;
    return first;
  }

  #spread(): void {
    const before = this.#slots;
    const slots = new Uint32Array(Math.min(4 * before.length, Math.max(2 * before.length, slotsFor(this.expected))));
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

/** A meaning that was not asked for yet. */
const unasked = 0xffff_ffff;
/** Texts that are looked up together. */
const atOnce = 256;
/** Three quarters at most: to lay out a table of 32 MB takes 60 to 120 ms with two threads at work, so that a smaller one that is fuller is quicker. */
const isFull = (texts: number, slots: number): boolean => 16 * texts > 3 * slots;
/** As many numbers as a table for so many texts has. */
const slotsFor = (texts: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, (16 * texts) / 3)));
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
