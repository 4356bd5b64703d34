import type { Queryable } from "@dinhdanh/postgres";
import { type Asker, inTerritory } from "./people-scope.ts";

/** Which of the people are registered, on the day, in a unit of the actor's territory. */
export async function idsInTerritory(sql: Queryable, asker: Asker, personIds: readonly string[], day: string): Promise<Set<string>> {
  const rows = await sql`
    SELECT s.person_id FROM progress.standing s
    WHERE s.person_id = ANY (${[...personIds]}::uuid[]) AND s.stay_from <= ${day}::date AND (s.stay_until IS NULL OR s.stay_until > ${day}::date)
      AND ${inTerritory(sql, asker)}`;
  return new Set(rows.map((row) => row["person_id"] as string));
}

/** The way down to a unit in the borders of a day, from the province; the unit itself last, even when it is no more. */
export async function pathTo(sql: Queryable, unitId: number, day: string): Promise<{ code: string; name: string }[]> {
  const rows = await sql`
    SELECT u.code, u.name FROM territory.ancestor a JOIN territory.unit u ON u.unit_id = a.ancestor_id
    WHERE a.unit_id = ${unitId} AND u.level <> 'country' AND (u.unit_id = ${unitId}
      OR (u.valid_from <= ${day}::date AND (u.valid_until IS NULL OR u.valid_until > ${day}::date)))
    ORDER BY array_position(ARRAY['province', 'district', 'commune'], u.level), u.unit_id = ${unitId}, u.valid_from, u.code`;
  return rows.map((row) => ({ code: row["code"] as string, name: row["name"] as string }));
}
