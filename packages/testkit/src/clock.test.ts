import { expect, it } from "vitest";
import { fixedClock } from "./clock.ts";

it("stands still, and moves when told", () => {
  const clock = fixedClock("2023-04-06T23:59:59+07:00");
  expect([clock.today(), clock.nowMs()]).toEqual(["2023-04-06", Date.parse("2023-04-06T16:59:59Z")]);
  clock.advanceMs(1000);
  expect(clock.today()).toBe("2023-04-07");
  clock.advanceDays(30);
  expect(clock.today()).toBe("2023-05-07");
  clock.set("2021-02-28T17:00:00Z");
  expect(clock.today()).toBe("2021-03-01");
});

it("refuses an instant without an offset: it would depend on the machine", () => {
  expect(() => fixedClock("2023-04-06T08:00:00")).toThrow("not an instant");
});
