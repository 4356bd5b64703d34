import { octetsOf } from "./write.ts";

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/**
 * Writes elements from the last byte to the first. What an element holds is there before its length is wanted, so nothing is measured beforehand and no tree of
 * elements is built: for files of many short texts, of which a card has one. `most`: bytes that are enough; what is too little throws RangeError at the end.
 */
export class BackwardWriter {
  readonly #out: Buffer;
  #at: number;

  constructor(most: number) {
    this.#out = Buffer.allocUnsafe(most);
    this.#at = most;
  }

  /** Where the next byte ends, for {@link head}. */
  get end(): number {
    return this.#at;
  }

  /** Tag and length before all that was written since `end`. Tags of one octet. */
  head(tag: number, end: number): void {
    const length = end - this.#at;
    for (let left = length, octets = length < 0x80 ? 1 : octetsOf(length); octets > 0; octets -= 1, left >>>= 8) this.byte(left & 0xff);
    if (length >= 0x80) this.byte(0x80 | octetsOf(length));
    this.byte(tag);
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

  /** All that was written. */
  take(): Buffer {
    if (this.#at < 0) throw new RangeError(`${-this.#at} bytes more were written than there was room for`);
    return this.#out.subarray(this.#at);
  }
}
