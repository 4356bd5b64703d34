import { expect, it } from "vitest";
import { formatCount, formatDate, formatPercent } from "./format.ts";

it("formats counts", () => {
  expect(formatCount(754_277, "vi")).toBe("754.277");
  expect(formatCount(754_277, "en")).toBe("754,277");
  expect(formatCount(1_234, "vi")).toBe("1.234");
  expect(formatCount(0, "vi")).toBe("0");
});

it("formats shares, and says 100 % only of the whole", () => {
  expect(formatPercent(0.998, "vi")).toBe("99,8%");
  expect(formatPercent(0.998, "en")).toBe("99.8%");
  expect(formatPercent(0.999_99, "vi")).toBe("99,9%");
  expect(formatPercent(0.999_99, "vi", 2)).toBe("99,99%");
  expect(formatPercent(0.996, "en", 0)).toBe("99%");
  expect(formatPercent(1, "vi")).toBe("100,0%");
  expect(formatPercent(1.02, "en", 0)).toBe("102%");
  expect(formatPercent(0, "vi", 0)).toBe("0%");
});

it("formats days, months and years", () => {
  expect(formatDate("2023-04-22", "vi")).toBe("22/4/2023");
  expect(formatDate("2023-04-22", "en")).toBe("22 April 2023");
  expect(formatDate("1950-09", "vi")).toBe("9/1950");
  expect(formatDate("1950-09", "en")).toBe("September 1950");
  expect(formatDate("1950", "vi")).toBe("1950");
});

it("refuses what is no ISO day, without repeating it", () => {
  for (const text of ["", "22/4/2023", "2023-13-01", "2023-00-01", "2023-04-32", "2023-4-2", "2023-04-22T00:00Z"]) {
    expect(() => formatDate(text, "vi")).toThrow(new RangeError("not an ISO day, month or year"));
  }
});
