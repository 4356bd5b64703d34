import type { Queryable } from "@dinhdanh/postgres";

/** For each of `above`, which of `below` count towards it. */
export async function membersOf(sql: Queryable, above: number[], below: number[]): Promise<Map<number, number[]>> {
  const rows = await sql`
    SELECT ancestor_id, unit_id FROM territory.ancestor WHERE ancestor_id = ANY(${above}::int[]) AND unit_id = ANY(${below}::int[])`.values();
  const members = new Map<number, number[]>(above.map((unitId) => [unitId, []]));
  for (const [ancestorId, unitId] of rows as unknown as [number, number][]) if (ancestorId !== unitId) members.get(ancestorId)?.push(unitId);
  return members;
}

/** Communes in which at least one person is registered now. */
export async function peopledCommunes(sql: Queryable, measure: number): Promise<Set<number>> {
  const rows = await sql`
    SELECT DISTINCT t.unit_id FROM progress.tally t JOIN territory.unit u ON u.unit_id = t.unit_id
    WHERE u.level = 'commune' AND t.measure = ${measure}`.values();
  return new Set((rows as unknown as [number][]).map(([unitId]) => unitId));
}

/** First and last day on which dossiers were collected anywhere; null before the first. */
export async function collectionDays(sql: Queryable, measure: number, countryId: number, today: string): Promise<{ first: string; last: string } | null> {
  const [row] = await sql`
    SELECT min(day) AS first, max(day) AS last FROM progress.tally
    WHERE unit_id = ${countryId} AND measure = ${measure} AND n > 0 AND day <= ${today}`;
  return row?.["first"] == null ? null : { first: String(row["first"]), last: String(row["last"]) };
}
