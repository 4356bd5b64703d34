import { isOnePartOff, isPartial, isSameYear, isSwapped } from "./dates.ts";
import type { Comparison, Level, Model } from "./model.ts";
import { isSimilar, isWithinEdits } from "./similarity.ts";
import { formKey, type FormData, type ListData, type Rows, type Store } from "./store.ts";

type Test = (a: number, b: number) => boolean;
/** Of two places in rows where codes of a form stand, neither of them 0. */
type PlaceTest = (a: number, b: number) => boolean;

/** How common the value is that both have: the chance that another record has that of this one, which is `least` at least, and how likely two agree on any. */
export type Commonness = { shareOf: (record: number) => number; chance: number; least: number };

/** Where frequencies come from: the records themselves, unless a model brings them. */
export type CommonnessOf = (level: Level, comparison: Comparison, store: Store, index: number) => Commonness | undefined;

export type CompiledComparison = {
  /** level of a pair, from 0; -1 when one of the records has nothing to compare, or the level counts elsewhere */
  level: (a: number, b: number) => number;
  levels: number;
  /** per level; undefined where frequencies do not count */
  common: (Commonness | undefined)[];
};

/** The pattern of a pair: which level each comparison reached, as one number. */
export type Comparer = {
  comparisons: CompiledComparison[];
  pattern: (a: number, b: number) => number;
  /** levels of a pattern, -1 for missing */
  levelsOf: (pattern: number) => Int8Array;
};

/** @param at where the compared records' rows are: in the store, or on a desk that they were laid on */
export function compileComparer(model: Model, store: Store, common: CommonnessOf = commonness, at: Rows = store): Comparer {
  const laid = { ...store, ...at };
  const comparisons = model.comparisons.map((comparison) => compileComparison(comparison, laid, common));
  const bases = comparisons.map(({ levels }) => levels + 1);
  return {
    comparisons,
    pattern: (a, b) => {
      let pattern = 0;
      for (let index = 0; index < comparisons.length; index += 1) {
        pattern = pattern * (bases[index] as number) + (comparisons[index] as CompiledComparison).level(a, b) + 1;
      }
      return pattern;
    },
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
  };
}

function compileComparison(comparison: Comparison, store: Store, common: CommonnessOf): CompiledComparison {
  const tests = comparison.levels.map((level) => compileLevel(level, comparison, store));
  const has = hasValue(comparison.field, store);
  const last = tests.length - 1;
  const reached = comparison.levels.map(({ counted }, index) => (counted === true ? -1 : index));
  return {
    level: (a, b) => {
      if (!has(a) || !has(b)) return -1;
      for (let index = 0; index < last; index += 1) if ((tests[index] as Test)(a, b)) return reached[index] as number;
      return reached[last] as number;
    },
    levels: tests.length,
    common: comparison.levels.map((level, index) =>
      comparison.frequencies === true ? common(level, comparison, store, index) : undefined,
    ),
  };
}

function formOf(store: Store, key: string): FormData {
  const form = store.forms[key];
  if (form === undefined) throw new Error(`no form ${key}`);
  return form;
}

function hasValue(field: string, { rows, width, lists, forms }: Store): (record: number) => boolean {
  const list = lists[field];
  if (list !== undefined) return (record) => rows[record * width + list.slot] !== rows[record * width + list.slot + 1];
  const slot = forms[formKey(field, "")]?.slot ?? 0;
  return (record) => rows[record * width + slot] !== 0;
}

function compileLevel(level: Level, comparison: Comparison, store: Store): Test {
  if (level.when === "else") return () => true;
  const name = "field" in level && level.field !== undefined ? level.field : comparison.field;
  const form = formOf(store, formKey(name, "form" in level ? level.form : ""));
  const list = store.lists[name];
  const test = placeTest(level, form, list ?? store);
  if (list === undefined) return ofOne(store, form.slot, level.when === "same" ? undefined : test);
  if (level.when !== "other-length") return anyPair(store, list, form.slot, test);
  const comparable = anyPair(store, list, form.slot, (a, b) => !test(a, b));
  return (a, b) => !comparable(a, b);
}

/** Without a test, codes must be equal. */
function ofOne({ rows, width }: Rows, slot: number, test: PlaceTest | undefined): Test {
  if (test === undefined) {
    return (a, b) => {
      const code = rows[a * width + slot];
      return code !== 0 && code === rows[b * width + slot];
    };
  }
  return (a, b) => {
    const [placeA, placeB] = [a * width + slot, b * width + slot];
    return rows[placeA] !== 0 && rows[placeB] !== 0 && test(placeA, placeB);
  };
}

/** Whether the test holds for any value of the one with any value of the other. */
function anyPair({ rows, width }: Rows, list: ListData, slot: number, test: PlaceTest): Test {
  const values = list.rows;
  return (a, b) => {
    const [recordA, recordB] = [a * width + list.slot, b * width + list.slot];
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
