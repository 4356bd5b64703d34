import type { Queryable } from "@dinhdanh/postgres";
import { nameMatcher, searchKey } from "@dinhdanh/vietnamese";
import type { SearchMatch } from "../search-contract.ts";
import { type Asker, type Fragment, hasWords, inTerritory } from "./people-scope.ts";

/** A province has 2 digits, a district 3, a commune 5. */
const communeCodeLength = 5;

/** Who searches, as of which day. */
export type Search = Asker & { day: string; limit: number };

export type FoundRow = {
  personId: string;
  fullName: string;
  birthDate: string | null;
  sex: string;
  address: string | null;
  unitId: number | null;
  match: SearchMatch;
};

/** SQL for "the person `p` is registered on the day within the actor's territory". */
function inReach(sql: Queryable, search: Search): Fragment {
  if (search.actor.scope === null) return sql`true`;
  return sql`EXISTS (SELECT 1 FROM progress.standing s WHERE s.person_id = p.person_id AND ${stayOn(sql, search)} AND ${inTerritory(sql, search)})`;
}

/**
 * SQL for the people `p` within reach, to follow FROM; more conditions may follow it. Those of a commune are looked up one by one, 20 ms;
 * for larger territories reading everybody's key is cheaper. OFFSET 0 keeps the planner, which does not know the territory's size, to it.
 */
function peopleInReach(sql: Queryable, search: Search): Fragment {
  if (search.actor.scope?.length !== communeCodeLength) return sql`population.person p WHERE ${inReach(sql, search)}`;
  return sql`progress.standing s
    CROSS JOIN LATERAL (SELECT * FROM population.person WHERE person_id = s.person_id OFFSET 0) p
    WHERE ${stayOn(sql, search)} AND ${inTerritory(sql, search)}`;
}

const stayOn = (sql: Queryable, { day }: Search) =>
  sql`s.stay_from <= ${day}::date AND (s.stay_until IS NULL OR s.stay_until > ${day}::date)`;

const columns = (sql: Queryable, search: Search) => sql`
  p.person_id, p.full_name, p.birth_date, p.sex, p.address,
  (SELECT s.unit_id FROM progress.standing s WHERE s.person_id = p.person_id AND ${stayOn(sql, search)} ORDER BY s.stay_from LIMIT 1) AS unit_id`;

/** The person with an id, when within reach. */
export async function foundById(sql: Queryable, search: Search, personId: string): Promise<FoundRow[]> {
  const rows = await sql`
    SELECT ${columns(sql, search)} FROM population.person p WHERE p.person_id = ${personId} AND ${inReach(sql, search)}`;
  return rows.map((row) => toFound(row, "number"));
}

/** People within reach who had the old number: there is no index, a million people take some 200 ms. */
export async function foundByOldNumber(sql: Queryable, search: Search, oldId: string): Promise<FoundRow[]> {
  const rows = await sql`
    SELECT ${columns(sql, search)} FROM ${peopleInReach(sql, search)} AND ${oldId} = ANY (p.old_ids)
    ORDER BY p.person_id LIMIT ${search.limit}`;
  return rows.map((row) => toFound(row, "old-number"));
}

const tiers: readonly SearchMatch[] = ["exact", "prefix", "contains"];

/**
 * People within reach by name: those called just so first, then those whose name begins so, then the rest; in each by name.
 * Reads the keys of all people (of a commune: of its people) once, without an index; details only of those shown.
 */
export async function foundByName(sql: Queryable, search: Search, text: string, words: readonly string[]): Promise<FoundRow[]> {
  const key = searchKey(text);
  const candidates = sql`
    SELECT p.person_id, p.full_name, CASE WHEN p.search_key = ${key} THEN 0 WHEN starts_with(p.search_key, ${key}) THEN 1 ELSE 2 END AS tier
    FROM ${peopleInReach(sql, search)} AND ${hasWords(sql, words)}
    ORDER BY tier, p.search_key COLLATE "C", p.person_id`;
  const matches = nameMatcher(text);
  const found = new Map<string, SearchMatch>();
  for await (const rows of candidates.cursor(200)) {
    for (const row of rows) {
      if (found.size < search.limit && matches(row["full_name"] as string))
        found.set(row["person_id"] as string, tiers[row["tier"] as number] ?? "contains");
    }
    if (found.size >= search.limit) break;
  }
  if (found.size === 0) return [];
  const ids = [...found.keys()];
  const rows = await sql`
    SELECT ${columns(sql, search)} FROM population.person p WHERE p.person_id = ANY (${ids}::uuid[]) ORDER BY array_position(${ids}::uuid[], p.person_id)`;
  return rows.map((row) => toFound(row, found.get(row["person_id"] as string) ?? "contains"));
}

const toFound = (row: Record<string, unknown>, match: SearchMatch): FoundRow => ({
  personId: row["person_id"] as string,
  fullName: row["full_name"] as string,
  birthDate: row["birth_date"] as string | null,
  sex: row["sex"] as string,
  address: row["address"] as string | null,
  unitId: row["unit_id"] as number | null,
  match,
});
