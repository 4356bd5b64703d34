import type { Queryable, Tx } from "@dinhdanh/postgres";
import { unitsVersion } from "@dinhdanh/territory";
import type { Area, CalendarDay } from "../contract.ts";

/** Days that add to the built-in calendar. */
export async function calendarDays(sql: Queryable): Promise<CalendarDay[]> {
  const rows = await sql`SELECT day, kind FROM dossiers.calendar_day ORDER BY day`;
  return rows.map((row) => ({ day: row["day"] as string, kind: row["kind"] as CalendarDay["kind"] }));
}

/** The area of each unit, as stated of it or above it; where several are stated above a unit, that of the nearest. */
export async function effectiveAreas(sql: Queryable): Promise<Map<number, { area: Area; statedOf: number }>> {
  const rows = await sql`
    SELECT DISTINCT ON (a.unit_id) a.unit_id, s.area, s.unit_id AS stated_of FROM dossiers.unit_area s
    JOIN territory.ancestor a ON a.ancestor_id = s.unit_id JOIN territory.unit u ON u.unit_id = s.unit_id
    ORDER BY a.unit_id, a.unit_id <> s.unit_id, array_position(ARRAY['commune', 'district', 'province', 'country'], u.level), s.unit_id`;
  return new Map(rows.map((row) => [row["unit_id"] as number, { area: row["area"] as Area, statedOf: row["stated_of"] as number }]));
}

/** Another one when areas were stated or taken away, or units were imported. */
export async function areasVersion(sql: Queryable): Promise<string> {
  const [row] = await sql`SELECT coalesce(md5(string_agg(unit_id || area, ',' ORDER BY unit_id)), '') AS stated FROM dossiers.unit_area`;
  return `${String(row?.["stated"])} ${await unitsVersion(sql)}`;
}

export type StatedArea = { unitId: number; area: Area; by: string | null; at: string | null };

/** What is stated of units themselves, in order of the id; of all units when none are named. */
export async function statedAreas(sql: Queryable, unitIds?: readonly number[]): Promise<StatedArea[]> {
  const rows = await sql`
    SELECT unit_id, area, stated_by, stated_at FROM dossiers.unit_area
    ${unitIds === undefined ? sql`` : sql`WHERE unit_id = ANY (${unitIds as number[]}::int[])`} ORDER BY unit_id`;
  return rows.map((row) => ({
    ...{ unitId: row["unit_id"] as number, area: row["area"] as Area },
    ...{ by: row["stated_by"] as string | null, at: row["stated_at"] as string | null },
  }));
}

/** One change of areas after the other. */
export async function lockAreas(tx: Tx): Promise<void> {
  await tx`LOCK TABLE dossiers.unit_area IN SHARE ROW EXCLUSIVE MODE`;
}

/** Writes areas; null takes the statement away. */
export async function writeAreas(
  tx: Tx,
  changes: readonly { unitId: number; area: Area | null }[],
  stated: { by: string; at: string },
): Promise<void> {
  const kept = changes.filter(({ area }) => area !== null);
  const gone = changes.filter(({ area }) => area === null).map(({ unitId }) => unitId);
  await tx`DELETE FROM dossiers.unit_area WHERE unit_id = ANY (${gone}::int[])`;
  await tx`
    INSERT INTO dossiers.unit_area (unit_id, area, stated_by, stated_at)
    SELECT unit_id, area, ${stated.by}::text, ${stated.at}::timestamptz
    FROM unnest(${kept.map(({ unitId }) => unitId)}::int[], ${kept.map(({ area }) => area)}::text[]) AS k (unit_id, area)
    ON CONFLICT (unit_id) DO UPDATE SET area = excluded.area, stated_by = excluded.stated_by, stated_at = excluded.stated_at`;
}
