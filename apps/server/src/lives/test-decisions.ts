import { type Actor, newId, type Outcome, systemActor, toDay } from "@dinhdanh/kernel";
import * as population from "@dinhdanh/population";
import { type Drawn, names, parentsOf, pick, relations } from "./test-events.ts";
import { communes, idOf, type Inhabitant } from "./test-inhabitants.ts";
import {
  type Attribute,
  bearer,
  enter,
  held,
  heldSince,
  lifelong,
  type Model,
  type Person,
  personOf,
  type Proposal,
  tell,
} from "./test-model.ts";
import type { World } from "./test-world.ts";

/** Something that is asked of the register, of whom it speaks, and what the model makes of it when it is not refused. */
export type Deed = {
  concerns: readonly (Person | undefined)[];
  ask: () => Promise<Outcome<unknown>>;
  means: (answer: never) => void;
};

const other: Actor = { ...systemActor, code: "another" };
const evidence = "Giấy tờ số 1";
const note = "Đã đối chiếu giấy tờ";

/** The next id of something asked for. */
export const nextId = (world: World): string => idOf((world.asked += 1) + 1_000);

/** All of one year: opening the numbers of another costs a recount more than everything else of a run. */
export function birth(world: World, drawn: Drawn, day: string): Deed {
  const { register, model } = world;
  const on = `2022${day.slice(4)}`;
  const personId = nextId(world);
  const parents = drawn.wild ? {} : parentsOf(model, drawn);
  const facts = {
    fullName: `Trẻ ${"Một Hai Ba".split(" ")[drawn.to % 3]}`,
    sex: drawn.who % 2 === 0 ? ("male" as const) : ("female" as const),
  };
  const given = { ...facts, ...parents, birthDate: on, permanentUnit: pick(communes, drawn.who) ?? "", householdId: "H1" };
  const request = { ...given, birthDate: toDay(on), personId, province: "035", evidence, despite: "người khác" };
  return {
    concerns: [bearer(model, parents.fatherPin ?? null), bearer(model, parents.motherPin ?? null)],
    ask: () => population.recordBirth(register, systemActor, request),
    means: ({ pin }: { pin: string }) => enter(model, personId, { ...given, pin, relation: "child" }),
  };
}

const correctable = [
  "fullName",
  "address",
  "phone",
  "relation",
  "features",
  "sex",
  "birthDate",
  "diedOn",
  "fatherPin",
  "motherPin",
  "spousePin",
  "nationality",
  "permanentUnit",
] as const;
/** They change by events: a correction says that they were written down wrongly. */
const byEvent: readonly string[] = ["spousePin", "nationality", "permanentUnit"];

const listed: Readonly<Record<"fullName" | "relation" | "permanentUnit", readonly string[]>> = {
  fullName: names,
  relation: relations,
  permanentUnit: communes,
};

function corrected(model: Model, field: (typeof correctable)[number], drawn: Drawn): string | null {
  const { to, whom } = drawn;
  switch (field) {
    case "fullName":
    case "relation":
    case "permanentUnit":
      return pick(listed[field], to) ?? "";
    case "sex":
      return to === 0 ? "female" : "male";
    case "birthDate":
      return `${1975 + to * 7}-0${1 + to}-11`;
    case "diedOn":
      return to < 3 ? null : `2022-0${to}-20`;
    case "fatherPin":
    case "motherPin":
      return parentsOf(model, { ...drawn, to: field === "fatherPin" ? 0 : 1, whom })[field] ?? null;
    case "spousePin":
      return to === 0 ? null : held(pick(model.people, to) as Person, "pin");
    case "nationality":
      return to % 2 === 0 ? "VNM" : "DEU";
    default:
      return to === 0 ? null : `0${to}`;
  }
}

