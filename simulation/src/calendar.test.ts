import { describe, expect, it } from "vitest";
import { dateText, dayNumber, fourteenthBirthday, momentOf, momentText, parseDay, weekday } from "./calendar.ts";

describe("calendar", () => {
  it("agrees with the civil calendar", () => {
    expect(dayNumber(1970, 1, 1)).toBe(0);
    for (const text of ["1923-12-31", "1960-02-29", "2000-02-29", "2023-04-22"]) {
      expect(parseDay(text)).toBe(Date.parse(text) / 86_400_000);
      expect(dateText(parseDay(text))).toBe(text);
    }
  });

  it.each([
    ["2009-04-22", "2023-04-22"],
    ["2008-02-29", "2022-02-28"],
    ["2008-02-28", "2022-02-28"],
    ["2006-03-01", "2020-03-01"],
  ])("born on %s: eligible from %s", (born, from) => {
    expect(dateText(fourteenthBirthday(parseDay(born)))).toBe(from);
  });

  it.each(["2023-02-29", "2023-13-01", "22/04/2023", ""])("refuses %j", (text) => {
    expect(() => parseDay(text)).toThrow(/date|day/);
  });

  it("writes moments at +07:00", () => {
    expect(momentText(momentOf(parseDay("2023-04-06"), 20 * 60 + 40))).toMatch(/^2023-04-06T20:40:\d\d\+07:00$/);
    expect(weekday(parseDay("2023-04-23"))).toBe(0);
  });
});
