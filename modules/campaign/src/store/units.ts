import type { Queryable } from "@dinhdanh/postgres";

/** For each of `above`, which of `below` count towards it. */
export async function membersOf(sql: Queryable, above: number[], below: number[]): Promise<Map<number, number[]>> {
  const rows = await sql`
    SELECT ancestor_id, unit_id FROM territory.ancestor WHERE ancestor_id = ANY(${above}::int[]) AND unit_id = ANY(${below}::int[])`.values();
  const members = new Map<number, number[]>(above.map((unitId) => [unitId, []]));
  for (const [ancestorId, unitId] of rows as unknown as [number, number][])
    if (ancestorId !== unitId) members.get(ancestorId)?.push(unitId);
  return members;
}

/**
 * Provinces of the day whose roll is in the register: every commune of theirs has people. Only provinces that have any are looked at, so
 * it takes 2 ms with one of them and some 50 ms with all.
 */
export async function wholeProvinces(sql: Queryable, measure: number, onDay: string): Promise<Set<number>> {
  const exists = (unit: string) =>
    sql`${sql(unit)}.valid_from <= ${onDay}::date AND (${sql(unit)}.valid_until IS NULL OR ${sql(unit)}.valid_until > ${onDay}::date)`;
  const peopled = (unit: string) =>
    sql`EXISTS (SELECT 1 FROM progress.tally t WHERE t.unit_id = ${sql(unit)}.unit_id AND t.measure = ${measure})`;
  const rows = await sql`
    WITH candidate AS MATERIALIZED (SELECT p.unit_id FROM territory.unit p WHERE p.level = 'province' AND ${exists("p")} AND ${peopled("p")})
    SELECT p.unit_id FROM candidate p JOIN territory.ancestor a ON a.ancestor_id = p.unit_id JOIN territory.unit c ON c.unit_id = a.unit_id
    WHERE c.level = 'commune' AND ${exists("c")} GROUP BY p.unit_id HAVING bool_and(${peopled("c")})`.values();
  return new Set((rows as unknown as [number][]).map(([unitId]) => unitId));
}

/** First and last day on which dossiers were collected anywhere; null before the first. */
export async function collectionDays(
  sql: Queryable,
  measure: number,
  countryId: number,
  today: string,
): Promise<{ first: string; last: string } | null> {
  const [row] = await sql`
    SELECT min(day) AS first, max(day) AS last FROM progress.tally
    WHERE unit_id = ${countryId} AND measure = ${measure} AND n > 0 AND day <= ${today}`;
  return row === undefined || row["first"] === null ? null : { first: String(row["first"]), last: String(row["last"]) };
}
