import { sharedI32, sharedU16, sharedU32 } from "./shared.ts";
import type { Texts } from "./similarity.ts";

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

  /** Texts that another has shared, to be looked at by their numbers; nothing can be added. */
  static of({ starts, units }: Pick<Texts, "starts" | "units">): Lexicon {
    const lexicon = new Lexicon();
    [lexicon.#starts, lexicon.#units, lexicon.size] = [starts, units, starts.length - 1];
    return lexicon;
  }

  /** Number of a text, new or known. */
  add(text: string): number {
    if (text.length === 0) return 0;
    this.#find(text);
    return this.#slots[this.#at] as number;
  }

  /** Adds a text that is not empty. @returns whether it was not there */
  isNew(text: string): boolean {
    return !this.#find(text);
  }

  /** What a text that is not empty means; asked for when it is new. */
  meaningOf(text: string, meaning: () => number): number {
    if (this.#find(text)) return this.#slots[this.#at + 3] as number;
    const at = this.#at;
    return (this.#slots[at + 3] = meaning());
  }

  /** @returns whether it was known */
  #find(text: string): boolean {
    const { length } = text;
    if (this.size * 8 > this.#slots.length) this.#spread();
    let hash = 0x811c9dc5 ^ length;
    for (let index = 0; index < length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    // the mark: 24 bits of the hash, and the length as far as it goes
    const mark = ((hash ^ (hash >>> 15)) & ~longLength) | Math.min(length, longLength);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = placeOf(mark) & mask;
    while (slots[slot] !== 0) {
      if (slots[slot + 1] === mark >>> 0 && this.#isText(slot, text)) {
        this.#at = slot;
        return true;
      }
      slot = (slot + 4) & mask;
    }
    slots[slot] = this.size;
    slots[slot + 1] = mark;
    slots[slot + 2] = this.#append(text);
    this.#at = slot;
    return false;
  }

  #isText(slot: number, text: string): boolean {
    const { length } = text;
    const [code, from] = [this.#slots[slot] as number, this.#slots[slot + 2] as number];
    if (length >= longLength && (this.#starts[code + 1] as number) - from !== length) return false;
    const units = this.#units;
    for (let index = 0; index < length; index += 1) if (units[from + index] !== text.charCodeAt(index)) return false;
    return true;
  }

  /** @returns where it begins */
  #append(text: string): number {
    const code = this.size;
    const from = this.#starts[code] as number;
    while (from + text.length > this.#units.length) this.#units = grown(this.#units, new Uint16Array(this.#units.length * 2));
    for (let index = 0; index < text.length; index += 1) this.#units[from + index] = text.charCodeAt(index);
    if (code + 2 > this.#starts.length) this.#starts = grown(this.#starts, new Uint32Array(this.#starts.length * 2));
    this.#starts[code + 1] = from + text.length;
    this.size += 1;
    return from;
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
  share(): Texts {
    const length = this.#starts[this.size] as number;
    const [starts, units, marks] = [sharedU32(this.size + 1), sharedU16(length), sharedI32(2 * this.size)];
    starts.set(this.#starts.subarray(0, this.size + 1));
    units.set(this.#units.subarray(0, length));
    for (let code = 0; code < this.size; code += 1) {
      const [from, until] = [starts[code] as number, starts[code + 1] as number];
      let letters = 0;
      for (let place = from; place < until; place += 1) letters |= 1 << ((units[place] as number) & 31);
      marks[2 * code] = letters;
      marks[2 * code + 1] = until - from;
    }
    return { starts, units, marks };
  }
}

/** Longer texts are marked alike, and their lengths looked up. */
const longLength = 255;
const placeOf = (mark: number): number => {
  const mixed = Math.imul(mark, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) << 2;
};

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
