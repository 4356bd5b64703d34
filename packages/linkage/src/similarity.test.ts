import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Lexicon, wordingOf } from "./lexicon.ts";
import { isSimilar, isWithinEdits, marksBeside, markText, similarityOf, type TextsInRows } from "./similarity.ts";

const textsOf = (a: string, b: string): [TextsInRows, number, number] => {
  const lexicon = new Lexicon();
  const codes = [lexicon.add(a), lexicon.add(b)];
  const texts = wordingOf(lexicon.share());
  const rows = new Uint32Array(2 * (1 + marksBeside));
  for (const [at, code] of codes.entries()) {
    rows[at * (1 + marksBeside)] = code;
    markText(texts, code, rows, at * (1 + marksBeside) + 1);
  }
  return [{ units: texts.units, rows }, 0, 1 + marksBeside];
};
const similar = (a: string, b: string, atLeast: number) => isSimilar(...textsOf(a, b), similarityOf(atLeast));
const near = (a: string, b: string, most: number) => isWithinEdits(...textsOf(a, b), most);

// Winkler 1990, table of the Census Bureau
it.each([
  ["MARTHA", "MARHTA", 0.961],
  ["DWAYNE", "DUANE", 0.84],
  ["DIXON", "DICKSONX", 0.813],
  ["JERALDINE", "GERALDINE", 0.926],
])("Jaro-Winkler of %s and %s is %d", (a, b, value) => {
  expect([similar(a, b, value - 0.0006), similar(a, b, value + 0.0006)]).toEqual([true, false]);
  expect([similar(b, a, value - 0.0006), similar(b, a, value + 0.0006)]).toEqual([true, false]);
});

it.each([
  ["035190000018", "035190000018", 0],
  ["035190000018", "035190000081", 1],
  ["035190000018", "03519000018", 1],
  ["035190000018", "135190000018", 1],
  ["168000018", "186000081", 2],
])("%s and %s are %d edits apart", (a, b, edits) => {
  expect(near(a, b, edits)).toBe(true);
  if (edits > 0) expect(near(a, b, edits - 1)).toBe(false);
});

// short and plain, accented, and longer than what is compared bit by bit
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "c", " "), maxLength: 9 }),
  fc.string({ unit: fc.constantFrom("a", "b", "c", "ạ", "đ", " "), maxLength: 9 }),
  fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), minLength: 28, maxLength: 36 }),
);

function plainEdits(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  }
  return d[a.length]![b.length]!;
}

function plainJaroWinkler(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const matched = Array.from(a).flatMap((unit, i) => {
    const j = Array.from(b).findIndex((other, at) => other === unit && !taken.has(at) && Math.abs(at - i) <= reach);
    if (j < 0) return [];
    taken.add(j);
    return [unit];
  });
  if (matched.length === 0) return 0;
  const others = [...taken].sort((x, y) => x - y).map((at) => b[at]!);
  const out = matched.filter((unit, index) => unit !== others[index]).length / 2;
  const jaro = (matched.length / a.length + matched.length / b.length + (matched.length - out) / matched.length) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

it("counts edits as the textbook does", () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 4 }), (a, b, most) => {
      if (a === "" || b === "") return;
      expect(near(a, b, most)).toBe(plainEdits(a, b) <= most);
    }),
    { seed: 41, numRuns: 500 },
  );
});

it("tells apart by lengths and letters only what Jaro-Winkler tells apart", () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 5, max: 99 }), (a, b, percent) => {
      const exact = plainJaroWinkler(a, b);
      if (a === "" || b === "" || Math.abs(exact - percent / 100) < 1e-9) return;
      expect(similar(a, b, percent / 100)).toBe(exact > percent / 100);
    }),
    { seed: 42, numRuns: 3000 },
  );
});
