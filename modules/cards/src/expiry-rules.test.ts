import * as fc from "fast-check";
import { expect, it } from "vitest";
import { addYears, type Day, dayNumber, dayOf, type PartialDate } from "@dinhdanh/kernel";
import { expiryOf, expiryRules } from "./expiry-rules.ts";

it.each([
  // born, issued, expires
  ["1990-03-15", "2023-04-22", "2030-03-15", "the next milestone"],
  ["1999-06-01", "2021-05-31", "2024-06-01", "a day before the two years begin"],
  ["1999-06-01", "2022-05-31", "2024-06-01", "two years and a day before 25"],
  ["1999-06-01", "2022-06-01", "2039-06-01", "exactly two years before 25: on to 40"],
  ["1999-06-01", "2023-01-01", "2039-06-01", "within two years of 25"],
  ["1983-01-10", "2022-12-01", "2043-01-10", "within two years of 40: on to 60"],
  ["1964-05-05", "2022-05-04", "2024-05-05", "two years and a day before 60"],
  ["1964-05-05", "2022-05-05", null, "within two years of 60: does not expire"],
  ["1950-01-01", "2021-03-01", null, "past 60"],
  ["2012-08-08", "2024-06-30", "2037-08-08", "a child before 1 July 2024: 14 is no milestone yet"],
  ["2012-08-09", "2024-07-01", "2026-08-09", "a child from 1 July 2024: to 14"],
  ["2012-07-01", "2024-07-01", "2037-07-01", "from 1 July 2024, within two years of 14: on to 25"],
  ["2000-02-29", "2021-03-01", "2025-02-28", "29 February: 28 February of a common year"],
  ["2000-02-29", "2024-02-01", "2040-02-29", "29 February of a leap year"],
  ["1996-02-29", "2024-07-01", "2036-02-29", "29 February, at 40"],
  ["1990", "2023-04-22", "2030-12-31", "only the year is known"],
  ["1990-02", "2023-04-22", "2030-02-28", "only the month is known"],
])("born %s, issued %s: %s (%s)", (born, issued, expires, _why) => {
  expect(expiryOf(born as PartialDate, issued as Day)).toBe(expires);
});

it("is a milestone's birthday, more than two years ahead, and the first such", () => {
  const day = (from: string, to: string) => fc.integer({ min: dayNumber(from), max: dayNumber(to) });
  fc.assert(
    fc.property(day("1920-01-01", "2024-12-31"), day("2016-01-01", "2040-12-31"), (born, issued) => {
      fc.pre(issued >= born);
      const milestones = expiryRules.findLast(({ from }) => dayNumber(from) <= issued)!.milestones;
      const birthdays = milestones.map((age) => addYears(born, age));
      const found = expiryOf(dayOf(born) as string as PartialDate, dayOf(issued));
      const far = birthdays.filter((birthday) => addYears(birthday, -2) > issued);
      expect(found).toBe(far.length === 0 ? null : dayOf(Math.min(...far)));
    }),
  );
});

it("never gives a later card a shorter validity under one rule", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: dayNumber("1930-01-01"), max: dayNumber("2005-12-31") }),
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 0, max: 3000 }),
      (born, a, b) => {
        const at = (offset: number) =>
          expiryOf(dayOf(born) as string as PartialDate, dayOf(dayNumber("2024-07-01") + offset)) ?? "9999-12-31";
        expect(at(Math.min(a, b)) <= at(Math.max(a, b))).toBe(true);
      },
    ),
  );
});
