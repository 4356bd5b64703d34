import { expect, it } from "vitest";
import { dropBelow, scaleOf } from "./chart-scale.ts";
import { spanOf } from "./chart-span.ts";

it("starts at zero for a whole course and close below for its end, in steps that read easily", () => {
  expect(scaleOf([0, 754277])).toEqual({ min: 0, max: 1_000_000, interval: 200_000 });
  const near = scaleOf([743_000, 754_277]);
  expect(near.min).toBeGreaterThan(700_000);
  expect(near.max).toBeGreaterThan(754_277);
  expect([1, 2, 2.5, 5, 10].map((mantissa) => mantissa * 1000)).toContain(near.interval);
});

it("has no steps of half a person", () => {
  for (let most = 1; most <= 60; most += 1) expect(scaleOf([0, most]).interval % 1).toBe(0);
});

it("has a scale for nobody at all", () => {
  const { min, max, interval } = scaleOf([0, 0]);
  expect(min).toBe(0);
  expect(max).toBeGreaterThan(min);
  expect(interval).toBeGreaterThan(0);
});

it("keeps the label clear of the line, and inside the plot", () => {
  const scale = { min: 0, max: 100, interval: 25 };
  const plot = { width: 600, height: 200, days: 100 };
  const flat = [0, 50, 100].map((day) => ({ day, n: 90 }));
  const steep = [0, 70, 100].map((day) => ({ day, n: day }));
  expect(dropBelow(flat, scale, plot)).toBe(14);
  expect(dropBelow(steep, scale, plot)).toBeGreaterThan(60);
  expect(
    dropBelow(
      [
        { day: 0, n: 5 },
        { day: 100, n: 6 },
      ],
      scale,
      plot,
    ),
  ).toBe(-14);
  expect(dropBelow([], scale, plot)).toBe(14);
});

it("keeps the axis of the whole campaign still while the day moves", () => {
  const shared = { from: "2021-02-25", lastDay: "2023-04-22", recent: false, trend: undefined };
  expect(spanOf({ ...shared, asOf: "2022-01-01" })).toEqual(spanOf({ ...shared, asOf: "2023-04-22" }));
});

const trendTo = (directiveOn: string) => ({ directiveOn, commitmentOn: null }) as unknown as Parameters<typeof spanOf>[0]["trend"];

it("reaches to a near deadline in the recent view, and not to a far one", () => {
  const shared = { from: "2023-01-01", asOf: "2023-03-10", lastDay: "2023-04-22", recent: true };
  expect(spanOf({ ...shared, trend: trendTo("2023-04-30") }).to).toBe("2023-04-30");
  expect(spanOf({ ...shared, trend: trendTo("2023-12-31") }).to).toBe("2023-04-21");
});
