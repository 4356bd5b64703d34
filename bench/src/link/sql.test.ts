import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { openRecords, readHeaders, scorePairs, suggestModel, trainModel, writePairs } from "@dinhdanh/linkage";
import { simulateRecords } from "@dinhdanh/simulation";
import { vietnameseForms, vietnameseFormsModule } from "@dinhdanh/vietnamese";
import { afterAll, expect, it } from "vitest";
import { frequenciesSql, prepareSql } from "./sql-prepare.ts";
import { agreementSql, candidatesSql, scoringSql } from "./sql-score.ts";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-link-sql-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string) => join(folder, name);

it("scores in SQL what ours scores: the same candidates, forms and weights but for the rare cases that the bench names", async () => {
  await simulateRecords({ count: 3000, seed: 7, out: folder });
  const file = path("records.csv");
  const model = suggestModel((await readHeaders(file)).headers);
  const opened = await openRecords({ files: [file], model, forms: vietnameseFormsModule, threads: 1 });
  const trained = (await trainModel(opened)).model;
  const linked = await scorePairs({ ...opened, model: trained }, trained, { least: 0.01, threshold: 0.5 });
  await writePairs(path("pairs.csv"), { ...opened, model: trained }, linked);
  await opened.close();

  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  const steps = [...prepareSql(file), ...candidatesSql, ...frequenciesSql(trained), ...scoringSql(trained, path("duckdb.csv"))];
  for (const sql of steps) await connection.run(sql);
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const texts = async (sql: string) => (await ask(sql)) as Record<string, string | null>[];

  const [{ candidates } = {}] = await ask("SELECT count(*)::INTEGER AS candidates FROM c");
  expect(Number(candidates) / linked.compared).toBeCloseTo(1, 3);
  const forms = await texts(
    "SELECT DISTINCT fullName AS cell, whole, personal_toneless, personal_sound FROM raw JOIN d_name ON cell = fullName",
  );
  const form = (name: string, text: string) => vietnameseForms[name]?.(text) ?? "";
  const isAlike = ({ cell, whole, personal_toneless: toneless, personal_sound: sound }: (typeof forms)[number]) => {
    const own = form("vietnamese", cell ?? "");
    const personal = own.split(" ").slice(1).join(" ");
    return own === (whole ?? "") && form("toneless", personal) === (toneless ?? "") && form("sound", personal) === (sound ?? "");
  };
  expect(forms.filter(isAlike).length / forms.length).toBeGreaterThan(0.99);
  const [agreement] = await ask(agreementSql(path("pairs.csv"), path("duckdb.csv")));
  const { either, missing, added, sameWeight, sameProbability } = agreement as Record<string, unknown>;
  expect(readFileSync(path("duckdb.csv"), "utf8").trim().split("\n").length - 1).toBe(Number(either) - Number(missing));
  expect((Number(missing) + Number(added)) / Number(either)).toBeLessThan(0.02);
  expect(Number(sameWeight)).toBeGreaterThan(0.98);
  expect(Number(sameProbability)).toBeGreaterThan(0.99);
});
