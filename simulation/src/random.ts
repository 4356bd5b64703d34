/**
 * sfc32 (Chris Doty-Humphrey, PractRand). Seeded from text, so that a commune's stream depends on nothing but the seed,
 * its code and what the stream is for: the roll and the acts are two passes that must meet the same people.
 */
export class Random {
  // A typed array keeps the state out of heap numbers: 3 ns a draw against 11 with plain fields.
  readonly #state = new Int32Array(4);

  constructor(seedText: string) {
    let h = 0x9e3779b9;
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < seedText.length; j++) {
        h = Math.imul(h ^ seedText.charCodeAt(j), 0x85ebca6b);
        h = (h << 13) | (h >>> 19);
      }
      h = Math.imul(h ^ (h >>> 16) ^ i, 0xc2b2ae35);
      this.#state[i] = h;
    }
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 random bits as a signed integer. */
  bits(): number {
    const s = this.#state;
    const counter = s[3]!;
    const t = (s[0]! + s[1]! + counter) | 0;
    const c = s[2]!;
    s[3] = counter + 1;
    s[0] = s[1]! ^ (s[1]! >>> 9);
    s[1] = (c + (c << 3)) | 0;
    s[2] = (((c << 21) | (c >>> 11)) + t) | 0;
    return t;
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return (this.bits() >>> 0) / 4294967296;
  }

  /** Uniform whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.unit() * n);
  }

  /** Uniform whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
}

/** A list in which each item stands as often as its weight, so that a weighted draw is one index. */
export function spread<T>(weighted: readonly (readonly [T, number])[], slots = 1000): readonly T[] {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  const list: T[] = [];
  let reached = 0;
  for (const [item, weight] of weighted) {
    reached += weight;
    while (list.length < Math.round((reached / total) * slots)) list.push(item);
  }
  return list;
}
