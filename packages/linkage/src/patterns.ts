/** Patterns and how many pairs show them, numbered from 0 as they come, in open addressing: the keys of a Map would be objects, for they exceed 32 bits. */
export class PatternTable {
  /** number of the pattern that stands in a slot, or -1 */
  #slots = new Int32Array(4096).fill(-1);
  #patterns = new Float64Array(2048);
  #counts = new Float64Array(2048);
  size = 0;

  /** @returns the pattern's number */
  add(pattern: number, count = 1): number {
    const slot = this.#slot(pattern);
    let number = this.#slots[slot] as number;
    if (number < 0) {
      number = this.#slots[slot] = this.size;
      this.#patterns[number] = pattern;
      this.size += 1;
      if (this.size === this.#patterns.length) this.#grow();
    }
    this.#counts[number] = (this.#counts[number] as number) + count;
    return number;
  }

  #slot(pattern: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashPattern(pattern) & mask;
    while (this.#slots[slot] !== -1 && this.#patterns[this.#slots[slot] as number] !== pattern) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [patterns, counts] = [this.#patterns, this.#counts];
    this.#patterns = new Float64Array(patterns.length * 2);
    this.#counts = new Float64Array(patterns.length * 2);
    this.#patterns.set(patterns);
    this.#counts.set(counts);
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let number = 0; number < this.size; number += 1) this.#slots[this.#slot(this.#patterns[number] as number)] = number;
  }

  /** In order of pattern, so that sums do not depend on which thread was quicker. */
  list(): PatternList {
    const order = Uint32Array.from({ length: this.size }, (_, number) => number).sort(
      (one, other) => (this.#patterns[one] as number) - (this.#patterns[other] as number),
    );
    return {
      patterns: Float64Array.from(order, (number) => this.#patterns[number] as number),
      counts: Float64Array.from(order, (number) => this.#counts[number] as number),
    };
  }
}

export type PatternList = { patterns: Float64Array; counts: Float64Array };

function hashPattern(pattern: number): number {
  const low = pattern >>> 0;
  const high = (pattern / 4_294_967_296) >>> 0;
  let mixed = Math.imul(low ^ Math.imul(high, 0x27d4eb2d), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
