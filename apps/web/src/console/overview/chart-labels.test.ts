import * as fc from "fast-check";
import { expect, it } from "vitest";
import { placeLabels, shiftClear } from "./chart-labels.ts";

const rows = (...xs: number[]) => placeLabels(xs.map((x) => ({ x, width: 90 }))).map(({ row }) => row);

it("gives near names rows of their own, and far ones one row", () => {
  expect(rows(200)).toEqual([0]);
  expect(rows(200, 400, 600)).toEqual([0, 0, 0]);
  expect(rows(200, 210, 600)).toEqual([0, 1, 0]);
  // the third does not fall back onto the first
  expect(rows(200, 210, 220)).toEqual([0, 1, 2]);
  expect(rows(200, 210, 300)).toEqual([0, 1, 0]);
});

it("begins a name at its tick where the left edge leaves no room", () => {
  expect(placeLabels([{ x: 40, width: 90 }])).toEqual([{ row: 0, align: "left" }]);
  expect(placeLabels([{ x: 90, width: 90 }])).toEqual([{ row: 0, align: "right" }]);
});

it("lets no two names of a row run into each other", () => {
  const label = fc.record({ x: fc.integer({ min: 0, max: 1000 }), width: fc.integer({ min: 20, max: 140 }) });
  const keepsApart = fc.property(fc.array(label, { maxLength: 6 }), (given) => {
    const labels = given.toSorted((a, b) => a.x - b.x);
    const spans = placeLabels(labels).map(({ row, align }, index) => {
      const { x, width } = labels[index]!;
      return { row, from: align === "left" ? x : x - width, to: align === "left" ? x + width : x };
    });
    return spans.every((one, index) => spans.slice(index + 1).every((other) => one.row !== other.row || other.from > one.to));
  });
  expect(fc.check(keepsApart).counterexample).toBeNull();
});

it("moves a label clear of the ticks to its left", () => {
  expect(shiftClear(500, 100, [])).toBe(0);
  expect(shiftClear(500, 100, [300, 600])).toBe(0);
  expect(shiftClear(500, 100, [450])).toBe(58);
  // along its edge is too near
  expect(shiftClear(500, 100, [505])).toBe(3);
  expect(shiftClear(500, 100, [398])).toBe(110);
  // past one tick it may meet the next
  expect(shiftClear(500, 100, [380, 450])).toBe(128);
  // no room left of the tick: it stays
  expect(shiftClear(110, 100, [60])).toBe(0);
});
