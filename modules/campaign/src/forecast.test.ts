import { dayNumber, toDay } from "@dinhdanh/kernel";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysAhead, forecast, forecastWindowDays } from "./forecast.ts";

const from = toDay("2023-03-31");
const seed = Number(process.env["FC_SEED"] ?? Math.trunc(performance.timeOrigin + performance.now()) % 2 ** 31);
process.stdout.write(`property "forecast": FC_SEED=${seed}\n`);
const runs = { seed, numRuns: 500 };
const daily = fc.array(fc.integer({ min: -5, max: 400 }), { minLength: forecastWindowDays, maxLength: 40 });
const remaining = fc.integer({ min: 1, max: 100_000 });
const width = ({ earliestOn, latestOn }: ReturnType<typeof forecast>) =>
  earliestOn === null || latestOn === null ? Number.NaN : dayNumber(latestOn) - dayNumber(earliestOn);

describe("the forecast", () => {
  it("lies in its interval, after the day from which it is made", () => {
    fc.assert(
      fc.property(remaining, daily, (left, done) => {
        const { finishOn, earliestOn, latestOn } = forecast(left, done, from);
        if (finishOn === null || earliestOn === null || latestOn === null)
          return expect([finishOn, earliestOn, latestOn]).toEqual([null, null, null]);
        expect(from < earliestOn && earliestOn <= finishOn && finishOn <= latestOn).toBe(true);
        return undefined;
      }),
      runs,
    );
  });

  it("widens as the pace becomes uneven, about the same finish", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 20, max: 100 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (left, pace, a, b) => {
          const uneven = (by: number) => forecast(left, Array.from({ length: 28 }, (_, n) => pace + (n % 2 === 0 ? by : -by)), from); // prettier-ignore
          const [less, more] = [uneven(Math.min(a, b)), uneven(Math.max(a, b))];
          expect(more.finishOn).toBe(less.finishOn);
          expect(width(more)).toBeGreaterThanOrEqual(width(less));
        },
      ),
      runs,
    );
    expect(
      width(
        forecast(
          5000,
          Array.from({ length: 28 }, (_, n) => (n % 2) * 100),
          from,
        ),
      ),
    ).toBeGreaterThan(20);
  });

  it("comes no later with less to do", () => {
    fc.assert(
      fc.property(remaining, remaining, daily, (a, b, done) => {
        const [less, more] = [forecast(Math.min(a, b), done, from), forecast(Math.max(a, b), done, from)];
        expect(more.finishOn === null || (less.finishOn !== null && less.finishOn <= more.finishOn)).toBe(true);
      }),
      runs,
    );
  });

  it("looks at four weeks only", () => {
    const window = Array.from({ length: 28 }, (_, n) => n % 5);
    expect(forecast(100, [9999, -9999, ...window], from)).toEqual(forecast(100, window, from));
  });

  it.each([
    ["nothing moves", 10, Array.from({ length: 28 }, () => 0), 0],
    ["it goes backwards", 10, Array.from({ length: 28 }, () => -1), -1],
    ["nothing remains", 0, Array.from({ length: 28 }, () => 5), 5],
    ["more than all are done", -3, Array.from({ length: 28 }, () => 5), 5],
    ["there is no history", 10, [], 0],
    ["it would take more than ten years", 100_000, Array.from({ length: 28 }, () => 1), 1],
  ])("is none when %s", (_, left, done, ratePerDay) => {
    expect(forecast(left, done, from)).toEqual({ ratePerDay, finishOn: null, earliestOn: null, latestOn: null });
  });

  it("is exact for an even pace", () => {
    const even = { ratePerDay: 10, finishOn: "2023-04-10", earliestOn: "2023-04-10", latestOn: "2023-04-10" };
    expect(forecast(100, Array.from({ length: 28 }, () => 10), from)).toEqual(even); // prettier-ignore
    expect(forecast(91, Array.from({ length: 28 }, () => 10), from)).toEqual(even); // prettier-ignore
    expect(forecast(1, Array.from({ length: 28 }, () => 10), from).finishOn).toBe("2023-04-01"); // prettier-ignore
  });
});

it("counts days ahead of a deadline as positive", () => {
  // HT-4 and HT-5: Hà Tĩnh on 10 May 2023, ten days before its own commitment and fifty before the directive
  expect([daysAhead(toDay("2023-05-20"), toDay("2023-05-10")), daysAhead(toDay("2023-06-29"), toDay("2023-05-10"))]).toEqual([10, 50]);
  expect([daysAhead(toDay("2023-04-30"), toDay("2023-04-20")), daysAhead(toDay("2023-04-15"), toDay("2023-04-20"))]).toEqual([10, -5]);
});
