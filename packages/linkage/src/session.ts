import { LevelCounts, likelihoodIn, type Table } from "./pair-classes.ts";

/** What is believed of the kinds of pairs: matched, strangers, and relatives. */
export type Beliefs = { m: number[][]; u: number[][]; related: number[][] | undefined };
/** Pairs that one rule joins. `touched` comparisons look at what the rule made equal, and say nothing here. */
export type Session = { table: Table; touched: readonly boolean[]; shared: readonly boolean[]; learnsRelated: boolean };
export type SessionResult = {
  /** of every pattern, the probability that its pairs are matched, or of relatives */
  matched: Float64Array;
  related: Float64Array;
  /** thought to be among the session's pairs */
  matches: number;
  relatives: number;
};

const turns = 100;
/** Kinds of pairs in a session, in this order; `alike` are strangers whose agreements hang together, as name and sex do. */
const [matchedKind, alikeKind, relatedKind] = [0, 2, 3];

/**
 * EM over the pairs of one blocking rule. u stays as random pairs gave it; m and the shares are free, and so are the agreements of strangers who are
 * alike, and of relatives where the rule joins them.
 */
export function runSession({ table, touched, shared, learnsRelated }: Session, beliefs: Beliefs): SessionResult {
  const shape = beliefs.u.map(({ length }) => length);
  const levels = table.levels.map((pattern) => pattern.map((level, index) => (touched[index] === true ? -1 : level)));
  const total = table.weights.reduce((sum, weight) => sum + weight, 0);
  const kin = beliefs.related ?? (learnsRelated ? firstRelated(levels, table, shared, beliefs.u) : undefined);
  const kinds = [beliefs.m, beliefs.u, beliefs.u, ...(kin === undefined ? [] : [kin])];
  let shares = kin === undefined ? [0.1, 0.6, 0.3] : [0.1, 0.2, 0.1, 0.6];
  const parts = kinds.map(() => new Float64Array(levels.length));
  let last = -Infinity;
  for (let turn = 0; turn < turns; turn += 1) {
    const counts = kinds.map(() => new LevelCounts(shape));
    const sums = kinds.map(() => 0.5);
    let logLikelihood = 0;
    for (let row = 0; row < levels.length; row += 1) {
      const pattern = levels[row] as Int8Array;
      const weight = table.weights[row] as number;
      let sum = 0;
      for (let kind = 0; kind < kinds.length; kind += 1) {
        const mass = (shares[kind] as number) * likelihoodIn(kinds[kind] as number[][], pattern);
        (parts[kind] as Float64Array)[row] = mass;
        sum += mass;
      }
      logLikelihood += weight * Math.log(sum);
      for (let kind = 0; kind < kinds.length; kind += 1) {
        const own = parts[kind] as Float64Array;
        own[row] = (own[row] as number) / sum;
        const part = weight * (own[row] as number);
        sums[kind] = (sums[kind] as number) + part;
        (counts[kind] as LevelCounts).add(pattern, part);
      }
    }
    kinds[matchedKind] = ownAgreements((counts[matchedKind] as LevelCounts).probabilities(), shared);
    kinds[alikeKind] = (counts[alikeKind] as LevelCounts).probabilities();
    if (learnsRelated) kinds[relatedKind] = (counts[relatedKind] as LevelCounts).probabilities();
    // half a pair each: a share of nothing at all would stay so
    shares = sums.map((sum) => sum / (total + kinds.length / 2));
    if (turn > 3 && logLikelihood - last < 1e-6 * Math.abs(logLikelihood)) break;
    last = logLikelihood;
  }
  const expected = (one: Float64Array) => one.reduce((sum, share, row) => sum + share * (table.weights[row] as number), 0);
  const [matched, related] = [parts[matchedKind] as Float64Array, parts[relatedKind] ?? new Float64Array(levels.length)];
  return { matched, related, matches: expected(matched), relatives: expected(related) };
}

/** Records of one person disagree in what is the person's own in one case of five at most. */
const mostDisagreement = 0.2;

/**
 * What keeps matched pairs matched. Nothing in the data says which kind of pairs is of one person: in a file without any, the pairs that agree most
 * are brothers and sisters. So in what is not shared matched pairs agree, at whatever level, but for one case in five; where records are worse, a
 * disagreement weighs a little more than it should.
 */
export function ownAgreements(m: readonly number[][], shared: readonly boolean[]): number[][] {
  return m.map((levels, index) => {
    const disagreement = levels.at(-1) ?? 0;
    if (shared[index] === true || disagreement <= mostDisagreement) return levels;
    const scale = (1 - mostDisagreement) / (1 - disagreement);
    return levels.map((one, level) => (level === levels.length - 1 ? mostDisagreement : one * scale));
  });
}

/** Where to begin: relatives agree on what is shared as the pairs of their rule do, and otherwise as strangers. */
function firstRelated(levels: readonly Int8Array[], { weights }: Table, shared: readonly boolean[], u: readonly number[][]): number[][] {
  const counts = new LevelCounts(u.map(({ length }) => length));
  for (const [row, pattern] of levels.entries()) counts.add(pattern, weights[row] as number);
  return counts.probabilities().map((one, index) => (shared[index] === true ? one : (u[index] as number[])));
}
