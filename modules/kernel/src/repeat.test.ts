import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { repeat } from "./repeat.ts";

const everyMs = 5;
const failed = (error: unknown) => expect.unreachable(String(error));

it("goes on without pause while more waits, and never works twice at a time", async () => {
  let [left, under, most] = [20, 0, 0];
  const work = vi.fn<() => Promise<boolean>>(async () => {
    most = Math.max(most, (under += 1));
    await sleep(1);
    under -= 1;
    return (left -= 1) > 0;
  });
  const repeated = repeat(work, { everyMs: 200, onError: failed });
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(20));
  await repeated.stop();
  expect(most).toBe(1);
});

it("tries again after an error, and is quiet once stopped", async () => {
  const onError = vi.fn<(error: unknown) => void>();
  const work = vi.fn<() => Promise<boolean>>(() => Promise.reject(new Error("tried")));
  const repeated = repeat(work, { everyMs, onError });
  await vi.waitFor(() => expect(onError.mock.calls.length).toBeGreaterThan(2));
  await repeated.stop();
  const before = work.mock.calls.length;
  await sleep(4 * everyMs);
  expect([work.mock.calls.length, onError.mock.calls.length]).toEqual([before, before]);
});

it("waits for the turn under way when it is stopped, and does not begin another", async () => {
  const done: string[] = [];
  const work = vi.fn<() => Promise<boolean>>(async () => {
    await sleep(50);
    done.push("turn");
    return true;
  });
  const repeated = repeat(work, { everyMs, onError: failed });
  await vi.waitFor(() => expect(work).toHaveBeenCalled());
  await repeated.stop();
  expect(done).toEqual(["turn"]);
});
