import { afterAll, beforeAll, expect, it } from "vitest";
import { act, type ProgressRegister, progressRegister, registered } from "../test-register.ts";

let register: ProgressRegister;
const people = 300;

/** In the middle of a first load: a large ledger of which the planner has no statistics. */
beforeAll(async () => {
  register = await progressRegister({ max: 1 });
  const { sql } = register;
  await sql`ALTER TABLE ledger.act SET (autovacuum_enabled = false)`;
  await register.record(...Array.from({ length: people }, (_, n) => registered(n)));
  await sql`
    INSERT INTO ledger.act (subject_id, act_id, kind, occurred_at, recorded_at)
    SELECT gen_random_uuid(), gen_random_uuid(), 'dossier.collected', '2023-01-01', '2023-01-01' FROM generate_series(1, 120000)`;
});
afterAll(() => register.close());

async function sequentialScans(): Promise<number> {
  await register.sql`SELECT pg_stat_force_next_flush()`;
  await register.sql`SELECT 1`;
  const [row] = await register.sql`SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE schemaname = 'ledger' AND relname = 'act'`;
  return Number(row?.["n"]);
}

it.each([1, 10, people])("folding %i people anew reads their acts through the key, not the whole ledger", async (count) => {
  const before = await sequentialScans();
  for (let time = 0; time < 7; time += 1) {
    await register.record(...Array.from({ length: count }, (_, n) => act("person.died", n, `2023-0${1 + time}-01`)));
  }
  expect(await sequentialScans()).toBe(before);
});
