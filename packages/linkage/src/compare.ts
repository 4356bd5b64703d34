import { isOnePartOff, isPartial, isSameYear, isSwapped } from "./dates.ts";
import type { Comparison, Level, Model } from "./model.ts";
import { isSimilar, isWithinEdits } from "./similarity.ts";
import { formKey, type FormData, type ListData, type Rows, type Store } from "./store.ts";

/** Of two places: where two records' rows begin, or where codes of a form stand, neither of them 0. */
type PlaceTest = (a: number, b: number) => boolean;

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
  const tests = comparisons.flatMap(({ comparison, digits }) =>
    comparison.levels.slice(0, -1).map((level, index) => ({ ...compileLevel(level, comparison, store), digit: digits[index] as number })),
  );
  const numbers = (of: readonly number[]) => Int32Array.from(of);
  const bases = numbers(comparisons.map(({ digits }) => digits.length + 1));
  const otherwise = numbers(comparisons.map(({ digits }) => digits.at(-1) as number));
  const slots = numbers(comparisons.map(({ list, own }) => (list ?? own)?.slot ?? 0));
  const isList = comparisons.map(({ list }) => list !== undefined);
  const calls = tests.map(({ call }) => call);
  const [sameSlots, digits] = [numbers(tests.map(({ same }) => same)), numbers(tests.map(({ digit }) => digit))];
  return (a, b) => {
    const [placeA, placeB] = [a * width, b * width];
    let [pattern, test] = [0, 0];
    for (let index = 0; index < bases.length; index += 1) {
      const base = bases[index] as number;
      const end = test + base - 2;
      const slot = slots[index] as number;
      let digit = 0;
      if ((isList[index] === true ? hasValues : hasCodes)(rows, placeA + slot, placeB + slot)) {
        digit = otherwise[index] as number;
        for (; test < end; test += 1) {
          const same = sameSlots[test] as number;
          if (same < 0 ? (calls[test] as PlaceTest)(placeA, placeB) : isSame(rows, placeA + same, placeB + same)) {
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

/** Where codes must be the same, or what is asked instead: then `same` is -1. */
type CompiledLevel = { same: number; call: PlaceTest };

function compileLevel(level: Level, comparison: Comparison, store: Store): CompiledLevel {
  const name = "field" in level && level.field !== undefined ? level.field : comparison.field;
  const form = formOf(store, formKey(name, "form" in level ? level.form : ""));
  const list = store.lists[name];
  const test = placeTest(level, form, list ?? store);
  if (list === undefined) return { same: level.when === "same" ? form.slot : -1, call: ofOne(store, form.slot, test) };
  if (level.when !== "other-length") return { same: -1, call: anyPair(store, list, form.slot, test) };
  const comparable = anyPair(store, list, form.slot, (a, b) => !test(a, b));
  return { same: -1, call: (a, b) => !comparable(a, b) };
}

const ofOne =
  ({ rows }: Rows, slot: number, test: PlaceTest): PlaceTest =>
  (a, b) =>
    rows[a + slot] !== 0 && rows[b + slot] !== 0 && test(a + slot, b + slot);

/** Whether the test holds for any value of the one with any value of the other. */
function anyPair({ rows }: Rows, list: ListData, slot: number, test: PlaceTest): PlaceTest {
  const values = list.rows;
  return (a, b) => {
    const [recordA, recordB] = [a + list.slot, b + list.slot];
    const untilA = (rows[recordA + 1] as number) * list.width;
    const untilB = (rows[recordB + 1] as number) * list.width;
    for (let i = (rows[recordA] as number) * list.width + slot; i < untilA; i += list.width) {
      if (values[i] === 0) continue;
      for (let j = (rows[recordB] as number) * list.width + slot; j < untilB; j += list.width) {
        if (values[j] !== 0 && test(i, j)) return true;
      }
    }
    return false;
  };
}

function placeTest(level: Level, form: FormData, { rows }: Rows): PlaceTest {
  const texts = { ...(form.texts ?? { starts: new Uint32Array(1), units: new Uint16Array(0) }), rows };
  const dates = form.dates ?? new Int32Array(0);
  const dated =
    (test: (a: number, b: number) => boolean): PlaceTest =>
    (a, b) => {
      const [dateA, dateB] = [dates[rows[a] as number] as number, dates[rows[b] as number] as number];
      return dateA !== 0 && dateB !== 0 && test(dateA, dateB);
    };
  switch (level.when) {
    case "same":
      return (a, b) => rows[a] === rows[b];
    case "similar":
      return (a, b) => isSimilar(texts, a, b, level.atLeast);
    case "edits":
      return (a, b) => isWithinEdits(texts, a, b, level.atMost);
    case "swapped-day-month":
      return dated(isSwapped);
    case "partial-date":
      return dated(isPartial);
    case "one-part-differs":
      return dated(isOnePartOff);
    case "same-year":
      return dated(isSameYear);
    case "other-length":
      return (a, b) => rows[a + 2] !== rows[b + 2];
    case "else":
      return () => true;
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
