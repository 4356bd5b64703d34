import { type Act, occurredDay } from "@dinhdanh/ledger";
import type { StandingDay } from "./contract.ts";
import { type DaySpan, fieldIndex, keepEarlier, NEVER, type Standing } from "./standing.ts";

/** Acts that begin a span of something, all others end it; `about` says of which thing. */
export type Turns = { begins: string; about: (act: Act) => string };

/**
 * Spans between acts in order of time: of each thing from the act that begins until the next that ends, as often as it begins. An end whose beginning
 * is not known yet is a span of no length: it marks the day, so that the beginning is seen when it comes.
 */
export function spansBetween(acts: readonly Act[], { begins, about }: Turns): DaySpan[] {
  const open = new Map<string, number>();
  const spans: DaySpan[] = [];
  for (const act of acts) {
    const [thing, day] = [about(act), occurredDay(act)];
    if (act.kind !== begins) {
      spans.push([open.get(thing) ?? day, day]);
      open.delete(thing);
    } else if (!open.has(thing)) open.set(thing, day);
  }
  return [...spans, ...Array.from(open.values(), (from): DaySpan => [from, NEVER])];
}

/** Notes of spans when none of them stands: the last gap between them, or the end of the last, in two days of standing; gaps before it as earlier spans of the measure. */
export function foldGaps(
  standing: Standing,
  key: string,
  spans: readonly DaySpan[],
  [endedOn, anewOn]: readonly [StandingDay, StandingDay],
): void {
  let coveredUntil = -NEVER;
  const gaps: DaySpan[] = [];
  for (const [from, until] of spans.toSorted(([a], [b]) => a - b)) {
    if (coveredUntil !== -NEVER && from > coveredUntil) gaps.push([coveredUntil, from]);
    coveredUntil = Math.max(coveredUntil, until);
  }
  if (coveredUntil !== NEVER && coveredUntil !== -NEVER) gaps.push([coveredUntil, NEVER]);
  const last = gaps.pop();
  for (const [from, until] of gaps) keepEarlier(standing, key, from, until);
  if (last !== undefined) [standing.days[fieldIndex[endedOn]], standing.days[fieldIndex[anewOn]]] = last;
}
