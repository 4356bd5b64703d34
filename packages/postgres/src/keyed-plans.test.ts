import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withKeyedPlans } from "./keyed-plans.ts";
import type { Tx } from "./pool.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase([], { max: 1 });
  await database.sql.unsafe("CREATE TABLE public.pair (n int PRIMARY KEY, other int)");
  await database.sql.unsafe("INSERT INTO public.pair VALUES (1, 2), (2, 1)");
  await database.sql.unsafe("ANALYZE public.pair");
});
afterAll(() => database?.close());

const joined = "SELECT o.n FROM public.pair p JOIN public.pair o ON o.n = p.other WHERE p.n = ANY ($1)";
const planOf = async (tx: Tx) => JSON.stringify(await tx.unsafe("EXPLAIN (GENERIC_PLAN) " + joined));
const settings = async (tx: Tx) =>
  (await tx`SELECT current_setting('plan_cache_mode') AS mode, current_setting('enable_seqscan') AS scan`)[0];

it("goes through keys also while a table is small, and leaves the transaction as it was", async () => {
  await database.sql.begin(async (tx) => {
    const before = await settings(tx);
    const plan = await withKeyedPlans(tx, () => planOf(tx));
    expect(plan).not.toContain("Seq Scan");
    expect(plan.match(/pair_pkey/g)).toHaveLength(2);
    expect(await settings(tx)).toEqual(before);
    expect(await planOf(tx)).toContain("Seq Scan");
  });
});

it("plans once a connection", async () => {
  const ask = () => database.sql.begin((tx) => withKeyedPlans(tx, () => tx`SELECT o.n FROM public.pair o WHERE o.n = ${7}`));
  for (let times = 0; times < 4; times += 1) await ask();
  const [row] = await database.sql`SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE 'SELECT o.n FROM%'`;
  expect([Number(row?.["generic_plans"]), Number(row?.["custom_plans"])]).toEqual([4, 0]);
});
