import { calendarDay, type Day, dayOf } from "./day.ts";

/** The time, injected everywhere: tests and replays run at any date. */
export type Clock = { nowMs: () => number; today: () => Day };

export const systemClock: Clock = clockAt(() => Date.now());

/** A clock over any source of ms since the epoch. */
export function clockAt(nowMs: () => number): Clock {
  return { nowMs, today: () => dayOf(calendarDay(nowMs())) };
}
