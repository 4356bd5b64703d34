import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { TrainedModel } from "@dinhdanh/linkage";
import { frequenciesSql, prepareSql } from "./sql-prepare.ts";
import { agreementSql, candidatesSql, scoringSql, similaritySql } from "./sql-score.ts";

/** What each part took, in ms, and all processors in the parts that score; then how the pairs of both sides agree. */
export type DuckRun = Record<
  "prepare" | "block" | "similarity" | "frequencies" | "score" | "processor" | "peakMiB" | "candidates",
  number
> &
  Agreement;
/** Pairs written by either side, those of ours that SQL has not, and of those that both have the share whose weights, or probabilities, agree. */
export type Agreement = Record<"either" | "missing" | "added" | "sameWeight" | "sameProbability", number>;

const [file = "", out = "", threads = ""] = process.argv.slice(2);
const model = JSON.parse(readFileSync(join(out, "model.json"), "utf8")) as TrainedModel;
const database = await DuckDBInstance.create(":memory:", { threads });
const connection = await database.connect();

async function timed(statements: readonly string[]): Promise<number> {
  const began = performance.now();
  for (const sql of statements) await connection.run(sql);
  return performance.now() - began;
}

async function ask(sql: string): Promise<Record<string, number>> {
  const answer = await connection.runAndReadAll(sql);
  return Object.fromEntries(Object.entries(answer.getRowObjectsJson()[0] ?? {}).map(([name, value]) => [name, Number(value)]));
}

const prepare = await timed(prepareSql(file));
const block = await timed(candidatesSql);
const { candidates = 0 } = await ask("SELECT count(*) AS candidates FROM c");
const before = process.cpuUsage();
const similarity = await timed([similaritySql]);
const { user, system } = process.cpuUsage(before);
await connection.run("DROP TABLE j");
const frequencies = await timed(frequenciesSql(model));
const score = await timed(scoringSql(model, join(out, "duckdb.csv")));
const all = process.cpuUsage();
const processor = (all.user + all.system - user - system) / 1000;
const peakMiB = process.resourceUsage().maxRSS / 2 ** 10;
const agreement = (await ask(agreementSql(join(out, "pairs.csv"), join(out, "duckdb.csv")))) as Agreement;
const run: DuckRun = { prepare, block, similarity, frequencies, score, processor, peakMiB, candidates, ...agreement };
console.log(JSON.stringify(run));
