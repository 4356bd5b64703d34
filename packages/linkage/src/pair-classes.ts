import type { PairClass } from "./model.ts";
import { seededRandom } from "./random.ts";
import {
  countLevels,
  type Flat,
  flatten,
  groupsOf,
  jeffreys,
  likelihoodsOf,
  mixedLikelihoods,
  near,
  placesOfRow,
  sumOf,
  type Table,
  unflatten,
  weightOf,
} from "./table.ts";

/** Likelihood of a pattern, by its places, in a mixture of classes, comparisons independent within each. */
export function likelihoodIn(classes: readonly PairClass[]): (places: Uint16Array) => number {
  const flat = classes.map(({ share, levels }) => ({ share, levels: flatten(levels) }));
  return (places) => {
    let sum = 0;
    for (const { share, levels } of flat) {
      let product = 1;
      for (let index = 0; index < places.length; index += 1) product *= levels[places[index] as number] as number;
      sum += share * product;
    }
    return sum;
  };
}

/** Per comparison and level, over all classes. */
export function marginal(classes: readonly PairClass[]): number[][] {
  const [first] = classes;
  if (first === undefined) return [];
  return first.levels.map((one, index) =>
    one.map((_, level) => classes.reduce((sum, { share, levels }) => sum + share * ((levels[index] as number[])[level] as number), 0)),
  );
}

const mostClasses = 8;
const turns = 25;
/** Patterns tried as the seed of another class, each for a few turns; the best of them goes on. */
const seeds = 6;
const firstTurns = 5;
/** Patterns on which the number of classes is chosen; of more, as many are drawn by their weight. */
const mostRows = 5000;

/**
 * Comparisons of one kind of pairs hang together: who moved differs in address, commune and household at once. A mixture of classes within which
 * they are independent (latent classes; Lazarsfeld and Henry 1968) stands for that. Classes are added while the Bayesian information criterion
 * (Schwarz 1978) asks for another, each begun at a pattern that those before explain badly.
 */
export function fitClasses(whole: Table, seed: number): PairClass[] {
  const random = seededRandom(seed);
  const table = { ...drawRows(whole, random), base: baseOf(whole) };
  const total = weightOf(table);
  const free = table.shape.reduce((sum, levels) => sum + levels - 1, 0);
  const criterion = (fit: Fit) => -2 * fit.logLikelihood + (fit.classes.length * (free + 1) - 1) * Math.log(Math.max(total, 2));
  let best = converge(table, [{ share: 1, levels: table.base }], turns);
  while (best.classes.length < mostClasses) {
    const tries = Array.from({ length: seeds }, () => converge(table, withAnother(table, best.classes, random), firstTurns));
    const next = converge(table, tries.reduce((better, one) => (one.logLikelihood > better.logLikelihood ? one : better)).classes, turns);
    if (criterion(next) >= criterion(best)) break;
    best = next;
  }
  return best.classes.map((one) => asPairClass(table, one));
}

type FlatClass = { share: number; levels: Flat };

const asPairClass = ({ shape }: Table, { share, levels }: FlatClass): PairClass => ({ share, levels: unflatten(shape, levels) });

/** A class more, around a pattern drawn the more likely the worse it is explained. */
function withAnother(table: BasedTable, classes: readonly FlatClass[], random: () => number): FlatClass[] {
  const { shape, weights, base } = table;
  const likelihoods = mixedLikelihoods(
    table,
    classes.map((one) => asPairClass(table, one)),
  );
  const surprise = weights.map((weight, row) => weight * -Math.log(Math.max(likelihoods[row] as number, 1e-300)));
  let left = random() * surprise.reduce((sum, one) => sum + one, 0);
  const row = Math.max(
    0,
    surprise.findIndex((one) => (left -= one) <= 0),
  );
  // half of what is frequent everywhere, and half the pattern: where it is missing, the sums below make a whole of the half
  const seeded = base.map((probability) => probability / 2);
  for (const place of placesOfRow(table, row)) seeded[place] = (seeded[place] as number) + 0.5;
  const whole = unflatten(shape, seeded).map((one) => one.map((probability) => probability / one.reduce((sum, each) => sum + each, 0)));
  return [...classes.map(({ share, levels }) => ({ share: share * 0.9, levels })), { share: 0.1, levels: flatten(whole) }];
}

