import type { Act, Projection } from "@dinhdanh/ledger";
import { foldLife, type LifeAct, lifeKinds, type Statement, textOf, type Value, vietnameseDay } from "./life/fold-rules.ts";
import type { Attribute } from "./life/attributes.ts";
import { type HistoryRow, replaceHistory, lifeActs, lockPeople, updateFacts } from "./store/life.ts";
import { findingKinds } from "./contract.ts";
import { type Moved, moveProposals, replaceFindings } from "./store/corrections.ts";
import { forgetNoNumber } from "./store/people.ts";

/** A registration brings its own row; every other act about a person changes it. */
const refolding: ReadonlySet<string> = new Set(lifeKinds.filter((kind) => kind !== "person.registered"));

/**
 * Keeps people's rows and their history in step with the acts about them. Folds each anew from all that the ledger holds, once their row is
 * ours, so it makes no difference in which order acts arrive.
 */
export const projectEvents: Projection = async (tx, acts) => {
  const ids = [...new Set(acts.filter((act) => refolding.has(act.kind)).map((act) => act.subjectId))].sort();
  if (ids.length === 0) return;
  const stored = await lockPeople(tx, ids);
  const theirs = await lifeActs(tx, ids);
  const history: HistoryRow[] = [];
  const updates: Promise<void>[] = [];
  const moved: Moved[] = [];
  for (const [personId, row] of stored) {
    const changed = differences(row, theirs.get(personId) ?? [], (statement) => {
      history.push({ personId, ...statement, recordedAt: statement.recordedAt ?? "" });
    });
    if (Object.keys(changed).length > 0) updates.push(updateFacts(tx, personId, changed));
    if (typeof changed.permanentUnit === "string") moved.push({ personId, code: changed.permanentUnit, day: lastDay(acts, personId) });
    if (changed.diedOn !== undefined)
      updates.push(replaceFindings(tx, personId, ["diedOn"], findingsOfDeath({ ...row, ...changed }, theirs.get(personId) ?? [])));
  }
  if (moved.length > 0) updates.push(moveProposals(tx, moved));
  await Promise.all(updates);
  await replaceHistory(tx, [...stored.keys()], history);
  await forgetNoNumber(tx, numbered(acts));
};

/** Of those acts about somebody that are being recorded: codes mean what they mean on it. */
const lastDay = (acts: readonly Act[], personId: string): string =>
  acts.reduce((last, { subjectId, occurredAt }) => {
    const day = subjectId === personId ? vietnameseDay(occurredAt) : last;
    return day > last ? day : last;
  }, "0001-01-01");

type Found = Parameters<typeof replaceFindings>[3];

/** A death that other systems report may be wrong: it is kept, and found. */
function findingsOfDeath({ diedOn, birthDate }: Readonly<Record<string, Value | undefined>>, acts: readonly LifeAct[]): Found {
  const [given, born] = [textOf(diedOn), textOf(birthDate)];
  if (given === "" || born === "" || given >= born) return [];
  const foundAt = acts.map(({ recordedAt = "" }) => recordedAt).reduce((latest, at) => (at > latest ? at : latest), "");
  return [{ kind: "death-before-birth", field: "diedOn", given, conflict: findingKinds["death-before-birth"].conflict, foundAt }];
}

/** Attributes that acts say something about and that the row says otherwise. */
function differences(
  row: Readonly<Record<string, Value>>,
  acts: readonly LifeAct[],
  said: (statement: Statement) => void,
): Partial<Record<Attribute, Value>> {
  const { statements, facts } = foldLife(acts);
  const known = facts as Readonly<Record<string, Value | undefined>>;
  const changed: Partial<Record<Attribute, Value>> = {};
  for (const { field } of statements) {
    const value = known[field] ?? null;
    if (textOf(value) !== textOf(row[field])) changed[field] = value;
  }
  for (const statement of statements) said(statement);
  return changed;
}

const numbered = (acts: Act[]) =>
  acts
    .filter((act) => act.kind === "person.number-assigned")
    .map((act) => ({ personId: act.subjectId, pin: (act.payload?.["changes"] as Record<string, string> | undefined)?.["pin"] ?? "" }));
