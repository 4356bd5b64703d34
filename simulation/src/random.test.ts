import { describe, expect, it } from "vitest";
import { Random, spread } from "./random.ts";

function draw(text: string): number[] {
  const random = new Random(text);
  return Array.from({ length: 5 }, () => random.bits());
}

describe("random", () => {
  it("depends on its seed text alone", () => {
    expect(draw("1/35/13450/life")).toEqual(draw("1/35/13450/life"));
    expect(draw("1/35/13450/life")).not.toEqual(draw("2/35/13450/life"));
    expect(draw("1/35/13450/life")).not.toEqual(draw("1/35/13450/paper"));
  });

  it("is uniform", () => {
    const random = new Random("uniform");
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 160_000; i++) counts[random.below(16)]!++;
    // Chi-square with 15 degrees of freedom: 37.7 is passed once in a thousand.
    const chiSquare = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(37.7);
  });

  it("spreads items by weight", () => {
    const list = spread(
      [
        ["a", 70],
        ["b", 29],
        ["c", 1],
      ],
      100,
    );
    expect(list.filter((item) => item === "a")).toHaveLength(70);
    expect(list).toHaveLength(100);
    expect(list.at(-1)).toBe("c");
  });
});
