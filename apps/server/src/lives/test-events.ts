import type { EventFacts, VitalEvent } from "@dinhdanh/population";
import { communes } from "./test-inhabitants.ts";
import { type Attribute, bearer, held, type Model, type Person, tell } from "./test-model.ts";

export const events = [
  ...["death", "marriage", "divorce", "adoption", "rename", "missing", "found", "move", "temporary-residence", "absence", "return"],
  ...["household-split", "household-join", "nationality-renounced", "nationality-regained", "contact"],
] as readonly VitalEvent[];

export const names = ["Mai Văn Xuân", "Cao Thị Thu", "Hồ Văn Đông"] as const;
export const relations = ["other", "child", "head", "sibling"] as const;

/** Numbers that a step draws, to choose by. */
export type Drawn = { who: number; whom: number; to: number; wild: boolean };

export const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const born = (person: Person) => held(person, "birthDate") ?? "";
const isAway = (person: Person) => held(person, "currentUnit") !== null || held(person, "residenceStatus") !== "present";

/** Of whom an event is likely: else most that is drawn would be refused. */
const likely: Partial<Record<VitalEvent, (person: Person) => boolean>> = {
  marriage: (person) => born(person) < "2003" && held(person, "spousePin") === null,
  divorce: (person) => held(person, "spousePin") !== null,
  adoption: (person) => born(person) > "2006",
  found: (person) => held(person, "missingSince") !== null,
  return: isAway,
  "household-split": (person) => held(person, "householdId") !== null && held(person, "relation") !== "head",
  "household-join": (person) => held(person, "relation") !== "head",
  "nationality-regained": (person) => ![null, "VNM"].includes(held(person, "nationality")),
};

/** Whom the event befalls. What ends something is told as of today, when there is something to end, unless the draw is wild. */
export function subjectOf({ people }: Model, event: VitalEvent, { who, wild }: Drawn): Person | undefined {
  const some = wild ? [] : people.filter((person) => held(person, "diedOn") === null && (likely[event] ?? (() => true))(person));
  return pick(some.length === 0 ? people : some, who);
}
export const endsSomething = (event: VitalEvent): boolean =>
  ["divorce", "found", "return", "nationality-regained", "household-split", "household-join"].includes(event);

const pinOf = (person: Person | undefined) => held(person as Person, "pin") ?? "";

/** A man, or a woman, of a generation who could be somebody's parent. */
const elder = ({ people }: Model, sex: string, n: number) =>
  pick(people.filter((person) => held(person, "sex") === sex && born(person) < "1986"), n); // prettier-ignore

export function parentsOf(model: Model, { whom, to }: Drawn): { fatherPin?: string; motherPin?: string } {
  const [father, mother] = [elder(model, "male", whom), elder(model, "female", whom)];
  return {
    ...(to % 3 === 1 || father === undefined ? {} : { fatherPin: pinOf(father) }),
    ...(to % 3 === 0 || mother === undefined ? {} : { motherPin: pinOf(mother) }),
  };
}

function spouseFor({ people }: Model, person: Person, { whom, wild }: Drawn): Person | undefined {
  const free = (one: Person) => held(one, "sex") !== held(person, "sex") && likely.marriage?.(one) === true && held(one, "diedOn") === null;
  const some = wild ? [] : people.filter(free);
  return pick(some.length === 0 ? people : some, whom);
}

/** Those of the person's household of whom a number is borne by nobody else. */
function companions({ people }: Model, person: Person, { whom, to }: Drawn): string[] {
  const there = people.filter((one) => one !== person && held(one, "householdId") === held(person, "householdId"));
  const alone = there.filter((one) => people.filter((other) => held(other, "pin") === held(one, "pin")).length === 1);
  return to === 0 ? [] : alone.filter((_, index) => (whom >> index) % 2 === 1).map(pinOf);
}

