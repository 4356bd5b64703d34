import { statSync } from "node:fs";
import { type Blocks, joinBlocks, type SkippedBlocks } from "./blocking.ts";
import { clusterLinks } from "./cluster.ts";
import { type Comparer, compileComparer } from "./compare.ts";
import { assemble, type Crew } from "./crew.ts";
import { type Explanation, explain, probabilityOf } from "./explain.ts";
import { type Loaded, type Loading, loadRecords } from "./load.ts";
import { frequenciesOf } from "./frequencies.ts";
import { estimatesIn, type Model, trained, type TrainedModel } from "./model.ts";
import { isFile } from "./paths.ts";
import { marginal } from "./pair-classes.ts";
import { compileScorer, type Kind, type Parameters, parametersOf } from "./scorer.ts";
import { estimate, type TrainingReport } from "./train.ts";

export type Linking = Loading & {
  threads?: number;
  /** samples and starts of EM follow from it */
  seed?: number;
  onProgress?: (label: string, fraction: number) => void;
};
export type Opened = { linking: Linking; model: Model; loaded: Loaded; blocks: Blocks; crew: Crew; comparer: Comparer };

/** Starts the threads and reads the files. `close` must be called. @throws {LinkRefused} before any work */
export async function openRecords(linking: Linking): Promise<Opened & { close: () => Promise<void> }> {
  const { files, model, forms, threads, onProgress } = linking;
  const bytes = files.reduce((sum, file) => sum + (isFile(file) ? statSync(file).size : 0), 0);
  const crew = await assemble(bytes, forms, threads);
  try {
    const loaded = await loadRecords(linking, crew);
    const { store } = loaded;
    onProgress?.("blocks", 0);
    const blocks = joinBlocks(await crew.run(model.blocking.map((_, rule) => ({ kind: "block" as const, model, store, rule }))));
    const { indexes, largest } = blocks;
    await crew.equip({ model, store, indexes, largest });
    onProgress?.("blocks", 1);
    return { linking, model, loaded, blocks, crew, comparer: compileComparer(model, store), close: crew.close };
  } catch (refused) {
    await crew.close();
    throw refused;
  }
}

/** Beside what was learned, what the model said of it before, by name. */
export type Trained = { model: TrainedModel; report: TrainingReport & { overwritten: string[] } };

/** Estimates prior, m, u and what hangs together, without labels; all of them, whatever the model says. @throws {LinkRefused} */
export async function trainModel(opened: Opened): Promise<Trained> {
  const { model, loaded, blocks, crew, comparer, linking } = opened;
  const { onProgress } = linking;
  const estimating = estimate({
    ...{ model, store: loaded.store, blocks, crew, comparer, seed: linking.seed ?? 1 },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  // counted here while the threads compare
  const frequencies = frequenciesOf(model, loaded);
  const { parameters, report } = await estimating;
  const m = marginal(parameters.matched);
  const comparisons = model.comparisons.map((comparison, index) => ({
    ...comparison,
    levels: comparison.levels.map((level, at) => ({ ...level, m: rounded(m[index]?.[at]), u: rounded(parameters.u[index]?.[at]) })),
  }));
  const { prior, matched, related, alike } = parameters;
  const dependence = {
    matched: matched.map(roundedClass),
    ...(related === undefined ? {} : { related: roundedKind(related) }),
    ...(alike === undefined ? {} : { alike: roundedKind(alike) }),
  };
  return { model: { ...model, comparisons, prior, dependence, frequencies }, report: { ...report, overwritten: estimatesIn(model) } };
}

/** Six digits: what a sample can tell, and files that can be read. */
const rounded = (value: number | undefined): number => Number((value ?? 0).toPrecision(6));
const roundedClass = ({ share, levels }: Parameters["matched"][number]) => ({
  share: rounded(share),
  levels: levels.map((one) => one.map(rounded)),
});

const roundedKind = ({ share, classes }: Kind): Kind => ({ share: rounded(share), classes: classes.map(roundedClass) });

export type LinkedPairs = { a: Uint32Array; b: Uint32Array; weights: Float64Array; patterns: Float64Array };
export type Linked = {
  pairs: LinkedPairs;
  /** smallest record of each record's cluster */
  clusterOf: Uint32Array;
  compared: number;
  skipped: SkippedBlocks[];
  parameters: Parameters;
  explainPair: (a: number, b: number) => Explanation;
};

/** @param least probability from which a pair is kept; @param threshold from which it may join clusters */
export async function scorePairs(
  opened: Opened,
  model: TrainedModel,
  { least, threshold }: { least: number; threshold: number },
): Promise<Linked> {
  const { blocks, crew, comparer, linking, loaded } = opened;
  const parameters = parametersOf(trained(model));
  const leastWeight = Math.log2(least / (1 - least));
  const total = blocks.slices.length;
  const tasks = blocks.slices.map((slice) => ({ kind: "score" as const, slice, parameters, leastWeight }));
  const scored = await crew.run(tasks, (done) => linking.onProgress?.("score", done / total));
  const pairs = {
    a: joinU32(scored.map(({ a }) => a)),
    b: joinU32(scored.map(({ b }) => b)),
    weights: joinF64(scored.map(({ weights }) => weights)),
    patterns: joinF64(scored.map(({ patterns }) => patterns)),
  };
  linking.onProgress?.("cluster", 0);
  const scorer = compileScorer(parameters, comparer);
  const score = (a: number, b: number) => probabilityOf(scorer.weight(a, comparer.pattern(a, b)));
  const { of, asked } = clusterLinks(loaded.store.size, { ...pairs, probabilities: pairs.weights.map(probabilityOf) }, threshold, score);
  const within = asked.filter(({ a, b, probability }) => (of[a] === of[b] || probability >= least) && isAcross(loaded.store.split, a, b));
  const withAsked = appendPairs(
    pairs,
    within.map(({ a, b }) => ({ a, b, pattern: comparer.pattern(a, b) })),
    scorer.weight,
  );
  linking.onProgress?.("cluster", 1);
  return {
    ...{ pairs: withAsked, clusterOf: of, parameters, skipped: blocks.skipped },
    compared: scored.reduce((sum, { compared }) => sum + compared, 0),
    explainPair: (a, b) => explain(model, comparer, scorer, a, b),
  };
}

const isAcross = (split: number, a: number, b: number): boolean => split === 0 || (a < split && b >= split);

function appendPairs(
  pairs: LinkedPairs,
  more: readonly { a: number; b: number; pattern: number }[],
  weight: (a: number, pattern: number) => number,
): LinkedPairs {
  return {
    a: joinU32([pairs.a, Uint32Array.from(more, ({ a }) => a)]),
    b: joinU32([pairs.b, Uint32Array.from(more, ({ b }) => b)]),
    weights: joinF64([pairs.weights, Float64Array.from(more, ({ a, pattern }) => weight(a, pattern))]),
    patterns: joinF64([pairs.patterns, Float64Array.from(more, ({ pattern }) => pattern)]),
  };
}

function joinU32(parts: readonly Uint32Array[]): Uint32Array {
  const out = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function joinF64(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