/** Classes of one kind of pairs, fitted anew, or moved on from those before. */
export type FitWork = { table: Table; seed: number; before?: PairClass[] };
export const fitOrRefine = ({ table, seed, before }: FitWork): PairClass[] =>
  before === undefined ? fitClasses(table, seed) : refineClasses(table, before);

/** The same classes, moved a few turns of EM towards another weighting. */
function refineClasses(table: Table, classes: readonly PairClass[]): PairClass[] {
  const based = { ...table, base: baseOf(table) };
  let refined = classes.map(({ share, levels }): FlatClass => ({ share, levels: flatten(levels) }));
  for (let turn = 0; turn < 3; turn += 1) refined = turnOnce(based, refined).classes;
  return refined.map((one) => asPairClass(table, one));
}

/** A table, and how frequent each level is in all of it. */
type BasedTable = Table & { base: Flat };

const baseOf = (table: Table): Flat => jeffreys(table.shape, countLevels(table, table.weights));

function drawRows(table: Table, random: () => number): Table {
  const heavy = [...table.weights.keys()].filter((row) => (table.weights[row] as number) > negligible);
  if (heavy.length <= mostRows) return rowsOf(table, heavy, (row) => table.weights[row] as number);
  const step = heavy.reduce((sum, row) => sum + (table.weights[row] as number), 0) / mostRows;
  const drawn = new Map<number, number>();
  let [reached, next] = [0, random() * step];
  for (const row of heavy) {
    reached += table.weights[row] as number;
    for (; next < reached; next += step) drawn.set(row, (drawn.get(row) ?? 0) + 1);
  }
  return rowsOf(table, [...drawn.keys()], (row) => drawn.get(row) ?? 0);
}

function rowsOf({ shape, places }: Table, rows: readonly number[], weightOfRow: (row: number) => number): Table {
  const width = groupsOf(shape).length;
  const own = new Uint16Array(rows.length * width);
  for (const [at, row] of rows.entries()) own.set(places.subarray(row * width, (row + 1) * width), at * width);
  return { shape, places: own, weights: Float64Array.from(rows, weightOfRow) };
}

/** Patterns of so little weight tell a class nothing. */
const negligible = 1e-4;

type Fit = { classes: FlatClass[]; logLikelihood: number };

function converge(table: BasedTable, first: readonly FlatClass[], most: number): Fit {
  let fit: Fit = { classes: [...first], logLikelihood: -Infinity };
  for (let turn = 0; turn < most; turn += 1) {
    const next = turnOnce(table, fit.classes);
    const settled = next.logLikelihood - fit.logLikelihood < 1e-5 * Math.abs(next.logLikelihood);
    fit = next;
    if (settled) break;
  }
  return fit;
}

/** One turn of EM (Dempster, Laird and Rubin 1977). The likelihood is that of the classes it was given. */
function turnOnce(table: BasedTable, classes: readonly FlatClass[]): Fit {
  const { shape, weights, base } = table;
  const parts = classes.map(({ levels }) => likelihoodsOf(table, levels));
  const sums = new Float64Array(weights.length);
  for (const [index, part] of parts.entries()) {
    const { share } = classes[index] as FlatClass;
    for (let row = 0; row < sums.length; row += 1) sums[row] = (sums[row] as number) + (part[row] = (part[row] as number) * share);
  }
  let [logLikelihood, total] = [0, 0];
  for (let row = 0; row < sums.length; row += 1) {
    const [weight, sum] = [weights[row] as number, sums[row] as number];
    const counts = weight >= negligible && sum > 0;
    if (counts) {
      logLikelihood += weight * Math.log(sum);
      total += weight;
    }
    sums[row] = counts ? weight / sum : 0;
  }
  const fitted = parts.map((part) => {
    for (let row = 0; row < sums.length; row += 1) part[row] = (part[row] as number) * (sums[row] as number);
    return { share: sumOf(part) / Math.max(total, 1e-9), levels: near(shape, countLevels(table, part), base) };
  });
  return { classes: fitted, logLikelihood };
}
