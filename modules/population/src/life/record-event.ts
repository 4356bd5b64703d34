import { createHash } from "node:crypto";
import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { retrying, type Queryable, type Tx } from "@dinhdanh/postgres";
import { scopeRefusal } from "@dinhdanh/staff";
import { derivedId } from "@dinhdanh/territory";
import { normaliseName, normaliseText } from "@dinhdanh/vietnamese";
import type { Facts } from "../contract.ts";
import { actById } from "../store/acts.ts";
import { isMerged } from "../store/pairs.ts";
import { ancestorPins, lifeActs, lockPeople, membersOf, peopleByPins } from "../store/life.ts";
import { isOnCard } from "./attributes.ts";
import { instantOf, type LifeDeps, personInReach, type ReachRefusal } from "./deps.ts";
import { type EventFacts, type EventRequest, eventRow, type LifeRefusal, type Recorded } from "./event-contract.ts";
import { factsAt, foldLife } from "./fold-rules.ts";
import { type EventCase, type Party, type Plan, planEvent, type Planned } from "./plan-event-rules.ts";

export type EventRefusal = ReachRefusal | LifeRefusal;

/**
 * Records what befell a person. Everyone concerned is locked, the event is decided on what held on its day, and acts, rows, history and standing are one
 * transaction. The same `actId` again changes nothing. A move may be recorded by the commune that is left or the one that is reached.
 * Refusals, in the order checked: `person-not-found`, `not-permitted`, `outside-scope`, `day-in-future`, `act-differs`, `record-merged`, then those of the event.
 */
export async function recordEvent(
  deps: LifeDeps,
  by: Actor,
  personId: string,
  given: EventRequest,
): Promise<Outcome<Recorded, EventRefusal>> {
  const request = { ...given, facts: normalised(given.facts) };
  const refusal = await requestRefusal(deps, by, personId, request);
  if (refusal !== undefined) return refuse(refusal);
  return retrying(deps.sql, async (tx) => {
    const known = await actById(tx, personId, request.actId);
    if (known !== undefined) return again(personId, request, known);
    const one = await gatherCase(tx, deps, personId, request);
    const plan = await planOf(tx, one);
    if ("refusal" in plan) {
      // sent twice at once, it contradicts itself: what was recorded while its people were locked
      const meanwhile = await actById(tx, personId, request.actId);
      return meanwhile === undefined ? refuse(plan.refusal) : again(personId, request, meanwhile);
    }
    const acts = plan.planned.map((planned) => actOf(deps, by, request, one, planned));
    await deps.ledger.record(tx, acts);
    const newCard = await needsCard(deps, tx, personId, [...Object.keys(plan.planned[0]?.changes ?? {}), ...(request.event === "move" ? ["permanentUnit"] : [])]); // prettier-ignore
    return accept({ personId, actIds: acts.map(({ actId }) => actId), pin: one.person.now.pin ?? null, newCard });
  });
}

/** What {@link recordEvent} would answer: whether it was recorded before. Writes nothing; the same refusals. */
export async function foreseeEvent(
  deps: LifeDeps,
  by: Actor,
  personId: string,
  given: EventRequest,
): Promise<Outcome<{ known: boolean }, EventRefusal>> {
  const request = { ...given, facts: normalised(given.facts) };
  const refusal = await requestRefusal(deps, by, personId, request);
  if (refusal !== undefined) return refuse(refusal);
  return retrying(deps.sql, async (tx) => {
    const known = await actById(tx, personId, request.actId);
    if (known !== undefined) {
      const answer = again(personId, request, known);
      return answer.ok ? accept({ known: true }) : answer;
    }
    const plan = await planOf(tx, await gatherCase(tx, deps, personId, request));
    return "refusal" in plan ? refuse(plan.refusal) : accept({ known: false });
  });
}

/** A record that was taken up in another lives on in that one alone; whose people are locked is not merged meanwhile. */
const planOf = async (tx: Tx, one: EventCase): Promise<Plan> =>
  (await isMerged(tx, one.person.personId)) ? { refusal: "record-merged" } : planEvent(one);

async function requestRefusal(deps: LifeDeps, by: Actor, personId: string, request: EventRequest): Promise<EventRefusal | undefined> {
  const reach = await personInReach(deps, by, "record-events", personId);
  if (typeof reach === "string" && !(reach === "outside-scope" && (await mayReceive(deps, by, request)))) return reach;
  return request.on > deps.ledger.clock.today() ? "day-in-future" : undefined;
}

