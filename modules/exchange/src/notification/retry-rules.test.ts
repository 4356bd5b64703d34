import { expect, it } from "vitest";
import { readPolicy, waitAfter } from "./retry-rules.ts";

const waits = (policy: { countdown: number; max: number }, tries: number) =>
  Array.from({ length: tries }, (_, index) => waitAfter(policy, index + 1));

it("reads a policy as notification.yaml writes it", () => {
  expect([null, undefined, "60", "60,3", "3600,-1"].map(readPolicy)).toEqual([
    ...[
      { countdown: 3600, max: 168 },
      { countdown: 3600, max: 168 },
      { countdown: 60, max: 168 },
    ],
    ...[
      { countdown: 60, max: 3 },
      { countdown: 3600, max: -1 },
    ],
  ]);
  expect(["", "0,1", "-5,1", "60,-2", "a", "1,2,3", "1.5"].map(readPolicy).filter((one) => one !== undefined)).toEqual([]);
});

it("waits longer and longer up to the countdown, then as often as the policy says", () => {
  expect(waits({ countdown: 40, max: 2 }, 6)).toEqual([5, 10, 20, 40, 40, undefined]);
  expect(waits({ countdown: 1, max: 1 }, 2)).toEqual([1, undefined]);
  expect(waitAfter({ countdown: 60, max: -1 }, 100_000)).toBe(60);
});

it("goes on for at least 7 days without a policy", () => {
  let sum = 0;
  let tries = 0;
  for (
    let wait = waitAfter({ countdown: 3600, max: 168 }, 1);
    wait !== undefined;
    wait = waitAfter({ countdown: 3600, max: 168 }, tries + 1)
  ) {
    sum += wait;
    tries += 1;
  }
  expect(sum).toBeGreaterThanOrEqual(7 * 86_400);
  expect(tries).toBeLessThan(200);
});
