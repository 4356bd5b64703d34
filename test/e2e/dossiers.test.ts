import { assertNoPersonalData } from "@dinhdanh/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { everyone } from "./counter-people.ts";
import { type Counter, openCounter } from "./counter.ts";
import { intake } from "./journeys/intake.ts";
import { line } from "./journeys/line.ts";
import { rejected } from "./journeys/rejected.ts";
import { review } from "./journeys/review.ts";
import { revoked } from "./journeys/revoked.ts";
import { takeComplaints } from "./visit.ts";

let counter: Counter;

beforeAll(async () => {
  counter = await openCounter();
});
afterEach(async () => {
  await Promise.all(counter.browser.contexts().map((context) => context.close()));
});
afterAll(async () => counter?.close());

describe.each(Object.entries({ line, intake, review, revoked, rejected }))("%s", (_, journeys) => {
  it.each(Object.entries(journeys))("%s", { timeout: 90_000 }, async (_name, journey) => {
    await journey(counter);
    expect(takeComplaints()).toEqual([]);
  });
});

it("logs no name and no number of anybody", () => {
  expect(counter.log()).toContain('"route":"/api/v1/dossiers/:dossierId/steps/:step"');
  assertNoPersonalData(counter.log(), { names: everyone.map(({ name }) => name), pins: everyone.map(({ pin }) => pin) });
});
