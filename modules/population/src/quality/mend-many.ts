import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import type { Facts } from "../contract.ts";
import { factsOfMany } from "../store/reads.ts";
import { type BulkMendKey, changesOf } from "./bulk-mends.ts";
import { checkPeople, type QualityDeps } from "./check-people.ts";
import {
  findMend,
  insertItems,
  insertMend,
  itemsOf,
  lockPeople,
  markUndone,
  type MendItem,
  statedWith,
  writeTexts,
} from "./store/mends.ts";

/** People changed by one mend; more are mended by another. */
export const mostMended = 2000;

export type Mending = {
  /** made by who asks: the same again changes nothing */
  mendId: string;
  mend: BulkMendKey;
  /** code of the unit whose people they are */
  unit: string;
  ids: readonly string[];
  /** how many records were shown to change */
  expected: number;
};

/**
 * Makes one mend in the records of many people: facts, an act `person.corrected` each, findings and standing, in one transaction. Whose people
 * they are is for the caller to decide. Refusals: `changed-meanwhile` when other records than shown would change.
 */
export async function mendMany(
  deps: QualityDeps,
  actor: Actor,
  mending: Mending,
): Promise<Outcome<{ people: number }, "changed-meanwhile">> {
  return deps.sql.begin(async (tx) => {
    const done = await findMend(tx, mending.mendId);
    if (done !== undefined) return accept({ people: done.people });
    await lockPeople(tx, mending.ids);
    const people = await factsOfMany(tx, mending.ids);
    const items = [...people].flatMap(([personId, facts]) => changesOf(mending.mend, facts).map((change) => ({ personId, ...change })));
    const changed = new Set(items.map(({ personId }) => personId)).size;
    if (changed !== mending.expected) return refuse("changed-meanwhile");
    const mendedAt = new Date(deps.clock.nowMs()).toISOString();
    const { mendId, mend, unit } = mending;
    await insertMend(tx, { mendId, mend, unit, officer: actor.code, people: changed, mendedAt, undoneAt: null });
    await insertItems(tx, mendId, items);
    await correct(tx, deps, actor, { people, items });
    return accept({ people: changed });
  });
}

/**
 * Takes a mend back, but for texts that were changed since. Refusals, in the order checked: `no-mend`, `already-undone`.
 * @returns how many records are as they were, and how many were left because they had changed
 */
export async function undoMend(
  deps: QualityDeps,
  actor: Actor,
  { mendId, unit }: Pick<Mending, "mendId" | "unit">,
): Promise<Outcome<{ people: number; left: number }, "no-mend" | "already-undone">> {
  return deps.sql.begin(async (tx) => {
    if ((await findMend(tx, mendId))?.unit !== unit) return refuse("no-mend");
    if (!(await markUndone(tx, mendId, new Date(deps.clock.nowMs()).toISOString()))) return refuse("already-undone");
    const items = await itemsOf(tx, mendId);
    const ids = [...new Set(items.map(({ personId }) => personId))];
    await lockPeople(tx, ids);
    const people = await factsOfMany(tx, ids);
    const back = items
      .filter(({ personId, field, after }) => people.get(personId)?.[field] === after)
      .map((item) => ({ ...item, before: item.after, after: item.before }));
    await correct(tx, deps, actor, { people, items: back });
    const undone = new Set(back.map(({ personId }) => personId)).size;
    return accept({ people: undone, left: ids.length - undone });
  });
}

/** Writes changed texts as corrections: rows, acts, findings. */
async function correct(
  tx: Tx,
  deps: QualityDeps,
  actor: Actor,
  { people, items }: { people: ReadonlyMap<string, Facts>; items: readonly MendItem[] },
): Promise<void> {
  const ids = [...new Set(items.map(({ personId }) => personId))];
  if (ids.length === 0) return;
  await writeTexts(tx, items);
  const stated = await statedWith(tx, ids);
  const occurredAt = new Date(deps.clock.nowMs()).toISOString();
  const changes = new Map<string, Partial<Facts>>();
  for (const { personId, field, after } of items) changes.set(personId, { ...changes.get(personId), [field]: after });
  const acts = ids.map((personId): Act => {
    const payload = { ...people.get(personId), ...changes.get(personId), ...stated.get(personId) };
    return {
      ...{ actId: newId(), subjectId: personId, kind: "person.corrected", occurredAt, unit: null },
      ...{ officer: actor.code, team: null, device: null, payload },
    };
  });
  await deps.ledger.record(tx, acts);
  await checkPeople(tx, deps, ids);
}
