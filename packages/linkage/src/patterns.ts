/** Patterns and how many pairs show them, in open addressing: some 16 bytes a pattern. */
export class PatternTable {
  #keys = new Float64Array(4096).fill(-1);
  #counts = new Float64Array(4096);
  size = 0;

  add(pattern: number, count = 1): void {
    const slot = this.#slot(pattern);
    if (this.#keys[slot] === -1) {
      this.#keys[slot] = pattern;
      this.size += 1;
    }
    this.#counts[slot] = (this.#counts[slot] as number) + count;
    if (this.size * 2 > this.#keys.length) this.#grow();
  }

  #slot(pattern: number): number {
    const mask = this.#keys.length - 1;
    let slot = hashPattern(pattern) & mask;
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== pattern) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#counts = new Float64Array(keys.length * 2);
    this.size = 0;
    for (let slot = 0; slot < keys.length; slot += 1) if (keys[slot] !== -1) this.add(keys[slot] as number, counts[slot]);
  }

  /** In order of pattern, so that sums do not depend on which thread was quicker. */
  list(): PatternList {
    const patterns = this.#keys.filter((key) => key !== -1).sort();
    return { patterns, counts: patterns.map((pattern) => this.#counts[this.#slot(pattern)] as number) };
  }
}

export type PatternList = { patterns: Float64Array; counts: Float64Array };

function hashPattern(pattern: number): number {
  const low = pattern >>> 0;
  const high = (pattern / 4_294_967_296) >>> 0;
  const mixed = Math.imul(low ^ Math.imul(high, 0x27d4eb2d), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
