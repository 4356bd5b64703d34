import * as fc from "fast-check";
import { expect, it } from "vitest";
import { clusterLinks } from "./cluster.ts";

const cluster = (size: number, links: [number, number, number][], asked: (a: number, b: number) => number = () => 0, threshold = 0.5) =>
  clusterLinks(
    size,
    {
      a: Uint32Array.from(links, ([a]) => a),
      b: Uint32Array.from(links, ([, b]) => b),
      probabilities: Float64Array.from(links, ([, , p]) => p),
    },
    threshold,
    asked,
  );

it("does not chain: what joins two unlike records goes to the more likely one", () => {
  const { of } = cluster(3, [
    [0, 1, 0.9],
    [1, 2, 0.8],
    [0, 2, 0.05],
  ]);
  expect([...of]).toEqual([0, 0, 2]);
});

it("joins records of one person of which two were never candidates, if their score says so", () => {
  const links: [number, number, number][] = [
    [0, 1, 0.9],
    [1, 2, 0.8],
  ];
  expect([...cluster(3, links, () => 0.4).of]).toEqual([0, 0, 0]);
  expect(cluster(3, links, () => 0.4).asked).toEqual([{ a: 0, b: 2, probability: 0.4 }]);
  expect([...cluster(3, links, () => 0.01).of]).toEqual([0, 0, 2]);
});

it("leaves alone what is below the threshold", () => {
  expect([
    ...cluster(4, [
      [0, 3, 0.49],
      [1, 2, 0.5],
    ]).of,
  ]).toEqual([0, 1, 1, 3]);
});

it("makes clusters whose members are likely to be one, whatever the order of links", () => {
  const link = fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 999 })).filter(([a, b]) => a < b);
  fc.assert(
    fc.property(fc.uniqueArray(link, { maxLength: 30, selector: ([a, b]) => a * 12 + b }), (drawn) => {
      const links = drawn.map(([a, b, p]): [number, number, number] => [a, b, p / 1000]);
      const { of } = cluster(12, links);
      expect([...cluster(12, links.toReversed()).of]).toEqual([...of]);
      for (const [record, first] of of.entries()) expect([of[first], first <= record]).toEqual([first, true]);
      for (const first of new Set(of)) {
        const members = [...of.keys()].filter((record) => of[record] === first);
        const inside = links.filter(([a, b]) => members.includes(a) && members.includes(b));
        const pairs = (members.length * (members.length - 1)) / 2;
        const mean = inside.reduce((sum, [, , p]) => sum + p, 0) / Math.max(pairs, 1);
        if (members.length > 1) expect(mean).toBeGreaterThanOrEqual(0.5 - 1e-9);
      }
    }),
    { seed: 44, numRuns: 300 },
  );
});
