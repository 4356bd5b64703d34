import * as fc from "fast-check";
import { expect, it } from "vitest";
import { agrees, holds, readDate } from "./compare-rules.ts";

it("takes names as agencies send them: unaccented, in capitals, without spaces (domain rules, section 8)", () => {
  for (const given of ["Nguyễn Thị Hòa", "nguyễn thị hoà", "NGUYEN THI HOA", "nguyenthihoa", " Nguyen  Thi Hoa "])
    expect(agrees("fullName", "Nguyễn Thị Hòa", given), given).toBe(true);
  for (const given of ["Nguyễn Thị Hoa", "Nguyễn Thị Hóa", "Nguyen Thi", "", "Hòa Nguyễn Thị"])
    expect(agrees("fullName", "Nguyễn Thị Hòa", given), given).toBe(false);
});

it("takes dates as agencies send them, and asks for no more than is known", () => {
  for (const given of ["1990-03-15", "19900315", "15/03/1990", "1990", "1990-03"])
    expect(agrees("dateOfBirth", "1990-03-15", given), given).toBe(true);
  for (const given of ["1990-03-16", "1991", "", "199003", "31/02/1990"])
    expect(agrees("dateOfBirth", "1990-03-15", given), given).toBe(false);
  expect(agrees("dateOfBirth", "1948", "1948-01-01")).toBe(false);
  expect([readDate("20230422"), readDate("20231399"), readDate("x")]).toEqual(["2023-04-22", undefined, undefined]);
});

it("lets an order of dates hold only when it is certain", () => {
  const rows: [string, "<" | ">" | "<=" | ">=", string, boolean][] = [
    ["1948", "<", "1949-01-01", true],
    ["1948", "<", "1948-12-31", false],
    ["1948", "<=", "1948", true],
    ["1948-02", "<", "1948-03-01", true],
    ["1948-02", ">", "1948-01-31", true],
    ["1948-02", ">", "1948-02-01", false],
    ["1990-03-15", ">=", "1990-03-15", true],
    ["1990-03-15", "<", "1990-03-15", false],
  ];
  for (const [held, operator, given, expected] of rows)
    expect([held, operator, given, holds("dateOfBirth", held, operator, given)]).toEqual([held, operator, given, expected]);
  expect(holds("gender", "M", "!=", "F")).toBe(true);
});

it("never has a date both before and after another", () => {
  const date = fc
    .tuple(
      fc.integer({ min: 1900, max: 2023 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.constantFrom(4, 7, 10),
    )
    .map(([y, m, d, length]) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`.slice(0, length));
  fc.assert(
    fc.property(date, date, (held, given) => {
      const before = holds("dateOfBirth", held, "<", given);
      const after = holds("dateOfBirth", held, ">", given);
      expect(before && after).toBe(false);
      if (before) expect(holds("dateOfBirth", held, "<=", given)).toBe(true);
      if (held.length === 10 && given.length === 10) expect(before || after || held === given).toBe(true);
    }),
  );
});
