import type { Queryable } from "@dinhdanh/postgres";

/** The whole closure: for each unit the ids of the units whose figures include its own, itself among them, ascending. */
export async function ancestorIds(sql: Queryable): Promise<Map<number, number[]>> {
  const rows = await sql`SELECT unit_id, array_agg(ancestor_id ORDER BY ancestor_id) AS ids FROM territory.ancestor GROUP BY unit_id`;
  return new Map(rows.map((row) => [row["unit_id"] as number, row["ids"] as number[]]));
}

/**
 * Whether the figures of a unit count towards the unit that bears `ancestorCode` on `onDay`. Codes are reused: without a day,
 * any unit that ever bore the code will do, which is no test of access.
 */
export async function isWithin(sql: Queryable, unitId: number, ancestorCode: string, onDay?: string): Promise<boolean> {
  const day =
    onDay === undefined ? sql`` : sql`AND u.valid_from <= ${onDay}::date AND (u.valid_until IS NULL OR u.valid_until > ${onDay}::date)`;
  const rows = await sql`
    SELECT 1 FROM territory.ancestor a JOIN territory.unit u ON u.unit_id = a.ancestor_id
    WHERE a.unit_id = ${unitId} AND u.code = ${ancestorCode} ${day} LIMIT 1`;
  return rows.length > 0;
}

/** Whether the figures of `unitId` count towards `ancestorId`. */
export async function isBelow(sql: Queryable, unitId: number, ancestorId: number): Promise<boolean> {
  const rows = await sql`SELECT 1 FROM territory.ancestor WHERE unit_id = ${unitId} AND ancestor_id = ${ancestorId}`;
  return rows.length > 0;
}

/** Whether some unit's figures count towards both: always true of a unit and one above it. */
export async function shareCommunes(sql: Queryable, oneId: number, otherId: number): Promise<boolean> {
  const rows = await sql`
    SELECT 1 FROM territory.ancestor a JOIN territory.ancestor b ON b.unit_id = a.unit_id
    WHERE a.ancestor_id = ${oneId} AND b.ancestor_id = ${otherId} LIMIT 1`;
  return rows.length > 0;
}
