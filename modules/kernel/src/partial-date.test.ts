import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, dayOf, isDay } from "./day.ts";
import { lastPossibleDay, parsePartialDate, type PartialDate, yearOf } from "./partial-date.ts";

describe("reads", () => {
  it.each([
    ["1985-02-03", "1985-02-03"],
    ["1985-2-3", "1985-02-03"],
    ["1985-02", "1985-02"],
    ["1985", "1985"],
    ["03/02/1985", "1985-02-03"],
    ["3/2/1985", "1985-02-03"],
    ["3.2.1985", "1985-02-03"],
    ["03-02-1985", "1985-02-03"],
    ["02/1985", "1985-02"],
    ["2-1985", "1985-02"],
    ["29/02/2000", "2000-02-29"],
  ])("%s as %s", (text, date) => {
    expect(parsePartialDate(text)).toEqual({ kind: "date", date });
  });

  it.each([
    ["31/02/1985", "1985-02"],
    ["29/02/1900", "1900-02"],
    ["31/04/2001", "2001-04"],
    ["00/05/1970", "1970-05"],
    ["00/00/1970", "1970"],
    ["1970-00", "1970"],
    ["12/13/1985", "1985"],
    ["1985-13-01", "1985"],
    ["1985-02-32", "1985-02"],
  ])("the part of %s that exists: %s", (text, kept) => {
    expect(parsePartialDate(text)).toEqual({ kind: "impossible", kept });
  });

  it.each([
    "",
    "85",
    "3/2/85",
    "1985/02/03",
    "1985-02-03T00:00",
    "0000",
    "00/00/0000",
    "0000-01-01",
    "19850203",
    "1/2/3/1985",
    "khoảng 1948",
    "１９８５",
  ])("nothing from %j", (text) => {
    expect(parsePartialDate(text)).toEqual({ kind: "unreadable" });
  });
});

const digits = (max: number) => fc.integer({ min: 0, max });

it("reads any text as an existing date, existing parts of one, or nothing", () => {
  const dates = fc
    .tuple(digits(40), digits(15), digits(9999), fc.constantFrom("/", "-", "."))
    .map(([day, month, year, by]) => [day, month, String(year).padStart(4, "0")].join(by));
  fc.assert(
    fc.property(fc.oneof(dates, fc.string({ maxLength: 12 })), (text) => {
      const parsed = parsePartialDate(text);
      if (parsed.kind === "unreadable") return;
      const date = parsed.kind === "date" ? parsed.date : parsed.kept;
      expect(isDay(`${date}-01-01`.slice(0, 10))).toBe(true);
      expect(parsePartialDate(date)).toEqual({ kind: "date", date });
    }),
  );
});

describe("certain to be 14", () => {
  it.each([
    ["2009-04-06", "2023-04-06"],
    ["2008-02-29", "2022-02-28"],
    ["2009-02", "2023-02-28"],
    ["2010-02", "2024-02-29"],
    ["2009", "2023-12-31"],
    // a mistyped year must not pass the last day that four digits can name
    ["9990-05-01", "9999-12-31"],
    ["9999", "9999-12-31"],
  ])("born %s: on %s", (born, day) => {
    expect(dayOf(lastPossibleDay(born as PartialDate, 14))).toBe(day);
  });

  it("never earlier for a birth that is known less precisely", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber("1900-01-01"), max: dayNumber("2100-12-31") }),
        fc.integer({ min: 0, max: 100 }),
        (number, age) => {
          const [day, month, year] = [10, 7, 4].map((length) => lastPossibleDay(dayOf(number).slice(0, length) as PartialDate, age));
          expect(day).toBeLessThanOrEqual(Number(month));
          expect(month).toBeLessThanOrEqual(Number(year));
          expect(yearOf(dayOf(Number(year)) as string as PartialDate)).toBe(yearOf(dayOf(number) as string as PartialDate) + age);
        },
      ),
    );
  });
});
