import { isOnePartOff, isPartial, isSameYear, isSwapped } from "./dates.ts";
import type { Comparison, Level, Model } from "./model.ts";
import { isSimilar, isWithinEdits, markedLength, type Similarity, similarityOf, type TextsInRows } from "./similarity.ts";
import { formKey, type FormData, type ListData, type Rows, type Store } from "./store.ts";

/** How common the value is that both have: the chance that another record has that of this one, which is `least` at least, and how likely two agree on any. */
export type Commonness = { shareOf: (record: number) => number; chance: number; least: number };

/** Where frequencies come from: the records themselves, unless a model brings them. */
export type CommonnessOf = (level: Level, comparison: Comparison, store: Store, index: number) => Commonness | undefined;

export type CompiledComparison = {
  levels: number;
  /** per level; undefined where frequencies do not count */
  common: (Commonness | undefined)[];
};

export type Comparer = {
  comparisons: CompiledComparison[];
  /**
   * Which level each comparison of two records reached, as one number: of each a digit from 1, 0 when one of the records has nothing to compare, or the
   * level counts elsewhere.
   */
  pattern: (a: number, b: number) => number;
  /** levels of a pattern from 0, -1 for missing */
  levelsOf: (pattern: number) => Int8Array;
  /** the pattern as if some comparisons were missing */
  without: (pattern: number, left: readonly boolean[]) => number;
};

/** @param at where the compared records' rows are: in the store, or on a desk that they were laid on */
export function compileComparer(model: Model, store: Store, common: CommonnessOf = commonness, at: Rows = store): Comparer {
  const laid = { ...store, ...at };
  const comparisons = model.comparisons.map((comparison) => ({
    levels: comparison.levels.length,
    common: comparison.levels.map((level, index) => (comparison.frequencies === true ? common(level, comparison, laid, index) : undefined)),
  }));
  const bases = comparisons.map(({ levels }) => levels + 1);
  return {
    comparisons,
    pattern: compilePattern(model, laid),
    levelsOf: (pattern) => {
      const levels = new Int8Array(bases.length);
      let rest = pattern;
      for (let index = bases.length - 1; index >= 0; index -= 1) {
        const base = bases[index] as number;
        levels[index] = (rest % base) - 1;
        rest = Math.floor(rest / base);
      }
      return levels;
    },
    without: (pattern, left) => {
      let [rest, place, kept] = [pattern, 1, 0];
      for (let index = bases.length - 1; index >= 0; index -= 1) {
        const base = bases[index] as number;
        if (left[index] !== true) kept += (rest % base) * place;
        rest = Math.floor(rest / base);
        place *= base;
      }
      return kept;
    },
  };
}

/**
 * All tests of all comparisons in one list, which one loop goes through. Most of them ask whether two codes are the same, and are done in the loop: with
 * a call for each test and each comparison, training and scoring took a quarter more processor time.
 */
function compilePattern(model: Model, store: Store): Comparer["pattern"] {
  const { rows, width } = store;
  const comparisons = model.comparisons.map((comparison) => {
    const [list, own] = [store.lists[comparison.field], store.forms[formKey(comparison.field, "")]];
    const digits = comparison.levels.map(({ counted }, index) => (counted === true ? 0 : index + 1));
    return { comparison, list, own, digits };
  });
  const tests = comparisons.flatMap(({ comparison }) =>
    comparison.levels.slice(0, -1).map((level) => compileTest(level, comparison, store)),
  );
  const numbers = (of: readonly number[]) => Int32Array.from(of);
  const bases = numbers(comparisons.map(({ digits }) => digits.length + 1));
  const otherwise = numbers(comparisons.map(({ digits }) => digits.at(-1) as number));
  const slots = numbers(comparisons.map(({ list, own }) => (list ?? own)?.slot ?? 0));
  const isList = comparisons.map(({ list }) => list !== undefined);
  const sameSlots = numbers(tests.map(({ when, list, slot }) => (when === "same" && list === undefined ? slot : -1)));
  const digits = numbers(comparisons.flatMap((one) => one.digits.slice(0, -1)));
  return (a, b) => {
    const [placeA, placeB] = [a * width, b * width];
    let [pattern, test] = [0, 0];
    for (let index = 0; index < bases.length; index += 1) {
      const base = bases[index] as number;
      const end = test + base - 2;
      const slot = slots[index] as number;
      const hasBoth = isList[index] === true ? hasValues(rows, placeA + slot, placeB + slot) : hasCodes(rows, placeA + slot, placeB + slot);
      let digit = 0;
      if (hasBoth) {
        digit = otherwise[index] as number;
        for (; test < end; test += 1) {
          const same = sameSlots[test] as number;
          if (same < 0 ? holds(tests[test] as Test, rows, placeA, placeB) : isSame(rows, placeA + same, placeB + same)) {
            digit = digits[test] as number;
            break;
          }
        }
      }
      test = end;
      pattern = pattern * base + digit;
    }
    return pattern;
  };
}

