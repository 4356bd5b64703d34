import { Lexicon, type Texts } from "./lexicon.ts";
import { GrowingU32, sharedU32, sharedU8 } from "./shared.ts";

/** Different ids, text n + 1 that of record n; `ordered`: each stands behind the one before. */
export type IdTexts = Texts & { ordered: boolean };

/**
 * Takes the ids of records, each once. While one stands behind the other, as in most files, they differ and none is looked up.
 */
export class IdColumn {
  #bytes = new Uint8Array(1 << 12);
  readonly #ends = new GrowingU32();
  #last = { from: 0, until: 0 };
  /** all of them, from the first on that stood before another */
  #all: Lexicon | undefined;
  /** how many there may be in the end */
  expected = 0;

  /** @returns whether the id is new; it is not empty */
  take(bytes: Uint8Array, from: number, until: number): boolean {
    if (this.#all === undefined) {
      if (standsBehind({ bytes, from, until }, { bytes: this.#bytes, ...this.#last })) {
        this.#append(bytes, from, until);
        return true;
      }
      this.#all = new Lexicon();
      this.#all.expected = this.expected;
      this.#all.addAll(this.#share());
    }
    this.#all.expected = this.expected;
    return this.#all.isNew(bytes, from, until);
  }

  #append(bytes: Uint8Array, from: number, until: number): void {
    const first = this.#last.until;
    const end = first + until - from;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (let at = from, to = first; at < until; at += 1, to += 1) this.#bytes[to] = bytes[at] as number;
    this.#last = { from: first, until: end };
    this.#ends.push(end);
  }

  #share(): Texts {
    const [starts, bytes] = [sharedU32(this.#ends.length + 2), sharedU8(this.#last.until)];
    this.#ends.copyTo(starts, 2);
    bytes.set(this.#bytes.subarray(0, this.#last.until));
    return { starts, bytes };
  }

  share(): IdTexts {
    return this.#all === undefined ? { ...this.#share(), ordered: true } : { ...this.#all.share(), ordered: false };
  }
}

type Text = { bytes: Uint8Array; from: number; until: number };

/** Whether a text is longer than another, or as long and later by its bytes. */
function standsBehind(one: Text, other: Text): boolean {
  const longer = one.until - one.from - (other.until - other.from);
  if (longer !== 0) return longer > 0;
  for (let at = one.from, beside = other.from; at < one.until; at += 1, beside += 1) {
    const later = (one.bytes[at] as number) - (other.bytes[beside] as number);
    if (later !== 0) return later > 0;
  }
  return false;
}

/** Ids of parts that follow one another, as one list; undefined where they would have to be looked up, or where there are none. */
export function inOrder(parts: readonly IdTexts[]): Texts | undefined {
  if (parts.length < 2) return parts[0];
  const texts = parts.filter(({ starts }) => starts.length > 2);
  for (const [index, part] of texts.entries()) {
    if (!part.ordered) return undefined;
    const next = texts[index + 1];
    if (next !== undefined && !standsBehind(textAt(next, 1), textAt(part, part.starts.length - 2))) return undefined;
  }
  const starts = sharedU32(2 + texts.reduce((sum, part) => sum + part.starts.length - 2, 0));
  const bytes = sharedU8(texts.reduce((sum, part) => sum + part.bytes.length, 0));
  let [at, first] = [2, 0];
  for (const part of texts) {
    bytes.set(part.bytes, first);
    for (let text = 2; text < part.starts.length; text += 1) starts[at++] = first + (part.starts[text] as number);
    first += part.bytes.length;
  }
  return { starts, bytes };
}

const textAt = ({ starts, bytes }: Texts, text: number): Text => ({
  bytes,
  from: starts[text] as number,
  until: starts[text + 1] as number,
});
