import { dayNumber, lastPossibleDay, type PartialDate } from "@dinhdanh/kernel/contract";
import type { Facts } from "../contract.ts";
import { isCitizen } from "./attributes.ts";
import { type Condition, conditions, type EventRequest, eventRow, type LifeRefusal, type VitalEvent } from "./event-contract.ts";
import type { Value } from "./fold-rules.ts";

/** Somebody whom an event concerns: `facts` as of its day, `now` as they stand. */
export type Party = { personId: string; facts: Partial<Facts>; now: Partial<Facts> };

/** Everything that an event is decided on. */
export type EventCase = {
  person: Party;
  request: EventRequest;
  /** people named by number, and the spouse of the day */
  relatives: ReadonlyMap<string, Party>;
  /** who descends from nobody here: numbers of everyone from whom the named parents descend, they included */
  ancestors: ReadonlySet<string>;
  /** living members of the household that is left, and of the one that is entered */
  household: readonly Party[];
  entered: readonly Party[];
  knowsCommune: (code: string) => boolean;
};

/** What an event changes of whom; `also` marks people other than the one it is about. */
export type Planned = { personId: string; changes: Partial<Record<keyof Facts, Value>>; also: boolean };
export type Plan = { refusal: LifeRefusal } | { planned: Planned[] };

const no = (refusal: LifeRefusal): Plan => ({ refusal });

/** Decides an event: refused by the first thing that forbids it, or what it changes. Pure; one table of conditions, then what is the event's own. */
export function planEvent(one: EventCase): Plan {
  const { event, on, facts: given } = one.request;
  const row = eventRow(event);
  const asked = new Set<string>(row.facts.map((fact) => fact.name));
  if (Object.keys(given).some((name) => !asked.has(name))) return no("fact-unexpected");
  if (row.facts.some(({ name, required }) => required && (given as Record<string, unknown>)[name] === undefined)) return no("fact-missing");
  if (one.person.facts.birthDate !== undefined && on < one.person.facts.birthDate.slice(0, on.length)) return no("before-birth");
  const failed = row.conditions.find((condition) => !holds(condition, one.person.facts, on));
  if (failed !== undefined) return no(conditions[failed]);
  return deciders[event](one);
}

function holds(condition: Condition, facts: Partial<Facts>, on: string): boolean {
  const rules: Record<Condition, boolean> = {
    alive: isAlive(facts, on),
    unmarried: facts.spousePin === undefined,
    married: facts.spousePin !== undefined,
    "under-18": facts.birthDate === undefined || ageOn(facts.birthDate, on) < 18,
    "not-missing": facts.missingSince === undefined,
    missing: facts.missingSince !== undefined,
    citizen: isCitizen(facts),
    "not-citizen": !isCitizen(facts),
    away: facts.currentUnit !== undefined || (facts.residenceStatus !== "present" && facts.residenceStatus !== "bedridden"),
  };
  return rules[condition];
}

const isAlive = (facts: Partial<Facts>, on: string) => facts.diedOn === undefined || on <= facts.diedOn;

/** Whole years certainly reached on a day. */
function ageOn(birthDate: string, on: string): number {
  let age = 0;
  while (age < 150 && lastPossibleDay(birthDate as PartialDate, age + 1) <= dayNumber(on)) age += 1;
  return age;
}

type Decide = (one: EventCase) => Plan;

/** The person alone changes. */
const changesOf =
  (changes: (one: EventCase) => Planned["changes"]): Decide =>
  (one) => ({ planned: [{ personId: one.person.personId, changes: changes(one), also: false }] });

