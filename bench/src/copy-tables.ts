import { chmodSync, createReadStream, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Sql } from "@dinhdanh/postgres";
import { timed } from "./quantile.ts";

/** Acts that an import brings: of a roll, or of whatever there is. Territory's own are in every register already. */
const imported = { roll: "kind LIKE 'person.%'", whole: "kind NOT LIKE 'unit.%'" };

/** What imports fill. */
const sources = (acts: keyof typeof imported): Record<string, string> => ({
  "population.person": "SELECT * FROM population.person",
  "population.number": "SELECT * FROM population.number",
  "population.unnumbered": "SELECT * FROM population.unnumbered",
  "population.finding": "SELECT * FROM population.finding",
  "ledger.act": `SELECT * FROM ledger.act WHERE ${imported[acts]}`,
  "progress.standing": "SELECT * FROM progress.standing",
  "progress.tally": "SELECT * FROM progress.tally",
  "progress.balance": "SELECT * FROM progress.balance",
  "ledger.intake": "SELECT * FROM ledger.intake",
  "ledger.intake_chunk": "SELECT * FROM ledger.intake_chunk",
  "ledger.intake_reject": "SELECT * FROM ledger.intake_reject",
  "ledger.intake_reason": "SELECT * FROM ledger.intake_reason",
});

export type TableFile = { table: string; path: string; bytes: number; rows: number };

/** Has the server write the rows of every table as COPY text, in the order in which the import left them. */
export async function copyTablesOut(sql: Sql, folder: string, acts: keyof typeof imported): Promise<TableFile[]> {
  // the server may run as another account
  chmodSync(folder, 0o777);
  const files: TableFile[] = [];
  for (const [table, query] of Object.entries(sources(acts))) {
    const path = join(folder, `${table}.copy`);
    const { count: rows } = await sql.unsafe(`COPY (${query}) TO '${path.replaceAll("'", "''")}'`);
    files.push({ table, path, bytes: statSync(path).size, rows });
  }
  return files;
}

export type TableTime = TableFile & { ms: number };

/** Loads the files into the tables of another register, a transaction each, as many at once as there are `lanes`: bytes as they are, nothing parsed or checked here. */
export async function copyTablesIn(sql: Sql, files: readonly TableFile[], lanes = 1): Promise<TableTime[]> {
  const times: TableTime[] = [];
  const waiting = [...files];
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) times.push(await copyIn(sql, file));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return times;
}

async function copyIn(sql: Sql, file: TableFile): Promise<TableTime> {
  const { table, path } = file;
  const ms = await timed(() =>
    sql.begin(async (tx) => {
      const stream = await tx.unsafe(`COPY ${table} FROM STDIN`).writable();
      await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), stream);
    }),
  );
  return { ...file, ms };
}
