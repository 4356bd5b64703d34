import { type Day, dayNumber, dayOf } from "@dinhdanh/kernel/contract";
import { type CalendarDay, holidayRuns } from "./holidays.ts";

export type { CalendarDay };

/** Working days of public offices. Days are `yyyy-mm-dd`. */
export type Calendar = {
  /** days that were stated beside the built-in ones */
  stated: readonly CalendarDay[];
  isWorking: (day: string) => boolean;
  /** the `days`-th working day after `day`; `day` itself when 0 */
  add: (day: string, days: number) => Day;
  /** working days after `from` up to and with `to`; 0 when `to` is not later */
  between: (from: string, to: string) => number;
};

/** Every single day of the table that is off or worked. */
export const builtinCalendarDays: readonly CalendarDay[] = holidayRuns.flatMap(({ year, off, worked = [] }) => [
  ...off.flatMap(([from, to]) => daysFrom(`${year}-${from}`, `${year}-${to}`).map((day) => ({ day, kind: "off" as const }))),
  ...worked.map((day) => ({ day: `${year}-${day}`, kind: "worked" as const })),
]);

function daysFrom(from: string, to: string): Day[] {
  const first = dayNumber(from);
  return Array.from({ length: dayNumber(to) - first + 1 }, (_, index) => dayOf(first + index));
}

/** 1970-01-01 was a Thursday. */
const isWeekend = (number: number): boolean => (number + 3) % 7 >= 5;

/** @param more rows that add to the built-in days or replace them; the last of a day holds */
export function calendarOf(more: readonly CalendarDay[] = []): Calendar {
  const special = new Map([...builtinCalendarDays, ...more].map(({ day, kind }) => [dayNumber(day), kind]));
  const works = (number: number) => {
    const kind = special.get(number);
    return kind === undefined ? !isWeekend(number) : kind === "worked";
  };
  return {
    stated: more,
    isWorking: (day) => works(dayNumber(day)),
    add: (day, days) => {
      let number = dayNumber(day);
      for (let left = days; left > 0;) {
        number += 1;
        if (works(number)) left -= 1;
      }
      return dayOf(number);
    },
    between: (from, to) => {
      let days = 0;
      for (let number = dayNumber(from) + 1; number <= dayNumber(to); number += 1) if (works(number)) days += 1;
      return days;
    },
  };
}
