import { expect, it } from "vitest";
import { fitClasses, likelihoodIn, marginal } from "./pair-classes.ts";
import { placeLevels, tableOf } from "./table.ts";
import { drawPairs } from "./test-records.ts";

const moved = [
  {
    share: 0.8,
    levels: [
      [0.95, 0.05],
      [0.9, 0.1],
      [0.92, 0.08],
      [0.7, 0.2, 0.1],
    ],
  },
  {
    share: 0.2,
    levels: [
      [0.02, 0.98],
      [0.05, 0.95],
      [0.01, 0.99],
      [0.7, 0.2, 0.1],
    ],
  },
];

it("finds the classes that pairs were drawn from", () => {
  const classes = fitClasses(drawPairs(moved, 20_000, 5), 1).toSorted((a, b) => b.share - a.share);
  expect(classes.length).toBe(2);
  for (const [index, { share, levels }] of classes.entries()) {
    expect(share).toBeCloseTo(moved[index]!.share, 1);
    for (const [at, one] of levels.entries())
      for (const [level, probability] of one.entries()) expect(probability).toBeCloseTo(moved[index]!.levels[at]![level]!, 1);
  }
});

it("takes one class where comparisons are independent, and sums to one whatever is missing", () => {
  const classes = fitClasses(drawPairs([moved[0]!], 20_000, 6), 1);
  expect(classes.length).toBe(1);
  for (const one of marginal(classes)) expect(one.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 9);
  const missing = new Uint16Array(4);
  placeLevels([2, 2, 2, 3], Int8Array.of(-1, -1, -1, -1), missing);
  expect(likelihoodIn(classes)(missing)).toBeCloseTo(1, 9);
});

it("thinks a level that was never seen rare, not impossible, in a small class too", () => {
  const table = tableOf([2, 3], [Int8Array.of(0, 0), Int8Array.of(1, 1)], Float64Array.of(5000, 40));
  for (const { levels } of fitClasses(table, 1))
    for (const one of levels) for (const probability of one) expect(probability).toBeGreaterThan(0);
});
