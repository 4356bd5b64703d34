import { type Clock, dayNumber, dayOf } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import type { StandingDay } from "./contract.ts";
import type { Engine } from "./engine.ts";
import { holdsOn } from "./measures.ts";
import { fieldIndex, NEVER } from "./standing.ts";
import { lockStandings } from "./store/standing.ts";

/**
 * Locks the standing of both people until the transaction ends.
 * @returns what the second has reached and has not lost again: day of each milestone whose measure holds today, by field
 */
export async function milestonesReached(
  tx: Tx,
  { measures, compiled, plan }: Engine,
  clock: Clock,
  [first, second]: readonly [string, string],
): Promise<Partial<Record<StandingDay, string>>> {
  const standing = (await lockStandings(tx, [first, second])()).get(second);
  if (standing === undefined) return {};
  const today = dayNumber(clock.today());
  const milestones = new Set(plan.milestones.values());
  const reached: Partial<Record<StandingDay, string>> = {};
  for (const [index, measure] of measures.entries()) {
    const field = measure.since.at(-1);
    const rule = compiled[index];
    if (field === undefined || rule === undefined || !milestones.has(fieldIndex[field])) continue;
    const day = standing.days[fieldIndex[field]] ?? NEVER;
    if (day !== NEVER && holdsOn(standing, rule, today)) reached[field] = dayOf(day);
  }
  return reached;
}
