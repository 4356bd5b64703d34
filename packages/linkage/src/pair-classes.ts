import type { PairClass } from "./model.ts";
import { seededRandom } from "./random.ts";

/**
 * Patterns of pairs as a table of levels (-1: nothing to compare, or not to be looked at), each with a weight: how many pairs show it, or how
 * many are thought to.
 */
export type Table = { levels: Int8Array[]; weights: Float64Array };

/** Likelihood of a pattern in one class, comparisons independent within it. */
export function likelihoodIn(probabilities: readonly (readonly number[])[], levels: Int8Array): number {
  let product = 1;
  for (let index = 0; index < levels.length; index += 1) {
    const level = levels[index] as number;
    if (level >= 0) product *= (probabilities[index] as number[])[level] as number;
  }
  return product;
}

export function likelihood(classes: readonly PairClass[], levels: Int8Array): number {
  let sum = 0;
  for (const { share, levels: probabilities } of classes) sum += share * likelihoodIn(probabilities, levels);
  return sum;
}

/** Per comparison and level, over all classes. */
export function marginal(classes: readonly PairClass[]): number[][] {
  const [first] = classes;
  if (first === undefined) return [];
  return first.levels.map((one, index) =>
    one.map((_, level) => classes.reduce((sum, { share, levels }) => sum + share * ((levels[index] as number[])[level] as number), 0)),
  );
}

/** Collects weighted levels, and makes probabilities of them. */
export class LevelCounts {
  readonly counts: number[][];

  constructor(shape: readonly number[]) {
    this.counts = shape.map((levels) => Array.from({ length: levels }, () => 0));
  }

  add(levels: Int8Array, weight: number): void {
    for (let index = 0; index < levels.length; index += 1) {
      const level = levels[index] as number;
      if (level < 0) continue;
      const counts = this.counts[index] as number[];
      counts[level] = (counts[level] as number) + weight;
    }
  }

  /** Half a pair is added to each level (Jeffreys): what was never seen is rare, not impossible. */
  probabilities(): number[][] {
    return this.counts.map((counts) => {
      const total = counts.reduce((sum, count) => sum + count + 0.5, 0);
      return counts.map((count) => (count + 0.5) / total);
    });
  }

  /**
   * Of a class among others: a level is as much more or less frequent in it than overall (`base`) as was seen, one pair more in either. So a level
   * that few pairs reach is taken to be as rare in the class as everywhere, until enough of them say otherwise.
   */
  probabilitiesNear(base: readonly number[][]): number[][] {
    return this.counts.map((counts, index) => {
      const own = base[index] as number[];
      const total = counts.reduce((sum, count) => sum + count, 0);
      const raw = counts.map((count, level) => ((own[level] as number) * (count + 1)) / (total * (own[level] as number) + 1));
      const sum = raw.reduce((all, one) => all + one, 0);
      return raw.map((one) => one / sum);
    });
  }
}

const mostClasses = 8;
const turns = 25;
/** Patterns tried as the seed of another class. */
const seeds = 2;
/** Patterns on which the number of classes is chosen; of more, as many are drawn by their weight. */
const mostRows = 5000;

/**
 * Comparisons of one kind of pairs hang together: who moved differs in address, commune and household at once. A mixture of classes within which
 * they are independent (latent classes) stands for that. Classes are added while the Bayesian information criterion asks for another, each begun
 * at a pattern that those before explain badly.
 */
export function fitClasses(whole: Table, shape: readonly number[], seed: number): PairClass[] {
  const random = seededRandom(seed);
  const table = { ...drawRows(whole, random), base: baseOf(whole, shape) };
  const total = table.weights.reduce((sum, weight) => sum + weight, 0);
  const free = shape.reduce((sum, levels) => sum + levels - 1, 0);
  const criterion = (fit: Fit) => -2 * fit.logLikelihood + (fit.classes.length * (free + 1) - 1) * Math.log(Math.max(total, 2));
  let best = converge(table, shape, [{ share: 1, levels: table.base }]);
  while (best.classes.length < mostClasses) {
    const tries = Array.from({ length: seeds }, () => converge(table, shape, withAnother(table, best.classes, random)));
    const next = tries.reduce((better, one) => (one.logLikelihood > better.logLikelihood ? one : better));
    if (criterion(next) >= criterion(best)) break;
    best = next;
  }
  return best.classes;
}

