import { expect, it } from "vitest";
import { type Beliefs, ownAgreements, runSession, type Session, trustIn } from "./session.ts";
import { drawPairs } from "./test-records.ts";

// number, name, sex: the person's own; household, parents: shared with relatives
const shared = [false, false, false, true, true];
const untouched = shared.map(() => false);
const u = [
  [0.001, 0.999],
  [0.01, 0.99],
  [0.5, 0.5],
  [0.0001, 0.9999],
  [0.001, 0.999],
];
const first = shared.map(() => [0.8, 0.2]);
const matched = [
  [0.9, 0.1],
  [0.93, 0.07],
  [0.99, 0.01],
  [0.8, 0.2],
  [0.9, 0.1],
];
const siblings = [
  [0.001, 0.999],
  [0.01, 0.99],
  [0.5, 0.5],
  [0.98, 0.02],
  [0.95, 0.05],
];
const beliefs: Beliefs = { m: first, u, related: undefined };

const session = (shares: [number, number, number], learnsRelated: boolean): Session => {
  const truth = [matched, u, siblings].map((levels, index) => ({ share: shares[index]!, levels }));
  return { table: drawPairs(truth, 20_000, 9), touched: untouched, shared, learnsRelated, expected: 0 };
};

it("tells matched pairs from strangers", () => {
  expect(runSession(session([0.2, 0.8, 0], false), beliefs).matches / 20_000).toBeCloseTo(0.2, 1);
  expect(runSession(session([0, 1, 0], false), beliefs).matches).toBeLessThan(60);
});

it("tells matched pairs from relatives, who are many more, and finds none where there are none", () => {
  const some = runSession(session([0.1, 0.1, 0.8], true), beliefs);
  expect(some.matches / 20_000).toBeCloseTo(0.1, 1);
  expect(some.relatives / 20_000).toBeCloseTo(0.8, 1);
  expect(runSession(session([0, 0.2, 0.8], true), beliefs).matches).toBeLessThan(100);
});

it("bounds how often matched pairs disagree in what is their own, and leaves the rest", () => {
  const bounded = ownAgreements(
    [
      [0.1, 0.1, 0.8],
      [0.9, 0.1],
      [0.5, 0.5],
      [0.1, 0.9],
      [0.5, 0.5],
    ],
    shared,
    1,
  );
  expect(bounded[0]!.map((one) => Number(one.toFixed(6)))).toEqual([0.4, 0.4, 0.2]);
  expect(bounded.slice(1)).toEqual([
    [0.9, 0.1],
    [0.8, 0.2],
    [0.1, 0.9],
    [0.5, 0.5],
  ]);
});

it("takes from few pairs less of what they look like than from many", () => {
  const learned = [[0, 0.8, 0.2], [0.2, 0.7, 0.1], ...u.slice(2)];
  const rounded = (trust: number) => ownAgreements(learned, shared, trust).map((levels) => levels.map((one) => Number(one.toFixed(6))));
  expect(rounded(1).slice(0, 2)).toEqual(learned.slice(0, 2));
  expect(rounded(0).slice(0, 2)).toEqual([
    [0.64, 0.16, 0.2],
    [0.72, 0.18, 0.1],
  ]);
  expect(rounded(0.5)[0]).toEqual([0.32, 0.48, 0.2]);
  expect([0, 100, 300].map((pairs) => trustIn(pairs, 100))).toEqual([0, 0.5, 0.75]);
});
