import type { Blocks, Slice } from "./blocking.ts";
import type { Crew } from "./crew.ts";
import { type Model, type PairClass, rulePart } from "./model.ts";
import { fitClasses, LevelCounts, refineClasses, type Table } from "./pair-classes.ts";
import { type PatternList, PatternTable } from "./patterns.ts";
import { LinkRefused } from "./refusal.ts";
import { type Kind, type Masses, massesOf, type Parameters, sumOf } from "./scorer.ts";
import { type Beliefs, ownAgreements, runSession, type Session, type SessionResult } from "./session.ts";
import type { Store } from "./store.ts";

export type Training = {
  model: Model;
  store: Store;
  blocks: Blocks;
  crew: Crew;
  seed: number;
  onProgress?: (label: string, fraction: number) => void;
};

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
/** Pairs of a rule that its session looks at: whole blocks in order of their hash, which is chance. */
const sessionPairs = 120_000;
const rounds = 4;

type Sampled = { table: Table; scale: number; session: Session };

/** Estimates what the model lacks, without labels. @throws {LinkRefused} nothing-to-learn */
export async function estimate(training: Training): Promise<{ parameters: Parameters; report: TrainingReport }> {
  const { model, store, onProgress } = training;
  const allPairs = pairsOf(store);
  const randomPairs = Math.min(randomPairsFor(store.size), allPairs);
  const random = await drawRandom(training, randomPairs);
  onProgress?.("random pairs", 1);
  const sampled = await sampleRules(training);
  if (sampled.every(({ table }) => table.levels.length === 0)) throw new LinkRefused("nothing-to-learn");
  onProgress?.("sessions", 0);
  const shape = model.comparisons.map(({ levels }) => levels.length);
  let beliefs = firstBeliefs(random, shape);
  let results: SessionResult[] = [];
  let [prior, relatedShare] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    results = sampled.map(({ session }) => runSession(session, beliefs));
    const mostOf = (which: "matches" | "relatives") =>
      Math.max(...results.map((result, rule) => (result[which] * (sampled[rule] as Sampled).scale) / allPairs));
    [prior, relatedShare] = [mostOf("matches"), mostOf("relatives")];
    beliefs = nextBeliefs(model, sampled, results, beliefs);
    beliefs = { ...beliefs, u: unmatchedOf(random, parametersFor(beliefs, prior, relatedShare), shape) };
    onProgress?.("sessions", (round + 1) / rounds);
  }
  const candidates = await sampleCandidates(training);
  onProgress?.("dependence", 0);
  const parameters = settle(
    { candidates, random, shape, shared: sharedOf(model), allPairs, seed: training.seed },
    parametersFor(beliefs, prior, relatedShare),
  );
  onProgress?.("dependence", 1);
  const { matched: matches, related: relatives } = expectedIn(candidates, parameters);
  const sessions = results.map((result, rule) => {
    const { scale, table } = sampled[rule] as Sampled;
    const pairs = table.weights.reduce((sum, weight) => sum + weight, 0) * scale;
    const ruleName = (model.blocking[rule]?.on ?? []).join(" + ");
    return {
      rule: ruleName,
      pairs: Math.round(pairs),
      matches: Math.round(result.matches * scale),
      relatives: Math.round(result.relatives * scale),
    };
  });
  const total = candidates.weights.reduce((sum, weight) => sum + weight, 0);
  const report = { randomPairs, candidates: Math.round(total), matches: Math.round(matches), relatives: Math.round(relatives), sessions };
  return { parameters, report };
}

const sharedOf = ({ comparisons }: Model): boolean[] => comparisons.map(({ shared }) => shared === true);

function pairsOf({ size, split }: Store): number {
  return split > 0 ? split * (size - split) : (size * (size - 1)) / 2;
}

function tableOf(list: PatternList, { engine }: Crew): Table {
  return { levels: [...list.patterns].map((pattern) => engine.comparer.levelsOf(pattern)), weights: list.counts };
}

function merge(lists: readonly PatternList[], scales?: readonly number[]): PatternList {
  const table = new PatternTable();
  for (const [n, { patterns, counts }] of lists.entries()) {
    for (let index = 0; index < patterns.length; index += 1)
      table.add(patterns[index] as number, (counts[index] as number) * (scales?.[n] ?? 1));
  }
  return table.list();
}

