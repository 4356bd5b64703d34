import type { PairClass } from "./model.ts";
import type { Crew } from "./crew.ts";
import type { FitWork } from "./pair-classes.ts";
import type { Parameters } from "./scorer.ts";
import { ownAgreements, trustIn } from "./session.ts";
import { countLevels, flatten, jeffreys, likelihoodsOf, mixedLikelihoods, sumOf, type Table, unflatten } from "./table.ts";

/** Of each row of a table, something for each kind of pairs. */
type RowsByKind = { matched: Float64Array; related: Float64Array; alike: Float64Array; strange: Float64Array };
type Shares = Record<keyof RowsByKind, number>;

const rounds = 4;
/** Turns in which the shares of the kinds come to rest. */
const turns = 10;

export type Settling = {
  candidates: Table;
  random: Table;
  shared: readonly boolean[];
  expected: number;
  allPairs: number;
  seed: number;
  crew: Crew;
};

/**
 * All candidates together, every comparison seen: classes of matched pairs, of relatives and of strangers that are alike, and the shares of all
 * three, until each share is what its probabilities add up to.
 */
export async function settleKinds(
  { candidates, random, shared, expected, allPairs, seed, crew }: Settling,
  first: Parameters,
): Promise<Parameters> {
  let parameters = first;
  for (let round = 0; round < rounds; round += 1) {
    const likelihoods = likelihoodsByKind(candidates, parameters);
    parameters = reshare(candidates, likelihoods, parameters, allPairs);
    const pairs = shareOut(candidates, likelihoods, sharesOf(parameters));
    const strangers = pairs.alike.map((own, row) => own + (pairs.strange[row] as number));
    const { related, alike } = parameters;
    const fit = (weights: Float64Array, before: PairClass[] | undefined): FitWork => ({
      ...{ table: { ...candidates, weights }, seed },
      ...(round < 2 || before === undefined ? {} : { before }),
    });
    const works = [fit(pairs.matched, parameters.matched), fit(strangers, alike?.classes)];
    if (related !== undefined) works.push(fit(pairs.related, related.classes));
    const believed = sumOf(pairs.matched);
    const [matched = [], unlike = [], kin = []] = await crew.run(works.map((work) => ({ kind: "classes" as const, work })));
    parameters = {
      ...parameters,
      matched: matched.map(({ share, levels }) => ({ share, levels: ownAgreements(levels, shared, trustIn(share * believed, expected)) })),
      ...(related === undefined ? {} : { related: { ...related, classes: kin } }),
      // strangers whom a rule joined by chance: their agreements hang together by that rule, and by what else goes with it
      alike: { share: alike?.share ?? atLeastHalf(sumOf(strangers)) / allPairs, classes: unlike },
    };
    parameters = { ...parameters, u: agreementsOfStrangers(random, parameters) };
  }
  return parameters;
}

/** A random pair is now and then a match: what is thought to be one does not count for u. */
export function agreementsOfStrangers(random: Table, parameters: Parameters): number[][] {
  const { alike, strange } = pairsByKind(random, parameters);
  const strangers = alike.map((pairs, row) => pairs + (strange[row] as number));
  return unflatten(random.shape, jeffreys(random.shape, countLevels(random, strangers)));
}

/** How many pairs are thought to be of each kind. */
export function expectedPairs(table: Table, parameters: Parameters): Shares {
  const { matched, related, alike, strange } = pairsByKind(table, parameters);
  return { matched: sumOf(matched), related: sumOf(related), alike: sumOf(alike), strange: sumOf(strange) };
}

/** Shares that are what the candidates' probabilities add up to. */
function reshare(candidates: Table, likelihoods: RowsByKind, parameters: Parameters, allPairs: number): Parameters {
  let shares = sharesOf(parameters);
  for (let turn = 0; turn < turns; turn += 1) {
    const sums = sumsByKind(candidates, likelihoods, shares);
    const share = (pairs: number) => atLeastHalf(pairs) / allPairs;
    shares = withStrangers({
      ...{ matched: share(sums.matched), related: parameters.related === undefined ? 0 : share(sums.related) },
      ...{ alike: parameters.alike === undefined ? 0 : share(sums.alike) },
    });
  }
  const { related, alike } = parameters;
  return {
    ...{ ...parameters, prior: shares.matched },
    ...(related === undefined ? {} : { related: { ...related, share: shares.related } }),
    ...(alike === undefined ? {} : { alike: { ...alike, share: shares.alike } }),
  };
}

/** Half a pair: a share of nothing at all would stay so. */
const atLeastHalf = (pairs: number): number => Math.max(pairs, 0.5);

const withStrangers = (shares: Omit<Shares, "strange">): Shares => ({
  ...shares,
  strange: 1 - shares.matched - shares.related - shares.alike,
});

const sharesOf = ({ prior, related, alike }: Parameters): Shares =>
  withStrangers({ matched: prior, related: related?.share ?? 0, alike: alike?.share ?? 0 });

function likelihoodsByKind(table: Table, { matched, related, alike, u }: Parameters): RowsByKind {
  return {
    matched: mixedLikelihoods(table, matched),
    related: mixedLikelihoods(table, related?.classes ?? []),
    alike: mixedLikelihoods(table, alike?.classes ?? []),
    strange: likelihoodsOf(table, flatten(u)),
  };
}

/** How many pairs of each row are thought to be of each kind. */
const pairsByKind = (table: Table, parameters: Parameters): RowsByKind =>
  shareOut(table, likelihoodsByKind(table, parameters), sharesOf(parameters));

/** How many pairs of all rows are thought to be of each kind, but for strangers that no rule makes alike. */
function sumsByKind({ weights }: Table, likelihoods: RowsByKind, shares: Shares): Omit<Shares, "strange"> {
  const { matched, related, alike, strange } = likelihoods;
  const sums = { matched: 0, related: 0, alike: 0 };
  for (let row = 0; row < weights.length; row += 1) {
    const [own, kin, like] = [
      (matched[row] as number) * shares.matched,
      (related[row] as number) * shares.related,
      (alike[row] as number) * shares.alike,
    ];
    const factor = (weights[row] as number) / (own + kin + like + (strange[row] as number) * shares.strange);
    sums.matched += own * factor;
    sums.related += kin * factor;
    sums.alike += like * factor;
  }
  return sums;
}

function shareOut({ weights }: Table, likelihoods: RowsByKind, shares: Shares): RowsByKind {
  const part = (kind: keyof RowsByKind) => likelihoods[kind].map((likelihood) => likelihood * shares[kind]);
  const parts = { matched: part("matched"), related: part("related"), alike: part("alike"), strange: part("strange") };
  const { matched, related, alike, strange } = parts;
  for (let row = 0; row < weights.length; row += 1) {
    const sum = (matched[row] as number) + (related[row] as number) + (alike[row] as number) + (strange[row] as number);
    const factor = (weights[row] as number) / sum;
    for (const own of [matched, related, alike, strange]) own[row] = (own[row] as number) * factor;
  }
  return parts;
}
