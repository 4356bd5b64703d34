import type { ClusterCounts } from "./cluster-lines.ts";
import { probabilityOf } from "./explain.ts";
import type { Linked, Opened } from "./link.ts";
import { cell, row, writeLines } from "./lines.ts";
import type { SetAside } from "./load.ts";
import { levelName } from "./model.ts";

/** Pairs from the most probable down: ids, probability, weight, cluster, and the level of each comparison. */
export async function writePairs(path: string, opened: Opened, linked: Linked): Promise<void> {
  const { model, loaded, comparer } = opened;
  const { pairs, clusterOf } = linked;
  const id = (record: number) => cell(loaded.idOf(record));
  const names = model.comparisons.map(({ levels }) => ["missing", ...levels.map(levelName)]);
  // some ten pairs show the same pattern
  const shown = new Map<number, string>();
  const show = (pattern: number): string => {
    const known = shown.get(pattern);
    if (known !== undefined) return known;
    const levels = row(Array.from(comparer.levelsOf(pattern), (level, at) => (names[at] as string[])[level + 1] as string));
    shown.set(pattern, levels);
    return levels;
  };
  const order = pairs.weights.map((_, index) => index).sort((x, y) => (pairs.weights[y] as number) - (pairs.weights[x] as number) || x - y);
  function* lines(): Generator<string> {
    yield row(["id_a", "id_b", "probability", "weight", "cluster", ...model.comparisons.map(({ name }) => name)]);
    for (const index of order) {
      const [a, b, weight] = [pairs.a[index] as number, pairs.b[index] as number, pairs.weights[index] as number];
      // a cluster bears the id of its first record in the file
      const [idA, first] = [id(a), clusterOf[a] as number];
      const cluster = first !== clusterOf[b] ? "" : first === a ? idA : id(first);
      const levels = show(pairs.patterns[index] as number);
      yield `${idA},${id(b)},${probabilityOf(weight).toFixed(6)},${weight.toFixed(3)},${cluster},${levels}`;
    }
  }
  await writeLines(path, lines());
}

/** Every record with its cluster, also those that are alone; in another thread, so that pairs can be written meanwhile. */
export async function writeClusters(path: string, { loaded, crew }: Opened, { clusterOf }: Linked): Promise<ClusterCounts> {
  const [counts] = await crew.run([{ kind: "clusters", work: { path, ids: loaded.ids, split: loaded.store.split, clusterOf } }]);
  return counts as ClusterCounts;
}

/** The waterfall of every written pair, one JSON object a line. */
export async function writeExplanations(path: string, { loaded }: Opened, { pairs, explainPair }: Linked): Promise<void> {
  function* lines(): Generator<string> {
    for (const [index, a] of pairs.a.entries()) {
      const b = pairs.b[index] as number;
      yield JSON.stringify({ a: loaded.idOf(a), b: loaded.idOf(b), ...explainPair(a, b) }, (_, value: unknown) =>
        typeof value === "number" ? Number(value.toFixed(6)) : value,
      );
    }
  }
  await writeLines(path, lines());
}

/** Rows that were set aside, as they were, behind their file, number and reason. */
export async function writeSetAside(path: string, rows: readonly SetAside[]): Promise<void> {
  function* lines(): Generator<string> {
    yield row(["_file", "_row", "_reason", "_cells"]);
    for (const { file, row: number, reason, cells } of rows) yield row([file, String(number), reason, ...cells]);
  }
  await writeLines(path, lines());
}