const deciders: Record<VitalEvent, Decide> = {
  death: (one) => {
    if (one.person.now.diedOn !== undefined) return no("deceased");
    const spouse = spouseOf(one);
    const widowed = spouse === undefined ? [] : [{ personId: spouse.personId, changes: { spousePin: null }, also: true }];
    return { planned: [{ personId: one.person.personId, changes: {}, also: false }, ...widowed] };
  },
  marriage: planMarriage,
  divorce: (one) => {
    const spouse = spouseOf(one);
    const theirs = spouse === undefined ? [] : [{ personId: spouse.personId, changes: { spousePin: null }, also: true }];
    return { planned: [{ personId: one.person.personId, changes: { spousePin: null }, also: false }, ...theirs] };
  },
  adoption: (one) => {
    const { fatherPin, motherPin } = one.request.facts;
    if (fatherPin === undefined && motherPin === undefined) return no("parent-missing");
    const refusal = parentRefusal(one.person.facts, { fatherPin, motherPin }, { ...one, on: one.request.on, ageGap: adoptionGap });
    if (refusal !== undefined) return no(refusal);
    const changes = { ...(fatherPin === undefined ? {} : { fatherPin }), ...(motherPin === undefined ? {} : { motherPin }) };
    return { planned: [{ personId: one.person.personId, changes, also: false }] };
  },
  rename: changesOf(({ request }) => ({ fullName: request.facts.fullName ?? null })),
  missing: changesOf(({ request }) => ({ missingSince: request.on, residenceStatus: "no-contact" })),
  found: changesOf(() => ({ missingSince: null, residenceStatus: "present" })),
  move: planMove,
  "temporary-residence": (one) => {
    const { currentUnit = "" } = one.request.facts;
    if (!one.knowsCommune(currentUnit)) return no("unknown-unit");
    if (currentUnit === one.person.facts.permanentUnit) return no("same-unit");
    return { planned: [{ personId: one.person.personId, changes: { currentUnit, residenceStatus: "away-in-country" }, also: false }] };
  },
  absence: changesOf(({ request }) => ({ residenceStatus: request.facts.destination ?? null })),
  return: changesOf(() => ({ residenceStatus: "present", currentUnit: null })),
  "household-split": planSplit,
  "household-join": (one) => {
    const { householdId = "", relation = "other" } = one.request.facts;
    if (one.person.facts.householdId === householdId) return no("in-household");
    const there = one.entered.filter(({ now }) => now.permanentUnit === one.person.facts.permanentUnit);
    if (there.length === 0) return no("household-unknown");
    return enter(one, householdId, relation, {});
  },
  "nationality-renounced": (one) => {
    const { nationality = null } = one.request.facts;
    return nationality === "VNM"
      ? no("still-a-citizen")
      : { planned: [{ personId: one.person.personId, changes: { nationality }, also: false }] };
  },
  "nationality-regained": changesOf(() => ({ nationality: "VNM" })),
  contact: changesOf(({ request }) => ({ phone: request.facts.phone ?? null })),
};

const spouseOf = ({ person, relatives }: EventCase) => relatives.get(person.facts.spousePin ?? "");

/** Law on Marriage and Family 2014, art. 8: men from 20, women from 18; not close kin, nor of one sex, nor married. */
function planMarriage(one: EventCase): Plan {
  const { person, request, relatives } = one;
  const { spousePin = "" } = request.facts;
  const spouse = relatives.get(spousePin);
  if (spousePin === person.facts.pin || spouse?.personId === person.personId) return no("relative-is-self");
  if (spouse === undefined || person.facts.pin === undefined) return no("relative-unknown");
  if (!isAlive(spouse.facts, request.on)) return no("relative-deceased");
  if (spouse.facts.spousePin !== undefined || spouse.now.spousePin !== undefined || person.now.spousePin !== undefined)
    return no("already-married");
  const tooYoung = [person.facts, spouse.facts].some(({ birthDate, sex }) => {
    return birthDate !== undefined && ageOn(birthDate, request.on) < (sex === "female" ? 18 : 20);
  });
  if (tooYoung) return no("too-young-to-marry");
  if (person.facts.sex === spouse.facts.sex && person.facts.sex !== "unknown") return no("same-sex");
  if (areCloseKin(person.facts, spouse.facts)) return no("close-kin");
  return {
    planned: [
      // a merged record's number leads to somebody who has another one
      { personId: person.personId, changes: { spousePin: spouse.facts.pin ?? spousePin }, also: false },
      { personId: spouse.personId, changes: { spousePin: person.facts.pin }, also: true },
    ],
  };
}

