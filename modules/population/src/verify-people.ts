import { hash } from "node:crypto";
import { actsBySubject, type RecordedAct } from "@dinhdanh/ledger";
import type { Queryable } from "@dinhdanh/postgres";
import type { Facts } from "./contract.ts";
import { foldLife, lifeKinds, type Statement } from "./life/fold-rules.ts";
import { allHistory, historyLine } from "./store/life.ts";
import { mergesThatDiffer } from "./store/pairs.ts";
import { allPeople } from "./store/reads.ts";

/** A person whose row is not what the acts say. Names fields only: never what they hold. */
export type PersonDifference = { personId: string; fields: string[] };

/**
 * Rebuilds what the register holds about everyone, the history of it, and who was taken up by whom, from the acts alone and compares with the rows. Of people of whom anything
 * ever changed a digest is held in memory.
 * @param rows and acts two connections that see one snapshot
 */
export async function verifyPeople(rows: Queryable, acts: Queryable, differ: (difference: PersonDifference) => void): Promise<void> {
  const people = allPeople(rows);
  const subjects = actsBySubject(acts, lifeKinds);
  const histories = new Map<string, string>();
  const compare = (stored: Stored | null, subject: RecordedAct[] | null) => {
    const personId = stored?.personId ?? subject?.[0]?.subjectId ?? "";
    const rebuilt = subject === null ? undefined : foldLife(subject);
    const fields = differingFields(stored?.facts, rebuilt?.facts);
    if (fields.length > 0) differ({ personId, fields });
    if (rebuilt !== undefined && rebuilt.statements.length > 0) histories.set(personId, digestOf(linesOf(rebuilt.statements)));
  };
  let [row, theirs] = await Promise.all([people.next(), subjects.next()]);
  while (row.done !== true || theirs.done !== true) {
    const stored = row.done === true ? null : row.value;
    const subject = theirs.done === true ? null : theirs.value;
    const [left, right] = [stored?.personId ?? "~", subject?.[0]?.subjectId ?? "~"];
    compare(left <= right ? stored : null, right <= left ? subject : null);
    if (left <= right) row = await people.next();
    if (right <= left) theirs = await subjects.next();
  }
  await compareHistories(rows, histories, differ);
  for (const personId of await mergesThatDiffer(rows)) differ({ personId, fields: ["merge"] });
}

type Stored = { personId: string; facts: Facts };

async function compareHistories(
  rows: Queryable,
  histories: Map<string, string>,
  differ: (difference: PersonDifference) => void,
): Promise<void> {
  for await (const { personId, rows: lines } of allHistory(rows)) {
    if (histories.get(personId) !== digestOf(lines)) differ({ personId, fields: ["history"] });
    histories.delete(personId);
  }
  for (const personId of histories.keys()) differ({ personId, fields: ["history"] });
}

/** An act may state an attribute twice; the first is kept. */
const linesOf = (statements: readonly Statement[]) => {
  const first = new Map<string, string>();
  for (const statement of statements) {
    const key = `${statement.actId} ${statement.field}`;
    if (!first.has(key)) first.set(key, historyLine(statement));
  }
  return [...first.values()];
};

const digestOf = (lines: readonly string[]) => hash("sha1", lines.toSorted().join("\n"), "base64");

function differingFields(a: Partial<Facts> | undefined, b: Partial<Facts> | undefined): string[] {
  if (a === undefined || b === undefined) return ["the whole person"];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Facts>;
  return [...keys].filter((key) => String(a[key]) !== String(b[key]));
}
