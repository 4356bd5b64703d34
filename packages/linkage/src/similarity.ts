/** Texts side by side as UTF-16 units: text n is `units[starts[n] … starts[n + 1]]`. Shared by threads. */
export type Wording = { starts: Uint32Array; units: Uint16Array };
/**
 * Texts that rows tell of: in a place stands the text's number, and beside it where it begins, and two marks, which rule most pairs out before a text is looked at: its length,
 * and the last five bits of its first four units; and a bit for each unit that occurs an odd number of times, by its last five bits.
 */
export type TextsInRows = { units: Uint16Array; rows: Uint32Array };

/** Numbers that stand beside a text's own. */
export const marksBeside = 3;
const lengthBits = 9;
const longestMarked = (1 << lengthBits) - 1;
const unitBits = 5;

/** Writes what stands beside a text, from `place` on. */
export function markText({ starts, units }: Wording, text: number, rows: Uint32Array, place: number): void {
  const [from, until] = [starts[text] as number, starts[text + 1] as number];
  let [odd, first] = [0, 0];
  for (let at = from; at < until; at += 1) {
    const last = (units[at] as number) & ((1 << unitBits) - 1);
    odd ^= 1 << last;
    if (at - from < mostPrefix) first |= last << (unitBits * (at - from));
  }
  rows[place] = from;
  rows[place + 1] = Math.min(longestMarked, until - from) | (first << lengthBits);
  rows[place + 2] = odd;
}

/** Of the text that stands in a place. */
export const markedLength = (rows: Uint32Array, place: number): number => (rows[place + 2] as number) & longestMarked;

/** How many of the first four units two texts have in common at most, by what their marks say. */
function markedPrefix(rows: Uint32Array, a: number, b: number): number {
  const other = ((rows[a + 2] as number) ^ (rows[b + 2] as number)) >>> lengthBits;
  return other === 0 ? mostPrefix : ((31 - Math.clz32(other & -other)) / unitBits) | 0;
}

/** Longer texts are compared by their beginning. */
const longest = 256;
const takenA = new Uint8Array(longest);
const takenB = new Uint8Array(longest);

/** Characters at the beginning that count (Winkler 1990), at 0.1 each. */
const mostPrefix = 4;
/** Lengths below it are looked up together. */
const usual = 64;

/** What Jaro-Winkler asks for, by how many of the first characters are the same: Jaro similarity, and how many characters must match at least. */
export type Similarity = { jaro: Float64Array; least: Uint8Array };

/** So that Jaro-Winkler is `atLeast`. */
export function similarityOf(atLeast: number): Similarity {
  const jaro = Float64Array.from({ length: mostPrefix + 1 }, (_, prefix) => (atLeast - prefix * 0.1) / (1 - prefix * 0.1));
  const least = new Uint8Array(jaro.length * usual * usual);
  for (let at = 0; at < least.length; at += 1) {
    const needed = jaro[Math.floor(at / (usual * usual))] as number;
    least[at] = leastMatches(needed, Math.floor(at / usual) % usual, at % usual);
  }
  return { jaro, least };
}

/** Fewer characters that match cannot reach a Jaro similarity, even if all stand in order; a billionth less than what is reckoned, which is rounded. */
const leastMatches = (jaro: number, lengthA: number, lengthB: number): number =>
  Math.max(0, Math.ceil(((3 * jaro - 1) * lengthA * lengthB) / Math.max(1, lengthA + lengthB) - 1e-9));

function leastOf({ jaro, least }: Similarity, prefix: number, lengthA: number, lengthB: number): number {
  if (lengthA < usual && lengthB < usual) return least[(prefix * usual + lengthA) * usual + lengthB] as number;
  return leastMatches(jaro[prefix] as number, lengthA, lengthB);
}

/**
 * Whether Jaro-Winkler (Winkler 1990) is as large as it must be. Most pairs are told apart by their lengths and letters alone: of the letters that occur an odd number
 * of times in one of them only, one each cannot match.
 */
export function isSimilar({ units, rows }: TextsInRows, a: number, b: number, similarity: Similarity): boolean {
  const [lengthA, lengthB] = [Math.min(longest, markedLength(rows, a)), Math.min(longest, markedLength(rows, b))];
  if (lengthA === 0 || lengthB === 0) return false;
  const enough = leastOf(similarity, markedPrefix(rows, a, b), lengthA, lengthB);
  const odd = bits((rows[a + 3] as number) ^ (rows[b + 3] as number));
  if ((lengthA + lengthB - odd) >> 1 < enough) return false;
  const [fromA, fromB] = [rows[a + 1] as number, rows[b + 1] as number];
  let prefix = 0;
  while (prefix < mostPrefix && prefix < lengthA && prefix < lengthB && units[fromA + prefix] === units[fromB + prefix]) prefix += 1;
  const least = leastOf(similarity, prefix, lengthA, lengthB);
  return jaroOf(units, [fromA, lengthA], [fromB, lengthB], least) >= (similarity.jaro[prefix] as number);
}

