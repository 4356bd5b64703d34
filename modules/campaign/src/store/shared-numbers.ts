import type { Queryable } from "@dinhdanh/postgres";
import { type Fragment, inTerritory } from "./people-scope.ts";
import { type PairScope, type PairSide, pairSides, sidesOf, withinTerritory } from "./pairs.ts";

/** Two people with one number: whom it leads to first. Of a settled case who keeps it first, and how it was settled. */
export type SharedNumberRow = {
  person: PairSide;
  other: PairSide;
  pin: string;
  newPin: string | null;
  renumberingId: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  note: string | null;
};

const open = (sql: Queryable) => sql`
  SELECT n.person_id, f.person_id AS other_id, n.pin, NULL::text AS new_pin, NULL::uuid AS renumbering_id, NULL::text AS decided_by,
    NULL::timestamptz AS decided_at, NULL::text AS note
  FROM population.finding f JOIN population.person p ON p.person_id = f.person_id
  JOIN population.number n ON n.pin = p.pin AND n.person_id <> p.person_id WHERE f.kind = 'number-of-another'`;
const settled = (sql: Queryable) => sql`
  SELECT keeper_id AS person_id, person_id AS other_id, old_pin AS pin, new_pin, renumbering_id, decided_by, decided_at, note FROM population.renumbering`;

/** Cases in a state, and how many there are; at most 200. */
export async function sharedNumbers(
  sql: Queryable,
  scope: PairScope,
  state: "open" | "settled",
): Promise<{ total: number; rows: SharedNumberRow[] }> {
  const cases = state === "open" ? open(sql) : settled(sql);
  const [count] = await sql`SELECT count(*)::int AS n FROM (${cases}) pair WHERE ${withinTerritory(sql, scope)}`;
  const rows = await select(sql, scope, cases, sql`ORDER BY pair.decided_at DESC NULLS LAST, pair.pin, pair.other_id LIMIT 200`);
  return { total: Number(count?.["n"]), rows };
}

/** The case of two people, in either order; the one that stands open first. */
export async function sharedNumberOf(
  sql: Queryable,
  scope: PairScope,
  [a, b]: readonly [string, string],
): Promise<SharedNumberRow | undefined> {
  const either = sql`pair.person_id IN (${a}, ${b}) AND pair.other_id IN (${a}, ${b})`;
  // one statement: what is undone between two looks would be in neither
  const cases = sql`${open(sql)} UNION ALL ${settled(sql)}`;
  const [row] = await select(sql, scope, cases, sql`AND ${either} ORDER BY pair.decided_at DESC NULLS FIRST LIMIT 1`);
  return row;
}

export type NumberRelative = { personId: string; fullName: string; as: string; unitId: number | null; within: boolean };

/** Who names the number as a parent's; or as the spouse's, of who is married to one of the two. */
export async function relativesOfNumber(
  sql: Queryable,
  scope: PairScope,
  { pin, ids }: { pin: string; ids: readonly string[] },
): Promise<NumberRelative[]> {
  const rows = await sql`
    SELECT p.person_id, p.full_name, r.field, s.unit_id, ${inTerritory(sql, scope)} AS within FROM (
      SELECT person_id, 'fatherPin' AS field FROM population.person WHERE father_pin = ${pin}
      UNION ALL SELECT person_id, 'motherPin' FROM population.person WHERE mother_pin = ${pin}
      UNION SELECT o.person_id, 'spousePin' FROM population.person one JOIN population.number n ON n.pin = one.spouse_pin
        LEFT JOIN population.merge m ON m.absorbed_id = n.person_id
        JOIN population.person o ON o.person_id = coalesce(m.survivor_id, n.person_id) WHERE one.person_id = ANY (${[...ids]}::uuid[]) AND o.spouse_pin = ${pin}) r
    JOIN population.person p ON p.person_id = r.person_id
    LEFT JOIN LATERAL (
      SELECT s.unit_id FROM progress.standing s WHERE s.person_id = p.person_id AND s.stay_from <= ${scope.today}::date
        AND (s.stay_until IS NULL OR s.stay_until > ${scope.today}::date) ORDER BY s.stay_from LIMIT 1) s ON true
    WHERE NOT EXISTS (SELECT FROM population.merge m WHERE m.absorbed_id = p.person_id) ORDER BY p.full_name, p.person_id`;
  return rows.map((row) => ({
    ...{ personId: String(row["person_id"]), fullName: String(row["full_name"]), as: String(row["field"]) },
    ...{ unitId: row["unit_id"] as number | null, within: row["within"] === true },
  }));
}

async function select(sql: Queryable, scope: PairScope, cases: Fragment, rest: Fragment): Promise<SharedNumberRow[]> {
  const rows = await sql`
    SELECT pair.*, ${pairSides(sql, scope)} FROM (${cases}) pair
    JOIN population.person a ON a.person_id = pair.person_id JOIN population.person b ON b.person_id = pair.other_id
    WHERE ${withinTerritory(sql, scope)} ${rest}`;
  return rows.map((row) => ({
    ...{ ...sidesOf(row), pin: String(row["pin"]), newPin: row["new_pin"] as string | null },
    ...{ renumberingId: row["renumbering_id"] as string | null, decidedBy: row["decided_by"] as string | null },
    ...{ decidedAt: row["decided_at"] as string | null, note: row["note"] as string | null },
  }));
}
