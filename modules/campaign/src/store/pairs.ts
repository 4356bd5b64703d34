import type { Queryable } from "@dinhdanh/postgres";
import { type Asker, type Fragment, inTerritory } from "./people-scope.ts";

/** One record of a pair; `unitId` is where it is registered today. */
export type PairSide = {
  personId: string;
  pin: string | null;
  fullName: string;
  birthDate: string | null;
  sex: string;
  address: string | null;
  unitId: number | null;
};
export type PairRow = {
  person: PairSide;
  other: PairSide;
  probability: number;
  explanation: unknown;
  foundBy: string;
  foundAt: string;
  state: string;
  mergeId: string | null;
  survivorId: string | null;
  judgedBy: string | null;
  judgedAt: string | null;
  note: string | null;
};

/** Whose pairs: those of which a record is registered today in the asker's territory and, if given, counts towards a unit. */
export type PairScope = Asker & { unitId: number | null };

/** SQL for "the row `pair`, of `person_id` and `other_id`, is in scope". */
export function withinTerritory(sql: Queryable, scope: PairScope): Fragment {
  if (scope.actor.scope === null && scope.unitId === null) return sql`true`;
  const under =
    scope.unitId === null ? sql`true` : sql`s.unit_id IN (SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${scope.unitId})`;
  return sql`EXISTS (
    SELECT 1 FROM progress.standing s WHERE s.person_id IN (pair.person_id, pair.other_id)
      AND s.stay_from <= ${scope.today}::date AND (s.stay_until IS NULL OR s.stay_until > ${scope.today}::date)
      AND ${under} AND ${inTerritory(sql, scope)})`;
}

const columns = (sql: Queryable, scope: Asker) => sql`
  pair.person_id, pair.other_id, pair.probability, pair.explanation, pair.found_by, pair.found_at, pair.state, pair.merge_id,
  pair.judged_by, pair.judged_at, pair.note, m.survivor_id, ${pairSides(sql, scope)}`;

/** SQL for the columns that {@link sidesOf} reads, of people `a` and `b`. */
export const pairSides = (sql: Queryable, scope: Asker) => sql`
  a.pin AS a_pin, b.pin AS b_pin,
  a.full_name AS a_name, a.birth_date AS a_born, a.sex AS a_sex, a.address AS a_address, ${unitOf(sql, scope, sql`a.person_id`)} AS a_unit,
  b.full_name AS b_name, b.birth_date AS b_born, b.sex AS b_sex, b.address AS b_address, ${unitOf(sql, scope, sql`b.person_id`)} AS b_unit`;

const unitOf = (sql: Queryable, { today }: Asker, personId: Fragment) => sql`(
  SELECT s.unit_id FROM progress.standing s WHERE s.person_id = ${personId} AND s.stay_from <= ${today}::date
    AND (s.stay_until IS NULL OR s.stay_until > ${today}::date) ORDER BY s.stay_from LIMIT 1)`;

const both = (sql: Queryable) => sql`
  population.pair pair JOIN population.person a ON a.person_id = pair.person_id JOIN population.person b ON b.person_id = pair.other_id
  LEFT JOIN population.merge m ON m.merge_id = pair.merge_id AND m.absorbed_id IN (pair.person_id, pair.other_id)`;

/** One page of the pairs in a state, the likeliest first, and how many there are. */
export async function pairPage(
  sql: Queryable,
  scope: PairScope,
  page: { state: string; twoNumbers: boolean; offset: number; limit: number },
): Promise<{ total: number; rows: PairRow[] }> {
  const numbered = page.twoNumbers ? sql`AND a.pin IS NOT NULL AND b.pin IS NOT NULL` : sql``;
  const selected = sql`pair.state = ${page.state} AND ${withinTerritory(sql, scope)} ${numbered}`;
  const [count] = await sql`
    SELECT count(*)::int AS n FROM population.pair pair JOIN population.person a ON a.person_id = pair.person_id
    JOIN population.person b ON b.person_id = pair.other_id WHERE ${selected}`;
  const rows = await sql`
    SELECT ${columns(sql, scope)} FROM ${both(sql)} WHERE ${selected}
    ORDER BY pair.probability DESC, pair.person_id, pair.other_id OFFSET ${page.offset} LIMIT ${page.limit}`;
  return { total: Number(count?.["n"]), rows: rows.map(toPair) };
}

/** The pair of two records, in either order. */
export async function pairOfIds(sql: Queryable, scope: PairScope, ids: readonly [string, string]): Promise<PairRow | undefined> {
  const [first, second] = ids.toSorted();
  const [row] = await sql`
    SELECT ${columns(sql, scope)} FROM ${both(sql)}
    WHERE pair.person_id = ${first ?? ""} AND pair.other_id = ${second ?? ""} AND ${withinTerritory(sql, scope)}`;
  return row === undefined ? undefined : toPair(row);
}

/** Both records of a row. */
export function sidesOf(row: Record<string, unknown>): { person: PairSide; other: PairSide } {
  const side = (letter: "a" | "b", id: string): PairSide => ({
    personId: String(row[id]),
    pin: row[`${letter}_pin`] as string | null,
    fullName: String(row[`${letter}_name`]),
    birthDate: row[`${letter}_born`] as string | null,
    sex: String(row[`${letter}_sex`]),
    address: row[`${letter}_address`] as string | null,
    unitId: row[`${letter}_unit`] as number | null,
  });
  return { person: side("a", "person_id"), other: side("b", "other_id") };
}

function toPair(row: Record<string, unknown>): PairRow {
  return {
    ...{ ...sidesOf(row), probability: Number(row["probability"]), explanation: row["explanation"] },
    ...{ foundBy: String(row["found_by"]), foundAt: String(row["found_at"]), state: String(row["state"]) },
    ...{ mergeId: row["merge_id"] as string | null, survivorId: row["survivor_id"] as string | null },
    ...{ judgedBy: row["judged_by"] as string | null, judgedAt: row["judged_at"] as string | null, note: row["note"] as string | null },
  };
}
