import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addYears, calendarDay, dayNumber, dayOf, daysFromCivil, endOfMonth, isDay, lastDay, toDay } from "./day.ts";

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLengths = (year: number) => [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const iso = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** Counts through the calendar from 1970 instead of computing: slow, and independent of the code under test. */
function countedDays(year: number, month: number, day: number): number {
  let days = day - 1;
  for (let y = 1970; y < year; y += 1) days += leap(y) ? 366 : 365;
  for (let y = year; y < 1970; y += 1) days -= leap(y) ? 366 : 365;
  for (const length of monthLengths(year).slice(0, month - 1)) days += length;
  return days;
}

const civil = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .filter(([year, month, day]) => day <= (monthLengths(year)[month - 1] ?? 0));

describe("day numbers", () => {
  it("agree with counting through the calendar, both ways", () => {
    fc.assert(
      fc.property(civil, ([year, month, day]) => {
        const number = countedDays(year, month, day);
        expect(dayNumber(iso(year, month, day))).toBe(number);
        expect(daysFromCivil(year, month, day)).toBe(number);
        expect(dayOf(number)).toBe(iso(year, month, day));
      }),
    );
  });

  it("follow each other without a gap from 1896 to 2104", () => {
    let number = dayNumber("1896-01-01");
    for (let year = 1896; year <= 2104; year += 1) {
      monthLengths(year).forEach((length, index) => {
        expect(endOfMonth(year, index + 1)).toBe(number + length - 1);
        for (let day = 1; day <= length; day += 1, number += 1) if (dayOf(number) !== iso(year, index + 1, day)) expect.fail(dayOf(number));
      });
    }
    expect(dayOf(number)).toBe("2105-01-01");
  });

  it("know the edges", () => {
    expect(dayNumber("1970-01-01")).toBe(0);
    expect(dayOf(-1)).toBe("1969-12-31");
    expect(dayOf(lastDay)).toBe("9999-12-31");
    expect(addDays(toDay("2023-12-31"), 1)).toBe("2024-01-01");
    expect(addDays(toDay("2024-03-01"), -1)).toBe("2024-02-29");
  });
});

it("accepts exactly the days that exist", () => {
  const parts = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }));
  fc.assert(
    fc.property(parts, ([year, month, day]) => {
      const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= (monthLengths(year)[month - 1] ?? 0);
      expect(isDay(iso(year, month, day))).toBe(exists);
    }),
  );
});

it.each([
  "",
  "2023-1-1",
  "2023-02-29",
  "1900-02-29",
  "0000-01-01",
  "2023-00-10",
  "2023-13-01",
  "2023-04-31",
  " 2023-04-01",
  "2023-04-01T00:00",
  "٢٠٢٣-٠١-٠١",
])("refuses %j", (text) => {
  expect(isDay(text)).toBe(false);
  expect(() => toDay(text)).toThrow("not a day");
});

it.each([
  ["2023-04-06T16:59:59.999Z", "2023-04-06"],
  ["2023-04-06T17:00:00Z", "2023-04-07"],
  ["1969-12-31T16:59:59Z", "1969-12-31"],
  ["1969-12-31T17:00:00Z", "1970-01-01"],
])("the instant %s lies on %s in Vietnam", (instant, day) => {
  expect(dayOf(calendarDay(Date.parse(instant)))).toBe(day);
});

it("agrees with Intl on the day of any instant since the clocks of all Vietnam are the same", () => {
  const vietnam = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
  const instants = fc.integer({ min: Date.parse("1975-06-14T00:00:00Z"), max: Date.parse("2100-01-01T00:00:00Z") });
  fc.assert(
    fc.property(instants, (ms) => {
      expect(dayOf(calendarDay(ms))).toBe(vietnam.format(ms));
    }),
  );
});

describe("years later", () => {
  it.each([
    ["2008-02-29", 14, "2022-02-28"],
    ["2008-02-29", 16, "2024-02-29"],
    ["2009-02-28", 15, "2024-02-28"],
    ["2008-03-01", 14, "2022-03-01"],
    ["1996-02-29", 4, "2000-02-29"],
    ["2096-02-29", 4, "2100-02-28"],
  ])("%s and %i years is %s", (day, years, later) => {
    expect(dayOf(addYears(dayNumber(day), years))).toBe(later);
  });

  it("keep month and day, but for 29 February", () => {
    fc.assert(
      fc.property(civil, fc.integer({ min: 0, max: 120 }), ([year, month, day], years) => {
        if (year + years > 9999) return;
        const wanted = month === 2 && day === 29 && !leap(year + years) ? 28 : day;
        expect(dayOf(addYears(dayNumber(iso(year, month, day)), years))).toBe(iso(year + years, month, wanted));
      }),
    );
  });
});
