import { accept, type Actor, dayOf, calendarDay, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Act, recordNew } from "@dinhdanh/ledger";
import type { Queryable } from "@dinhdanh/postgres";
import { actById } from "../store/acts.ts";
import { lockPeople } from "../store/life.ts";
import { existingIds } from "../store/reads.ts";
import {
  deleteMerge,
  insertMerge,
  type JudgedBefore,
  judgedOf,
  mergeById,
  mergesAmong,
  restorePair,
  setPairState,
} from "../store/pairs.ts";
import { insertUndone, undoneAgain } from "../store/undone.ts";
import type { DuplicateRefusal, Merge, Unmerge } from "./contract.ts";
import type { DuplicateDeps } from "./deps.ts";

export type MergeRefusal = "person-not-found" | "act-differs" | Exclude<DuplicateRefusal, "not-merged" | "pair-merged">;

/**
 * Takes a record up in another one of the same person, as of now. The absorbed record keeps its acts, dossiers and cards, leaves every count on
 * the day of the merge, and its number leads to the survivor; what it had reached the survivor has reached from that day on, unless earlier by
 * itself. So nobody is counted twice from that day, and figures of days before stay what they were. As long as the merge stands, dossiers of the
 * absorbed record wait, and do not count for the survivor, and its cards stand on the revocation list: both follow from the merge, nothing is written.
 * The same again changes nothing while the merge stands; once it was undone, its id is used up.
 * Refusals, in the order checked: `same-record`, `act-differs`, `person-not-found`, `already-merged`, `survivor-merged`, `has-absorbed`.
 */
export async function mergePeople(deps: DuplicateDeps, actor: Actor, merge: Merge): Promise<Outcome<{ mergeId: string }, MergeRefusal>> {
  const { mergeId, survivorId, absorbedId } = merge;
  if (survivorId === absorbedId) return refuse("same-record");
  return deps.sql.begin(async (tx) => {
    // the locks come first: two officers who merge the same records take turns, and what befalls a record is recorded before, or refused
    await lockPeople(tx, [survivorId, absorbedId].toSorted());
    const reached = await deps.duplicates.milestonesOf(tx, [survivorId, absorbedId]);
    const known = await mergeById(tx, mergeId);
    const told = await actById(tx, absorbedId, mergeId);
    if (known !== undefined) {
      const same = known.survivorId === survivorId && known.absorbedId === absorbedId && told?.payload["note"] === merge.note;
      return same ? accept({ mergeId }) : refuse("act-differs");
    }
    if (told !== undefined) return refuse("act-differs");
    const refusal = await mergeRefusal(tx, merge);
    if (refusal !== undefined) return refuse(refusal);
    const at = new Date(deps.clock.nowMs()).toISOString();
    const before = await judgedOf(tx, [survivorId, absorbedId]);
    await insertMerge(tx, { absorbedId, survivorId, mergeId, mergedAt: at, mergedBy: actor.code });
    await setPairState(tx, [survivorId, absorbedId], { state: "same", mergeId, judgedBy: actor.code, judgedAt: at, note: merge.note });
    const mergedOn = dayOf(calendarDay(deps.clock.nowMs()));
    const days = Object.fromEntries(Object.entries(reached).map(([field, day]) => [field, day > mergedOn ? day : mergedOn]));
    const acts = [
      { subjectId: absorbedId, kind: "person.merged", payload: { mergeId, survivorId, note: merge.note, before } },
      { subjectId: survivorId, kind: "person.absorbed", payload: { mergeId, absorbedId, days } },
    ];
    await recordNew(deps.ledger, tx, said(mergeId, at, actor, acts));
    return accept({ mergeId });
  });
}

/** Why two records cannot be merged this way round; undefined when nothing forbids it. */
export async function mergeRefusal(
  tx: Queryable,
  { survivorId, absorbedId }: Pick<Merge, "survivorId" | "absorbedId">,
): Promise<MergeRefusal | undefined> {
  if (survivorId === absorbedId) return "same-record";
  if ((await existingIds(tx, [survivorId, absorbedId])).size < 2) return "person-not-found";
  const merges = await mergesAmong(tx, [survivorId, absorbedId]);
  if (merges.some((one) => one.absorbedId === absorbedId)) return "already-merged";
  if (merges.some((one) => one.absorbedId === survivorId)) return "survivor-merged";
  if (merges.some((one) => one.survivorId === absorbedId)) return "has-absorbed";
  return undefined;
}

/**
 * Undoes a merge: both records, and what was thought of them as a pair, stand as if it had never been, with what happened to each since. The acts of the merge stay in the ledger.
 * The same again changes nothing. Refusals: `act-differs`; `not-merged`, also when it was undone before by another act.
 */
export async function unmergePeople(
  deps: DuplicateDeps,
  actor: Actor,
  mergeId: string,
  { actId, note }: Unmerge,
): Promise<Outcome<{ mergeId: string }, "not-merged" | "act-differs">> {
  return deps.sql.begin(async (tx) => {
    const merge = await mergeById(tx, mergeId);
    // of two who undo it at once, the second finds it undone when its turn comes
    if (merge !== undefined) await deps.duplicates.milestonesOf(tx, [merge.survivorId, merge.absorbedId]);
    if (merge === undefined || !(await deleteMerge(tx, mergeId))) {
      const before = await undoneAgain(tx, mergeId, { actId, note });
      return before === "same" ? accept({ mergeId }) : refuse(before ?? "not-merged");
    }
    const { survivorId, absorbedId } = merge;
    await insertUndone(tx, { decisionId: mergeId, actId, personId: absorbedId, otherId: survivorId });
    const at = new Date(deps.clock.nowMs()).toISOString();
    const merged = await actById(tx, absorbedId, mergeId);
    // an act of before this was noted says nothing: then the pair waits to be judged
    const { before = { state: "open", judgedBy: null, judgedAt: null, note } } = (merged?.payload ?? {}) as {
      before?: JudgedBefore | null;
    };
    // who judges them next reads why they were parted
    await restorePair(tx, [survivorId, absorbedId], before?.state === "open" ? { ...before, note } : before);
    const acts = [
      { subjectId: absorbedId, kind: "person.unmerged", payload: { mergeId, survivorId, note } },
      { subjectId: survivorId, kind: "person.released", payload: { mergeId, absorbedId } },
    ];
    await recordNew(deps.ledger, tx, said(actId, at, actor, acts));
    return accept({ mergeId });
  });
}

type Said = Pick<Act, "subjectId" | "kind" | "payload">;

const said = (actId: string, at: string, actor: Actor, acts: readonly Said[]): Act[] =>
  acts.map((act) => ({ ...act, actId, occurredAt: at, unit: null, officer: actor.code, team: null, device: null }));
