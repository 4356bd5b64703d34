import type { Queryable } from "@dinhdanh/postgres";
import type { Area, CalendarDay } from "../contract.ts";

/** Days that add to the built-in calendar. */
export async function calendarDays(sql: Queryable): Promise<CalendarDay[]> {
  const rows = await sql`SELECT day, kind FROM dossiers.calendar_day ORDER BY day`;
  return rows.map((row) => ({ day: row["day"] as string, kind: row["kind"] as CalendarDay["kind"] }));
}

/** Areas as stated, for the unit named and all below it; where several are stated above a unit, that of the nearest. */
export async function statedAreas(sql: Queryable): Promise<Map<number, Area>> {
  const rows = await sql`
    SELECT DISTINCT ON (a.unit_id) a.unit_id, s.area FROM dossiers.unit_area s
    JOIN territory.ancestor a ON a.ancestor_id = s.unit_id JOIN territory.unit u ON u.unit_id = s.unit_id
    ORDER BY a.unit_id, array_position(ARRAY['commune', 'district', 'province', 'country'], u.level), s.unit_id`;
  return new Map(rows.map((row) => [row["unit_id"] as number, row["area"] as Area]));
}
