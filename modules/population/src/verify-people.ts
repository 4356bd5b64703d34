import { dayOf } from "@dinhdanh/kernel";
import { actsBySubject, occurredDay, type RecordedAct } from "@dinhdanh/ledger";
import type { Queryable } from "@dinhdanh/postgres";
import type { Facts } from "./contract.ts";
import { allPeople } from "./store/reads.ts";

/** A person whose row is not what the acts say. Names fields only: never what they hold. */
export type PersonDifference = { personId: string; fields: string[] };

const kinds = ["person.registered", "person.corrected", "person.moved", "person.died"];

/**
 * Rebuilds what the register holds about everyone from the acts alone and compares it with the rows.
 * @param rows and acts two connections that see one snapshot
 */
export async function verifyPeople(rows: Queryable, acts: Queryable, differ: (difference: PersonDifference) => void): Promise<void> {
  const people = allPeople(rows);
  const subjects = actsBySubject(acts, kinds);
  let [row, theirs] = await Promise.all([people.next(), subjects.next()]);
  while (row.done !== true || theirs.done !== true) {
    const stored = row.done === true ? null : row.value;
    const subject = theirs.done === true ? null : theirs.value;
    const [left, right] = [stored?.personId ?? "~", subject?.[0]?.subjectId ?? "~"];
    const facts = left <= right ? stored?.facts : undefined;
    const rebuilt = right <= left && subject !== null ? rebuild(subject) : undefined;
    const fields = differingFields(facts, rebuilt);
    if (fields.length > 0) differ({ personId: left < right ? left : right, fields });
    if (left <= right) row = await people.next();
    if (right <= left) theirs = await subjects.next();
  }
}

const byRecording = (a: RecordedAct, b: RecordedAct) =>
  a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : Date.parse(a.occurredAt) - Date.parse(b.occurredAt);

/** What the acts say of a person: facts in the order in which the register learned of them, residence by the move that happened last. */
function rebuild(acts: RecordedAct[]): Partial<Facts> {
  let facts: Partial<Facts> = {};
  let move: RecordedAct | undefined;
  for (const act of acts.toSorted(byRecording)) {
    if (act.kind === "person.moved") {
      if (move === undefined || Date.parse(move.occurredAt) <= Date.parse(act.occurredAt)) move = act;
    } else if (act.kind === "person.died") facts = { ...facts, diedOn: dayOf(occurredDay(act)) };
    else {
      const { unitsOn: _unitsOn, flaws: _flaws, ...told } = act.payload ?? {};
      facts = told;
    }
  }
  return move === undefined ? facts : { ...facts, permanentUnit: String(move.payload?.["toUnit"]) };
}

function differingFields(a: Partial<Facts> | undefined, b: Partial<Facts> | undefined): string[] {
  if (a === undefined || b === undefined) return ["the whole person"];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Facts>;
  return [...keys].filter((key) => String(a[key]) !== String(b[key]));
}