async function drawRandom({ crew, seed }: Training, pairs: number): Promise<Table> {
  const parts = 8;
  const tasks = Array.from({ length: parts }, (_, part) => ({
    kind: "random" as const,
    pairs: Math.ceil(pairs / parts),
    seed: seed * parts + part,
  }));
  return tableOf(merge(await crew.count(tasks)), crew);
}

/** Slices of a rule until there are enough pairs, and by how much they stand for all. */
function someSlices(slices: readonly Slice[], rule: number): { taken: Slice[]; scale: number } {
  const own = slices.filter((slice) => slice.rule === rule);
  const taken: Slice[] = [];
  let pairs = 0;
  for (const slice of own) {
    if (pairs >= sessionPairs) break;
    taken.push(slice);
    pairs += slice.pairs;
  }
  const all = own.reduce((sum, slice) => sum + slice.pairs, 0);
  return { taken, scale: pairs === 0 ? 0 : all / pairs };
}

async function sampleRules({ model, blocks, crew }: Training): Promise<Sampled[]> {
  const shared = sharedOf(model);
  const sampled: Sampled[] = [];
  for (const [rule, { on }] of model.blocking.entries()) {
    const { taken, scale } = someSlices(blocks.slices, rule);
    const table = tableOf(merge(await crew.count(taken.map((slice) => ({ kind: "patterns", slice, unique: false })))), crew);
    const fields = new Set(on.map((part) => rulePart(part).field));
    const touched = model.comparisons.map(({ field, levels }) =>
      [field, ...levels.flatMap((level) => ("field" in level ? (level.field ?? []) : []))].some((one) => fields.has(one)),
    );
    const learnsRelated = touched.some((one) => one) && touched.every((one, index) => !one || shared[index]);
    sampled.push({ table, scale, session: { table, touched, shared, learnsRelated } });
  }
  return sampled;
}

/** All candidates once, each rule's part by a sample of it that stands for the whole. */
async function sampleCandidates({ model, blocks, crew }: Training): Promise<Table> {
  const [lists, scales]: [PatternList[], number[]] = [[], []];
  for (const rule of model.blocking.keys()) {
    const { taken, scale } = someSlices(blocks.slices, rule);
    lists.push(merge(await crew.count(taken.map((slice) => ({ kind: "patterns", slice, unique: true })))));
    scales.push(scale);
  }
  return tableOf(merge(lists, scales), crew);
}

/** Matched pairs mostly agree, better on a level that stands earlier. The sessions correct it. */
function firstBeliefs(random: Table, shape: readonly number[]): Beliefs {
  const m = shape.map((levels) => {
    const falling = Array.from({ length: levels }, (_, level) => 4 ** -level);
    const sum = falling.reduce((total, one) => total + one, 0);
    return falling.map((one) => one / sum);
  });
  const counts = new LevelCounts(shape);
  for (const [row, levels] of random.levels.entries()) counts.add(levels, random.weights[row] as number);
  return { m, u: counts.probabilities(), related: undefined };
}

const parametersFor = ({ m, u, related }: Beliefs, prior: number, relatedShare: number): Parameters => ({
  ...{ prior, matched: [{ share: 1, levels: m }], u },
  ...(related === undefined ? {} : { related: { share: relatedShare, classes: [{ share: 1, levels: related }] } }),
});

/** A random pair is now and then a match: what is thought to be one does not count for u. */
function unmatchedOf(random: Table, parameters: Parameters, shape: readonly number[]): number[][] {
  const counts = new LevelCounts(shape);
  for (const [row, levels] of random.levels.entries()) {
    const masses = massesOf(parameters, levels);
    counts.add(levels, ((random.weights[row] as number) * (masses.alike + masses.strange)) / sumOf(masses));
  }
  return counts.probabilities();
}

/**
 * m of a comparison comes from rules that do not touch it, and first of all from rules that touch nothing shared: pairs found through a household
 * are those that have not moved.
 */
