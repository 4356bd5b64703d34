import { createHash } from "node:crypto";
import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { retrying, type Tx } from "@dinhdanh/postgres";
import type { Facts } from "../contract.ts";
import { factsOfMany } from "../store/reads.ts";
import { type BulkMendKey, changesOf } from "./bulk-mends.ts";
import { checkPeople, type QualityDeps } from "./check-people.ts";
import { flawsLeft } from "./judge-facts.ts";
import { findingsOfMany, mendFindings } from "./store/findings.ts";
import { findMend, insertItems, insertMend, itemsOf, lockPeople, markUndone, type MendItem, noteUndone } from "./store/mends.ts";

/** People changed by one mend; more are mended by another. */
export const mostMended = 2000;

/** Other records than shown would change; or the id stands for another mend. */
export type MendRefusal = "changed-meanwhile" | "act-differs";

export type Mending = {
  /** made by who asks: the same again changes nothing */
  mendId: string;
  mend: BulkMendKey;
  /** code of the unit whose people they are */
  unit: string;
  ids: readonly string[];
  /** of what was shown, see {@link digestOf} */
  shown: string;
};

/**
 * Makes one mend in the records of many people: an act `person.amended` each, facts, findings and standing, in one transaction. Whose people
 * they are is for the caller to decide. Refusals: `changed-meanwhile` when other records than shown would change.
 */
export const mendMany = (deps: QualityDeps, actor: Actor, mending: Mending): Promise<Outcome<{ people: number }, MendRefusal>> =>
  mend(deps, actor, mending, mending.ids, {
    itemsFor: (people) => {
      const items = [...people].flatMap(([personId, facts]) => changesOf(mending.mend, facts).map((change) => ({ personId, ...change })));
      return items.length > 0 && digestOf(items) === mending.shown ? items : undefined;
    },
    isSame: (done) => digestOf(done) === mending.shown,
  });

/** What a sheet of checks brought back: `evidence` says where it comes from. */
export type SheetMending = Pick<Mending, "mendId" | "unit"> & { items: readonly MendItem[]; evidence: string };

/**
 * {@link mendMany} with values that were found at people's doors. Whether they may be written without another's approval is for the caller to
 * decide. Refusals: `changed-meanwhile` when one of the values is no longer what it was.
 */
export const mendFromSheet = (
  deps: QualityDeps,
  actor: Actor,
  { items, ...mending }: SheetMending,
): Promise<Outcome<{ people: number }, MendRefusal>> =>
  mend(deps, actor, { ...mending, mend: "check-sheet" }, [...new Set(items.map(({ personId }) => personId))], {
    itemsFor: (people) =>
      items.every(({ personId, field, before }) => (people.get(personId)?.[field] ?? "") === before) ? items : undefined,
    isSame: (done) => digestOf(done) === digestOf(items),
  });

/** SHA-256 of changes, in whatever order: the same records, fields and values, before and after. */
export const digestOf = (items: readonly MendItem[]): string =>
  createHash("sha256")
    .update(JSON.stringify(items.map(({ personId, field, before, after }) => JSON.stringify([personId, field, before, after])).sort()))
    .digest("hex");

const peopleIn = (items: readonly MendItem[]): number => new Set(items.map(({ personId }) => personId)).size;

async function mend(
  deps: QualityDeps,
  actor: Actor,
  what: Pick<Mending, "mendId" | "unit"> & { mend: string; evidence?: string },
  ids: readonly string[],
  {
    itemsFor,
    isSame,
  }: { itemsFor: (people: Map<string, Facts>) => readonly MendItem[] | undefined; isSame: (done: readonly MendItem[]) => boolean },
): Promise<Outcome<{ people: number }, MendRefusal>> {
  const { mendId, mend: key, unit, evidence } = what;
  return retrying(deps.sql, async (tx) => {
    await lockPeople(tx, ids);
    const done = await findMend(tx, mendId);
    if (done !== undefined) {
      const same = done.mend === key && done.unit === unit && isSame(await itemsOf(tx, mendId));
      return same ? accept({ people: done.people }) : refuse("act-differs");
    }
    const items = itemsFor(await factsOfMany(tx, ids));
    if (items === undefined) return refuse("changed-meanwhile");
    const people = peopleIn(items);
    const mendedAt = new Date(deps.clock.nowMs()).toISOString();
    await insertMend(tx, { mendId, mend: key, unit, officer: actor.code, people, mendedAt });
    await insertItems(tx, mendId, items);
    await amend(tx, deps, actor, items, { mendId, mend: key, ...(evidence === undefined ? {} : { evidence }) });
    return accept({ people });
  });
}

/**
 * Takes a mend back, but for texts that were changed since. The same officer is answered as the first time, whatever was changed since.
 * Refusals, in the order checked: `no-mend`, `already-undone` by another.
 * @returns how many records are as they were, and how many were left because they had changed
 */
export async function undoMend(
  deps: QualityDeps,
  actor: Actor,
  { mendId, unit }: Pick<Mending, "mendId" | "unit">,
): Promise<Outcome<{ people: number; left: number }, "no-mend" | "already-undone">> {
  return retrying(deps.sql, async (tx) => {
    const made = await findMend(tx, mendId);
    if (made?.unit !== unit) return refuse("no-mend");
    const undoneAt = new Date(deps.clock.nowMs()).toISOString();
    if (!(await markUndone(tx, mendId, undoneAt))) {
      const { undoneBy, undone } = (await findMend(tx, mendId)) ?? made;
      return undoneBy === actor.code && undone !== null ? accept(undone) : refuse("already-undone");
    }
    const items = await itemsOf(tx, mendId);
    const ids = [...new Set(items.map(({ personId }) => personId))];
    await lockPeople(tx, ids);
    const people = await factsOfMany(tx, ids);
    const back = items
      .filter(({ personId, field, after }) => (people.get(personId)?.[field] ?? "") === after)
      .map((item) => ({ ...item, before: item.after, after: item.before }));
    await amend(tx, deps, actor, back, { mendId, mend: made.mend, undone: true });
    const undone = { people: peopleIn(back), left: ids.length - peopleIn(back) };
    await noteUndone(tx, mendId, actor.code, undone);
    return accept(undone);
  });
}

/**
 * States changed values from now on: an act a person, from which rows, history and standing follow; then the findings. Not as a row of a roll would:
 * what a roll says again is no statement, so a value that an event had changed since could not be mended back.
 */
async function amend(tx: Tx, deps: QualityDeps, actor: Actor, items: readonly MendItem[], why: Record<string, unknown>): Promise<void> {
  if (items.length === 0) return;
  const at = new Date(deps.clock.nowMs()).toISOString();
  const byPerson = Map.groupBy(items, ({ personId }) => personId);
  const acts = [...byPerson].map(([personId, theirs]): Act => {
    const changes = Object.fromEntries(theirs.map(({ field, after }) => [field, after === "" ? null : after]));
    return {
      ...{ actId: newId(), subjectId: personId, kind: "person.amended", occurredAt: at, unit: actor.scope },
      ...{ officer: actor.code, team: null, device: null, payload: { ...why, changes } },
    };
  });
  await deps.ledger.record(tx, acts);
  const ids = [...byPerson.keys()];
  const gone = (await findingsOfMany(tx, ids)).filter(({ personId, kind }) => {
    return flawsLeft([kind], (byPerson.get(personId) ?? []).map(({ field }) => field)).length === 0; // prettier-ignore
  });
  await mendFindings(tx, gone, at);
  await checkPeople(tx, deps, ids);
}
