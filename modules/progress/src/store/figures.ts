import type { Queryable } from "@dinhdanh/postgres";

/** unit id → measure number → people, as of the end of a day. Units without people are absent. */
export type Figures = Map<number, Map<number, number>>;

/** A unit's last balance, by number of the measure, and the sums of the deltas since: one row a unit keeps the driver's work small. */
type FigureRow = [unitId: number, totals: number[] | null, measures: number[] | null, sums: number[] | null];

/**
 * Figures of many units as of the end of a day: the last balance and the deltas since then, at most six days of them up to the
 * last whole week.
 */
export async function figuresOn(sql: Queryable, unitIds: number[], day: string): Promise<Figures> {
  const rows = await sql`
    SELECT u.unit_id, b.totals, tail.measures, tail.sums FROM unnest(${unitIds}::int[]) AS u (unit_id)
    LEFT JOIN LATERAL (
      SELECT on_day, totals FROM progress.balance b WHERE b.unit_id = u.unit_id AND b.on_day <= ${day} ORDER BY on_day DESC LIMIT 1) b ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(measure::int) AS measures, array_agg(n) AS sums FROM (
        SELECT t.measure, sum(t.n)::int AS n FROM progress.tally t
        WHERE t.unit_id = u.unit_id AND t.day > coalesce(b.on_day, '-infinity') AND t.day <= ${day} GROUP BY t.measure) s) tail ON true`.values();
  const figures: Figures = new Map();
  for (const [unitId, totals, measures, sums] of rows as unknown as FigureRow[]) {
    const unit = new Map<number, number>();
    totals?.forEach((n, index) => n !== 0 && unit.set(index + 1, n));
    measures?.forEach((measure, index) => unit.set(measure, (unit.get(measure) ?? 0) + (sums?.[index] ?? 0)));
    if (unit.size > 0) figures.set(unitId, unit);
  }
  return figures;
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

/** Measures that a complete unit is told by: target, what is taken off it, and done. */
export type CompleteTerms = { target: number; lessTarget: number[]; done: number };

/**
 * When units were complete: as many done as there are in the target, and the target not empty.
 * @param frozenOn after this day the target no longer moves
 * @returns unit id → its complete runs in order of time
 */
export async function completeRuns(
  sql: Queryable,
  unitIds: number[],
  terms: CompleteTerms,
  frozenOn: string | null,
): Promise<Map<number, CompleteRun[]>> {
  const measures = [terms.target, terms.done, ...terms.lessTarget];
  const rows = await sql`
    WITH daily AS (
      SELECT unit_id, day, sum(CASE measure WHEN ${terms.done} THEN 0 WHEN ${terms.target} THEN n ELSE -n END) AS target,
        sum(CASE measure WHEN ${terms.done} THEN n ELSE 0 END) AS done
      FROM progress.tally WHERE unit_id = ANY(${unitIds}::int[]) AND measure = ANY(${measures}::int[])
        AND (measure = ${terms.done} OR ${frozenOn}::date IS NULL OR day <= ${frozenOn}::date)
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
