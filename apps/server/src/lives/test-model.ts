import type { Inhabitant } from "./test-inhabitants.ts";

/**
 * What everybody is, kept beside the register and by other means: of each attribute a list of what was told, in the order in which it was told. Where the
 * register folds acts, this only writes down; where it keeps a row, this looks through the list.
 */
export type Model = {
  people: Person[];
  /** number → whom it leads to */
  leads: Map<string, string>;
  /** record that was taken up → by whom, and on which day */
  merges: Map<string, { mergeId: string; survivorId: string; day: string }>;
  renumberings: Map<string, Renumbering>;
  proposals: Proposal[];
  /** refused rows about numbers of others, which nobody has decided about */
  claims: { ownerId: string; row: Inhabitant }[];
};

export const changing = [
  ...["fullName", "sex", "permanentUnit", "currentUnit", "address", "householdId", "relation", "residenceStatus", "phone", "features"],
  ...["nationality", "fatherPin", "motherPin", "spousePin", "missingSince"],
] as const;
/** Another value of these replaces the one of before for the whole life. */
export const lifelong = ["pin", "birthDate", "diedOn"] as const;
export const attributes = [...changing, ...lifelong] as const;
export type Attribute = (typeof attributes)[number];
type Value = string | null;

export type Told = { from: number; value: Value };
export type Person = { personId: string; told: Map<string, Told[]>; roll: Map<string, Value> };
export type Renumbering = { keeperId: string; otherId: string; oldPin: string; newPin: string; ledBefore: string };
export type Proposal = {
  correctionId: string;
  personId: string;
  field: Attribute;
  to: Value;
  since: number | null;
};

export const emptyModel = (): Model => ({
  people: [],
  leads: new Map(),
  merges: new Map(),
  renumberings: new Map(),
  proposals: [],
  claims: [],
});

const always = Number.NEGATIVE_INFINITY;
const forever = Number.POSITIVE_INFINITY;
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
export const endOf = (day: string): number => startOf(day) + 86_399_999;

/** Somebody is written down with what the registration says. */
export function enter(model: Model, personId: string, facts: Readonly<Partial<Record<string, string>>>): void {
  const first = { residenceStatus: "present", ...facts };
  const told = new Map(Object.entries(first).map(([field, value]) => [field, [{ from: always, value: value ?? null }]]));
  model.people.push({ personId, told, roll: new Map(Object.entries(first).map(([field, value]) => [field, value ?? null])) });
  if (facts["pin"] !== undefined && !model.leads.has(facts["pin"])) model.leads.set(facts["pin"], personId);
}

export function tell(person: Person, from: number, values: Readonly<Partial<Record<Attribute, Value>>>): void {
  for (const [field, value] of Object.entries(values)) {
    const isLifelong = (lifelong as readonly string[]).includes(field);
    person.told.set(field, [...(person.told.get(field) ?? []), { from: isLifelong ? always : from, value }]);
  }
}

/** Of what was told up to a moment: the latest, and of one moment what was told last. */
function lastTold(person: Person, field: Attribute, until = forever): Told | undefined {
  let best: Told | undefined;
  for (const told of person.told.get(field) ?? []) if (told.from <= until && (best === undefined || told.from >= best.from)) best = told;
  return best;
}
export const held = (person: Person, field: Attribute, until?: number): Value => lastTold(person, field, until)?.value ?? null;
/** Since when what is held is held. */
export const heldSince = (person: Person, field: Attribute): number => lastTold(person, field)?.from ?? always;

export const personOf = (model: Model, personId: string): Person => {
  const found = model.people.find((person) => person.personId === personId);
  if (found === undefined) throw new Error("nobody has this id");
  return found;
};

/** Whom a number leads to: of a record that was taken up, to the one that stands. */
export function bearer(model: Model, pin: Value): Person | undefined {
  const personId = model.leads.get(pin ?? "");
  return personId === undefined ? undefined : personOf(model, model.merges.get(personId)?.survivorId ?? personId);
}

/** Whether the person counts as eligible in a commune at the end of a day: a citizen of 14 or older, not dead, whose record was not taken up. */
export function isEligibleIn(model: Model, person: Person, unit: string, day: string): boolean {
  const [born, died, merge] = [held(person, "birthDate") ?? "9999", held(person, "diedOn"), model.merges.get(person.personId)];
  const turned14 = `${Number(born.slice(0, 4)) + 14}${born.slice(4)}`;
  if (day < turned14 || (died !== null && day >= died) || (merge !== undefined && day >= merge.day)) return false;
  const nationality = held(person, "nationality", endOf(day));
  return (nationality === null || nationality === "VNM") && held(person, "permanentUnit", endOf(day)) === unit;
}
