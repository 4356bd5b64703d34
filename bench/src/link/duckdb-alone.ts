import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { TrainedModel } from "@dinhdanh/linkage";
import { candidatesSql, prepareSql, scoringSql, similaritySql } from "./duckdb-sql.ts";

/** What each part took, in ms, and all processors in the parts that score. */
export type DuckRun = Record<"prepare" | "block" | "candidates" | "similarity" | "score" | "processor" | "peakMiB", number>;

const [file = "", out = "", threads = ""] = process.argv.slice(2);
const model = JSON.parse(readFileSync(join(out, "model.json"), "utf8")) as TrainedModel;
const database = await DuckDBInstance.create(":memory:", { threads });
const connection = await database.connect();

async function timed(sql: string): Promise<number> {
  const began = performance.now();
  await connection.run(sql);
  return performance.now() - began;
}

const prepare = await timed(prepareSql(file));
const block = await timed(candidatesSql);
const counted = await connection.runAndReadAll("SELECT count(*)::INTEGER AS n FROM c");
const before = process.cpuUsage();
const similarity = await timed(similaritySql);
const { user, system } = process.cpuUsage(before);
const score = await timed(scoringSql(model, join(out, "duckdb.csv")));
const all = process.cpuUsage();
const processor = (all.user + all.system - user - system) / 1000;
const candidates = Number(counted.getRowsJson()[0]?.[0]);
const run: DuckRun = { prepare, block, candidates, similarity, score, processor, peakMiB: process.resourceUsage().maxRSS / 2 ** 10 };
console.log(JSON.stringify(run));