/** What is told of an event. @param fresh tells this event from every other one */
export function factsOf(
  model: Model,
  event: VitalEvent,
  { person, drawn, fresh }: { person: Person; drawn: Drawn; fresh: number },
): EventFacts {
  const { whom, to } = drawn;
  const relation = pick(relations, to) ?? "other";
  const commune = pick(communes, whom) ?? "13450";
  switch (event) {
    case "marriage":
      return { spousePin: pinOf(spouseFor(model, person, drawn)) };
    case "adoption":
      return parentsOf(model, drawn);
    case "rename":
      return { fullName: pick(names, to) ?? "" };
    case "move": {
      const household = to % 2 === 0 ? {} : { householdId: `M${fresh}`, relation };
      return { toUnit: commune, ...(to % 3 === 0 ? {} : { address: `Ngõ ${to}` }), ...household };
    }
    case "temporary-residence":
      return { currentUnit: commune };
    case "absence":
      return { destination: pick(["away-in-country", "abroad", "serving-sentence"] as const, to) ?? "abroad" };
    case "household-split":
      return { householdId: `T${fresh}`, members: companions(model, person, drawn) };
    case "household-join":
      return { householdId: held(pick(neighbours(model, person), whom) ?? person, "householdId") ?? "H1", relation };
    case "nationality-renounced":
      return { nationality: pick(["FRA", "DEU"], to) ?? "" };
    case "contact":
      return { phone: `091200000${to}` };
    default:
      return {};
  }
}

const neighbours = ({ people }: Model, person: Person) =>
  people.filter((one) => {
    const [there, household] = [held(one, "permanentUnit") === held(person, "permanentUnit"), held(one, "householdId")];
    return there && household !== null && household !== held(person, "householdId");
  });

/** The other person of a marriage on a day. */
export const spouseOn = (model: Model, person: Person, until: number): Person | undefined =>
  bearer(model, held(person, "spousePin", until));

type Happened = { event: VitalEvent; person: Person; facts: EventFacts; on: string; from: number; until: number };

/** Writes down what an event means for everybody whom it concerns. */
export function remember(model: Model, happened: Happened): void {
  const { event, person, facts, on, from, until } = happened;
  tell(person, from, meanings[event](facts, on));
  const partner = event === "marriage" ? bearer(model, facts.spousePin ?? null) : spouseOn(model, person, until);
  if (event === "marriage") tell(person, from, { spousePin: pinOf(partner) });
  if (event === "divorce") tell(person, from, { spousePin: null });
  if (partner !== undefined && event === "marriage") tell(partner, from, { spousePin: pinOf(person) });
  if (partner !== undefined && (event === "divorce" || event === "death")) tell(partner, from, { spousePin: null });
  for (const pin of facts.members ?? []) {
    const companion = model.people.find((one) => held(one, "pin") === pin);
    if (companion !== undefined) tell(companion, from, { householdId: facts.householdId ?? null, relation: "other" });
  }
}

type Meaning = (facts: EventFacts, on: string) => Partial<Record<Attribute, string | null>>;
const asTold: Meaning = (facts) => facts as Partial<Record<Attribute, string>>;
const ofOthersToo: Meaning = () => ({});

/** What an event makes of the person whom it befalls. */
const meanings: Record<VitalEvent, Meaning> = {
  ...{ adoption: asTold, rename: asTold, contact: asTold, "nationality-renounced": asTold, marriage: ofOthersToo, divorce: ofOthersToo },
  death: (_, on) => ({ diedOn: on }),
  missing: (_, on) => ({ missingSince: on, residenceStatus: "no-contact" }),
  found: () => ({ missingSince: null, residenceStatus: "present" }),
  move: ({ toUnit = null, address = null, householdId = null, relation = null }) => ({
    ...{ permanentUnit: toUnit, address, householdId, relation, currentUnit: null, residenceStatus: "present" },
  }),
  "temporary-residence": ({ currentUnit = null }) => ({ currentUnit, residenceStatus: "away-in-country" }),
  absence: ({ destination = null }) => ({ residenceStatus: destination }),
  return: () => ({ residenceStatus: "present", currentUnit: null }),
  "household-split": ({ householdId = null }) => ({ householdId, relation: "head" }),
  "household-join": ({ householdId = null, relation = null }) => ({ householdId, relation }),
  "nationality-regained": () => ({ nationality: "VNM" }),
};
