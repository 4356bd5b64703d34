import { LevelCounts, likelihoodIn, type Table } from "./pair-classes.ts";

/** What is believed of the three kinds of pairs: matched, unrelated strangers, and relatives. */
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

/**
 * EM over the pairs of one blocking rule. u stays as random pairs gave it; m and the shares are free, and so are the agreements of relatives where
 * the rule joins them.
 */
export function runSession({ table, touched, shared, learnsRelated }: Session, beliefs: Beliefs): SessionResult {
  const shape = beliefs.u.map(({ length }) => length);
  const levels = table.levels.map((pattern) => pattern.map((level, index) => (touched[index] === true ? -1 : level)));
  const total = table.weights.reduce((sum, weight) => sum + weight, 0);
  const matched = new Float64Array(levels.length);
  const related = new Float64Array(levels.length);
  let m = beliefs.m;
  let kin = beliefs.related ?? (learnsRelated ? firstRelated(levels, table, shared, beliefs.u) : undefined);
  let shares = kin === undefined ? [0.1, 0.9, 0] : [0.1, 0.3, 0.6];
  let last = -Infinity;
  for (let turn = 0; turn < turns; turn += 1) {
    const [countsM, countsKin] = [new LevelCounts(shape), new LevelCounts(shape)];
    let [sumM, sumKin, logLikelihood] = [0, 0, 0];
    for (let row = 0; row < levels.length; row += 1) {
      const pattern = levels[row] as Int8Array;
      const weight = table.weights[row] as number;
      const inM = (shares[0] as number) * likelihoodIn(m, pattern);
      const inU = (shares[1] as number) * likelihoodIn(beliefs.u, pattern);
      const inKin = kin === undefined ? 0 : (shares[2] as number) * likelihoodIn(kin, pattern);
      const sum = inM + inU + inKin;
      matched[row] = inM / sum;
      related[row] = inKin / sum;
      logLikelihood += weight * Math.log(sum);
      const [partM, partKin] = [(weight * inM) / sum, (weight * inKin) / sum];
      sumM += partM;
      sumKin += partKin;
      countsM.add(pattern, partM);
      if (learnsRelated) countsKin.add(pattern, partKin);
    }
    m = countsM.probabilities();
    if (learnsRelated) kin = countsKin.probabilities();
    // a share of nothing at all would stay so
    shares = [sumM + 0.5, total - sumM - sumKin + 0.5, kin === undefined ? 0 : sumKin + 0.5].map((part) => part / (total + 1.5));
    if (turn > 3 && logLikelihood - last < 1e-6 * Math.abs(logLikelihood)) break;
    last = logLikelihood;
  }
  const expected = (shares_: Float64Array) => shares_.reduce((sum, share, row) => sum + share * (table.weights[row] as number), 0);
  return { matched, related, matches: expected(matched), relatives: expected(related) };
}

/** Where to begin: relatives agree on what is shared as the pairs of their rule do, and otherwise as strangers. */
function firstRelated(levels: readonly Int8Array[], { weights }: Table, shared: readonly boolean[], u: readonly number[][]): number[][] {
  const counts = new LevelCounts(u.map(({ length }) => length));
  for (const [row, pattern] of levels.entries()) counts.add(pattern, weights[row] as number);
  return counts.probabilities().map((one, index) => (shared[index] === true ? one : (u[index] as number[])));
}
