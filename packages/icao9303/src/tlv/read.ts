import { attempt, BadInput, type Result } from "../result.ts";

/** Deepest nesting read; a certificate in a document security object reaches 14. */
const deepest = 32;
/** Largest input, bytes. Master lists of all states hold about 1 MB, a portrait of highest quality 100 kB. */
const largest = 16 * 2 ** 20;

/**
 * `der`: lengths in the fewest octets only. `ber`: longer ones too, because chips in the field have them around their data groups.
 * Both: definite lengths of at most 4 octets, tags of at most 3 octets, nothing beyond the container.
 */
export type LengthRule = "der" | "ber";

/** One element. `offset` counts from the start of the whole input. */
export type Element = { tag: number; offset: number; raw: Buffer; value: Buffer; valueOffset: number };

/** Reads the elements of one container one after the other. Throws {@link BadInput}. */
export class TlvCursor {
  readonly #bytes: Buffer;
  /** where `#bytes` lies in the whole input */
  readonly #base: number;
  readonly #rule: LengthRule;
  readonly #depth: number;
  #at = 0;

  constructor(bytes: Uint8Array, rule: LengthRule, base = 0, depth = 0) {
    if (bytes.length > largest) throw new BadInput("too-large", 0, "file");
    if (depth > deepest) throw new BadInput("too-deep", base, "element");
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#base = base;
    this.#rule = rule;
    this.#depth = depth;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  get offset(): number {
    return this.#base + this.#at;
  }

  /** The tag that comes next, `undefined` at the end. */
  peek(): number | undefined {
    return this.done ? undefined : this.#tag(this.#at, "element").tag;
  }

  /** The next element, whatever it is. */
  element(what: string): Element {
    const start = this.#at;
    if (this.done) throw new BadInput("missing", this.offset, what);
    const { tag, next } = this.#tag(start, what);
    const { length, next: valueStart } = this.#length(next, what);
    const end = valueStart + length;
    if (end > this.#bytes.length) throw new BadInput("truncated", this.#base + start, what);
    this.#at = end;
    return {
      tag,
      offset: this.#base + start,
      raw: this.#bytes.subarray(start, end),
      value: this.#bytes.subarray(valueStart, end),
      valueOffset: this.#base + valueStart,
    };
  }

  /** The next element, which must have this tag. */
  take(tag: number, what: string): Element {
    const at = this.offset;
    const element = this.element(what);
    if (element.tag !== tag) throw new BadInput("unexpected-tag", at, what);
    return element;
  }

  optional(tag: number, what: string): Element | undefined {
    return this.peek() === tag ? this.take(tag, what) : undefined;
  }

  /** What is inside an element of this cursor. */
  inside(element: Element): TlvCursor {
    return new TlvCursor(element.value, this.#rule, element.valueOffset, this.#depth + 1);
  }

  /** The inside of the next element, which must have this tag. */
  enter(tag: number, what: string): TlvCursor {
    return this.inside(this.take(tag, what));
  }

  /** Nothing may follow. */
  close(what: string): void {
    if (!this.done) throw new BadInput("leftover-bytes", this.offset, what);
  }

  #byte(at: number, what: string): number {
    const byte = this.#bytes[at];
    if (byte === undefined) throw new BadInput("truncated", this.#base + at, what);
    return byte;
  }

  #tag(start: number, what: string): { tag: number; next: number } {
    let tag = this.#byte(start, what);
    let next = start + 1;
    if ((tag & 0x1f) !== 0x1f) return { tag, next };
    for (;;) {
      const byte = this.#byte(next, what);
      next += 1;
      if (next - start > 3) throw new BadInput("tag-too-long", this.#base + start, what);
      tag = tag * 256 + byte;
      if ((byte & 0x80) === 0) return { tag, next };
    }
  }

  #length(start: number, what: string): { length: number; next: number } {
    const first = this.#byte(start, what);
    if (first < 0x80) return { length: first, next: start + 1 };
    if (first === 0x80) throw new BadInput("indefinite-length", this.#base + start, what);
    const octets = first & 0x7f;
    if (octets > 4) throw new BadInput("length-too-long", this.#base + start, what);
    let length = 0;
    for (let i = 1; i <= octets; i += 1) length = length * 256 + this.#byte(start + i, what);
    if (this.#rule === "der" && (length < 0x80 || length < 256 ** (octets - 1))) {
      throw new BadInput("length-not-minimal", this.#base + start, what);
    }
    return { length, next: start + 1 + octets };
  }
}

export type TlvNode = { tag: number; offset: number; value: Buffer; children: TlvNode[] };

/**
 * Reads a whole file of BER-TLV elements (ISO/IEC 7816-4 5.2.2, ISO/IEC 8825-1) as a tree. An element whose first tag octet has the constructed bit is
 * entered.
 */
export function readTlv(bytes: Uint8Array, rule: LengthRule = "ber"): Result<TlvNode[]> {
  const walk = (cursor: TlvCursor): TlvNode[] => {
    const nodes: TlvNode[] = [];
    while (!cursor.done) {
      const element = cursor.element("element");
      const children = isConstructed(element.tag) ? walk(cursor.inside(element)) : [];
      nodes.push({ tag: element.tag, offset: element.offset, value: element.value, children });
    }
    return nodes;
  };
  return attempt(() => walk(new TlvCursor(bytes, rule)));
}

function isConstructed(tag: number): boolean {
  let first = tag;
  while (first > 0xff) first = Math.floor(first / 256);
  return (first & 0x20) !== 0;
}
