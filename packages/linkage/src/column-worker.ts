import { parentPort, workerData } from "node:worker_threads";
import { Lexicon } from "./lexicon.ts";
import { type OpenedTable, readRows } from "./rows.ts";
import { GrowingU32 } from "./shared.ts";
import type { Texts } from "./similarity.ts";

/** Which columns another thread reads, by their places in the model's order. */
export type ColumnWork = { tables: OpenedTable[]; places: number[] };
/** A column: its different cells, and which of them each row has, rows whose id was there before included. */
export type ReadColumn = { cells: Texts; codes: Uint32Array };

const { tables, places } = workerData as ColumnWork;
const columns = places.map((place) => ({ place, lexicon: new Lexicon(), codes: new GrowingU32() }));
const take = (cells: readonly string[]) => {
  for (const { place, lexicon, codes } of columns) codes.push(lexicon.add(cells[place] ?? ""));
};
for (const table of tables) await readRows(table, { take });
parentPort?.postMessage(columns.map(({ lexicon, codes }): ReadColumn => ({ cells: lexicon.share(), codes: codes.share() })));
