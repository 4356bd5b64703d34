import { accept, type Actor, type Day, dayNumber, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import { actsOf, logReads, readsOf } from "@dinhdanh/ledger";
import { factsOf, findingsOf, type HouseholdMember, householdOf, type Purpose } from "@dinhdanh/population";
import { type Standing, standingOf } from "@dinhdanh/progress";
import { lastUnitByCode } from "@dinhdanh/territory";
import type { PersonView } from "./contract.ts";
import { actViews } from "./person-acts.ts";
import { standingViews } from "./person-standing.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { nameOwners } from "./quality/name-owners.ts";
import { ownersOf } from "./store/finding-owners.ts";
import { idsInTerritory, pathTo } from "./store/people-territory.ts";

export type PersonRequest = { day: Day; purpose: Purpose };
export type PersonRefusal = "person-not-found" | "outside-territory";

/**
 * All that the register holds about a person: facts, place, household, findings, standing on the day, acts and reads. The read is
 * logged before anything is answered, and is the first of `reads`. A person is within reach of the officers of the place where they
 * are registered on `day`; of the household those members are shown who are within reach, too.
 * Refusals, in the order checked: `person-not-found`, `outside-territory`.
 */
export async function personView(
  deps: PeopleDeps,
  actor: Actor,
  personId: string,
  { day, purpose }: PersonRequest,
): Promise<Outcome<PersonView, PersonRefusal>> {
  const { sql, engine, units } = deps;
  const asker = { actor, today: deps.clock.today() };
  const facts = await factsOf(sql, personId);
  if (facts === null) return refuse("person-not-found");
  const visible = await idsInTerritory(sql, asker, [personId], day);
  if (!visible.has(personId)) return refuse("outside-territory");
  await logRead(deps, actor, personId, purpose);
  const [standing, findings, owners, acts, reads, household] = await Promise.all([
    standingOf(sql, personId),
    findingsOf(sql, personId),
    ownersOf(sql, personId),
    actsOf(sql, personId),
    readsOf(sql, personId),
    facts.householdId === undefined ? [] : householdOf(sql, facts.householdId),
  ]);
  const unitId = standing === null ? null : unitOn(standing, dayNumber(day));
  const current = facts.currentUnit === undefined ? undefined : await lastUnitByCode(sql, facts.currentUnit, day);
  return accept({
    ...{ personId, facts },
    findings: await nameOwners(sql, findings.map((one) => ({ ...one, owner: owners.get(`${one.kind} ${one.field}`) ?? null }))), // prettier-ignore
    unitName: unitId === null ? null : (units.byId(unitId)?.name ?? null),
    unitPath: unitId === null ? [] : await pathTo(sql, unitId, day),
    currentUnitName: current?.name ?? null,
    currentUnitPath: current === undefined ? [] : await pathTo(sql, current.unitId, day),
    household: await withinReach(deps, asker, household, day),
    standing: standing === null ? [] : standingViews(standing, engine, units, dayNumber(day)),
    acts: actViews(acts, units),
    reads: reads.map(({ officer, purpose: stated, view, readAt }) => ({ officer, purpose: stated, view, readAt })),
  });
}

/** Notes that the actor saw everything about the person. */
async function logRead({ sql, clock }: PeopleDeps, actor: Actor, personId: string, purpose: Purpose): Promise<void> {
  const readAt = new Date(clock.nowMs()).toISOString();
  await logReads(sql, [{ personId, readId: newId(), officer: actor.code, purpose, view: "person", readAt }]);
}

const unitOn = (standing: Standing, day: number) => standing.stays.find((stay) => stay.from <= day && day < stay.until)?.unitId ?? null;

async function withinReach(
  { sql }: PeopleDeps,
  asker: Parameters<typeof idsInTerritory>[1],
  members: HouseholdMember[],
  day: Day,
): Promise<HouseholdMember[]> {
  if (members.length === 0) return members;
  const ids = members.map((member) => member.personId);
  const visible = await idsInTerritory(sql, asker, ids, day);
  return members.filter((member) => visible.has(member.personId));
}
