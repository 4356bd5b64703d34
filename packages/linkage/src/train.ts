import { agreementsOfStrangers, expectedPairs, settleKinds } from "./kinds.ts";
import type { Model } from "./model.ts";
import { LinkRefused } from "./refusal.ts";
import { drawRandom, type Sampled, sampleRules, sharedOf, type Training } from "./sample.ts";
import type { Parameters } from "./scorer.ts";
import { type Beliefs, expectedIn, fallingLevels, ownAgreements, type Session, type SessionResult, trustIn } from "./session.ts";
import type { Store } from "./store.ts";
import { countLevels, flatten, jeffreys, shapeOf, type Table, unflatten, weightOf } from "./table.ts";

export type TrainingReport = {
  randomPairs: number;
  candidates: number;
  /** expected among the candidates */
  matches: number;
  relatives: number;
  sessions: { rule: string; pairs: number; matches: number; relatives: number }[];
};

/** Random pairs for u. What is seen in none of them is taken for half a pair, which must weigh less than the prior, of the order of 1 in as many as there are records. */
const randomPairsFor = (records: number): number => Math.min(1_000_000, 100_000 + 10 * records);
const rounds = 4;

/** Estimates what the model lacks, without labels. @throws {LinkRefused} nothing-to-learn */
export async function estimate(training: Training): Promise<{ parameters: Parameters; report: TrainingReport }> {
  const { model, store, crew, onProgress } = training;
  const [allPairs, expected] = [pairsOf(store), expectedIn(store.size)];
  const randomPairs = Math.min(randomPairsFor(store.size), allPairs);
  const random = await drawRandom(training, randomPairs);
  onProgress?.("random pairs", 1);
  const { sampled, candidates } = await sampleRules(training);
  checkLearnable(training, random, candidates);
  onProgress?.("sessions", 0);
  let beliefs = firstBeliefs(random);
  let results: SessionResult[] = [];
  let [prior, relatedShare] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    results = await crew.run(sampled.map(({ session }, rule) => ({ kind: "session" as const, session, beliefs, before: results[rule] })));
    const mostOf = (which: "matches" | "relatives") =>
      Math.max(...results.map((result, rule) => (result[which] * (sampled[rule] as Sampled).scale) / allPairs));
    [prior, relatedShare] = [mostOf("matches"), mostOf("relatives")];
    beliefs = nextBeliefs(model, sampled, results, beliefs, trustIn(prior * allPairs, expected));
    beliefs = { ...beliefs, u: agreementsOfStrangers(random, parametersFor(beliefs, prior, relatedShare)) };
    onProgress?.("sessions", (round + 1) / rounds);
  }
  onProgress?.("dependence", 0);
  const settling = { candidates, random, shared: sharedOf(model), expected, allPairs, seed: training.seed, crew };
  const parameters = await settleKinds(settling, parametersFor(beliefs, prior, relatedShare));
  onProgress?.("dependence", 1);
  const { matched, related } = expectedPairs(candidates, parameters);
  const report = {
    ...{ randomPairs, candidates: Math.round(weightOf(candidates)), matches: Math.round(matched), relatives: Math.round(related) },
    sessions: results.map((result, rule) => reportOf(model, rule, sampled[rule] as Sampled, result)),
  };
  return { parameters, report };
}

/** @throws {LinkRefused} naming why nothing can be told apart */
function checkLearnable({ blocks }: Training, random: Table, candidates: Table): void {
  if (candidates.weights.length === 0) throw new LinkRefused(blocks.skipped.length > 0 ? "blocks-too-large" : "nothing-to-learn");
  const [one, other] = [random, candidates].map(({ weights, places }) => (weights.length === 1 ? places.join() : undefined));
  if (one !== undefined && one === other) throw new LinkRefused("all-alike");
}

function reportOf(model: Model, rule: number, { session, scale }: Sampled, { matches, relatives }: SessionResult) {
  const whole = (pairs: number) => Math.round(pairs * scale);
  const name = (model.blocking[rule]?.on ?? []).join(" + ");
  return { rule: name, pairs: whole(weightOf(session.table)), matches: whole(matches), relatives: whole(relatives) };
}

function pairsOf({ size, split }: Store): number {
  return split > 0 ? split * (size - split) : (size * (size - 1)) / 2;
}

/** Matched pairs mostly agree, better on a level that stands earlier. The sessions correct it. */
function firstBeliefs(random: Table): Beliefs {
  return {
    m: random.shape.map(fallingLevels),
    u: unflatten(random.shape, jeffreys(random.shape, countLevels(random, random.weights))),
    related: undefined,
  };
}

const parametersFor = ({ m, u, related }: Beliefs, prior: number, relatedShare: number): Parameters => ({
  ...{ prior, matched: [{ share: 1, levels: m }], u },
  ...(related === undefined ? {} : { related: { share: relatedShare, classes: [{ share: 1, levels: related }] } }),
});

/**
 * m of a comparison comes from rules that do not touch it, and first of all from rules that touch nothing shared: pairs found through a household
 * are those that have not moved.
 */
function nextBeliefs(
  model: Model,
  sampled: readonly Sampled[],
  results: readonly SessionResult[],
  before: Beliefs,
  trust: number,
): Beliefs {
  const shared = sharedOf(model);
  const shape = shapeOf(model);
  const pool = (which: "matched" | "related", wanted: (session: Session) => boolean): number[][] => {
    const sum = flatten(before.u).fill(0);
    for (const [rule, { session }] of sampled.entries()) {
      if (!wanted(session)) continue;
      for (const [at, count] of countLevels(session.table, (results[rule] as SessionResult)[which]).entries())
        sum[at] = (sum[at] as number) + count;
    }
    return unflatten(shape, sum);
  };
  const strict = pool("matched", ({ touched }) => touched.every((one, index) => !one || !shared[index]));
  const loose = pool("matched", () => true);
  const smooth = (counts: number[][]) => unflatten(shape, jeffreys(shape, flatten(counts)));
  const [strictly, loosely] = [smooth(strict), smooth(loose)];
  const seen = (counts: number[][], index: number) => (counts[index] as number[]).reduce((sum, count) => sum + count, 0) >= 1;
  const m = shape.map((_, index) => (seen(strict, index) ? strictly : seen(loose, index) ? loosely : before.m)[index] as number[]);
  const learning = sampled.some(({ session }) => session.learnsRelated);
  const related = learning ? smooth(pool("related", ({ learnsRelated }) => learnsRelated)) : undefined;
  return { m: ownAgreements(m, shared, trust), u: before.u, related };
}
