import { dayNumber, dayOf } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { openingDay } from "../opening-day.ts";

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

/** A stretch of days on which a unit was complete. `until`: first day that was not; null while it still is. */
export type CompleteRun = { from: string; until: string | null };

/**
 * When units were complete: nobody of the target missing from what is subtracted, and the target not empty.
 * @param terms measure of the target, and measures that count against it
 * @param frozenOn after this day the target no longer moves
 * @returns unit id → its complete runs in order of time
 */
export async function completeRuns(
  sql: Queryable,
  unitIds: number[],
  terms: { target: number; minus: number[] },
  frozenOn: string | null,
): Promise<Map<number, CompleteRun[]>> {
  const rows = await sql`
    WITH daily AS (
      SELECT unit_id, day, sum(CASE WHEN measure = ${terms.target} THEN n ELSE 0 END) AS target, sum(CASE WHEN measure = ${terms.target} THEN 0 ELSE n END) AS done
      FROM progress.tally WHERE unit_id = ANY(${unitIds}::int[]) AND measure = ANY(${[terms.target, ...terms.minus]}::int[])
        AND (measure <> ${terms.target} OR ${frozenOn}::date IS NULL OR day <= ${frozenOn}::date)
      GROUP BY 1, 2),
    running AS (
      SELECT unit_id, day, sum(target) OVER w > 0 AND sum(done) OVER w >= sum(target) OVER w AS complete
      FROM daily WINDOW w AS (PARTITION BY unit_id ORDER BY day)),
    flips AS (SELECT unit_id, day, complete, coalesce(lag(complete) OVER (PARTITION BY unit_id ORDER BY day), false) AS was FROM running)
    SELECT unit_id, day, complete FROM flips WHERE complete <> was ORDER BY unit_id, day`;
  const runs = new Map<number, CompleteRun[]>(unitIds.map((unitId) => [unitId, []]));
  for (const row of rows) {
    const unit = runs.get(Number(row["unit_id"]));
    const last = unit?.at(-1);
    if (row["complete"] === true) unit?.push({ from: String(row["day"]), until: null });
    else if (last !== undefined) last.until = String(row["day"]);
  }
  return runs;
}
