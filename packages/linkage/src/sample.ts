import type { Blocks, Slice } from "./blocking.ts";
import type { Comparer } from "./compare.ts";
import type { Crew } from "./crew.ts";
import type { Counted } from "./engine.ts";
import { type Model, rulePart } from "./model.ts";
import { type PatternList, PatternTable } from "./patterns.ts";
import { expectedIn, type Session } from "./session.ts";
import type { Store } from "./store.ts";
import { shapeOf, type Table, tableOf } from "./table.ts";

export type Training = {
  model: Model;
  store: Store;
  blocks: Blocks;
  crew: Crew;
  comparer: Comparer;
  seed: number;
  onProgress?: (label: string, fraction: number) => void;
};

/** Pairs of a rule that its session looks at: whole blocks in order of their hash, which is chance. */
const sessionPairs = 120_000;
/** Tasks that random pairs are drawn in: always as many, so that the same are drawn by any number of threads. */
const randomParts = 8;

/** Pairs of one rule: a session of them, and by how much they stand for all that the rule joins. */
export type Sampled = { session: Session; scale: number };

export async function drawRandom({ model, crew, comparer, seed }: Training, pairs: number): Promise<Table> {
  const each = Math.ceil(pairs / randomParts);
  const tasks = Array.from({ length: randomParts }, (_, part) => ({
    kind: "random" as const,
    pairs: each,
    seed: seed * randomParts + part,
  }));
  return tableFor(model, comparer, merge(await crew.run(tasks)));
}

/** A sample of each rule's pairs, whose slices keep their patterns, and of all candidates: each pair once, each rule's part standing for the whole of it. */
export async function sampleRules({ model, store, blocks, crew, comparer }: Training): Promise<{ sampled: Sampled[]; candidates: Table }> {
  const chosen = model.blocking.map((_, rule) => someSlices(blocks.slices, rule));
  const counted = await crew.run(chosen.flatMap(({ taken }) => taken.map((slice) => ({ kind: "patterns" as const, slice }))));
  const [sampled, firsts]: [Sampled[], PatternList[]] = [[], []];
  for (const [rule, { taken, scale }] of chosen.entries()) {
    const own = counted.splice(0, taken.length);
    for (const [n, slice] of taken.entries()) slice.patterns = (own[n] as Counted).seen;
    const expected = expectedIn(store.size) / Math.max(scale, 1);
    sampled.push({ session: sessionOf({ model, comparer }, rule, merge(own.map(({ all }) => all)), expected), scale });
    firsts.push(merge(own.map(({ first }) => first)));
  }
  const candidates = merge(
    firsts,
    chosen.map(({ scale }) => scale),
  );
  return { sampled, candidates: tableFor(model, comparer, candidates) };
}

/** Slices of a rule until there are enough pairs. */
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

function sessionOf(
  { model, comparer }: Pick<Training, "model" | "comparer">,
  rule: number,
  { patterns, counts }: PatternList,
  expected: number,
): Session {
  const fields = new Set((model.blocking[rule]?.on ?? []).map((part) => rulePart(part).field));
  const touched = model.comparisons.map(({ field, levels }) =>
    [field, ...levels.flatMap((level) => ("field" in level ? (level.field ?? []) : []))].some((one) => fields.has(one)),
  );
  const shared = sharedOf(model);
  const learnsRelated = touched.some((one) => one) && touched.every((one, index) => !one || shared[index]);
  const seen = { patterns: patterns.map((pattern) => comparer.without(pattern, touched)), counts };
  return { table: tableFor(model, comparer, merge([seen])), touched, shared, learnsRelated, expected };
}

export const sharedOf = ({ comparisons }: Model): boolean[] => comparisons.map(({ shared }) => shared === true);

const tableFor = (model: Model, comparer: Comparer, { patterns, counts }: PatternList): Table =>
  tableOf(
    shapeOf(model),
    Array.from(patterns, (pattern) => comparer.levelsOf(pattern)),
    counts,
  );

function merge(lists: readonly PatternList[], scales?: readonly number[]): PatternList {
  const table = new PatternTable();
  for (const [n, { patterns, counts }] of lists.entries()) {
    for (let index = 0; index < patterns.length; index += 1)
      table.add(patterns[index] as number, (counts[index] as number) * (scales?.[n] ?? 1));
  }
  return table.list();
}
