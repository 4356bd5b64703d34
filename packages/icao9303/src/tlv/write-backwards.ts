import type { FileMemory } from "./memory.ts";
import { octetsOf } from "./write.ts";

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** Octets of a tag and a length, at most: of two, and of five for 4 GiB. */
export const headLength = 7;

/** Octets of one UTF-16 unit in UTF-8, at most. */
export const longestCharacter = 3;

/**
 * Writes elements from the last byte to the first. What an element holds is there before its length is wanted, so nothing is measured beforehand and no tree of
 * elements is built. `most`: bytes that are enough; what is too little throws RangeError at the end. `memory`: where to write, else memory of its own.
 */
export class BackwardWriter {
  readonly #out: Buffer;
  readonly #start: number;
  readonly #end: number;
  readonly #memory: FileMemory | undefined;
  #at: number;

  constructor(most: number, memory?: FileMemory) {
    this.#memory = memory;
    this.#out = memory?.take(most) ?? Buffer.allocUnsafe(most);
    this.#start = memory?.end ?? 0;
    this.#end = this.#start + most;
    this.#at = this.#end;
  }

  /** Where the next byte ends, for {@link head}. */
  get end(): number {
    return this.#at;
  }

  /** Tag, of one octet or two, and length before all that was written since `end`. */
  head(tag: number, end: number): void {
    const length = end - this.#at;
    for (let left = length, octets = length < 0x80 ? 1 : octetsOf(length); octets > 0; octets -= 1, left >>>= 8) this.byte(left & 0xff);
    if (length >= 0x80) this.byte(0x80 | octetsOf(length));
    this.byte(tag & 0xff);
    if (tag > 0xff) this.byte(tag >>> 8);
  }

  /** `octets` of a number, the highest first. */
  number(value: number, octets: number): void {
    for (let n = 0, left = value; n < octets; n += 1, left >>>= 8) this.byte(left & 0xff);
  }

  bytes(bytes: Uint8Array): void {
    this.#at -= bytes.length;
    this.#out.set(bytes, this.#at);
  }

  byte(value: number): void {
    this.#at -= 1;
    this.#out[this.#at] = value;
  }

  /** In UTF-8. Most names and places are written here: a call into the runtime costs more than a short text does. Surrogates are left to it. */
  text(text: string): void {
    const out = this.#out;
    let at = this.#at;
    for (let i = text.length - 1; i >= 0; i -= 1) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) out[--at] = unit;
      else if (isSurrogate(unit)) {
        at = this.#at - Buffer.byteLength(text, "utf8");
        out.write(text, at, "utf8");
        break;
      } else {
        out[--at] = 0x80 | (unit & 0x3f);
        if (unit >= 0x800) out[--at] = 0x80 | ((unit >> 6) & 0x3f);
        out[--at] = unit < 0x800 ? 0xc0 | (unit >> 6) : 0xe0 | (unit >> 12);
      }
    }
    this.#at = at;
  }

  /** All that was written. What was written beyond the room lies where memory is still free. */
  take(): Buffer {
    if (this.#at < this.#start) throw new RangeError(`${this.#start - this.#at} bytes more were written than there was room for`);
    this.#memory?.giveBack(this.#start, this.#at);
    return this.#out.subarray(this.#at, this.#end);
  }
}
