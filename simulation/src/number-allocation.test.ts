import { describe, expect, it } from "vitest";
import { OldNumbers, PersonalNumbers, scatter } from "./number-allocation.ts";

describe("number allocation", () => {
  it.each([1000, 10_000, 1_000_000])("scatters all of %i without a repetition", (size) => {
    const seen = new Uint8Array(size);
    for (let i = 0; i < size; i++) seen[scatter(i, size, 12_345)]!++;
    expect(seen.every((n) => n === 1)).toBe(true);
  });

  it("scatters neighbours far apart", () => {
    const steps = Array.from({ length: 1000 }, (_, i) => Math.abs(scatter(i + 1, 1_000_000, 7) - scatter(i, 1_000_000, 7)));
    expect(steps.reduce((a, b) => a + b, 0) / 1000).toBeGreaterThan(250_000);
    expect(new Set(steps).size).toBeGreaterThan(900);
  });

  it.each([
    [35, 1985, false, /^035085\d{6}$/],
    [35, 1985, true, /^035185\d{6}$/],
    [1, 2009, false, /^001209\d{6}$/],
    [96, 2009, true, /^096309\d{6}$/],
  ])("province %i, born %i, female %s", (province, born, female, shape) => {
    expect(new PersonalNumbers(1).next(province, born, female)).toMatch(shape);
  });

  it("never repeats an old number", () => {
    const old = new OldNumbers(9, "16");
    const numbers = Array.from({ length: 20_000 }, () => old.next());
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((n) => /^16\d{7}$/.test(n))).toBe(true);
  });
});
