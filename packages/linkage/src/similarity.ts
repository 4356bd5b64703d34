/**
 * Texts side by side as UTF-16 units: text n is `units[starts[n] … starts[n + 1]]`; `letters[n]` has a bit for each unit that occurs in it, by its
 * last five bits. Shared by threads.
 */
export type Texts = { starts: Uint32Array; units: Uint16Array; letters: Int32Array };

/** Longer texts are compared by their beginning. */
const longest = 256;
const takenA = new Uint8Array(longest);
const takenB = new Uint8Array(longest);

/**
 * Whether Jaro-Winkler (Winkler 1990; the prefix counts up to four characters at 0.1 each) is at least `atLeast`. Most pairs are told apart by
 * their lengths and letters alone: what only one of them has cannot match.
 */
export function isSimilar(texts: Texts, a: number, b: number, atLeast: number): boolean {
  const { starts, units, letters } = texts;
  const fromA = starts[a] as number;
  const fromB = starts[b] as number;
  const lengthA = Math.min(longest, (starts[a + 1] as number) - fromA);
  const lengthB = Math.min(longest, (starts[b + 1] as number) - fromB);
  if (lengthA === 0 || lengthB === 0) return false;
  const most = Math.min(
    lengthA - bits((letters[a] as number) & ~(letters[b] as number)),
    lengthB - bits((letters[b] as number) & ~(letters[a] as number)),
  );
  let prefix = 0;
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && units[fromA + prefix] === units[fromB + prefix]) prefix += 1;
  const needed = (atLeast - prefix * 0.1) / (1 - prefix * 0.1);
  if ((most / lengthA + most / lengthB + 1) / 3 < needed) return false;
  return jaroOf(units, [fromA, lengthA], [fromB, lengthB]) >= needed;
}

function bits(mask: number): number {
  let count = mask - ((mask >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Jaro similarity: 0 nothing alike, 1 the same. */
function jaroOf(units: Uint16Array, [fromA, lengthA]: readonly [number, number], [fromB, lengthB]: readonly [number, number]): number {
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  takenA.fill(0, 0, lengthA);
  takenB.fill(0, 0, lengthB);
  let matches = 0;
  for (let i = 0; i < lengthA; i += 1) {
    const unit = units[fromA + i];
    const until = Math.min(lengthB - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= until; j += 1) {
      if (takenB[j] === 1 || units[fromB + j] !== unit) continue;
      takenA[i] = takenB[j] = 1;
      matches += 1;
      break;
    }
  }
  if (matches === 0) return 0;
  let out = 0;
  for (let i = 0, j = 0; i < lengthA; i += 1) {
    if (takenA[i] === 0) continue;
    while (takenB[j] === 0) j += 1;
    if (units[fromA + i] !== units[fromB + j]) out += 1;
    j += 1;
  }
  return (matches / lengthA + matches / lengthB + (matches - out / 2) / matches) / 3;
}

const rows = [new Uint16Array(longest + 1), new Uint16Array(longest + 1), new Uint16Array(longest + 1)] as const;

/** Whether at most `most` edits lead from one text to the other (optimal string alignment: a swap of neighbours is one edit). */
export function isWithinEdits({ starts, units, letters }: Texts, a: number, b: number, most: number): boolean {
  const fromA = starts[a] as number;
  const fromB = starts[b] as number;
  const lengthA = Math.min(longest, (starts[a + 1] as number) - fromA);
  const lengthB = Math.min(longest, (starts[b + 1] as number) - fromB);
  if (Math.abs(lengthA - lengthB) > most || bits((letters[a] as number) ^ (letters[b] as number)) > 2 * most) return false;
  let [before, above, row] = rows as readonly [Uint16Array, Uint16Array, Uint16Array];
  for (let j = 0; j <= lengthB; j += 1) above[j] = j;
  for (let i = 1; i <= lengthA; i += 1) {
    // further from the diagonal than `most` nothing can lead to the end in time
    const [first, last] = [Math.max(1, i - most), Math.min(lengthB, i + most)];
    row[first - 1] = first === 1 ? i : longest;
    if (last < lengthB) row[last + 1] = longest;
    let least = row[first - 1] as number;
    for (let j = first; j <= last; j += 1) {
      const same = units[fromA + i - 1] === units[fromB + j - 1];
      let cost = Math.min((above[j - 1] as number) + (same ? 0 : 1), (above[j] as number) + 1, (row[j - 1] as number) + 1);
      const swapped = i > 1 && j > 1 && units[fromA + i - 1] === units[fromB + j - 2] && units[fromA + i - 2] === units[fromB + j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return false;
    [before, above, row] = [above, row, before];
  }
  return (above[lengthB] as number) <= most;
}