const isSame = (rows: Uint32Array, a: number, b: number): boolean => rows[a] !== 0 && rows[a] === rows[b];
const hasCodes = (rows: Uint32Array, a: number, b: number): boolean => rows[a] !== 0 && rows[b] !== 0;
const hasValues = (rows: Uint32Array, a: number, b: number): boolean => rows[a] !== rows[a + 1] && rows[b] !== rows[b + 1];

function formOf(store: Store, key: string): FormData {
  const form = store.forms[key];
  if (form === undefined) throw new Error(`no form ${key}`);
  return form;
}

/**
 * What a level asks of two values, and where they stand: at `slot` of the records' rows, or of the rows of their values. All tests are of one shape, which one
 * function goes through, without a closure to be called for each.
 */
type Test = {
  when: Level["when"];
  slot: number;
  list: ListData | undefined;
  texts: TextsInRows;
  dates: Int32Array;
  similarity: Similarity;
  edits: number;
};

function compileTest(level: Level, comparison: Comparison, store: Store): Test {
  const name = "field" in level && level.field !== undefined ? level.field : comparison.field;
  const form = formOf(store, formKey(name, "form" in level ? level.form : ""));
  const list = store.lists[name];
  const { rows } = list ?? store;
  return {
    ...{ when: level.when, slot: form.slot, list, dates: form.dates ?? new Int32Array(0) },
    texts: { units: form.units ?? new Uint16Array(0), rows },
    similarity: similarityOf(level.when === "similar" ? level.atLeast : 1),
    edits: level.when === "edits" ? level.atMost : 0,
  };
}

/** @param a where the first record's row begins; @param b the second's */
function holds(test: Test, rows: Uint32Array, a: number, b: number): boolean {
  const { slot, list } = test;
  if (list !== undefined) return test.when === "other-length" ? !holdsOfAny(test, list, rows, a, b) : holdsOfAny(test, list, rows, a, b);
  return rows[a + slot] !== 0 && rows[b + slot] !== 0 && holdsAt(test, rows, a + slot, b + slot);
}

/** Whether the test holds for any value of the one with any value of the other; of lengths, whether any are the same. */
function holdsOfAny(test: Test, list: ListData, rows: Uint32Array, a: number, b: number): boolean {
  const { slot, when } = test;
  const { rows: values, width } = list;
  const [recordA, recordB] = [a + list.slot, b + list.slot];
  const untilA = (rows[recordA + 1] as number) * width;
  const untilB = (rows[recordB + 1] as number) * width;
  for (let i = (rows[recordA] as number) * width + slot; i < untilA; i += width) {
    if (values[i] === 0) continue;
    for (let j = (rows[recordB] as number) * width + slot; j < untilB; j += width) {
      if (values[j] !== 0 && holdsAt(test, values, i, j) !== (when === "other-length")) return true;
    }
  }
  return false;
}

/** Of two values by their places, neither of them nothing. */
function holdsAt({ when, texts, dates, similarity, edits }: Test, rows: Uint32Array, a: number, b: number): boolean {
  switch (when) {
    case "same":
      return rows[a] === rows[b];
    case "similar":
      return isSimilar(texts, a, b, similarity);
    case "edits":
      return isWithinEdits(texts, a, b, edits);
    case "other-length":
      return markedLength(rows, a) !== markedLength(rows, b);
    case "else":
      return true;
    default: {
      const [dateA, dateB] = [dates[rows[a] as number] as number, dates[rows[b] as number] as number];
      return dateA !== 0 && dateB !== 0 && datesHold(when, dateA, dateB);
    }
  }
}

type DateTest = "swapped-day-month" | "partial-date" | "one-part-differs" | "same-year";

function datesHold(when: DateTest, a: number, b: number): boolean {
  switch (when) {
    case "swapped-day-month":
      return isSwapped(a, b);
    case "partial-date":
      return isPartial(a, b);
    case "one-part-differs":
      return isOnePartOff(a, b);
    case "same-year":
      return isSameYear(a, b);
  }
}

/** Of levels that compare one value a record for equality. */
function commonness(level: Level, comparison: Comparison, store: Store): Commonness | undefined {
  if (level.when !== "same") return undefined;
  const name = level.field ?? comparison.field;
  if (name in store.lists) return undefined;
  const { slot, counts } = formOf(store, formKey(name, level.form));
  const { rows, width } = store;
  let known = 0;
  let agreeing = 0;
  for (let code = 1; code < counts.length; code += 1) {
    const count = counts[code] as number;
    known += count;
    agreeing += count * (count - 1);
  }
  const chance = known < 2 ? 0 : agreeing / (known * (known - 1));
  // of those who share the value one is the pair's own second record
  const shareOf = (record: number) => Math.max((counts[rows[record * width + slot] as number] as number) - 1, 1) / Math.max(known - 1, 1);
  return { shareOf, chance, least: 1 / Math.max(known - 1, 1) };
}