const normalised = (facts: EventFacts): EventFacts => ({
  ...facts,
  ...(facts.fullName === undefined ? {} : { fullName: normaliseName(facts.fullName) }),
  ...(facts.address === undefined ? {} : { address: normaliseText(facts.address) }),
});

async function mayReceive(deps: LifeDeps, by: Actor, { event, facts, on }: EventRequest): Promise<boolean> {
  const unitId = event === "move" ? deps.units.resolve(facts.toUnit ?? "", dayNumber(on)) : undefined;
  return unitId !== undefined && (await scopeRefusal(deps.sql, by, "record-events", unitId)) === undefined;
}

function again(
  personId: string,
  request: EventRequest,
  known: { kind: string; payload: Record<string, unknown> },
): Outcome<Recorded, EventRefusal> {
  const { evidence, request: digest = digestOf(request) } = known.payload;
  if (known.kind !== eventRow(request.event).act || evidence !== request.evidence || digest !== digestOf(request))
    return refuse("act-differs");
  return accept({ personId, actIds: [request.actId], pin: null, newCard: false });
}

/** Of what an event says beside its evidence, which the act names: the same id with other facts is another event. */
function digestOf({ event, on, facts }: EventRequest): string {
  const said = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([event, on, said]))
    .digest("hex");
}

/** Whether somebody holds a card that shows what has changed. */
export async function needsCard(deps: LifeDeps, sql: Queryable, personId: string, fields: readonly string[]): Promise<boolean> {
  if (!fields.some((field) => isOnCard(field as keyof Facts))) return false;
  return (await deps.cardsInForce(sql, personId)).length > 0;
}

async function gatherCase(tx: Tx, deps: LifeDeps, personId: string, request: EventRequest): Promise<EventCase> {
  const { facts: given, on } = request;
  const before = (await lifeActs(tx, [personId])).get(personId) ?? [];
  const facts = factsAt(before, dayEnd(on)) ?? {};
  const pins = [given.spousePin, given.fatherPin, given.motherPin, facts.spousePin, ...(given.members ?? [])].filter(
    (pin) => pin !== undefined,
  );
  const named = await peopleByPins(tx, pins);
  const living = async (id: string | undefined) => (id === undefined ? [] : membersOf(tx, id));
  const [left, entered] = await Promise.all([living(facts.householdId), living(given.householdId)]);
  const ids = new Set([personId, ...[...named.values(), ...left, ...entered].map((person) => person.personId)]);
  // in order of id: two events about the same people follow each other
  await lockPeople(tx, [...ids].sort());
  const acts = await lifeActs(tx, [...ids]);
  const partyOf = (id: string): Party => {
    const theirs = acts.get(id) ?? [];
    return { personId: id, facts: factsAt(theirs, dayEnd(on)) ?? {}, now: foldLife(theirs).facts };
  };
  const parents = [given.fatherPin, given.motherPin].filter((pin) => pin !== undefined);
  return {
    ...{ person: partyOf(personId), request },
    relatives: new Map([...named].map(([pin, { personId: id }]) => [pin, partyOf(id)])),
    ancestors: await ancestorPins(tx, parents),
    household: left.map((member) => partyOf(member.personId)),
    entered: entered.map((member) => partyOf(member.personId)),
    knowsCommune: (code) => deps.units.resolve(code, dayNumber(on)) !== undefined,
  };
}

/** The last moment of a day in Vietnam, in ms. */
export const dayEnd = (day: string): number => Date.parse(`${day}T23:59:59.999+07:00`);

function actOf(deps: LifeDeps, by: Actor, request: EventRequest, one: EventCase, { personId, changes, also }: Planned): Act {
  const { event, evidence, on } = request;
  const row = eventRow(event);
  const move = event === "move" ? { fromUnit: one.person.facts.permanentUnit ?? null, toUnit: request.facts.toUnit } : {};
  return {
    actId: also ? derivedId(`dinhdanh:event:${request.actId}:${personId}`) : request.actId,
    ...{ subjectId: personId, kind: also ? (row.also ?? row.act) : row.act, occurredAt: instantOf(deps, on) },
    ...{ unit: by.scope, officer: by.code, team: null, device: null },
    payload: { event, evidence, ...move, changes, ...(also ? { eventOf: request.actId } : { request: digestOf(request) }) },
  };
}
