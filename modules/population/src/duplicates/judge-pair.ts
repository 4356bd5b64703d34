import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { mergesAmong, recordPairs, setPairState } from "../store/pairs.ts";
import { existingIds } from "../store/reads.ts";
import type { Judgement } from "./contract.ts";
import type { DuplicateDeps } from "./deps.ts";

/**
 * Two people, or not to be told without a visit. Who was found different is remembered and not proposed again. Also of two records that nobody
 * had proposed. Refusals, in the order checked: `same-record`, `person-not-found`, `pair-merged`.
 */
export async function judgePair(
  { sql, ledger, clock }: DuplicateDeps,
  actor: Actor,
  { actId, personId, otherId, decision, note }: Judgement,
): Promise<Outcome<{ actId: string }, "same-record" | "person-not-found" | "pair-merged">> {
  if (personId === otherId) return refuse("same-record");
  return sql.begin(async (tx) => {
    if ((await existingIds(tx, [personId, otherId])).size < 2) return refuse("person-not-found");
    const at = new Date(clock.nowMs()).toISOString();
    await recordPairs(tx, [{ ids: [personId, otherId], probability: 0, explanation: null }], "officer", at);
    const merges = await mergesAmong(tx, [personId, otherId]);
    const merged = merges.some((one) => [personId, otherId].includes(one.absorbedId) && [personId, otherId].includes(one.survivorId));
    if (merged) return refuse("pair-merged");
    await setPairState(tx, [personId, otherId], { state: decision, mergeId: null, judgedBy: actor.code, judgedAt: at, note });
    const payload = { decision, note };
    const acts = [
      { subjectId: personId, payload: { ...payload, otherId } },
      { subjectId: otherId, payload: { ...payload, otherId: personId } },
    ];
    const common = { actId, kind: "duplicate.judged", occurredAt: at, unit: null, officer: actor.code, team: null, device: null };
    await ledger.record(tx, acts.map((act) => ({ ...common, ...act }))); // prettier-ignore
    return accept({ actId });
  });
}
