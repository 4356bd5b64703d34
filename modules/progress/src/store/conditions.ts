import type { Queryable } from "@dinhdanh/postgres";
import type { Measure } from "../contract.ts";

const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * SQL for "the measure holds on the day" over a row `s` of `progress.standing`: from the same definition as the deltas.
 * @param day `yyyy-mm-dd`, not before the opening day
 */
export function measureHolds(sql: Queryable, measure: Measure, day: string) {
  const parts = [
    sql`s.stay_from <= ${day}::date AND (s.stay_until IS NULL OR s.stay_until > ${day}::date)`,
    ...measure.since.map((field) => sql`AND s.${sql(column(field))} <= ${day}::date`),
    ...measure.until.map((field) => sql`AND (s.${sql(column(field))} IS NULL OR s.${sql(column(field))} > ${day}::date)`),
    ...(measure.except ?? []).map(([from, until]) => {
      const ended = until === null ? sql`` : sql`AND (s.${sql(column(until))} IS NULL OR s.${sql(column(until))} > ${day}::date)`;
      return sql`AND (s.${sql(column(from))} IS NULL OR NOT (s.${sql(column(from))} <= ${day}::date ${ended}))`;
    }),
    ...(measure.excludedReason === undefined ? [] : [sql`AND s.excluded_reason = ${measure.excludedReason}`]),
  ];
  return parts.reduce((all, part) => sql`${all} ${part}`, sql``);
}
