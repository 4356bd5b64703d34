import { dayOf } from "@dinhdanh/kernel";
import { occurredDay, type Projection, type Act } from "@dinhdanh/ledger";
import { setDeath, setPermanentUnit, setPins } from "./store/people.ts";

/** Keeps the person rows in step with moves and deaths that reach the ledger from elsewhere. */
export const projectEvents: Projection = async (tx, acts) => {
  const moves = latest(acts, "person.moved");
  if (moves.length > 0)
    await setPermanentUnit(
      tx,
      moves.map((act) => ({ personId: act.subjectId, unit: String(act.payload?.["toUnit"]), movedAt: act.occurredAt })),
    );
  const numbered = acts.filter((act) => act.kind === "person.number-assigned");
  if (numbered.length > 0)
    await setPins(
      tx,
      numbered.map((act) => ({ personId: act.subjectId, pin: String(act.payload?.["pin"]) })),
    );
  const deaths = latest(acts, "person.died");
  if (deaths.length > 0)
    await setDeath(
      tx,
      deaths.map((act) => ({ personId: act.subjectId, diedOn: dayOf(occurredDay(act)) })),
    );
};

/** The last act of a kind about each person. */
function latest(acts: Act[], kind: string): Act[] {
  const last = new Map<string, Act>();
  for (const act of acts) {
    if (act.kind !== kind) continue;
    const other = last.get(act.subjectId);
    if (other === undefined || Date.parse(other.occurredAt) <= Date.parse(act.occurredAt)) last.set(act.subjectId, act);
  }
  return [...last.values()];
}
