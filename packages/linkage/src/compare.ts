import { isOnePartOff, isPartial, isSameYear, isSwapped } from "./dates.ts";
import type { Comparison, Level, Model } from "./model.ts";
import { isSimilar, isWithinEdits } from "./similarity.ts";
import { formKey, type FormData, type ListData, type Store } from "./store.ts";

type Test = (a: number, b: number) => boolean;
/** Of two codes of a form, neither of them 0. */
type CodeTest = (a: number, b: number) => boolean;

/** How common the value is that both have: the chance that another record has that of this one, and how likely two agree on any. */
export type Commonness = { shareOf: (record: number) => number; chance: number };

/** Where frequencies come from: the records themselves, unless a model brings them. */
export type CommonnessOf = (level: Level, comparison: Comparison, store: Store, index: number) => Commonness | undefined;

export type CompiledComparison = {
  /** level of a pair, from 0; -1 when one of the records has nothing to compare */
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

export function compileComparer(model: Model, store: Store, common: CommonnessOf = commonness): Comparer {
  const comparisons = model.comparisons.map((comparison) => compileComparison(comparison, store, common));
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
  return {
    level: (a, b) => {
      if (!has(a) || !has(b)) return -1;
      for (let index = 0; index < last; index += 1) if ((tests[index] as Test)(a, b)) return index;
      return last;
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
  if (list !== undefined) return (record) => list.starts[record] !== list.starts[record + 1];
  const slot = forms[formKey(field, "")]?.slot ?? 0;
  return (record) => rows[record * width + slot] !== 0;
}

function compileLevel(level: Level, comparison: Comparison, store: Store): Test {
  if (level.when === "else") return () => true;
  const name = "field" in level && level.field !== undefined ? level.field : comparison.field;
  const form = formOf(store, formKey(name, "form" in level ? level.form : ""));
  const list = store.lists[name];
  const test = codeTest(level, form);
  if (list === undefined) return codedTest(store, form.slot, level.when === "same" ? undefined : test);
  if (level.when !== "other-length") return anyPair(list, form.of as Uint32Array, test);
  const comparable = anyPair(list, form.of as Uint32Array, (a, b) => !test(a, b));
  return (a, b) => !comparable(a, b);
}

/** Without a test, codes must be equal. */
function codedTest({ rows, width }: Store, slot: number, test: CodeTest | undefined): Test {
  if (test === undefined) {
    return (a, b) => {
      const code = rows[a * width + slot];
      return code !== 0 && code === rows[b * width + slot];
    };
  }
  return (a, b) => {
    const [codeA, codeB] = [rows[a * width + slot] as number, rows[b * width + slot] as number];
    return codeA !== 0 && codeB !== 0 && test(codeA, codeB);
  };
}

/** Whether the test holds for any value of the one with any value of the other. */
function anyPair({ codes, starts }: ListData, of: Uint32Array, test: CodeTest): Test {
  return (a, b) => {
    const [untilA, untilB] = [starts[a + 1] as number, starts[b + 1] as number];
    for (let i = starts[a] as number; i < untilA; i += 1) {
      const codeA = of[codes[i] as number] as number;
      if (codeA === 0) continue;
      for (let j = starts[b] as number; j < untilB; j += 1) {
        const codeB = of[codes[j] as number] as number;
        if (codeB !== 0 && test(codeA, codeB)) return true;
      }
    }
    return false;
  };
}

function codeTest(level: Level, form: FormData): CodeTest {
  const texts = form.texts ?? { starts: new Uint32Array(1), units: new Uint16Array(0), marks: new Int32Array(0) };
  const dates = form.dates ?? new Int32Array(0);
  const dated =
    (test: (a: number, b: number) => boolean): CodeTest =>
    (a, b) =>
      dates[a] !== 0 && dates[b] !== 0 && test(dates[a] as number, dates[b] as number);
  const lengthOf = (code: number) => texts.marks[2 * code + 1];
  switch (level.when) {
    case "same":
      return (a, b) => a === b;
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
      return (a, b) => lengthOf(a) !== lengthOf(b);
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
  return { shareOf, chance };
}
