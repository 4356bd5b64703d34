import type { CoverageRow } from "@dinhdanh/campaign/contract";
import { expect, it } from "vitest";
import { sortKeys } from "../routing/url-state.ts";
import { backlogOf, backlogs, figureOf, isComplete, rollCounts, sortRows, spreadDays, timingOf, waitingBetween } from "./figures.ts";
import { sampleRow } from "./sample-row.test-data.ts";

type Day = CoverageRow["asOf"];
const day = (text: string) => text as Day;
const deadline = (kind: "directive" | "commitment", on: string, daysAhead: number | null, actual = false) => ({
  kind,
  on: day(on),
  daysAhead,
  actual,
});

it("takes the campaign's own measure from the server and counts the others against the same target", () => {
  expect(figureOf(sampleRow(), "collected", "collected")).toEqual({ target: 1000, done: 900, remaining: 100, ratio: 0.9 });
  expect(figureOf(sampleRow(), "printed", "collected")).toEqual({ target: 1000, done: 850, remaining: 150, ratio: 0.85 });
});

it("is complete when nobody remains of somebody", () => {
  const all = { target: 10, done: 10, remaining: 0, ratio: 1 };
  expect(isComplete(sampleRow(), all)).toBe(true);
  expect(isComplete(sampleRow(), { target: 0, done: 0, remaining: 0, ratio: 0 })).toBe(false);
  expect(isComplete(sampleRow({ roll: "part" }), all)).toBe(false);
});

it("counts the rolls of the units right below and of the communes, where some are wanting", () => {
  const province = { done: 1, of: 63 };
  const [district, commune] = [
    { done: 6, of: 705 },
    { done: 112, of: 10_599 },
  ];
  const country = sampleRow({ level: "country", roll: "part", unitsWithRoll: { province, district, commune } });
  expect(rollCounts(country)).toEqual([
    { level: "province", ...province },
    { level: "commune", ...commune },
  ]);
  expect(rollCounts(sampleRow({ roll: "part", unitsWithRoll: { commune: { done: 1, of: 4 } } }))).toEqual([
    { level: "commune", done: 1, of: 4 },
  ]);
  expect(rollCounts(sampleRow())).toEqual([]);
  expect(rollCounts(sampleRow({ level: "commune", roll: "none", unitsWithRoll: {} }))).toEqual([]);
});

it.each([
  ["no deadline", [], 100, null],
  ["in time", [deadline("directive", "2023-06-30", 12)], 100, { kind: "onTime", days: 0 }],
  [
    "behind its commitment, though ahead of the directive",
    [deadline("directive", "2023-06-30", 12), deadline("commitment", "2023-04-30", -7)],
    100,
    { kind: "behind", days: 7 },
  ],
  ["overdue", [deadline("commitment", "2023-04-20", -20)], 100, { kind: "overdue", days: 2 }],
  ["overdue without any pace", [deadline("commitment", "2023-04-20", null)], 100, { kind: "overdue", days: 2 }],
  ["complete early", [deadline("commitment", "2023-06-30", 69, true)], 0, { kind: "ahead", days: 69 }],
  ["complete late", [deadline("commitment", "2023-04-01", -3, true)], 0, { kind: "behind", days: 3 }],
  ["no pace yet", [deadline("commitment", "2023-06-30", null)], 100, null],
] as const)("judges the time: %s", (_, deadlines, remaining, expected) => {
  expect(timingOf(sampleRow({ deadlines: [...deadlines], remaining }))).toEqual(expected);
});

it("writes the interval as ±", () => {
  const forecast = { ratePerDay: 10, finishOn: day("2023-05-02"), earliestOn: day("2023-04-29"), latestOn: day("2023-05-05") };
  expect(spreadDays(sampleRow({ forecast }))).toBe(3);
  expect(spreadDays(sampleRow())).toBeNull();
});

it("puts the last ones first, whatever the column", () => {
  const much = sampleRow({
    unit: "1",
    name: "Bình Lục",
    remaining: 300,
    done: 700,
    unitsComplete: { commune: { done: 0, of: 4 } },
    last30Days: [0],
  });
  const little = sampleRow({
    unit: "2",
    name: "Duy Tiên",
    remaining: 5,
    done: 995,
    unitsComplete: { commune: { done: 3, of: 4 } },
    last30Days: [9],
  });
  for (const key of sortKeys.filter((each) => each !== "name" && each !== "forecast")) {
    expect(
      sortRows([little, much], { key, reversed: false }, "collected", "collected").map(({ unit }) => unit),
      key,
    ).toEqual(["1", "2"]);
    expect(
      sortRows([little, much], { key, reversed: true }, "collected", "collected").map(({ unit }) => unit),
      key,
    ).toEqual(["2", "1"]);
  }
});

it("sorts names as Vietnamese does: Đ after D, marks after letters", () => {
  const rows = ["Đồng Hóa", "Duy Hải", "An Đổ", "Ba Sao"].map((name) => sampleRow({ name }));
  expect(sortRows(rows, { key: "name", reversed: false }, "collected", "collected").map(({ name }) => name)).toEqual([
    "An Đổ",
    "Ba Sao",
    "Duy Hải",
    "Đồng Hóa",
  ]);
});

const at = (unit: string, finishOn: string | null) =>
  sampleRow({ unit, forecast: { ratePerDay: 1, finishOn: finishOn === null ? null : day(finishOn), earliestOn: null, latestOn: null } });

it("puts the latest forecast first, and no forecast before all", () => {
  const rows = [at("soon", "2023-05-01"), at("never", null), at("late", "2024-01-01")];
  expect(sortRows(rows, { key: "forecast", reversed: false }, "collected", "collected").map(({ unit }) => unit)).toEqual([
    "never",
    "late",
    "soon",
  ]);
});

it("finds what waits between the stages, never less than nothing", () => {
  const row = sampleRow();
  const measures = { ...row.measures, collected: 900, approved: 880, printed: 850, handedOver: 851 };
  expect(backlogs.map(({ after, measure }) => waitingBetween({ measures }, after, measure))).toEqual([20, 30, 0]);
  expect(backlogOf({ measures })).toBe(50);
});