/** A class more, around a pattern drawn the more likely the worse it is explained. */
function withAnother({ levels, weights, base }: BasedTable, classes: readonly PairClass[], random: () => number): PairClass[] {
  const surprise = weights.map((weight, row) => weight * -Math.log(Math.max(likelihood(classes, levels[row] as Int8Array), 1e-300)));
  let left = random() * surprise.reduce((sum, one) => sum + one, 0);
  const row = Math.max(
    0,
    surprise.findIndex((one) => (left -= one) <= 0),
  );
  const seeded = base.map((one, index) => one.map((probability, level) => probability / 2 + (levels[row]?.[index] === level ? 0.5 : 0)));
  const whole = seeded.map((one) => one.map((probability) => probability / one.reduce((sum, each) => sum + each, 0)));
  return [...classes.map(({ share, levels: own }) => ({ share: share * 0.9, levels: own })), { share: 0.1, levels: whole }];
}

/** The same classes, moved a few turns of EM towards another weighting. */
export function refineClasses(table: Table, shape: readonly number[], classes: readonly PairClass[]): PairClass[] {
  let refined = [...classes];
  const based = { ...table, base: baseOf(table, shape) };
  for (let turn = 0; turn < 3; turn += 1) refined = turnOnce(based, shape, refined).classes;
  return refined;
}

/** A table, and how frequent each level is in all of it. */
type BasedTable = Table & { base: number[][] };

function baseOf({ levels, weights }: Table, shape: readonly number[]): number[][] {
  const counts = new LevelCounts(shape);
  for (const [row, pattern] of levels.entries()) counts.add(pattern, weights[row] as number);
  return counts.probabilities();
}

function drawRows(table: Table, random: () => number): Table {
  const heavy = [...table.weights.keys()].filter((row) => (table.weights[row] as number) > negligible);
  const levels = heavy.map((row) => table.levels[row] as Int8Array);
  const weights = Float64Array.from(heavy, (row) => table.weights[row] as number);
  if (heavy.length <= mostRows) return { levels, weights };
  const step = weights.reduce((sum, weight) => sum + weight, 0) / mostRows;
  const drawn = new Float64Array(heavy.length);
  let [reached, next] = [0, random() * step];
  for (let row = 0; row < heavy.length; row += 1) {
    reached += weights[row] as number;
    for (; next < reached; next += step) drawn[row] = (drawn[row] as number) + 1;
  }
  const kept = [...drawn.keys()].filter((row) => drawn[row] !== 0);
  return { levels: kept.map((row) => levels[row] as Int8Array), weights: Float64Array.from(kept, (row) => drawn[row] as number) };
}

/** Patterns of so little weight tell a class nothing. */
const negligible = 1e-4;

type Fit = { classes: PairClass[]; logLikelihood: number };

function converge(table: BasedTable, shape: readonly number[], first: readonly PairClass[]): Fit {
  let fit: Fit = { classes: [...first], logLikelihood: -Infinity };
  for (let turn = 0; turn < turns; turn += 1) {
    const next = turnOnce(table, shape, fit.classes);
    const settled = next.logLikelihood - fit.logLikelihood < 1e-5 * Math.abs(next.logLikelihood);
    fit = next;
    if (settled) break;
  }
  return fit;
}

/** One turn of EM. The likelihood is that of the classes it was given. */
function turnOnce({ levels, weights, base }: BasedTable, shape: readonly number[], classes: readonly PairClass[]): Fit {
  const counts = classes.map(() => new LevelCounts(shape));
  const shares = classes.map(() => 0);
  const parts = new Float64Array(classes.length);
  let logLikelihood = 0;
  let total = 0;
  for (let row = 0; row < levels.length; row += 1) {
    const weight = weights[row] as number;
    if (weight < negligible) continue;
    const pattern = levels[row] as Int8Array;
    let sum = 0;
    for (let index = 0; index < classes.length; index += 1) {
      const { share, levels: probabilities } = classes[index] as PairClass;
      parts[index] = share * likelihoodIn(probabilities, pattern);
      sum += parts[index] as number;
    }
    if (sum <= 0) continue;
    logLikelihood += weight * Math.log(sum);
    total += weight;
    for (let index = 0; index < classes.length; index += 1) {
      const part = (weight * (parts[index] as number)) / sum;
      shares[index] = (shares[index] as number) + part;
      (counts[index] as LevelCounts).add(pattern, part);
    }
  }
  const fitted = counts.map((one, index) => ({
    share: (shares[index] as number) / Math.max(total, 1e-9),
    levels: one.probabilitiesNear(base),
  }));
  return { classes: fitted, logLikelihood };
}
