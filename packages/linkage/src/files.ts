import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { once } from "node:events";
import { probabilityOf } from "./explain.ts";
import type { Linked, Opened } from "./link.ts";
import { type Ids, namesOf } from "./ids.ts";
import type { SetAside } from "./load.ts";
import { levelName } from "./model.ts";

const chunkChars = 1 << 16;

/** Writes lines as they are made; the file carries `.part` until it is whole. */
async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(`${path}.part`);
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkChars) continue;
    if (!file.write(chunk)) await once(file, "drain");
    chunk = "";
  }
  file.end(chunk);
  await once(file, "finish");
  await rename(`${path}.part`, path);
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const row = (cells: readonly string[]): string => cells.map(cell).join(",");

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

/** `clusterOf`: the first record of each record's cluster. */
export type ClusterWork = { path: string; ids: Ids[]; split: number; clusterOf: Uint32Array };
/** Clusters of several records, and how many records they have. */
export type ClusterCounts = { clusters: number; records: number };

export async function writeClusterLines({ path, ids, split, clusterOf }: ClusterWork): Promise<ClusterCounts> {
  const idOf = namesOf(ids, split);
  const sizes = new Uint32Array(clusterOf.length);
  for (const first of clusterOf) sizes[first] = (sizes[first] as number) + 1;
  function* lines(): Generator<string> {
    yield row(split > 0 ? ["file", "id", "cluster", "size"] : ["id", "cluster", "size"]);
    for (const [record, first] of clusterOf.entries()) {
      const id = cell(idOf(record));
      const line = `${id},${first === record ? id : cell(idOf(first))},${sizes[first]}`;
      yield split > 0 ? `${record < split ? "A" : "B"},${line}` : line;
    }
  }
  await writeLines(path, lines());
  const several = sizes.filter((size) => size > 1);
  return { clusters: several.length, records: several.reduce((sum, size) => sum + size, 0) };
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
