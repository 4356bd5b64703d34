import { expect, it } from "vitest";
import { ageAt, formatDay, formatNearDay, formatNumber, formatPercent, formatPin, formatSize, formatTime } from "./format.ts";

it.each([
  [0, "0", "0"],
  [999, "999", "999"],
  [1000, "1.000", "1,000"],
  [754277, "754.277", "754,277"],
  [-1234567, "−1.234.567", "−1,234,567"],
  [628.6, "628,6", "628.6"],
  [1234.5, "1.234,5", "1,234.5"],
])("writes %d as %s and %s", (n, vi, en) => {
  expect(formatNumber(n, "vi")).toBe(vi);
  expect(formatNumber(n, "en")).toBe(en);
});

it.each([
  [0.968, "96,8 %"],
  [0.99999, "99,9 %"],
  [0.9996, "99,9 %"],
  [1, "100 %"],
  [1.021, "102,1 %"],
  [0, "0 %"],
  [0.0004, "0,0 %"],
  [0.07, "7,0 %"],
])("never rounds the ratio %d up to complete: %s", (ratio, vi) => {
  expect(formatPercent(ratio, "vi").replace("\u00a0", " ")).toBe(vi);
  expect(formatPercent(ratio, "en").replace("\u00a0", " ")).toBe(vi.replace(",", "."));
});

it.each([
  ["2023-04-22", "22/4/2023", "22 Apr 2023"],
  ["2021-02-05", "5/2/2021", "5 Feb 2021"],
  ["1990-03", "3/1990", "Mar 1990"],
  ["1948", "1948", "1948"],
])("writes the day %s as %s and %s", (date, vi, en) => {
  expect(formatDay(date, "vi")).toBe(vi);
  expect(formatDay(date, "en")).toBe(en);
});

it("says of an instant the day on which it was in Vietnam", () => {
  expect(formatDay("2026-11-22T16:59:59.000Z", "vi")).toBe("22/11/2026");
  expect(formatDay("2026-11-22T17:00:00.000Z", "vi")).toBe("23/11/2026");
});

it("leaves the year out when it is the year of the day that is shown", () => {
  expect(formatNearDay("2023-05-07", "2023-04-22", "vi")).toBe("7/5");
  expect(formatNearDay("2023-05-07", "2023-04-22", "en")).toBe("7 May");
  expect(formatNearDay("2024-01-02", "2023-04-22", "vi")).toBe("2/1/2024");
});

it("shows the clock on the wall in Vietnam, whatever offset an instant comes with", () => {
  expect(formatTime("2023-04-22T08:10:00+07:00", "vi")).toBe("22/4/2023 08:10");
  expect(formatTime("2023-04-21T23:30:00Z", "en")).toBe("22 Apr 2023 06:30");
  expect(formatTime("no time", "vi")).toBe("no time");
});

it("groups an identification number by three", () => {
  expect(formatPin("035190000018")).toBe("035 190 000 018");
  expect(formatPin("168000018")).toBe("168 000 018");
});

it("counts full years, and the year alone when no more is known", () => {
  expect(ageAt("2008-12-30", "2023-04-22")).toBe(14);
  expect(ageAt("2009-04-22", "2023-04-22")).toBe(14);
  expect(ageAt("2009-04-23", "2023-04-22")).toBe(13);
  expect(ageAt("1933", "2023-04-22")).toBe(90);
  expect([ageAt("2009-12", "2023-04-22"), ageAt("2009-04", "2023-04-22")]).toEqual([13, 14]);
  // who becomes eligible on 28 February is shown as 14 then
  expect([ageAt("2008-02-29", "2022-02-27"), ageAt("2008-02-29", "2022-02-28"), ageAt("2008-02-29", "2024-02-28")]).toEqual([13, 14, 15]);
});

it("writes sizes of files", () => {
  expect(formatSize(0, "vi")).toBe("0\u00a0B");
  expect(formatSize(1536, "vi")).toBe("1,5\u00a0KB");
  expect(formatSize(5_231_041, "en")).toBe("5\u00a0MB");
});