function areCloseKin(a: Partial<Facts>, b: Partial<Facts>): boolean {
  const parents = ({ fatherPin, motherPin }: Partial<Facts>) => [fatherPin, motherPin].filter((pin) => pin !== undefined);
  return parents(a).some((pin) => pin === b.pin || parents(b).includes(pin)) || parents(b).some((pin) => pin === a.pin);
}

/** Adopters are at least 20 years older (Law on Adoption 2010, art. 14); no parent is known to have been younger than 10. */
const adoptionGap = 20;
export const leastParentAge = 10;

type ParentContext = Pick<EventCase, "relatives" | "ancestors"> & { on: string; ageGap: number };

/** Why somebody cannot be the father or mother of a person. */
export function parentRefusal(
  child: Partial<Facts>,
  { fatherPin, motherPin }: { fatherPin?: string | undefined; motherPin?: string | undefined },
  { relatives, ancestors, on, ageGap }: ParentContext,
): LifeRefusal | undefined {
  for (const [pin, sex] of [
    [fatherPin, "male"],
    [motherPin, "female"],
  ] as const) {
    // prettier-ignore
    if (pin === undefined) continue;
    if (pin === child.pin) return "relative-is-self";
    const parent = relatives.get(pin);
    if (parent === undefined) return "relative-unknown";
    if (parent.facts.sex !== "unknown" && parent.facts.sex !== sex) return "parent-sex";
    const [born, bore] = [child.birthDate, parent.facts.birthDate];
    if (born !== undefined && bore !== undefined && !isOlderBy(bore, born, ageGap)) return "parent-too-young";
    if (sex === "female" && !isAlive(parent.facts, on)) return "mother-deceased";
  }
  return child.pin !== undefined && ancestors.has(child.pin) ? "parent-cycle" : undefined;
}

/** Compared as precisely as both are known. */
function isOlderBy(elder: string, younger: string, years: number): boolean {
  const precision = Math.min(elder.length, younger.length);
  const reached = `${String(Number(elder.slice(0, 4)) + years).padStart(4, "0")}${elder.slice(4)}`;
  return reached.slice(0, precision) <= younger.slice(0, precision);
}

function planMove(one: EventCase): Plan {
  const { toUnit = "", address, householdId, relation } = one.request.facts;
  if (!one.knowsCommune(toUnit)) return no("unknown-unit");
  if (toUnit === one.person.facts.permanentUnit) return no("same-unit");
  const place = { address: address ?? null, currentUnit: null, residenceStatus: "present" };
  return enter(one, householdId ?? null, relation ?? null, place);
}

/** Leaves one household and enters another, or none. */
function enter(one: EventCase, householdId: string | null, relation: string | null, more: Planned["changes"]): Plan {
  if (leavesOthersWithoutHead(one, [one.person.personId])) return no("head-leaves");
  if (relation === "head" && one.entered.some(({ now }) => now.relation === "head")) return no("head-taken");
  return { planned: [{ personId: one.person.personId, changes: { ...more, householdId, relation }, also: false }] };
}

function leavesOthersWithoutHead({ household }: EventCase, leaving: readonly string[]): boolean {
  const left = household.filter(({ personId }) => !leaving.includes(personId));
  const headLeaves = household.some(({ personId, now }) => leaving.includes(personId) && now.relation === "head");
  return headLeaves && left.length > 0 && !left.some(({ now }) => now.relation === "head");
}

/** The person becomes the head of a new household; who comes along keeps what they are to it unknown but to be told: `other`. */
function planSplit(one: EventCase): Plan {
  const { householdId = "", members = [] } = one.request.facts;
  if (one.person.facts.householdId === householdId) return no("in-household");
  if (one.entered.length > 0) return no("household-taken");
  const along = members.map((pin) => one.household.find(({ now }) => now.pin === pin));
  if (along.includes(undefined)) return no("member-elsewhere");
  const others = along.filter((party) => party !== undefined && party.personId !== one.person.personId) as Party[];
  const leaving = [one.person, ...others].map(({ personId }) => personId);
  if (leavesOthersWithoutHead(one, leaving)) return no("head-leaves");
  const heads = { personId: one.person.personId, changes: { householdId, relation: "head" }, also: false };
  return { planned: [heads, ...others.map(({ personId }) => ({ personId, changes: { householdId, relation: "other" }, also: true }))] };
}
