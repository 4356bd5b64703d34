import { dayNumber } from "@dinhdanh/kernel";
import { type Act, occurredDay } from "@dinhdanh/ledger";
import type { FoldHistory, Programme } from "./programme.ts";
import { fieldIndex, NEVER, type Standing } from "./standing.ts";

/** Acts of a kind whose merge was not undone by one of the other kind. */
function inForce(acts: readonly Act[], kind: string, undoneBy: string): Act[] {
  const undone = new Set(acts.filter((act) => act.kind === undoneBy).map((act) => act.payload?.["mergeId"]));
  return acts.filter((act) => act.kind === kind && !undone.has(act.payload?.["mergeId"]));
}

/**
 * A merged record leaves on the day of the merge. The record that took it up has reached, from then on, what the other had reached; the act says
 * which milestones, so that each is folded from the acts about it alone.
 */
const foldMerges: FoldHistory = (standing, acts) => {
  for (const act of inForce(acts, "person.merged", "person.unmerged")) takeEarlier(standing, fieldIndex.leftOn, occurredDay(act));
  for (const act of inForce(acts, "person.absorbed", "person.released")) {
    for (const [field, day] of Object.entries((act.payload?.["days"] ?? {}) as Record<string, string>)) {
      const index = (fieldIndex as Record<string, number>)[field];
      if (index !== undefined) takeEarlier(standing, index, dayNumber(day));
    }
  }
};

function takeEarlier({ days }: Standing, field: number, day: number): void {
  if (day < (days[field] ?? NEVER)) days[field] = day;
}

/** Two records of one person. Folds after the register's own programme, which says when somebody left. */
export const identityProgramme: Programme = {
  key: "identity",
  milestones: {},
  history: { kinds: ["person.merged", "person.unmerged", "person.absorbed", "person.released"], fold: foldMerges },
  measures: [],
};
