import { afterAll, beforeAll, expect, it } from "vitest";
import { peopleQuerySchema, remainingQuerySchema } from "../contract.ts";
import { peopleBehind } from "../people-behind.ts";
import { remaining } from "../remaining.ts";
import { asOf, home, officer, peopleRegister, type PeopleRegister } from "../test-people-register.ts";

let register: PeopleRegister;

/** 60 communes of 500 people: small, yet a sequential scan would cost more than the index. */
beforeAll(async () => {
  register = await peopleRegister({ max: 1 });
  const { sql } = register;
  await sql`
    INSERT INTO progress.standing (person_id, stay_from, unit_id, birth_year, residence_status, eligible_from, walk_key)
    SELECT gen_random_uuid(), '2020-01-01', u.unit_id, 1990, CASE n % 10 WHEN 0 THEN 'away-in-country' ELSE 'present' END, '2004-05-05', 'xom ' || n
    FROM (SELECT unit_id FROM territory.unit WHERE level = 'commune' AND code >= ${home} ORDER BY code, valid_from LIMIT 60) u, generate_series(1, 500) n`;
  await sql`
    INSERT INTO population.person (person_id, full_name, search_key, sex, residence_status, digest, intake_id)
    SELECT person_id, 'Nguyễn Văn An', 'nguyen van an', 'male', residence_status, '', person_id FROM progress.standing`;
  await sql`ANALYZE`;
});
afterAll(() => register.close());

async function scans(): Promise<{ sequential: number; byUnit: number }> {
  const { sql } = register;
  await sql`SELECT pg_stat_force_next_flush()`;
  await sql`SELECT 1`;
  const [table] = await sql`SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE schemaname = 'progress' AND relname = 'standing'`;
  const [index] = await sql`SELECT idx_scan::int AS n FROM pg_stat_user_indexes WHERE indexrelname = 'standing_unit'`;
  return { sequential: table?.["n"], byUnit: index?.["n"] };
}

it("reads of a page's people only what stands on it, also when planned for any unit", async () => {
  const { sql } = register;
  const lookUps = async () => {
    await sql`SELECT pg_stat_force_next_flush()`;
    await sql`SELECT 1`;
    const [index] = await sql`SELECT idx_scan::int AS n FROM pg_stat_user_indexes WHERE indexrelname = 'person_pkey'`;
    return Number(index?.["n"]);
  };
  const before = await lookUps();
  for (let time = 0; time < 8; time += 1) await remaining(register, officer(home), remainingQuerySchema.parse(query));
  // 50 on the page, and each of the 50 who are away; planning adds a few
  expect(await lookUps()).toBeLessThan(before + 8 * 120);
});

const query = { unit: home, asOf };
it.each([
  ["remaining", () => remaining(register, officer(home), remainingQuerySchema.parse(query))],
  ["remaining, searched", () => remaining(register, officer("35"), remainingQuerySchema.parse({ ...query, search: "an" }))],
  ["people behind a figure", () => peopleBehind(register, officer(home), peopleQuerySchema.parse({ ...query, measure: "eligible" }))],
])("%s of a commune are found by standing_unit, also when planned for any unit", async (_, ask) => {
  const before = await scans();
  // from the sixth time on a prepared statement may be planned once for all units
  for (let time = 0; time < 8; time += 1) expect((await ask()).people.length).toBe(50);
  const after = await scans();
  expect(after.sequential).toBe(before.sequential);
  expect(after.byUnit).toBeGreaterThanOrEqual(before.byUnit + 16);
});
