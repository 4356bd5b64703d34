import type { Queryable } from "@dinhdanh/postgres";
import type { Measure } from "../contract.ts";

const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const without = <T>(all: readonly T[], known: readonly T[] = []): T[] => all.filter((one) => !known.includes(one));

/**
 * SQL for "the measure holds on the day" over a row `s` of `progress.standing`: from the same definition as the deltas.
 * @param day `yyyy-mm-dd`, not before the opening day
 * @param given a measure that holds of the row on that day: what it says already is not asked again
 */
export function measureHolds(sql: Queryable, measure: Measure, day: string, given?: Measure) {
  const parts = [
    given === undefined ? sql`s.stay_from <= ${day}::date AND (s.stay_until IS NULL OR s.stay_until > ${day}::date)` : sql`true`,
    ...without(measure.since, given?.since).map((field) => sql`AND s.${sql(column(field))} <= ${day}::date`),
    ...without(measure.until, given?.until).map(
      (field) => sql`AND (s.${sql(column(field))} IS NULL OR s.${sql(column(field))} > ${day}::date)`,
    ),
    ...(measure.except ?? []).map(([from, until]) => {
      const ended = until === null ? sql`` : sql`AND (s.${sql(column(until))} IS NULL OR s.${sql(column(until))} > ${day}::date)`;
      return sql`AND (s.${sql(column(from))} IS NULL OR NOT (s.${sql(column(from))} <= ${day}::date ${ended}))`;
    }),
    ...(measure.excludedReason === undefined ? [] : [sql`AND s.excluded_reason = ${measure.excludedReason}`]),
  ];
  return parts.reduce((all, part) => sql`${all} ${part}`, sql``);
}
