import { compileIsFirst, type RuleIndex, type Slice } from "./blocking.ts";
import { type Comparer, compileComparer } from "./compare.ts";
import { Desk, type PairVisitor } from "./desk.ts";
import type { Model } from "./model.ts";
import { type PatternList, PatternTable } from "./patterns.ts";
import { seededRandom } from "./random.ts";
import { compileScorer, type Parameters, type Scorer } from "./scorer.ts";
import { sharedF64 } from "./shared.ts";
import type { Store } from "./store.ts";

/** What a thread is equipped with. Arrays of the store and of the indexes are shared, not copied. */
export type EngineSetup = { model: Model; store: Store; indexes: RuleIndex[]; largest: number };

export type EngineTask =
  | { kind: "random"; pairs: number; seed: number }
  | { kind: "patterns"; slice: Slice }
  | { kind: "score"; slice: Slice; parameters: Parameters; leastWeight: number };

/** Pairs whose weight (log2 of the odds) is large enough; `compared` counts all that were scored. */
export type Scored = { a: Uint32Array; b: Uint32Array; weights: Float64Array; patterns: Float64Array; compared: number };
/** Patterns of all pairs of a slice, and of those that no earlier rule or block has; `seen`: as `Slice` keeps them. */
export type Counted = { all: PatternList; first: PatternList; seen: Float64Array };

/** Of which a task draws its random pairs. */
const recordsDrawn = 4096;

/** Does tasks, in whichever thread. */
export class Engine {
  readonly #setup: EngineSetup;
  readonly #desk: Desk;
  /** of records by their places on the desk */
  readonly #comparer: Comparer;
  readonly #isFirst: ReturnType<typeof compileIsFirst>;
  #scorer: Scorer | undefined;
  #scores = "";

  constructor(setup: EngineSetup) {
    const { model, store, indexes, largest } = setup;
    this.#setup = setup;
    this.#desk = new Desk(store, indexes, Math.max(largest, 2 * recordsDrawn));
    this.#comparer = compileComparer(model, store, undefined, this.#desk);
    this.#isFirst = compileIsFirst(this.#desk, indexes);
  }

  perform(task: EngineTask): PatternList | Counted | Scored {
    switch (task.kind) {
      case "random":
        return this.#random(task.pairs, task.seed);
      case "patterns":
        return this.#patterns(task.slice);
      case "score":
        return this.#score(task.slice, task.parameters, task.leastWeight);
    }
  }

  /** Pairs drawn at random: nearly all of strangers. Both are of a few thousand records drawn before, so that they stay in the processor's cache. */
  #random(pairs: number, seed: number): PatternList {
    const { size, split } = this.#setup.store;
    const random = seededRandom(seed);
    const draw = (from: number, until: number) => from + Math.floor(random() * (until - from));
    const some = (from: number, until: number) => Uint32Array.from({ length: recordsDrawn }, () => draw(from, until));
    const ones = some(0, split > 0 ? split : size);
    const others = split > 0 ? some(split, size) : ones;
    const first = split > 0 ? recordsDrawn : 0;
    this.#desk.lay(ones, 0, recordsDrawn);
    if (first > 0) this.#desk.lay(others, 0, recordsDrawn, first);
    const table = new PatternTable();
    for (let drawn = 0; drawn < pairs;) {
      const [one, other] = [draw(0, recordsDrawn), draw(0, recordsDrawn)];
      const [a, b] = [ones[one] as number, others[other] as number];
      if (a === b) continue;
      table.add(a < b ? this.#comparer.pattern(one, first + other) : this.#comparer.pattern(first + other, one));
      drawn += 1;
    }
    return table.list();
  }

  #patterns(slice: Slice): Counted {
    const index = this.#setup.indexes[slice.rule] as RuleIndex;
    const [all, first, seen] = [new PatternTable(), new PatternTable(), sharedF64(slice.pairs)];
    let visited = 0;
    this.#desk.visit(index, slice, (one, other, at) => {
      const pattern = this.#comparer.pattern(one, other);
      all.add(pattern);
      const isFirst = this.#isFirst(slice.rule, one, other, index.keys[at] as number);
      if (isFirst) first.add(pattern);
      seen[visited] = isFirst ? pattern : -1;
      visited += 1;
    });
    return { all: all.list(), first: first.list(), seen };
  }

  #score(slice: Slice, parameters: Parameters, leastWeight: number): Scored {
    const index = this.#setup.indexes[slice.rule] as RuleIndex;
    const scorer = this.#deskScorer(parameters);
    const [a, b, weights, patterns]: [number[], number[], number[], number[]] = [[], [], [], []];
    let compared = 0;
    const take = (one: number, pattern: number, at: number, otherAt: number) => {
      const weight = scorer.weight(one, pattern);
      if (weight < leastWeight) return;
      a.push(index.records[at] as number);
      b.push(index.records[otherAt] as number);
      weights.push(weight);
      patterns.push(pattern);
    };
    const compare: PairVisitor = (one, other, at, otherAt) => {
      if (!this.#isFirst(slice.rule, one, other, index.keys[at] as number)) return;
      compared += 1;
      const pattern = this.#comparer.pattern(one, other);
      if (scorer.most(pattern) >= leastWeight) take(one, pattern, at, otherAt);
    };
    let visited = 0;
    const recall: PairVisitor = (_one, _other, at, otherAt) => {
      const pattern = slice.patterns?.[visited++] ?? -1;
      if (pattern < 0) return;
      compared += 1;
      if (scorer.most(pattern) < leastWeight) return;
      this.#desk.lay(index.records, at, at + 1);
      take(0, pattern, at, otherAt);
    };
    this.#desk.visit(index, slice, slice.patterns === undefined ? compare : recall);
    const pairs = { a: Uint32Array.from(a), b: Uint32Array.from(b) };
    return { ...pairs, weights: Float64Array.from(weights), patterns: Float64Array.from(patterns), compared };
  }

  /** Compiled once for the parameters that tasks bring. */
  #deskScorer(parameters: Parameters): Scorer {
    const text = JSON.stringify(parameters);
    if (this.#scorer === undefined || this.#scores !== text) {
      this.#scorer = compileScorer(parameters, this.#comparer);
      this.#scores = text;
    }
    return this.#scorer;
  }
}
