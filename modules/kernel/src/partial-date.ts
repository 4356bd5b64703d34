import { addYears, daysFromCivil, endOfMonth, lastDay } from "./day.ts";

/**
 * A birth date as precisely as it is known: `yyyy`, `yyyy-mm` or `yyyy-mm-dd`. Never padded: writing 1 January for
 * "some time in 1948" makes a person older than the register knows.
 */
export type PartialDate = string & { readonly brand: "PartialDate" };

/** `impossible` carries the parts that do exist: 31/02/1985 → `1985-02`. */
export type ParsedDate = { kind: "date"; date: PartialDate } | { kind: "impossible"; kept: PartialDate } | { kind: "unreadable" };

const iso = /^(?!0000)(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const slashed = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(?!0000)(\d{4})$/;

/** Reads `yyyy-mm-dd`, `yyyy-mm`, `yyyy`, `dd/mm/yyyy`, `mm/yyyy` (also with `.` or `-`). There is no year 0000. */
export function parsePartialDate(text: string): ParsedDate {
  let year: string | undefined;
  let month: string | undefined;
  let day: string | undefined;
  const isoMatch = iso.exec(text);
  if (isoMatch !== null) [, year, month, day] = isoMatch;
  else {
    const match = slashed.exec(text);
    if (match === null) return { kind: "unreadable" };
    [, day, month, year] = match;
  }
  return assemble(String(year), month, day);
}

function assemble(year: string, month: string | undefined, day: string | undefined): ParsedDate {
  if (month === undefined) return { kind: "date", date: year as PartialDate };
  const m = Number(month);
  if (m < 1 || m > 12) return { kind: "impossible", kept: year as PartialDate };
  const upToMonth = `${year}-${month.padStart(2, "0")}`;
  if (day === undefined) return { kind: "date", date: upToMonth as PartialDate };
  const d = Number(day);
  const days = endOfMonth(Number(year), m) - daysFromCivil(Number(year), m, 1) + 1;
  if (d < 1 || d > days) return { kind: "impossible", kept: upToMonth as PartialDate };
  return { kind: "date", date: `${upToMonth}-${day.padStart(2, "0")}` as PartialDate };
}

/**
 * The last day on which the person can have reached `age` years: certain even when only the year is known. Day number;
 * at most that of 9999-12-31, which a mistyped birth in 9990 would pass.
 */
export function lastPossibleDay(date: PartialDate, age: number): number {
  return Math.min(lastDay, lastDayOf(date, age));
}

function lastDayOf(date: PartialDate, age: number): number {
  const year = Number(date.slice(0, 4));
  if (date.length === 4) return daysFromCivil(year + age, 12, 31);
  const month = Number(date.slice(5, 7));
  if (date.length === 7) return endOfMonth(year + age, month);
  return addYears(daysFromCivil(year, month, Number(date.slice(8, 10))), age);
}

export const yearOf = (date: PartialDate): number => Number(date.slice(0, 4));
