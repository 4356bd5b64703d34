/**
 * Turns 0, 1, 2, … into numbers below `size` that look random and never repeat: a Feistel network over the next even
 * number of bits, walked until it lands inside. No list of numbers taken is needed, so memory does not grow with people.
 */
export function scatter(index: number, size: number, key: number): number {
  const halfBits = Math.ceil(Math.log2(size) / 2);
  const mask = (1 << halfBits) - 1;
  let value = index;
  do {
    let left = value >>> halfBits;
    let right = value & mask;
    for (let round = 1; round <= 4; round++) {
      const mixed = Math.imul((right + key + round * 0x9e3779b9) | 0, 0x85ebca6b);
      const next = left ^ ((mixed >>> 15) & mask);
      left = right;
      right = next;
    }
    value = left * (mask + 1) + right;
  } while (value >= size);
  return value;
}

const DIGITS6 = 1_000_000;

/** Personal identification numbers `PPP G YY RRRRRR` (rules.md section 1), unique over the whole run. */
export class PersonalNumbers {
  // One counter for each province of birth (two digits), sex and century (one) and year (two).
  readonly #allocated = new Int32Array(100 * 10 * 100);
  readonly #key: number;

  constructor(key: number) {
    this.#key = key;
  }

  /** @param female as printed in the number, which is wrong for a few people. */
  next(province: number, birthYear: number, female: boolean): string {
    const digit = Math.floor((birthYear - 1900) / 100) * 2 + (female ? 1 : 0);
    const bucket = (province * 10 + digit) * 100 + (birthYear % 100);
    const index = this.#allocated[bucket]!;
    if (index >= DIGITS6) throw new Error(`no numbers left for province ${province}, year ${birthYear}`);
    this.#allocated[bucket] = index + 1;
    const prefix = 1_000_000 + bucket;
    const tail = DIGITS6 + scatter(index, DIGITS6, this.#key ^ Math.imul(bucket, 0x27d4eb2d));
    return String(prefix).slice(1) + String(tail).slice(1);
  }
}

/** Old 9-digit numbers: two digits of the issuing province, then seven that never repeat within the run. */
export class OldNumbers {
  #issued = 0;
  readonly #key: number;
  readonly #prefix: string;

  constructor(key: number, prefix: string) {
    this.#key = key;
    this.#prefix = prefix;
  }

  next(): string {
    const tail = scatter(this.#issued++ % 10_000_000, 10_000_000, this.#key);
    return this.#prefix + String(10_000_000 + tail).slice(1);
  }
}