/** A correction that is proposed: DC01 from a day on, or DC02 since the value that is wrong. */
export function proposal(world: World, drawn: Drawn, { on, from }: { on: string; from: number }): Deed {
  const { register, model } = world;
  const person = pick(model.people, drawn.who) as Person;
  const field = pick(correctable, drawn.whom) ?? "phone";
  const form = drawn.wild && !byEvent.includes(field) ? ("DC01" as const) : ("DC02" as const);
  const to = corrected(model, field, drawn);
  const since = form === "DC01" ? { since: toDay(on) } : {};
  const correctionId = nextId(world);
  const request = { correctionId, form, ...since, changes: [{ field, from: held(person, field), to }], evidence };
  return {
    concerns: [person, bearer(model, field.endsWith("Pin") ? to : null)],
    ask: () => population.proposeCorrection(register, systemActor, person.personId, request),
    means: () => {
      // a day is meant from its beginning, also today
      const begins = form === "DC01" ? Date.parse(`${on}T00:00:00+07:00`) : null;
      model.proposals.push({ correctionId, personId: person.personId, field, to, since: begins === null ? null : Math.min(begins, from) });
    },
  };
}

/** A proposal is decided by somebody else, or taken back. */
export function decision(world: World, { who, to }: Drawn): Deed | null {
  const { register, model } = world;
  const proposed = to < 4 ? model.proposals.at(-1) : pick(model.proposals, who);
  if (proposed === undefined) return null;
  const { personId, correctionId } = proposed;
  const decide = to === 5 ? { decision: "refuse" as const, reason: note } : { decision: "approve" as const };
  return {
    concerns: [personOf(model, personId), bearer(model, proposed.field.endsWith("Pin") ? proposed.to : null)],
    ask: () =>
      to === 4
        ? population.withdrawCorrection(register, systemActor, { personId, correctionId })
        : population.decideCorrection(register, other, { personId, correctionId, ...decide }),
    means: () => {
      model.proposals = model.proposals.filter((one) => one !== proposed);
      if (to < 4) approve(model, proposed);
    },
  };
}

function approve(model: Model, { personId, field, to, since }: Proposal): void {
  const person = personOf(model, personId);
  const isLifelong = (lifelong as readonly string[]).includes(field);
  tell(person, isLifelong ? Number.NEGATIVE_INFINITY : (since ?? heldSince(person, field)), { [field]: to });
}

export function merge(world: World, { who, whom }: Drawn): Deed {
  const { register, clock, model } = world;
  const [survivor, absorbed] = [pick(model.people, who) as Person, pick(model.people, whom) as Person];
  const mergeId = nextId(world);
  const request = { mergeId, survivorId: survivor.personId, absorbedId: absorbed.personId, note };
  return {
    concerns: [survivor, absorbed],
    ask: () => population.mergePeople(register, systemActor, request),
    means: () => model.merges.set(absorbed.personId, { mergeId, survivorId: survivor.personId, day: clock.today() }),
  };
}

export function unmerge(world: World, { who }: Drawn): Deed | null {
  const { register, model } = world;
  const [absorbedId, known] = pick([...model.merges], who) ?? [];
  if (absorbedId === undefined || known === undefined) return null;
  const request = { actId: nextId(world), note };
  return {
    concerns: [personOf(model, absorbedId), personOf(model, known.survivorId)],
    ask: () => population.unmergePeople(register, systemActor, known.mergeId, request),
    means: () => model.merges.delete(absorbedId),
  };
}

/** Two records are found to be two people, or in need of a visit: nothing of them changes. */
export function judgement(world: World, { who, whom, to }: Drawn): Deed {
  const { register, model } = world;
  const [one, two] = [pick(model.people, who) as Person, pick(model.people, whom) as Person];
  const ids = { actId: nextId(world), personId: one.personId, otherId: two.personId };
  const request = { ...ids, decision: to % 2 === 0 ? ("different" as const) : ("visit" as const), note };
  return { concerns: [one, two], ask: () => population.judgePair(register, systemActor, request), means: () => {} };
}

