import type { CompiledForm, Composed } from "./form.ts";
import { sharedU16, sharedU32, sharedU8 } from "./shared.ts";
import type { Wording } from "./similarity.ts";

/** Texts side by side in UTF-8: text n is `bytes[starts[n] … starts[n + 1]]`. Shared by threads. */
export type Texts = { starts: Uint32Array; bytes: Uint8Array };

/**
 * Different texts, numbered from 1 as they come; 0 is the empty one. Their characters lie in one array and no string is kept: a million names take
 * some 40 MB instead of 200, and are found three times as fast as in a Map, whose keys lie all over the memory.
 */
export class Lexicon {
  #bytes: Uint8Array = new Uint8Array(1 << 9);
  #starts: Uint32Array = new Uint32Array(1 << 6);
  /**
   * Open addressing, four numbers a slot: of the text (0 where free), its mark, where it begins, and its meaning. They share a cache line, so that
   * finding a text costs two misses, one here and one for its characters: most of the time that a file of a million rows takes.
   */
  #slots = new Uint32Array(1 << 9);
  /** the same, as what makes strings of them */
  #buffer: Buffer = Buffer.alloc(0);
  /** where `find` found, or has put, its text */
  #at = 0;
  /** texts, the empty one included */
  size = 1;
  /** how many there may be in the end: where one more does not fit, room is made for all of them */
  expected = 0;
  touched = 0;

