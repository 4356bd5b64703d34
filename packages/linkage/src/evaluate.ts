import { inspectTable, readTable } from "@dinhdanh/tabular";
import { isFile } from "./paths.ts";
import { LinkRefused, type LinkRefusalCode } from "./refusal.ts";
import { type Between, readSides, type SideOf } from "./sides.ts";

export type Quality = { threshold: number; precision: number; recall: number; f1: number };
/** Pairs by their probability: what was said, and how many of them are of one person. */
export type ReliabilityRow = { from: number; until: number; pairs: number; said: number; found: number };
export type Evaluation = {
  /** pairs of records of one person that the truth knows; between two files those whose records stand one in each */
  truePairs: number;
  pairs: number;
  best: Quality;
  given: Quality;
  /** by clusters instead of a threshold; null where the file has none */
  clusters: Omit<Quality, "threshold"> | null;
  reliability: ReliabilityRow[];
  /** mean of |said − found| over the rows, weighted by pairs */
  calibrationError: number;
};

type Pair = { probability: number; same: boolean; clustered: boolean };

const edges = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1];

/** Compares scored pairs with the truth (`record,entity`). @param between where the pairs are of two files that were joined @throws {LinkRefused} */
export async function evaluatePairs(pairsPath: string, truthPath: string, threshold: number, between?: Between): Promise<Evaluation> {
  const sideOf = between === undefined ? undefined : await readSides(between);
  const { entityOf, truePairs } = await readTruth(truthPath, sideOf);
  const { pairs, hasClusters } = await readPairs(pairsPath, entityOf, sideOf);
  pairs.sort((a, b) => b.probability - a.probability);
  const given = qualityOf(
    pairs.filter(({ probability }) => probability >= threshold),
    truePairs,
  );
  const clustered = hasClusters
    ? qualityOf(
        pairs.filter((pair) => pair.clustered),
        truePairs,
      )
    : null;
  const reliability = reliabilityOf(pairs);
  const calibrationError =
    reliability.reduce((sum, row) => sum + row.pairs * Math.abs(row.said - row.found), 0) / Math.max(pairs.length, 1);
  return {
    truePairs,
    pairs: pairs.length,
    best: bestOf(pairs, truePairs),
    given: { threshold, ...given },
    clusters: clustered,
    reliability,
    calibrationError,
  };
}

function measures(found: number, said: number, truePairs: number): Omit<Quality, "threshold"> {
  const [precision, recall] = [said === 0 ? 1 : found / said, truePairs === 0 ? 1 : found / truePairs];
  return { precision, recall, f1: said + truePairs === 0 ? 1 : (2 * found) / (said + truePairs) };
}

const qualityOf = (pairs: readonly Pair[], truePairs: number) => measures(pairs.filter(({ same }) => same).length, pairs.length, truePairs);

/** The threshold with the greatest F1; pairs of equal probability stand or fall together. */
function bestOf(pairs: readonly Pair[], truePairs: number): Quality {
  let best: Quality = { threshold: 1, ...measures(0, 0, truePairs) };
  let found = 0;
  for (const [index, { same, probability }] of pairs.entries()) {
    found += same ? 1 : 0;
    if (pairs[index + 1]?.probability === probability) continue;
    const quality = measures(found, index + 1, truePairs);
    if (quality.f1 > best.f1) best = { threshold: probability, ...quality };
  }
  return best;
}

function reliabilityOf(pairs: readonly Pair[]): ReliabilityRow[] {
  return edges.slice(0, -1).flatMap((from, index) => {
    const until = edges[index + 1] as number;
    const own = pairs.filter(({ probability }) => probability >= from && (probability < until || until === 1));
    if (own.length === 0) return [];
    const said = own.reduce((sum, { probability }) => sum + probability, 0) / own.length;
    return [{ from, until, pairs: own.length, said, found: own.filter(({ same }) => same).length / own.length }];
  });
}

/** Records of one entity: in a file alone, or in the first and the second of two. */
type Sizes = [number, number];

async function readTruth(path: string, sideOf: SideOf | undefined): Promise<{ entityOf: Map<string, string>; truePairs: number }> {
  const entityOf = new Map<string, string>();
  const sizes = new Map<string, Sizes>();
  await readColumns(path, ["record", "entity"], "truth-malformed", ([record = "", entity = ""], row) => {
    if (record === "" || entity === "" || entityOf.has(record)) throw new LinkRefused("truth-malformed", { file: path, row: String(row) });
    entityOf.set(record, entity);
    const side = sideOf === undefined ? 0 : sideOf(record);
    // of what stands in neither file no pair can be found
    if (side === undefined) return;
    const own: Sizes = sizes.get(entity) ?? [0, 0];
    own[side] += 1;
    sizes.set(entity, own);
  });
  const pairsOf = ([a, b]: Sizes) => (sideOf === undefined ? (a * (a - 1)) / 2 : a * b);
  const truePairs = [...sizes.values()].reduce((sum, size) => sum + pairsOf(size), 0);
  return { entityOf, truePairs };
}

async function readPairs(
  path: string,
  entityOf: ReadonlyMap<string, string>,
  sideOf: SideOf | undefined,
): Promise<{ pairs: Pair[]; hasClusters: boolean }> {
  const pairs: Pair[] = [];
  const seen = new Set<string>();
  const headers = await readColumns(
    path,
    ["id_a", "id_b", "probability", "cluster"],
    "pairs-malformed",
    ([a = "", b = "", text = "", cluster = ""], row) => {
      const probability = Number(text);
      if (text === "" || !(probability >= 0 && probability <= 1))
        throw new LinkRefused("pairs-malformed", { file: path, row: String(row) });
      if (sideOf !== undefined) checkSides(sideOf(a), sideOf(b), { file: path, row: String(row) });
      const entity = entityOf.get(a);
      if (entity === undefined || !entityOf.has(b)) throw new LinkRefused("truth-of-others", { file: path, row: String(row) });
      // a pair that stands there twice would be found twice
      const key = a < b ? `${a}\n${b}` : `${b}\n${a}`;
      if (a === b || seen.has(key)) throw new LinkRefused("pairs-repeated", { file: path, row: String(row) });
      seen.add(key);
      pairs.push({ probability, same: entity === entityOf.get(b), clustered: cluster !== "" });
    },
  );
  return { pairs, hasClusters: headers.includes("cluster") };
}

function checkSides(a: 0 | 1 | undefined, b: 0 | 1 | undefined, place: { file: string; row: string }): void {
  if (a === undefined || b === undefined) throw new LinkRefused("pair-of-others", place);
  if (a === b) throw new LinkRefused("pair-within-file", place);
}

/** All but the last column must be there. @returns the file's headers */
async function readColumns(
  path: string,
  columns: readonly string[],
  code: LinkRefusalCode,
  take: (cells: string[], row: number) => void,
): Promise<string[]> {
  if (!isFile(path)) throw new LinkRefused("missing-file", { file: path });
  const info = await inspectTable(path);
  const places = columns.map((column) => info.headers.indexOf(column));
  const optional = code === "pairs-malformed" ? columns.length - 1 : columns.length;
  if (places.slice(0, optional).some((place) => place < 0)) throw new LinkRefused(code, { file: path });
  for await (const { rows } of readTable(path, info)) {
    for (const { rowNo, cells, problem } of rows) {
      if (problem !== undefined || cells.length !== info.headers.length) throw new LinkRefused(code, { file: path, row: String(rowNo) });
      take(
        places.map((place) => cells[place] ?? ""),
        rowNo,
      );
    }
  }
  return info.headers;
}
