import type { Model, PairClass } from "./model.ts";

/** How many levels each comparison has. */
export type Shape = readonly number[];
/**
 * Patterns of pairs, each with a weight: how many pairs show it, or are thought to. Comparisons that stand side by side are looked up together, as many as have no more than
 * some hundred combinations of levels: `places[row * groups + group]` numbers the combinations of all groups through. So the likelihood of a row is as many look-ups in one
 * array as there are groups: of twelve comparisons, three.
 */
export type Table = { shape: Shape; places: Uint16Array; weights: Float64Array };
/** A number for each level of each comparison, side by side, and one for what is missing: of probabilities 1. */
export type Flat = Float64Array;

export const shapeOf = ({ comparisons }: Model): Shape => comparisons.map(({ levels }) => levels.length);

const placesIn = (shape: Shape): number => shape.reduce((sum, levels) => sum + levels, 0) + 1;

/** Comparisons `from … until`; their combinations are numbered from `first` on, the last comparison turning quickest, and what is missing behind its levels. */
type Group = { from: number; until: number; first: number; combinations: number };

const mostCombinations = 1024;

export function groupsOf(shape: Shape): Group[] {
  const groups: Group[] = [];
  for (const [index, levels] of shape.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && last.combinations * (levels + 1) <= mostCombinations) {
      last.combinations *= levels + 1;
      last.until += 1;
    } else {
      const first = last === undefined ? 0 : last.first + last.combinations;
      groups.push({ from: index, until: index + 1, first, combinations: levels + 1 });
    }
  }
  return groups;
}

/** @param levels of each pattern, -1 for missing */
export function tableOf(shape: Shape, levels: readonly Int8Array[], weights: Float64Array): Table {
  const groups = groupsOf(shape);
  const places = new Uint16Array(levels.length * groups.length);
  let at = 0;
  for (const pattern of levels) {
    for (const { from, until, first } of groups) {
      let combination = 0;
      for (let index = from; index < until; index += 1) {
        const level = pattern[index] as number;
        combination = combination * ((shape[index] as number) + 1) + (level < 0 ? (shape[index] as number) : level);
      }
      places[at++] = first + combination;
    }
  }
  return { shape, places, weights };
}

/** Where the levels of a row stand in a {@link Flat}. */
export function placesOfRow({ shape, places }: Table, row: number): number[] {
  const [groups, missing] = [groupsOf(shape), placesIn(shape) - 1];
  const starts = startsIn(shape);
  return groups.flatMap(({ from, until, first }, group) => {
    let rest = (places[row * groups.length + group] as number) - first;
    const own: number[] = [];
    for (let index = until - 1; index >= from; index -= 1) {
      const levels = shape[index] as number;
      const level = rest % (levels + 1);
      rest = (rest - level) / (levels + 1);
      own.unshift(level === levels ? missing : (starts[index] as number) + level);
    }
    return own;
  });
}

/** Where the levels of each comparison begin. */
function startsIn(shape: Shape): number[] {
  let first = 0;
  return shape.map((levels) => (first += levels) - levels);
}

/** Writes where the levels of a pattern stand in a {@link Flat}. */
export function placeLevels(shape: Shape, levels: Int8Array, places: Uint16Array): void {
  const missing = placesIn(shape) - 1;
  let first = 0;
  for (let index = 0; index < shape.length; index += 1) {
    const level = levels[index] as number;
    places[index] = level < 0 ? missing : first + level;
    first += shape[index] as number;
  }
}

export const sumOf = (numbers: Float64Array): number => numbers.reduce((sum, one) => sum + one, 0);

export const weightOf = ({ weights }: Table): number => sumOf(weights);

export const flatten = (levels: readonly (readonly number[])[]): Flat => Float64Array.of(...levels.flat(), 1);

export function unflatten(shape: Shape, flat: Flat): number[][] {
  let first = 0;
  return shape.map((levels) => [...flat.subarray(first, (first += levels))]);
}