/** A refused row with somebody's number is found to be about them, or about somebody else, who is registered with that number. */
export function claim(world: World, { who, to, wild }: Drawn): Deed | null {
  const { register, clock, model } = world;
  const known = pick(model.claims, who);
  if (known === undefined) return null;
  const { ownerId, row } = known;
  const verdict = wild || to === 5 ? "same" : "different";
  return {
    concerns: [personOf(model, ownerId)],
    ask: async () => {
      const [stored] = await register.sql<{ claim_id: string }[]>`
        SELECT claim_id FROM population.number_claim WHERE person_id = ${ownerId} AND record_id = ${row.personId}`;
      const judged = { personId: ownerId, claimId: stored?.claim_id ?? newId(), decision: verdict, note } as const;
      return population.judgeClaim(register, systemActor, judged);
    },
    means: () => {
      model.claims = model.claims.filter((one) => one !== known);
      const { personId, ...facts } = row;
      if (verdict === "different") enter(model, personId, facts);
      else restate(personOf(model, ownerId), { ...facts, residenceStatus: "present" }, clock.nowMs());
    },
  };
}

const onRolls = [
  "pin",
  "fullName",
  "sex",
  "currentUnit",
  "address",
  "householdId",
  "relation",
  "residenceStatus",
  "fatherPin",
  "motherPin",
  "phone",
] as const;

/** A row restates everything that is held and says more, also that the person is there unless it says otherwise: told anew is what the roll before said otherwise. */
function restate(person: Person, row: Omit<Inhabitant, "personId"> & { residenceStatus: string }, from: number): void {
  const [moves, birthDate] = [row.permanentUnit !== held(person, "permanentUnit"), person.roll.get("birthDate") !== row.birthDate];
  const stated = new Map(
    onRolls.map((field) => [field as string, (row as Partial<Record<Attribute, string>>)[field] ?? held(person, field)]),
  );
  for (const field of onRolls) {
    const value = stated.get(field) ?? null;
    if (value !== (person.roll.get(field) ?? null)) tell(person, from, { [field]: value });
  }
  if (birthDate) tell(person, from, { birthDate: row.birthDate });
  if (moves) tell(person, from, { permanentUnit: row.permanentUnit });
  person.roll = new Map([...stated, ["birthDate", row.birthDate]]);
}

/** Of two who bear one number, one keeps it. */
export function settlement(world: World, { who, to }: Drawn): Deed | null {
  const { register, model } = world;
  const sharing = model.people.filter((one) => model.people.some((two) => one !== two && held(one, "pin") === held(two, "pin")));
  const one = pick(sharing, who);
  const two = sharing.find((person) => person !== one && held(person, "pin") === held(one as Person, "pin"));
  if (one === undefined || two === undefined) return null;
  const [keeper, otherOne] = to % 2 === 0 ? [one, two] : [two, one];
  const renumberingId = nextId(world);
  const oldPin = held(keeper, "pin") ?? "";
  const request = { renumberingId, keeperId: keeper.personId, otherId: otherOne.personId, province: "035", note };
  return {
    concerns: [keeper, otherOne],
    ask: () => population.settleNumber(register, systemActor, request),
    means: ({ pin: newPin }: { pin: string }) => {
      const ledBefore = model.leads.get(oldPin) ?? "";
      model.renumberings.set(renumberingId, { keeperId: keeper.personId, otherId: otherOne.personId, oldPin, newPin, ledBefore });
      model.leads.set(newPin, otherOne.personId).set(oldPin, keeper.personId);
      tell(otherOne, 0, { pin: newPin });
    },
  };
}

export function unsettlement(world: World, { who }: Drawn): Deed | null {
  const { register, model } = world;
  const [renumberingId, known] = pick([...model.renumberings], who) ?? [];
  if (renumberingId === undefined || known === undefined) return null;
  const request = { actId: nextId(world), note };
  return {
    concerns: [personOf(model, known.keeperId), personOf(model, known.otherId)],
    ask: () => population.unsettleNumber(register, systemActor, renumberingId, request),
    means: () => {
      model.renumberings.delete(renumberingId);
      model.leads.set(known.oldPin, known.ledBefore);
      tell(personOf(model, known.otherId), 0, { pin: known.oldPin });
    },
  };
}