  /** Texts that another has shared, to be looked at by their numbers; nothing can be added. */
  static of({ starts, bytes }: Texts): Lexicon {
    const lexicon = new Lexicon();
    [lexicon.#starts, lexicon.#bytes, lexicon.size] = [starts, bytes, starts.length - 1];
    return lexicon;
  }

  /** Number of a text, new or known. */
  add(text: string): number {
    const { bytes, length } = scratchOf(text);
    return this.addBytes(bytes, 0, length);
  }

  /** The same of a text that stands in `bytes`. */
  addBytes(bytes: Uint8Array, from: number, until: number): number {
    if (from === until) return 0;
    this.#find(bytes, from, until, markOf(bytes, from, until));
    return this.#slots[this.#at] as number;
  }

  /** Adds a text that is not empty. @returns whether it was not there */
  isNew(bytes: Uint8Array, from: number, until: number): boolean {
    return !this.#find(bytes, from, until, markOf(bytes, from, until));
  }

  /** Number of what a cell that is not empty means in a form, which is asked for once. Texts and what they mean stand in one table: most mean themselves. */
  meaningOf({ bytes, bounds, marks }: Cells, cell: number, form: CompiledForm): number {
    this.#find(bytes, bounds[2 * cell] as number, bounds[2 * cell + 1] as number, marks[cell] as number);
    return this.#meaning(form);
  }

  meaningOfText(text: string, form: CompiledForm): number {
    const { bytes, length } = scratchOf(text);
    this.#find(bytes, 0, length, markOf(bytes, 0, length));
    return this.#meaning(form);
  }

  #meaning(form: CompiledForm): number {
    const [slots, at] = [this.#slots, this.#at];
    const known = slots[at + 3] as number;
    if (known !== unasked) return known;
    const [code, mark] = [slots[at] as number, slots[at + 1] as number];
    if (form.keeps?.(this.#bytes, this.#starts[code] as number, this.#starts[code + 1] as number) === true) return (slots[at + 3] = code);
    const meaning = this.addFormed(this, code, form, nfc);
    // the table may have been spread meanwhile
    if (slots !== this.#slots) this.#find(this.#bytes, this.#starts[code] as number, this.#starts[code + 1] as number, mark);
    this.#slots[(slots === this.#slots ? at : this.#at) + 3] = meaning;
    return meaning;
  }

  /** Number of what a text, of these or of others, is in a form. @param read what a text is read as, where the form is not made of its words */
  addFormed(others: Lexicon, code: number, form: CompiledForm, read = (text: string): string => text): number {
    const composed = form.compose?.(others.#bytes, others.#starts[code] as number, others.#starts[code + 1] as number);
    if (composed !== undefined) return this.addBytes(composed.bytes, 0, composed.length);
    return this.add(form(read(others.text(code))));
  }

  /** Writes a text behind what stands there. */
  copyTo(composed: Composed, code: number, parted: boolean): void {
    const [from, until] = [this.#starts[code] as number, this.#starts[code + 1] as number];
    let to = composed.length;
    composed.length += until - from + Number(parted);
    if (composed.length > composed.bytes.length) composed.bytes = grown(composed.bytes, new Uint8Array(2 * composed.length));
    const { bytes } = composed;
    if (parted) bytes[to++] = 0x20;
    for (let at = from; at < until; at += 1, to += 1) bytes[to] = this.#bytes[at] as number;
  }

  /**
   * The texts that some codes stand for, shared by threads, numbered as they come among the codes, which are changed to these numbers: so they do not depend on what other
   * cells these texts have stood in.
   */
  shareOnly(codes: Uint32Array): Texts {
    const [numbers, order] = [new Uint32Array(this.size), new Uint32Array(this.size)];
    let [count, length, inOrder] = [0, 0, true];
    for (const code of codes) {
      if (code === 0 || numbers[code] !== 0) continue;
      numbers[code] = count += 1;
      order[count] = code;
      length += (this.#starts[code + 1] as number) - (this.#starts[code] as number);
      inOrder &&= code === count;
    }
    if (inOrder && count + 1 === this.size) return this.share();
    const [starts, bytes] = [sharedU32(count + 2), sharedU8(length)];
    for (let number = 1, at = 0; number <= count; number += 1) {
      const code = order[number] as number;
      for (let from = this.#starts[code] as number; from < (this.#starts[code + 1] as number); from += 1, at += 1)
        bytes[at] = this.#bytes[from] as number;
      starts[number + 1] = at;
    }
    for (let n = 0; n < codes.length; n += 1) codes[n] = numbers[codes[n] as number] as number;
    return { starts, bytes };
  }

  /** Adds texts of another. @returns their numbers here */
  addAll({ starts, bytes }: Texts): Uint32Array {
    const codes = sharedU32(starts.length - 1);
    const marks = new Uint32Array(atOnce);
    for (let first = 1; first < codes.length; first += atOnce) {
      const until = Math.min(codes.length, first + atOnce);
      for (let text = first; text < until; text += 1)
        marks[text - first] = markOf(bytes, starts[text] as number, starts[text + 1] as number);
      this.touch({ marks }, 0, until - first, 1);
      for (let text = first; text < until; text += 1) {
        this.#find(bytes, starts[text] as number, starts[text + 1] as number, marks[text - first] as number);
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
    const [slots, bytes] = [this.#slots, this.#bytes];
    const mask = slots.length - 1;
    let touched = 0;
    for (let cell = first; cell < until; cell += step) touched ^= slots[placeOf(marks[cell] as number) & mask] as number;
    for (let cell = first; cell < until; cell += step) touched ^= bytes[slots[(placeOf(marks[cell] as number) & mask) + 2] as number] ?? 0;
    this.touched = touched;
  }

  /** @returns whether it was known */
  #find(bytes: Uint8Array, from: number, until: number, mark: number): boolean {
    const length = until - from;
    if (isFull(this.size, this.#slots.length)) this.#spread();
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = placeOf(mark) & mask;
    while (slots[slot] !== 0) {
      if (slots[slot + 1] === mark >>> 0 && this.#isText(slot, bytes, from, length)) {
        this.#at = slot;
        return true;
      }
      slot = (slot + 4) & mask;
    }
    slots[slot] = this.size;
    slots[slot + 1] = mark;
    slots[slot + 2] = this.#append(bytes, from, until);
    slots[slot + 3] = unasked;
    this.#at = slot;
    return false;
  }

  #isText(slot: number, text: Uint8Array, from: number, length: number): boolean {
    const [code, first] = [this.#slots[slot] as number, this.#slots[slot + 2] as number];
    if (length >= longLength && (this.#starts[code + 1] as number) - first !== length) return false;
    const bytes = this.#bytes;
    for (let index = 0; index < length; index += 1) if (bytes[first + index] !== text[from + index]) return false;
    return true;
  }

  /** @returns where it begins */
  #append(text: Uint8Array, from: number, until: number): number {
    const code = this.size;
    const first = this.#starts[code] as number;
    const end = first + until - from;
    if (end > this.#bytes.length) {
      const all = Math.ceil((end / code) * this.expected);
      this.#bytes = grown(this.#bytes, new Uint8Array(Math.max(end, this.#bytes.length * 2, Math.min(all, this.#bytes.length * 16))));
    }
    for (let index = from, to = first; index < until; index += 1, to += 1) this.#bytes[to] = text[index] as number;
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
    if (this.#buffer.buffer !== this.#bytes.buffer) this.#buffer = Buffer.from(this.#bytes.buffer);
    return this.#buffer.toString("utf8", this.#starts[code], this.#starts[code + 1]);
  }

  /** All texts, shared by threads. */
  share(): Texts {
    const length = this.#starts[this.size] as number;
    const [starts, bytes] = [sharedU32(this.size + 1), sharedU8(length)];
    starts.set(this.#starts.subarray(0, this.size + 1));
    bytes.set(this.#bytes.subarray(0, length));
    return { starts, bytes };
  }
}

/** A text that stands in bytes. */
export const textOf = (bytes: Uint8Array, from: number, until: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, until - from).toString();

/** Texts as UTF-16 units, in which they are compared: a letter is one. */
export function wordingOf({ starts, bytes }: Texts): Wording {
  const [own, units] = [sharedU32(starts.length), sharedU16(bytes.length)];
  let to = 0;
  for (let text = 0; text + 1 < starts.length; text += 1) {
    const until = starts[text + 1] as number;
    own[text] = to;
    for (let at = starts[text] as number; at < until;) {
      const lead = bytes[at] as number;
      const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      let letter = length === 1 ? lead : lead & (0x7f >> length);
      for (let next = at + 1; next < at + length; next += 1) letter = (letter << 6) | ((bytes[next] as number) & 0x3f);
      at += length;
      if (letter > 0xffff) {
        letter -= 0x10000;
        units[to++] = 0xd800 | (letter >> 10);
        letter = 0xdc00 | (letter & 0x3ff);
      }
      units[to++] = letter;
    }
  }
  own[starts.length - 1] = to;
  return { starts: own, units };
}

/** Cells of rows, as places in text: cell n is `bytes[bounds[2 * n] … bounds[2 * n + 1]]`, and has a mark. */
export type Cells = { bytes: Uint8Array; bounds: Uint32Array; marks: Uint32Array };

/** Marks a text by 24 bits of a hash and its length as far as it goes. */
export function markOf(bytes: Uint8Array, from: number, until: number): number {
  let hash = 0x811c9dc5 ^ (until - from);
  for (let index = from; index < until; index += 1) hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  return ((hash ^ (hash >>> 15)) & ~longLength) | Math.min(until - from, longLength);
}

const scratch: Composed = { bytes: new Uint8Array(256), length: 0 };
const encoder = new TextEncoder();

/** A text in UTF-8, until the next one is asked for. */
function scratchOf(text: string): Composed {
  if (3 * text.length > scratch.bytes.length) scratch.bytes = new Uint8Array(6 * text.length);
  const { bytes } = scratch;
  scratch.length = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) {
      scratch.length = encoder.encodeInto(text, bytes).written;
      break;
    }
    bytes[index] = unit;
  }
  return scratch;
}

/** Cells as they come may be composed or not. */
const nfc = (text: string): string => text.normalize("NFC");

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

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
