import { type Ids, namesOf } from "./ids.ts";
import { cell, row, writeLines } from "./lines.ts";

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
