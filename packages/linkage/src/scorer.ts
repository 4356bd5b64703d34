import type { Commonness, Comparer } from "./compare.ts";
import type { PairClass, TrainedModel } from "./model.ts";
import { PatternTable } from "./patterns.ts";
import { likelihoodIn, marginal } from "./pair-classes.ts";
import { placeLevels } from "./table.ts";

/** Pairs of a kind that is not matched, as a share of all pairs of records. */
export type Kind = { share: number; classes: PairClass[] };
/** The kinds of pairs. Who is neither matched nor related is a stranger; `alike` are the strangers that rules join, `u` is the mass of all others. */
export type Parameters = { prior: number; matched: PairClass[]; u: number[][]; related?: Kind; alike?: Kind };

export function parametersOf(model: TrainedModel): Parameters {
  const numbers = (which: "m" | "u") => model.comparisons.map(({ levels }) => levels.map((level) => level[which] ?? 0));
  const { dependence } = model;
  return {
    prior: model.prior,
    matched: dependence?.matched ?? [{ share: 1, levels: numbers("m") }],
    u: numbers("u"),
    ...(dependence?.related === undefined ? {} : { related: dependence.related }),
    ...(dependence?.alike === undefined ? {} : { alike: dependence.alike }),
  };
}

/** Share of each kind times the likelihood of a pattern in it: Fellegi and Sunter's m and u (1969), with the prior, and of four kinds instead of two. */
type Masses = { matched: number; related: number; alike: number; strange: number };

/** Masses of a pattern by its places. */
function compileMasses({ prior, matched, u, related, alike }: Parameters): (places: Uint16Array) => Masses {
  const massOf = (share: number, classes: readonly PairClass[]) => {
    const likelihood = likelihoodIn(classes);
    return (places: Uint16Array) => share * likelihood(places);
  };
  const ofKind = (kind: Kind | undefined) => massOf(kind?.share ?? 0, kind?.classes ?? []);
  const others = 1 - prior - (related?.share ?? 0) - (alike?.share ?? 0);
  const [own, kin, like, strange] = [massOf(prior, matched), ofKind(related), ofKind(alike), massOf(others, [{ share: 1, levels: u }])];
  return (places) => ({ matched: own(places), related: kin(places), alike: like(places), strange: strange(places) });
}

/** How much rarer or commoner than the mean a shared value is, as a factor on the likelihood of chance agreement (Newcombe et al. 1959, Winkler 1989). */
type Adjustment = { common: Commonness; descent: number };

export type Scorer = {
  /** log2 of the odds that a record and another that shows this pattern with it are of one person */
  weight: (record: number, pattern: number) => number;
  /** what the weight of a pattern is at most, whatever the records */
  most: (pattern: number) => number;
  /** factors of chance agreement by comparison: below 1 for a rare value; of strangers and of relatives; the other record agrees, so one tells the value */
  factors: (record: number, levels: Int8Array) => { unrelated: number[]; related: number[] };
  parameters: Parameters;
};

/** Least likelihoods, so that what no model foresaw still has odds. */
const least = 1e-300;

/** What is known of a pattern before records are looked at. */
type Known = { base: number; unrelated: number; related: number; adjustments: Adjustment[] };

export function compileScorer(parameters: Parameters, comparer: Comparer): Scorer {
  const adjustments = compileAdjustments(parameters, comparer);
  const seen = new PatternTable();
  const cache: Known[] = [];
  let most = new Float64Array(2048);
  const massesOf = compileMasses(parameters);
  const shape = comparer.comparisons.map(({ levels }) => levels);
  const places = new Uint16Array(shape.length);
  const know = (levels: Int8Array): Known => {
    placeLevels(shape, levels, places);
    const masses = massesOf(places);
    const own: Adjustment[] = [];
    for (let comparison = 0; comparison < levels.length; comparison += 1) {
      const adjustment = adjustments[comparison]?.[levels[comparison] as number];
      if (adjustment !== undefined) own.push(adjustment);
    }
    const base = Math.log2(Math.max(masses.matched, least));
    return { base, unrelated: masses.alike + masses.strange, related: masses.related, adjustments: own };
  };
  const numberOf = (pattern: number): number => {
    const { size } = seen;
    const number = seen.add(pattern);
    if (number < size) return number;
    const known = (cache[number] = know(comparer.levelsOf(pattern)));
    if (number === most.length) most = doubled(most);
    most[number] = weightOf(known, ({ common }) => common.least);
    return number;
  };
  return {
    parameters,
    factors: (a, levels) => {
      const out = { unrelated: [] as number[], related: [] as number[] };
      for (const [comparison, of] of adjustments.entries()) {
        const adjustment = of[levels[comparison] as number];
        const share = adjustment?.common.shareOf(a);
        out.unrelated.push(share === undefined ? 1 : strangers(adjustment as Adjustment, share));
        out.related.push(share === undefined ? 1 : relatives(adjustment as Adjustment, share));
      }
      return out;
    },
    weight: (a, pattern) => weightOf(cache[numberOf(pattern)] as Known, ({ common }) => common.shareOf(a)),
    most: (pattern) => {
      // first the number, then the array: a new pattern may have put a larger one in its place
      const number = numberOf(pattern);
      return most[number] as number;
    },
  };
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function weightOf({ base, unrelated, related, adjustments }: Known, shareIn: (adjustment: Adjustment) => number): number {
  let [chance, kin] = [unrelated, related];
  for (const adjustment of adjustments) {
    const share = shareIn(adjustment);
    chance *= strangers(adjustment, share);
    if (kin > 0) kin *= relatives(adjustment, share);
  }
  return base - Math.log2(Math.max(chance + kin, least));
}

function compileAdjustments(parameters: Parameters, { comparisons }: Comparer): (Adjustment | undefined)[][] {
  const kin = parameters.related === undefined ? undefined : marginal(parameters.related.classes);
  return comparisons.map(({ common }, comparison) =>
    common.map((one, level) => {
      if (one === undefined || one.chance <= 0) return undefined;
      const agree = kin?.[comparison]?.[level] ?? 0;
      // agreement of relatives beyond chance is handed down: how common the value is says nothing about it
      return { common: one, descent: Math.max(0, (agree - one.chance) / (1 - one.chance)) };
    }),
  );
}

const strangers = ({ common }: Adjustment, share: number): number => share / common.chance;
const relatives = ({ common, descent }: Adjustment, share: number): number =>
  (descent + (1 - descent) * share) / (descent + (1 - descent) * common.chance);