function bits(mask: number): number {
  let count = mask - ((mask >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

type Span = readonly [from: number, length: number];

/** Jaro similarity (Jaro 1989): 0 nothing alike, 1 the same; 0, too, where fewer than `least` characters match. */
function jaroOf(units: Uint16Array, a: Span, b: Span, least: number): number {
  const { matches, out } = (a[1] <= 32 && b[1] <= 32 ? matchesByBits(units, a, b, least) : undefined) ?? matchesByTurns(units, a, b);
  return matches === 0 ? 0 : (matches / a[1] + matches / b[1] + (matches - out / 2) / matches) / 3;
}

/** How far apart characters may stand that match. */
const reachOf = ([, lengthA]: Span, [, lengthB]: Span): number => Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);

/** Characters that match, and of them those that stand in another order. */
type Matches = { matches: number; out: number };

const none: Matches = { matches: 0, out: 0 };

/** Where each ASCII character stands in the second text, a bit a place; empty between calls. */
const standing = new Int32Array(128);

/**
 * Of texts of up to 32 characters, a bit each, in a quarter of the time that going through them takes. undefined when the second is not ASCII; none as soon as fewer than
 * `least` can match.
 */
function matchesByBits(units: Uint16Array, a: Span, b: Span, least: number): Matches | undefined {
  const [[fromA, lengthA], [fromB, lengthB], reach] = [a, b, reachOf(a, b)];
  let ascii = 0;
  while (ascii < lengthB && (units[fromB + ascii] as number) < 128) {
    const unit = units[fromB + ascii] as number;
    standing[unit] = (standing[unit] as number) | (1 << ascii);
    ascii += 1;
  }
  let [matchedA, matchedB] = [0, 0];
  let spare = lengthA - least;
  if (ascii === lengthB) {
    for (let i = 0; i < lengthA && spare >= 0; i += 1) {
      const unit = units[fromA + i] as number;
      const until = Math.min(lengthB, i + reach + 1);
      const within = (until === 32 ? -1 : (1 << until) - 1) & (-1 << Math.max(0, i - reach));
      const free = unit < 128 ? (standing[unit] as number) & within & ~matchedB : 0;
      if (free === 0) {
        spare -= 1;
        continue;
      }
      matchedB |= free & -free;
      matchedA |= 1 << i;
    }
  }
  for (let j = 0; j < ascii; j += 1) standing[units[fromB + j] as number] = 0;
  if (ascii < lengthB) return undefined;
  if (spare < 0) return none;
  let [matches, out] = [0, 0];
  for (; matchedA !== 0; matchedA &= matchedA - 1, matchedB &= matchedB - 1) {
    matches += 1;
    if (units[fromA + lowestBit(matchedA)] !== units[fromB + lowestBit(matchedB)]) out += 1;
  }
  return { matches, out };
}

const lowestBit = (mask: number): number => 31 - Math.clz32(mask & -mask);

function matchesByTurns(units: Uint16Array, a: Span, b: Span): Matches {
  const [[fromA, lengthA], [fromB, lengthB], reach] = [a, b, reachOf(a, b)];
  takenA.fill(0, 0, lengthA);
  takenB.fill(0, 0, lengthB);
  let [matches, out] = [0, 0];
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
  for (let i = 0, j = 0; i < lengthA; i += 1) {
    if (takenA[i] === 0) continue;
    while (takenB[j] === 0) j += 1;
    if (units[fromA + i] !== units[fromB + j]) out += 1;
    j += 1;
  }
  return { matches, out };
}

const lines = [new Uint16Array(longest + 1), new Uint16Array(longest + 1), new Uint16Array(longest + 1)] as const;

/** Whether at most `most` edits lead from one text to the other (optimal string alignment after Damerau 1964: a swap of neighbours is one edit). */
export function isWithinEdits({ units, rows }: TextsInRows, a: number, b: number, most: number): boolean {
  let [lengthA, lengthB] = [Math.min(longest, markedLength(rows, a)), Math.min(longest, markedLength(rows, b))];
  if (Math.abs(lengthA - lengthB) > most || bits((rows[a + 3] as number) ^ (rows[b + 3] as number)) > 2 * most) return false;
  let [fromA, fromB] = [rows[a + 1] as number, rows[b + 1] as number];
  // what both begin or end with needs no edit
  while (lengthA > 0 && lengthB > 0 && units[fromA] === units[fromB]) {
    fromA += 1;
    fromB += 1;
    lengthA -= 1;
    lengthB -= 1;
  }
  while (lengthA > 0 && lengthB > 0 && units[fromA + lengthA - 1] === units[fromB + lengthB - 1]) {
    lengthA -= 1;
    lengthB -= 1;
  }
  if (lengthA === 0 || lengthB === 0) return lengthA + lengthB <= most;
  if (most !== 1) return isWithinTurns(units, [fromA, lengthA], [fromB, lengthB], most);
  const swapped = lengthA === 2 && lengthB === 2 && units[fromA] === units[fromB + 1] && units[fromA + 1] === units[fromB];
  return swapped || (lengthA === 1 && lengthB === 1);
}

function isWithinTurns(units: Uint16Array, [fromA, lengthA]: Span, [fromB, lengthB]: Span, most: number): boolean {
  let [before, above, row] = lines as readonly [Uint16Array, Uint16Array, Uint16Array];
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
