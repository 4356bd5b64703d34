import { addDays, type Day, dayNumber, toDay } from "@dinhdanh/kernel";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtinCalendarDays, calendarOf } from "./calendar-rules.ts";

const calendar = calendarOf();
const day = fc.nat(8 * 365).map((n) => addDays(toDay("2020-01-01"), n));

describe("working days", () => {
  it.each([
    ["2023-04-28", true],
    ["2023-04-29", false],
    ["2023-05-03", false],
    ["2023-05-04", true],
    ["2024-04-29", false],
    ["2024-05-04", true],
    ["2024-05-05", false],
    ["2026-01-02", false],
    ["2026-01-10", true],
    ["2020-09-03", true],
    ["2021-09-03", false],
    ["2022-04-11", false],
    ["2019-01-05", false],
    ["2019-01-07", true],
  ])("%s: %s", (on, works) => {
    expect(calendar.isWorking(on)).toBe(works);
  });

  it("counts over Tết, and over days that are worked in exchange", () => {
    expect(calendar.add("2023-01-19", 1)).toBe("2023-01-27");
    expect(calendar.add("2024-05-03", 1)).toBe("2024-05-04");
    expect(calendar.add("2024-05-03", 2)).toBe("2024-05-06");
    expect(calendar.add("2023-01-22", 0)).toBe("2023-01-22");
    expect(calendar.between("2023-04-28", "2023-05-05")).toBe(2);
  });

  it("adding and counting undo each other, whatever the day", () => {
    fc.assert(
      fc.property(day, fc.nat(60), (from, days) => {
        const to = calendar.add(from, days);
        expect(calendar.between(from, to)).toBe(days);
        if (days > 0) expect(calendar.isWorking(to)).toBe(true);
      }),
    );
  });

  it("adding is additive and never goes back", () => {
    fc.assert(
      fc.property(day, fc.nat(30), fc.nat(30), (from, a, b) => {
        expect(calendar.add(calendar.add(from, a), b)).toBe(calendar.add(from, a + b));
        expect(calendar.add(from, a) <= calendar.add(from, a + b)).toBe(true);
      }),
    );
  });
});

it("gives each year its fixed holidays, none of them worked", () => {
  for (let year = 2020; year <= 2027; year += 1) {
    for (const fixed of ["01-01", "04-30", "05-01", "09-02"]) expect([year, fixed, calendar.isWorking(`${year}-${fixed}`)]).toEqual([year, fixed, false]); // prettier-ignore
    // ten or eleven days by law, fewer or more by weekends and exchanged days
    const off = builtinCalendarDays.filter((one) => one.kind === "off" && one.day.startsWith(String(year)));
    expect(off.length).toBeGreaterThanOrEqual(11);
  }
});

it("names real days once, days off in place of a worked Saturday and no other", () => {
  const days = builtinCalendarDays.map((one) => one.day);
  expect(new Set(days).size).toBe(days.length);
  for (const one of days) expect(toDay(one)).toBe(one);
  const weekday = (text: Day) => (dayNumber(text) + 4) % 7;
  for (const { day: on, kind } of builtinCalendarDays) if (kind === "worked") expect([on, weekday(on as Day)]).toEqual([on, 6]);
});

it("is extended by rows of its own", () => {
  const more = calendarOf([
    { day: "2028-01-26", kind: "off" },
    { day: "2028-01-29", kind: "worked" },
    { day: "2027-02-04", kind: "worked" },
  ]);
  expect([more.isWorking("2028-01-26"), more.isWorking("2028-01-29"), more.isWorking("2027-02-04")]).toEqual([false, true, true]);
});
