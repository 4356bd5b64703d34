import { isFirst, isJoinedBy, type RuleIndex, type Slice, visitPairs } from "./blocking.ts";
import { type Comparer, compileComparer } from "./compare.ts";
import type { Model } from "./model.ts";
import { type PatternList, PatternTable } from "./patterns.ts";
import { seededRandom } from "./random.ts";
import { compileScorer, type Parameters, type Scorer } from "./scorer.ts";
import type { Store } from "./store.ts";

/** What a thread is given once. Arrays of the store and of the indexes are shared, not copied. */
export type EngineSetup = { model: Model; store: Store; indexes: RuleIndex[] };

export type Task =
  | { kind: "random"; pairs: number; seed: number }
  | { kind: "patterns"; slice: Slice }
  | { kind: "score"; slice: Slice; parameters: Parameters; leastWeight: number };

/** Pairs whose weight (log2 of the odds) is large enough; `compared` counts all that were scored. */
export type Scored = { a: Uint32Array; b: Uint32Array; weights: Float64Array; patterns: Float64Array; compared: number };
/** Patterns of all pairs of a slice, and of those that no earlier rule or block has. */
export type Counted = { all: PatternList; first: PatternList };
export type Answer = PatternList | Counted | Scored;

/** Of which a task draws its random pairs. */
const recordsDrawn = 4096;

/** Does tasks, in whichever thread. */
export class Engine {
  readonly #setup: EngineSetup;
  readonly comparer: Comparer;
  #scorer: Scorer | undefined;
  #scores = "";

  constructor(setup: EngineSetup) {
    this.#setup = setup;
    this.comparer = compileComparer(setup.model, setup.store);
  }

  perform(task: Task): Answer {
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
    const table = new PatternTable();
    for (let drawn = 0; drawn < pairs;) {
      const [a, b] = [ones[draw(0, recordsDrawn)] as number, others[draw(0, recordsDrawn)] as number];
      if (a === b) continue;
      table.add(this.comparer.pattern(Math.min(a, b), Math.max(a, b)));
      drawn += 1;
    }
    return table.list();
  }

  #patterns(slice: Slice): Counted {
    const { indexes, store } = this.#setup;
    const [all, first] = [new PatternTable(), new PatternTable()];
    visitPairs(indexes, slice, store.split, (a, b, key) => {
      const pattern = this.comparer.pattern(a, b);
      all.add(pattern);
      if (isFirst(indexes, slice.rule, a, b, key)) first.add(pattern);
    });
    return { all: all.list(), first: first.list() };
  }

  #score(slice: Slice, parameters: Parameters, leastWeight: number): Scored {
    const { indexes, store } = this.#setup;
    const scorer = this.scorer(parameters);
    const found: number[] = [];
    let compared = 0;
    visitPairs(indexes, slice, store.split, (a, b, key) => {
      if (!isFirst(indexes, slice.rule, a, b, key)) return;
      compared += 1;
      const pattern = this.comparer.pattern(a, b);
      const weight = scorer.weight(a, pattern);
      if (weight >= leastWeight) found.push(a, b, weight, pattern);
    });
    const column = (place: number) => found.filter((_, index) => index % 4 === place);
    return {
      ...{ a: Uint32Array.from(column(0)), b: Uint32Array.from(column(1)) },
      ...{ weights: Float64Array.from(column(2)), patterns: Float64Array.from(column(3)), compared },
    };
  }

  /** Compiled once for the parameters that tasks bring. */
  scorer(parameters: Parameters): Scorer {
    const text = JSON.stringify(parameters);
    if (this.#scorer === undefined || this.#scores !== text) {
      this.#scorer = compileScorer(parameters, this.comparer);
      this.#scores = text;
    }
    return this.#scorer;
  }

  /** Whether any rule makes candidates of two records. */
  areCandidates(a: number, b: number): boolean {
    return this.#setup.indexes.some((index) => isJoinedBy(index, a, b));
  }
}
