import { dayNumber, dayOf } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { openingDay } from "../measures.ts";

/** unit id → measure number → people, as of the end of a day. Units without people are absent. */
export type Figures = Map<number, Map<number, number>>;

/**
 * Figures of many units on one day: a balance and at most six days of deltas each.
 * @param horizon last day with balances (see `progress.fold`)
 */
export async function figuresOn(sql: Queryable, unitIds: number[], day: string, horizon: string | null): Promise<Figures> {
  const base = balanceDay(day, horizon);
  const rows = await sql`
    SELECT unit_id, measure, sum(n)::int AS n FROM (
      SELECT unit_id, measure, total AS n FROM progress.balance WHERE unit_id = ANY(${unitIds}::int[]) AND on_day = ${base}
      UNION ALL
      SELECT unit_id, measure, n FROM progress.tally WHERE unit_id = ANY(${unitIds}::int[]) AND day > ${base} AND day <= ${day}) t
    GROUP BY 1, 2`.values();
  const figures: Figures = new Map();
  for (const [unitId, measure, n] of rows as unknown as [number, number, number][]) {
    let unit = figures.get(unitId);
    if (unit === undefined) figures.set(unitId, (unit = new Map()));
    unit.set(measure, n);
  }
  return figures;
}

function balanceDay(day: string, horizon: string | null): string {
  const last = horizon === null ? openingDay - 1 : dayNumber(horizon);
  const number = Math.min(dayNumber(day), last);
  if (number < openingDay) return dayOf(openingDay - 1);
  return dayOf(openingDay + Math.floor((number - openingDay) / 7) * 7);
}

/** Day by day, people entering less people leaving, of some measures in some units. */
export async function deltasBetween(
  sql: Queryable,
  unitIds: number[],
  measures: number[],
  from: string,
  to: string,
): Promise<{ unitId: number; day: string; measure: number; n: number }[]> {
  const rows = await sql`
    SELECT unit_id, day, measure, n FROM progress.tally
    WHERE unit_id = ANY(${unitIds}::int[]) AND measure = ANY(${measures}::int[]) AND day >= ${from} AND day <= ${to} ORDER BY day`.values();
  return (rows as unknown as [number, string, number, number][]).map(([unitId, day, measure, n]) => ({ unitId, day, measure, n }));
}

/** First day of the unbroken run of days, up to `day`, on which nobody of `target` was missing from `done`; null while incomplete. */
export async function completedOn(sql: Queryable, unitIds: number[], target: number, done: number, day: string): Promise<Map<number, string>> {
  const rows = await sql`
    WITH daily AS (
      SELECT unit_id, day, sum(CASE WHEN measure = ${target} THEN n ELSE -n END) AS missing, sum(CASE WHEN measure = ${target} THEN n ELSE 0 END) AS target
      FROM progress.tally WHERE unit_id = ANY(${unitIds}::int[]) AND measure IN (${target}, ${done}) AND day <= ${day} GROUP BY 1, 2),
    running AS (
      SELECT unit_id, day, sum(missing) OVER w AS missing, sum(target) OVER w AS target FROM daily WINDOW w AS (PARTITION BY unit_id ORDER BY day)),
    last_open AS (SELECT unit_id, max(day) FILTER (WHERE missing > 0 OR target = 0) AS open_on, max(day) AS last FROM running GROUP BY 1)
    SELECT r.unit_id, min(r.day) AS completed_on FROM running r JOIN last_open l ON l.unit_id = r.unit_id
    WHERE (l.open_on IS NULL OR r.day > l.open_on) AND (l.open_on IS NULL OR l.open_on < l.last) GROUP BY 1`;
  return new Map(rows.map((row) => [Number(row["unit_id"]), String(row["completed_on"])]));
}
