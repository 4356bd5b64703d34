import { toDay } from "@dinhdanh/kernel";
import { expect, it } from "vitest";
import { calendarOf } from "./calendar-rules.ts";
import { type Area, daysUntilGone, legalDue, stageDue } from "./limit-rules.ts";
import type { DossierKind } from "./fee-rules.ts";
import type { DossierState } from "./workflow-rules.ts";

const calendar = calendarOf();

it.each<[string, Area, DossierKind, number]>([
  ["2023-06-05", "urban", "first", 7],
  ["2023-06-05", "urban", "change", 7],
  ["2023-06-05", "urban", "reissue", 15],
  ["2023-06-05", "remote", "first", 20],
  ["2023-06-05", "remote", "reissue", 20],
  ["2023-06-05", "other", "first", 15],
  ["2024-06-30", "other", "first", 15],
  ["2024-07-01", "remote", "reissue", 7],
])("collected %s, %s, %s: %i working days by law", (day, area, kind, days) => {
  expect(legalDue(toDay(day), area, kind, calendar)).toBe(calendar.add(day, days));
});

it.each<[DossierState, boolean, number | null]>([
  ["submitted", false, 2],
  ["returned", false, 2],
  ["clean", false, 3],
  ["clean", true, 4],
  ["in-production", false, 3],
  ["printed", true, 2],
  ["ready", false, null],
  ["draft", false, null],
  ["refused", false, null],
])("%s, received by the centre %s: %s working days", (state, byCentre, days) => {
  const due = days === null ? null : calendar.add("2023-06-05", days);
  expect(stageDue(state, toDay("2023-06-05"), byCentre, calendar)).toBe(due);
});

it("forecasts the end of a backlog", () => {
  expect(daysUntilGone(0, 0)).toBe(0);
  expect(daysUntilGone(39_000_000, 450_000)).toBe(87);
  expect(daysUntilGone(1, 0)).toBeNull();
});