/** Of each row, the product of the probabilities of its levels: comparisons independent within a class. */
export function likelihoodsOf({ shape, places, weights }: Table, probabilities: Flat): Float64Array {
  const groups = groupsOf(shape);
  const products = productsOf(shape, groups, probabilities);
  const [width, likelihoods] = [groups.length, new Float64Array(weights.length)];
  for (let row = 0, place = 0; row < likelihoods.length; row += 1) {
    let product = 1;
    for (const end = place + width; place < end; place += 1) product *= products[places[place] as number] as number;
    likelihoods[row] = product;
  }
  return likelihoods;
}

/** The product of the probabilities of each combination. */
function productsOf(shape: Shape, groups: readonly Group[], probabilities: Flat): Float64Array {
  const [starts, missing] = [startsIn(shape), probabilities.at(-1) as number];
  const products = new Float64Array(groups.reduce((sum, { combinations }) => sum + combinations, 0));
  for (const { from, until, first, combinations } of groups) {
    products[first] = 1;
    let [made, spread] = [1, combinations];
    for (let index = from; index < until; index += 1) {
      const [levels, start] = [shape[index] as number, starts[index] as number];
      spread /= levels + 1;
      // what was made stands every so many places, and is spread over those between
      const between = spread * (levels + 1);
      for (let done = 0; done < made; done += 1) {
        const before = products[first + done * between] as number;
        for (let level = 0; level <= levels; level += 1)
          products[first + done * between + level * spread] =
            before * (level === levels ? missing : (probabilities[start + level] as number));
      }
      made *= levels + 1;
    }
  }
  return products;
}

/** Of each row, its likelihood in a mixture of classes. */
export function mixedLikelihoods(table: Table, classes: readonly PairClass[]): Float64Array {
  const sum = new Float64Array(table.weights.length);
  for (const { share, levels } of classes) {
    const own = likelihoodsOf(table, flatten(levels));
    for (let row = 0; row < sum.length; row += 1) sum[row] = (sum[row] as number) + share * (own[row] as number);
  }
  return sum;
}

/** Adds up a weight a row, by level. */
export function countLevels({ shape, places }: Table, weights: Float64Array): Flat {
  const groups = groupsOf(shape);
  const [width, sums] = [groups.length, new Float64Array(groups.reduce((sum, { combinations }) => sum + combinations, 0))];
  for (let row = 0, place = 0; row < weights.length; row += 1) {
    const weight = weights[row] as number;
    for (const end = place + width; place < end; place += 1) {
      const at = places[place] as number;
      sums[at] = (sums[at] as number) + weight;
    }
  }
  const [starts, counts] = [startsIn(shape), new Float64Array(placesIn(shape))];
  for (const { from, until, first, combinations } of groups) {
    let spread = combinations;
    for (let index = from; index < until; index += 1) {
      const [levels, start] = [shape[index] as number, starts[index] as number];
      spread /= levels + 1;
      for (let combination = 0; combination < combinations; combination += 1) {
        const level = Math.floor(combination / spread) % (levels + 1);
        const at = level === levels ? counts.length - 1 : start + level;
        counts[at] = (counts[at] as number) + (sums[first + combination] as number);
      }
    }
  }
  return counts;
}

/** Half a pair is added to each level (Jeffreys): what was never seen is rare, not impossible. */
export const jeffreys = (shape: Shape, counts: Flat): Flat => normalised(shape, counts, (count) => count + 0.5);

/**
 * Of a class among others: a level is as much more or less frequent in it than overall (`base`) as was seen, one pair more in either. So a level
 * that few pairs reach is taken to be as rare in the class as everywhere, until enough of them say otherwise.
 */
export const near = (shape: Shape, counts: Flat, base: Flat): Flat =>
  normalised(shape, counts, (count, at, total) => ((base[at] as number) * (count + 1)) / (total * (base[at] as number) + 1));

/** What `raw` makes of each count and the total of its comparison, brought to sum to 1 by comparison. */
function normalised(shape: Shape, counts: Flat, raw: (count: number, at: number, total: number) => number): Flat {
  const out = new Float64Array(counts.length).fill(1);
  let first = 0;
  for (const levels of shape) {
    const until = first + levels;
    let [total, sum] = [0, 0];
    for (let at = first; at < until; at += 1) total += counts[at] as number;
    for (let at = first; at < until; at += 1) sum += out[at] = raw(counts[at] as number, at, total);
    for (let at = first; at < until; at += 1) out[at] = (out[at] as number) / sum;
    first = until;
  }
  return out;
}
