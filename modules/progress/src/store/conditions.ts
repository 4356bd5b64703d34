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
  const date = sql`${day}::date`;
  const from = (field: string) => sql`s.${sql(column(field))} <= ${date}`;
  const before = (field: string) => sql`(s.${sql(column(field))} IS NULL OR s.${sql(column(field))} > ${date})`;
  const earlier = (key: string) => sql`coalesce((s.earlier::jsonb ->> ${key}::text)::datemultirange @> ${date}, false)`;
  const parts = [
    given === undefined ? sql`s.stay_from <= ${date} AND (s.stay_until IS NULL OR s.stay_until > ${date})` : sql`true`,
    ...without(measure.since, given?.since).map((field) => sql`AND ${from(field)}`),
    ...without(measure.until, given?.until).map((field) => sql`AND ${before(field)}`),
    ...(measure.except ?? []).map(([first, last, but]) => {
      const ended = last === null ? sql`` : sql`AND ${before(last)}`;
      const held = but === undefined ? sql`` : sql`OR ${earlier(but)}`;
      return sql`AND (s.${sql(column(first))} IS NULL OR NOT (${from(first)} ${ended}) ${held})`;
    }),
    ...spans(),
  ];
  return parts.reduce((all, part) => sql`${all} ${part}`, sql``);

  function spans() {
    const { within, except, excludedReason, key } = measure;
    if (within === undefined) return except === undefined ? [] : [sql`AND NOT ${earlier(key)}`];
    const reason = excludedReason === undefined ? sql`` : sql`AND s.excluded_reason = ${excludedReason}`;
    return [sql`AND ((${from(within[0])} AND ${before(within[1])} ${reason}) OR ${earlier(key)})`];
  }
}
