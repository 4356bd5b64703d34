import type { Day } from "@dinhdanh/kernel";
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
 * Communes in which somebody born before the opening day has been ever since, as far as is known, and those that took one of these over whole; not by a
 * correction, for then another commune's roll told of them. Commune by commune: nearly everybody has never moved, so the first person looked at mostly tells.
 */
export async function settledCommunes(sql: Queryable, opening: Day): Promise<number[]> {
  const rows = await sql`
    WITH settled AS MATERIALIZED (
      SELECT u.unit_id FROM territory.unit u CROSS JOIN LATERAL (
        SELECT 1 FROM progress.standing s WHERE s.unit_id = u.unit_id AND s.stay_from = ${opening}::date AND s.stay_until IS NULL
          AND s.birth_year < extract(year FROM ${opening}::date)
          AND (SELECT count(*) FROM ledger.act a WHERE a.subject_id = s.person_id AND a.kind = 'person.amended'
            AND a.payload -> 'changes' ->> 'permanentUnit' IS NOT NULL) = 0 LIMIT 1) one
      WHERE u.level = 'commune')
    SELECT DISTINCT u.unit_id FROM settled JOIN territory.ancestor a USING (unit_id)
    JOIN territory.unit u ON u.unit_id = a.ancestor_id AND u.level = 'commune'`;
  return rows.map((row) => row["unit_id"] as number);
}

/** Units of a level on a day of which every commune is among `communes`. */
export async function unitsOfOnly(
  sql: Queryable,
  communes: ReadonlySet<number>,
  level: "province" | "district",
  onDay: string,
): Promise<number[]> {
  if (communes.size === 0) return [];
  const exists = (unit: string) =>
    sql`${sql(unit)}.valid_from <= ${onDay}::date AND (${sql(unit)}.valid_until IS NULL OR ${sql(unit)}.valid_until > ${onDay}::date)`;
  const rows = await sql`
    WITH held AS MATERIALIZED (SELECT unit_id FROM unnest(${[...communes]}::int[]) AS c (unit_id)),
    above AS MATERIALIZED (SELECT DISTINCT a.ancestor_id AS unit_id FROM held JOIN territory.ancestor a USING (unit_id))
    SELECT p.unit_id FROM above JOIN territory.unit p USING (unit_id) JOIN territory.ancestor a ON a.ancestor_id = p.unit_id
    JOIN territory.unit c ON c.unit_id = a.unit_id
    WHERE p.level = ${level} AND ${exists("p")} AND c.level = 'commune' AND ${exists("c")}
    GROUP BY p.unit_id HAVING bool_and(c.unit_id IN (SELECT unit_id FROM held))`;
  return rows.map((row) => row["unit_id"] as number);
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