function nextBeliefs(model: Model, sampled: readonly Sampled[], results: readonly SessionResult[], before: Beliefs): Beliefs {
  const shape = before.u.map(({ length }) => length);
  const shared = sharedOf(model);
  const pool = (which: "matched" | "related", wanted: (session: Session) => boolean) => {
    const counts = new LevelCounts(shape);
    for (const [rule, { session }] of sampled.entries()) {
      if (!wanted(session)) continue;
      const share = (results[rule] as SessionResult)[which];
      for (const [row, levels] of session.table.levels.entries()) {
        const seen = levels.map((level, index) => (session.touched[index] === true ? -1 : level));
        counts.add(seen, (share[row] as number) * (session.table.weights[row] as number));
      }
    }
    return counts;
  };
  const strict = pool("matched", ({ touched }) => touched.every((one, index) => !one || !shared[index]));
  const loose = pool("matched", () => true);
  const loosely = loose.probabilities();
  const strictly = strict.probabilities();
  const seen = ({ counts }: LevelCounts, index: number) => (counts[index] as number[]).reduce((sum, count) => sum + count, 0) >= 1;
  const m = shape.map((_, index) => (seen(strict, index) ? strictly : seen(loose, index) ? loosely : before.m)[index] as number[]);
  const learning = sampled.some(({ session }) => session.learnsRelated);
  const related = learning ? pool("related", ({ learnsRelated }) => learnsRelated).probabilities() : undefined;
  return { m: ownAgreements(m, shared), u: before.u, related };
}

type Settling = { candidates: Table; random: Table; shape: readonly number[]; shared: readonly boolean[]; allPairs: number; seed: number };

/**
 * All candidates together, every comparison seen: classes of matched pairs, of relatives and of strangers that are alike, and the shares of all
 * three, until each share is what its probabilities add up to.
 */
function settle({ candidates, random, shape, shared, allPairs, seed }: Settling, first: Parameters): Parameters {
  const asMatched = ({ share, levels }: PairClass): PairClass => ({ share, levels: ownAgreements(levels, shared) });
  let parameters = first;
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < 10; turn += 1) parameters = reshare(parameters, expectedIn(candidates, parameters), allPairs);
    const masses = candidates.levels.map((levels) => massesOf(parameters, levels));
    const fit = (parts: (masses: Masses) => number, classes: PairClass[] | undefined) => {
      const weights = candidates.weights.map((weight, row) => (weight * parts(masses[row] as Masses)) / sumOf(masses[row] as Masses));
      const table = { levels: candidates.levels, weights };
      return round < 2 || classes === undefined ? fitClasses(table, shape, seed) : refineClasses(table, shape, classes);
    };
    const { related, alike } = parameters;
    parameters = {
      ...{ ...parameters, matched: fit((one) => one.matched, parameters.matched).map(asMatched) },
      ...(related === undefined ? {} : { related: { ...related, classes: fit((one) => one.related, related.classes) } }),
      alike:
        alike === undefined
          ? firstAlike(
              parameters,
              candidates,
              allPairs,
              fit((one) => one.strange, undefined),
            )
          : { ...alike, classes: fit((one) => one.alike + one.strange, alike.classes) },
    };
    parameters = { ...parameters, u: unmatchedOf(random, parameters, shape) };
  }
  return parameters;
}

/** Strangers among the candidates are those that a rule joined by chance: their agreements hang together by that rule, and by what else goes with it. */
function firstAlike(parameters: Parameters, candidates: Table, allPairs: number, classes: PairClass[]): Kind {
  const { strange } = expectedIn(candidates, parameters);
  return { share: Math.max(strange, 0.5) / allPairs, classes };
}

function reshare(parameters: Parameters, { matched, related, alike }: Masses, allPairs: number): Parameters {
  const share = (pairs: number) => Math.max(pairs, 0.5) / allPairs;
  return {
    ...{ ...parameters, prior: share(matched) },
    ...(parameters.related === undefined ? {} : { related: { ...parameters.related, share: share(related) } }),
    ...(parameters.alike === undefined ? {} : { alike: { ...parameters.alike, share: share(alike) } }),
  };
}

/** How many of the pairs are thought to be of each kind. */
function expectedIn({ levels, weights }: Table, parameters: Parameters): Masses {
  const expected: Masses = { matched: 0, related: 0, alike: 0, strange: 0 };
  for (const [row, pattern] of levels.entries()) {
    const masses = massesOf(parameters, pattern);
    const part = (weights[row] as number) / sumOf(masses);
    expected.matched += part * masses.matched;
    expected.related += part * masses.related;
    expected.alike += part * masses.alike;
    expected.strange += part * masses.strange;
  }
  return expected;
}
