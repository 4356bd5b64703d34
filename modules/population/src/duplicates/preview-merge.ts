import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { factsOf } from "../store/reads.ts";
import type { MergePreview, MergeQuery } from "./contract.ts";
import type { DuplicateDeps } from "./deps.ts";
import { type MergeRefusal, mergeRefusal } from "./merge-people.ts";

/** What a merge would do to dossiers, cards, numbers and counts; writes nothing. Refusals: as the merge. */
export async function previewMerge(
  { sql, duplicates }: DuplicateDeps,
  { survivorId, absorbedId }: MergeQuery,
): Promise<Outcome<MergePreview, MergeRefusal>> {
  return sql.begin(async (tx) => {
    const refusal = await mergeRefusal(tx, { survivorId, absorbedId });
    if (refusal !== undefined) return refuse(refusal);
    const reached = await duplicates.milestonesOf(tx, [survivorId, absorbedId]);
    const [kept, retired] = [await factsOf(tx, survivorId), await factsOf(tx, absorbedId)];
    const { dossiers, cards } = await duplicates.atStake(tx, absorbedId);
    return accept({ dossiers, cards, reached: Object.keys(reached), keptPin: kept?.pin ?? null, retiredPin: retired?.pin ?? null });
  });
}
