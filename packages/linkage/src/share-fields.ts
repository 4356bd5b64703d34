import { type CutRow, readSpan, textsOf } from "@dinhdanh/tabular";
import type { Model } from "./model.ts";
import type { OpenedTable } from "./read-part.ts";

/** Bytes of a file by which fields are shared out. */
const sampleBytes = 1 << 18;

/** Fields in two groups that take about as long to read: most of the time goes into texts that were not met before. */
export async function shareFields({ fields }: Model, { file, info, headers, bytes }: OpenedTable): Promise<string[][]> {
  const met = Object.entries(fields).map(([name, { columns }]) => ({ name, columns, texts: new Set<string>() }));
  const visit = (row: CutRow) => {
    const cells = textsOf(row);
    for (const { columns, texts } of met) for (const column of columns) texts.add(cells[headers.indexOf(column)] ?? "");
  };
  await readSpan(file, info, { from: 0, until: Math.min(bytes, sampleBytes) }, { visit });
  const costs = met.map(({ name, texts }) => ({ name, cost: [...texts].join("").length }));
  const groups = [0, 1].map(() => ({ names: [] as string[], cost: 0 }));
  for (const { name, cost } of costs.sort((one, other) => other.cost - one.cost)) {
    const least = groups.reduce((less, group) => (group.cost < less.cost ? group : less));
    least.names.push(name);
    least.cost += cost;
  }
  return groups.map(({ names }) => names).filter((names) => names.length > 0);
}
