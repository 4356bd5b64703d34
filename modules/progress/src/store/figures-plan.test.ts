import { toDay } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readFigures } from "../figures.ts";
import { measureHolds } from "./conditions.ts";
import { completeRuns, deltasBetween } from "./figures.ts";
import { type ProgressRegister, progressRegister } from "../test-register.ts";

let register: ProgressRegister;
let unitIds: number[];

/** 110 units among 400, three years of deltas with their balances. */
beforeAll(async () => {
  register = await progressRegister({ max: 1 });
  const { sql } = register;
  await sql`
    INSERT INTO progress.tally SELECT u, date '2021-01-01' + d * 3, m, 1 FROM generate_series(100, 499) u, generate_series(0, 350) d, generate_series(1, 2) m`;
  await sql`
    INSERT INTO progress.balance
    SELECT u, date '2020-01-01' + w * 7, ARRAY[w, w] FROM generate_series(100, 499) u, generate_series(53, 200) w`;
  await sql`
    INSERT INTO progress.standing (person_id, stay_from, unit_id, residence_status, eligible_from)
    SELECT gen_random_uuid(), '2020-01-01', n % 100 + 100, 'present', '2004-05-05' FROM generate_series(1, 30000) n`;
  await sql`UPDATE progress.fold SET horizon = '2023-10-25'`;
  await sql`VACUUM ANALYZE progress.tally, progress.balance, progress.standing`;
  unitIds = Array.from({ length: 110 }, (_, n) => 100 + n);
});
afterAll(() => register.close());

async function sequentialScans(): Promise<Record<string, number>> {
  await register.sql`SELECT pg_stat_force_next_flush()`;
  await register.sql`SELECT 1`;
  const rows =
    await register.sql`SELECT relname, seq_scan::int AS n FROM pg_stat_user_tables WHERE schemaname = 'progress' AND relname IN ('tally', 'balance', 'standing')`;
  return Object.fromEntries(rows.map((row) => [row["relname"] as string, row["n"] as number]));
}

const day = toDay("2023-04-22");
it.each([
  ["figures of 110 units", async () => (await readFigures(register.sql, register.engine, unitIds, day)).size],
  ["figures of a day after the horizon", async () => (await readFigures(register.sql, register.engine, unitIds, "2023-12-30")).size],
  [
    "thirty days of deltas",
    async () => new Set((await deltasBetween(register.sql, unitIds, [2], "2023-03-24", day)).map(({ unitId }) => unitId)).size,
  ],
  ["complete runs", async () => (await completeRuns(register.sql, unitIds, { target: 1, lessTarget: [], done: 2 }, null)).size],
])("%s are read through the index, also when planned for any units", async (_, read) => {
  const before = await sequentialScans();
  for (let time = 0; time < 8; time += 1) expect(await read()).toBe(110);
  expect(await sequentialScans()).toEqual(before);
});

it("people of a commune for whom a measure holds are found by standing_unit", async () => {
  const { sql, engine } = register;
  const before = await sequentialScans();
  for (let time = 0; time < 8; time += 1) {
    const rows =
      await sql`SELECT count(*)::int AS n FROM progress.standing s WHERE s.unit_id = ${100 + time} AND ${measureHolds(sql, engine.measures[0]!, day)}`;
    expect(rows[0]?.["n"]).toBe(300);
  }
  const plan =
    await sql`EXPLAIN SELECT 1 FROM progress.standing s WHERE s.unit_id = 120 AND ${measureHolds(sql, engine.measures[0]!, day)}`;
  expect(plan.map((row) => row["QUERY PLAN"] as string).join("\n")).toContain("standing_unit");
  expect(await sequentialScans()).toEqual(before);
});
