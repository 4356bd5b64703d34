import { countLevels, type Flat, flatten, jeffreys, likelihoodsOf, sumOf, type Table, unflatten, weightOf } from "./table.ts";

/** What is believed of the kinds of pairs: matched, strangers, and relatives. */
export type Beliefs = { m: number[][]; u: number[][]; related: number[][] | undefined };
/**
 * Pairs that one rule joins. In the table `touched` comparisons are missing: they look at what the rule made equal, and say nothing here. `expected`: how
 * many of these pairs the expectation counts for, see {@link ownAgreements}.
 */
export type Session = { table: Table; touched: readonly boolean[]; shared: readonly boolean[]; learnsRelated: boolean; expected: number };
export type SessionResult = {
  /** of every pattern, how many of its pairs are thought to be matched, or of relatives */
  matched: Float64Array;
  related: Float64Array;
  /** thought to be among the session's pairs */
  matches: number;
  relatives: number;
  /** from which the next round of this session goes on */
  shares: number[];
  alike: Flat;
};

const turns = 100;
/** Kinds of pairs in a session, in this order; `alike` are strangers whose agreements hang together, as name and sex do. */
const [matchedKind, strangeKind, alikeKind, relatedKind] = [0, 1, 2, 3];

/**
 * EM over the pairs of one blocking rule (Winkler 1988). u stays as random pairs gave it; m and the shares are free, and so are the agreements of
 * strangers who are alike, and of relatives where the rule joins them.
 */
export function runSession({ table, shared, learnsRelated, expected }: Session, beliefs: Beliefs, before?: SessionResult): SessionResult {
  const { shape, weights } = table;
  const total = weightOf(table);
  const kin = beliefs.related ?? (learnsRelated ? firstRelated(table, shared, beliefs.u) : undefined);
  const kinds = [beliefs.m, beliefs.u, beliefs.u, ...(kin === undefined ? [] : [kin])].map(flatten);
  if (before !== undefined) kinds[alikeKind] = before.alike;
  const first = kin === undefined ? [0.1, 0.6, 0.3] : [0.1, 0.2, 0.1, 0.6];
  let shares = before?.shares.length === first.length ? before.shares : first;
  const strange = likelihoodsOf(table, kinds[strangeKind] as Flat);
  let parts: Float64Array[] = [];
  let last = -Infinity;
  for (let turn = 0; turn < turns; turn += 1) {
    const sums = kinds.map(() => 0.5);
    parts = kinds.map((kind, index) => (index === strangeKind ? strange.slice() : likelihoodsOf(table, kind)));
    const logLikelihood = shareOut(parts, shares, weights, sums);
    const learn = (kind: number) => jeffreys(shape, countLevels(table, parts[kind] as Float64Array));
    const trust = trustIn(sumOf(parts[matchedKind] as Float64Array), expected);
    kinds[matchedKind] = flatten(ownAgreements(unflatten(shape, learn(matchedKind)), shared, trust));
    kinds[alikeKind] = learn(alikeKind);
    if (learnsRelated) kinds[relatedKind] = learn(relatedKind);
    // half a pair each: a share of nothing at all would stay so
    shares = sums.map((sum) => sum / (total + kinds.length / 2));
    if (turn > 3 && logLikelihood - last < 1e-6 * Math.abs(logLikelihood)) break;
    last = logLikelihood;
  }
  const none = new Float64Array(weights.length);
  const [matched, related] = [parts[matchedKind] ?? none, parts[relatedKind] ?? none];
  return { matched, related, matches: sumOf(matched), relatives: sumOf(related), shares, alike: kinds[alikeKind] as Flat };
}

/** Makes of each kind's likelihoods how many pairs of each row are of that kind, and adds them to `sums`. @returns the log of the likelihood of all pairs */
function shareOut(parts: readonly Float64Array[], shares: readonly number[], weights: Float64Array, sums: number[]): number {
  let logLikelihood = 0;
  for (let row = 0; row < weights.length; row += 1) {
    const weight = weights[row] as number;
    let sum = 0;
    for (let kind = 0; kind < parts.length; kind += 1) {
      const part = parts[kind] as Float64Array;
      sum += part[row] = (part[row] as number) * (shares[kind] as number);
    }
    logLikelihood += weight * Math.log(sum);
    for (let kind = 0; kind < parts.length; kind += 1) {
      const part = parts[kind] as Float64Array;
      sums[kind] = (sums[kind] as number) + (part[row] = (weight * (part[row] as number)) / sum);
    }
  }
  return logLikelihood;
}

/** Records of one person disagree in what is the person's own in one case of five at most. */
const mostDisagreement = 0.2;

/** One record in a thousand. A register of 987,721 people without any duplicate had 610 pairs of strangers who were alike by chance, and were believed. */
const expectedShare = 0.001;

/** As many pairs as the expectation counts for, in a file of so many records. */
export const expectedIn = (records: number): number => records * expectedShare;

/** How much is learned from so many pairs, from 0 to 1, where the expectation counts for `expected`. */
export const trustIn = (pairs: number, expected: number): number => pairs / (pairs + expected);

/** Agreement is expected on a level the more, the earlier it stands. */
export function fallingLevels(levels: number): number[] {
  const falling = Array.from({ length: levels }, (_, level) => 4 ** -level);
  const sum = falling.reduce((total, one) => total + one, 0);
  return falling.map((one) => one / sum);
}

/**
 * What keeps matched pairs matched. Nothing in the data says which kind of pairs is of one person: in a file without any, the pairs that agree most
 * are brothers and sisters, or strangers whose names have the same words in another order. So in what is not shared matched pairs agree, at whatever
 * level, but for one case in five; and where few pairs are believed to be matched, those levels are taken for usual that are expected to be, not
 * those that these few happen to show. Where records are worse, a disagreement weighs a little more than it should.
 * @param trust see {@link trustIn}
 */
export function ownAgreements(m: readonly number[][], shared: readonly boolean[], trust: number): number[][] {
  return m.map((levels, index) => {
    if (shared[index] === true) return levels;
    const [learned, disagreement] = [levels.slice(0, -1), Math.min(levels.at(-1) ?? 0, mostDisagreement)];
    const sum = learned.reduce((total, one) => total + one, 0);
    const agreements = fallingLevels(learned.length).map((one, level) => trust * ((learned[level] as number) / sum) + (1 - trust) * one);
    return [...agreements.map((one) => one * (1 - disagreement)), disagreement];
  });
}

/** Where to begin: relatives agree on what is shared as the pairs of their rule do, and otherwise as strangers. */
function firstRelated(table: Table, shared: readonly boolean[], u: readonly number[][]): number[][] {
  const all = unflatten(table.shape, jeffreys(table.shape, countLevels(table, table.weights)));
  return all.map((one, index) => (shared[index] === true ? one : (u[index] as number[])));
}
