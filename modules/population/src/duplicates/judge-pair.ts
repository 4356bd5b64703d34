import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Act, recordNew } from "@dinhdanh/ledger";
import { actById } from "../store/acts.ts";
import { mergesAmong, recordPairs, setPairState } from "../store/pairs.ts";
import { lockPeople } from "../store/life.ts";
import { existingIds, factsOf } from "../store/reads.ts";
import { latestScorer, likeFacts } from "./candidates.ts";
import type { Judgement } from "./contract.ts";
import type { DuplicateDeps } from "./deps.ts";
import { leastProbability } from "./find-duplicates.ts";

/**
 * Two people, or not to be told without a visit. Who was found different is remembered and not proposed again. Also of two records that nobody
 * had proposed. The same `actId` again changes nothing. Refusals, in the order checked: `same-record`, `person-not-found`, `act-differs`, `pair-merged`.
 */
export async function judgePair(
  { sql, ledger, clock }: DuplicateDeps,
  actor: Actor,
  { actId, personId, otherId, decision, note }: Judgement,
): Promise<Outcome<{ actId: string }, "same-record" | "person-not-found" | "act-differs" | "pair-merged">> {
  if (personId === otherId) return refuse("same-record");
  return sql.begin(async (tx) => {
    if ((await existingIds(tx, [personId, otherId])).size < 2) return refuse("person-not-found");
    const at = new Date(clock.nowMs()).toISOString();
    // in order of id, so that two officers who judge the same pair take turns
    await lockPeople(tx, [personId, otherId].toSorted());
    const known = await actById(tx, personId, actId);
    if (known !== undefined) {
      const { otherId: judged, decision: found, note: told } = known.payload;
      const same = known.kind === "duplicate.judged" && judged === otherId && found === decision && told === note;
      return same ? accept({ actId }) : refuse("act-differs");
    }
    const merges = await mergesAmong(tx, [personId, otherId]);
    const merged = merges.some((one) => [personId, otherId].includes(one.absorbedId) && [personId, otherId].includes(one.survivorId));
    if (merged) return refuse("pair-merged");
    await setPairState(tx, [personId, otherId], { state: decision, mergeId: null, judgedBy: actor.code, judgedAt: at, note });
    await recordNew(
      ledger,
      tx,
      ofBoth([personId, otherId], { actId, kind: "duplicate.judged", occurredAt: at, officer: actor.code }, { decision, note }),
    );
    return accept({ actId });
  });
}

type Proposed = { actId: string; personId: string; otherId: string; note: string };

/**
 * Puts two records before who adjudicates, as one person in the words of somebody who may not decide it. What was decided before stays; the same `actId`
 * again changes nothing. Refusals: `same-record`, `person-not-found`.
 */
export async function proposePair(
  { sql, ledger, clock }: DuplicateDeps,
  actor: Actor,
  { actId, personId, otherId, note }: Proposed,
): Promise<Outcome<{ actId: string }, "same-record" | "person-not-found">> {
  if (personId === otherId) return refuse("same-record");
  const facts = await factsOf(sql, personId);
  if (facts === null || (await existingIds(sql, [otherId])).size === 0) return refuse("person-not-found");
  const alike = await likeFacts(sql, await latestScorer(sql), facts, personId);
  const score = alike.find((one) => one.personId === otherId);
  const probability = Math.max(score?.probability ?? 0, leastProbability);
  const ids = [personId, otherId] as const;
  return sql.begin(async (tx) => {
    const at = new Date(clock.nowMs()).toISOString();
    await recordPairs(tx, [{ ids, probability, explanation: score?.explanation ?? null }], "agency", at);
    await ledger.record(tx, ofBoth(ids, { actId, kind: "duplicate.proposed", occurredAt: at, officer: actor.code }, { note }));
    return accept({ actId });
  });
}

const ofBoth = (
  [personId, otherId]: readonly [string, string],
  act: Pick<Act, "actId" | "kind" | "occurredAt" | "officer">,
  payload: Record<string, unknown>,
): Act[] => [
  { ...act, unit: null, team: null, device: null, subjectId: personId, payload: { ...payload, otherId } },
  { ...act, unit: null, team: null, device: null, subjectId: otherId, payload: { ...payload, otherId: personId } },
];
