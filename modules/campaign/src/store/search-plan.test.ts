import { afterAll, beforeAll, expect, it } from "vitest";
import { searchPeople } from "../search-people.ts";
import { asOf, home, officer, peopleRegister, type PeopleRegister } from "../test-people-register.ts";

let register: PeopleRegister;

/** 40,000 people of 4,000 names: small, yet reading everybody would cost more than an index. */
beforeAll(async () => {
  register = await peopleRegister({ max: 1 });
  const { sql } = register;
  await sql`
    INSERT INTO progress.standing (person_id, stay_from, unit_id, birth_year, residence_status, eligible_from, walk_key)
    SELECT gen_random_uuid(), '2020-01-01', u.unit_id, 1990, 'present', '2004-05-05', lpad(n::text, 5, '0')
    FROM (SELECT unit_id FROM territory.unit WHERE code = ${home} ORDER BY valid_from LIMIT 1) u, generate_series(1, 40000) n`;
  await sql`
    INSERT INTO population.person (person_id, full_name, search_key, old_ids, sex, residence_status, digest, intake_id)
    SELECT person_id, name, name, ARRAY[(160000000 + walk_key::int)::text], 'male', 'present', '', person_id
    FROM (SELECT *, 'nguyen ' || chr(97 + walk_key::int % 20) || 'an ' || chr(97 + walk_key::int / 20 % 10) || 'inh' || walk_key::int % 200 AS name FROM progress.standing) s`;
  await sql`ANALYZE`;
});
afterAll(() => register.close());

async function scans(index: string): Promise<{ sequential: number; byIndex: number }> {
  const { sql } = register;
  await sql`SELECT pg_stat_force_next_flush()`;
  await sql`SELECT 1`;
  const [table] = await sql`SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE schemaname = 'population' AND relname = 'person'`;
  const [known] = await sql`SELECT idx_scan::int AS n FROM pg_stat_user_indexes WHERE indexrelname = ${index}`;
  return { sequential: table?.["n"], byIndex: known?.["n"] };
}

it.each([
  ["an old number", "160000777", "person_old_ids", 1],
  ["a whole name", "nguyen ban ainh1", "person_name", 20],
  ["the beginning of a name", "nguyen ba", "person_name", 20],
  ["words from within", "ainh1 ban", "person_words", 20],
  ["words from within, the last begun", "ainh1 ba", "person_words", 20],
  ["words that are all but begun", "ngu ba ainh1", "person_words", 20],
])("%s is found through an index, also when planned for any", async (_, q, index, most) => {
  const before = await scans(index);
  // from the sixth time on a prepared statement may be planned once for all
  for (let time = 0; time < 8; time += 1) {
    const found = await searchPeople(register, officer("35"), { q, day: asOf, limit: 20 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(most);
  }
  const after = await scans(index);
  expect(after.sequential).toBe(before.sequential);
  expect(after.byIndex).toBeGreaterThanOrEqual(before.byIndex + 8);
});
