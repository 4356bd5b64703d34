import { accept, type Actor, dayNumber, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { retrying, type Tx } from "@dinhdanh/postgres";
import { scopeRefusal, type ScopeRefusalCode } from "@dinhdanh/staff";
import { countryId } from "@dinhdanh/territory";
import type { Facts } from "../facts.ts";
import { checkPeople } from "../quality/check-people.ts";
import { judgeClaimRow, lockClaim, type StoredClaim } from "../store/claims.ts";
import { lockPeople } from "../store/life.ts";
import { insertPeople } from "../store/people.ts";
import { existingIds, factsOf } from "../store/reads.ts";
import type { LifeDeps } from "../life/deps.ts";
import type { ClaimJudged, ClaimJudgement } from "./contract.ts";

export type ClaimRefusal = "claim-not-found" | "claim-decided" | ScopeRefusalCode;

/**
 * Decides about a refused row whose number belongs to somebody else. `same`: it is that person, and what the row says is recorded as a correction, as the
 * import would have; what it says nothing of stays. `different`: somebody else, who is registered with the number on their papers: then two people bear
 * one number, and who keeps it is decided by {@link settleNumber}. The same decision again changes nothing.
 * Refusals, in the order checked: `not-permitted`, `claim-not-found`, `claim-decided`, `outside-scope` of the commune in which somebody is registered.
 */
export async function judgeClaim(
  deps: LifeDeps,
  by: Actor,
  { personId, claimId, decision, note }: ClaimJudgement,
): Promise<Outcome<ClaimJudged, ClaimRefusal>> {
  return retrying(deps.sql, async (tx) => {
    await lockPeople(tx, [personId]);
    const claim = await lockClaim(tx, personId, claimId);
    const held = await factsOf(tx, personId);
    if (claim === undefined || held === null) return refuse("claim-not-found");
    if (claim.state === decision) return accept({ state: decision, enteredId: claim.enteredId });
    if (claim.state === "same" || claim.state === "different") return refuse("claim-decided");
    const outside = await outsideOf(deps, tx, by, claim, decision);
    if (outside !== undefined) return refuse(outside);
    const at = new Date(deps.ledger.clock.nowMs()).toISOString();
    const enteredId = decision === "different" ? await idToEnter(tx, claim) : null;
    const common = { occurredAt: at, unit: null, officer: by.code, team: null, device: null };
    const act = (subjectId: string, kind: string, payload: Record<string, unknown>): Act => ({
      ...common,
      actId: newId(),
      subjectId,
      kind,
      payload,
    });
    const acts = [act(personId, "person.number-claim-judged", { claimId, decision, note, otherId: enteredId })];
    if (decision === "same")
      acts.push(...corrections(claim, held).map(({ kind, payload }) => act(personId, kind, { ...payload, event: { claimId } })));
    if (enteredId !== null) {
      const { facts, searchKey, intakeId, unitsOn } = claim;
      await insertPeople(tx, [{ personId: enteredId, facts, searchKey, digest: `claim ${claimId}`, intakeId }]);
      acts.push(act(enteredId, "person.registered", { ...facts, unitsOn, event: { claimId } }));
    }
    await deps.ledger.record(tx, acts);
    await judgeClaimRow(tx, { personId, claimId, state: decision, enteredId, judgedBy: by.code, judgedAt: at, note });
    // what is found between the two stands at once: the case goes on with whose the number is
    await checkPeople(tx, { ...deps, clock: deps.ledger.clock }, enteredId === null ? [personId] : [personId, enteredId]);
    return accept({ state: decision, enteredId });
  });
}

/** Somebody is registered, or moved, only where the officer is in charge. */
async function outsideOf(deps: LifeDeps, tx: Tx, by: Actor, claim: StoredClaim, decision: string): Promise<ScopeRefusalCode | undefined> {
  const { permanentUnit } = claim.facts;
  const unitId = permanentUnit === undefined ? countryId : (deps.units.resolve(permanentUnit, dayNumber(claim.unitsOn)) ?? countryId);
  return decision === "visit" ? undefined : (await scopeRefusal(tx, by, "adjudicate", unitId))?.code;
}

/** The id of the row, unless somebody has it by now. */
async function idToEnter(tx: Tx, { recordId }: StoredClaim): Promise<string> {
  return recordId === null || (await existingIds(tx, [recordId])).size > 0 ? newId() : recordId;
}

function corrections({ facts, unitsOn }: StoredClaim, held: Facts): { kind: string; payload: Record<string, unknown> }[] {
  const stated = { kind: "person.corrected", payload: { ...held, ...facts, unitsOn } };
  const [fromUnit, toUnit] = [held.permanentUnit ?? null, facts.permanentUnit];
  return toUnit === undefined || toUnit === fromUnit ? [stated] : [stated, { kind: "person.moved", payload: { fromUnit, toUnit } }];
}
