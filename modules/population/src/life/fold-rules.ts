import { calendarDay, dayOf } from "@dinhdanh/kernel/contract";
import type { Facts } from "../facts.ts";
import { type Attribute, attributeNames, isLifelong } from "./attributes.ts";
import { lifeActKinds } from "./event-contract.ts";

/** An act as the fold needs it; without `recordedAt` it is being recorded now. */
export type LifeAct = {
  actId: string;
  kind: string;
  occurredAt: string;
  recordedAt?: string;
  payload: Readonly<Record<string, unknown>> | null;
};

export type Value = string | string[] | null;

/** What one act says of one attribute: it holds from `validAt` on, until another that is valid later. */
export type Statement = {
  field: Attribute;
  value: Value;
  /** ms since 1970; -Infinity is from birth */
  validAt: number;
  actId: string;
  kind: string;
  recordedAt: string | undefined;
  /** what the act itself says held before: the first move tells where somebody came from */
  before?: Value;
};

/** A person as acts tell of them. `first` is what the registration states; `statements` all that was said after, in the order of recording. */
export type Life = { first: LifeAct | undefined; statements: Statement[]; facts: Partial<Facts> };

/** Columns of a roll: it says nothing of other attributes. Of the commune a move tells, which the roll records beside. */
const rollStates: readonly Attribute[] = [
  ...(["pin", "oldIds", "fullName", "birthDate", "sex", "currentUnit", "address", "householdId", "relation", "residenceStatus"] as const),
  ...(["ethnicity", "religion", "origin", "fatherPin", "motherPin", "phone", "diedOn"] as const),
];

export const lifeKinds = ["person.registered", "person.corrected", "person.moved", "person.died", ...lifeActKinds] as const;
const changing: ReadonlySet<string> = new Set(lifeActKinds);

/** One number for all that is being recorded now: infinities have no difference. */
const recordedMs = (act: { recordedAt?: string | undefined }) =>
  act.recordedAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(act.recordedAt);
const isRegistration = (act: LifeAct) => act.kind === "person.registered";
const inTurn = (a: LifeAct, b: LifeAct) =>
  Number(isRegistration(b)) - Number(isRegistration(a)) ||
  Date.parse(a.occurredAt) - Date.parse(b.occurredAt) ||
  recordedMs(a) - recordedMs(b) ||
  (a.actId < b.actId ? -1 : 1);

/**
 * Folds all acts about a person: the registration, then the others in the order in which they happened (those of one instant as they were
 * recorded). What is valid later wins, and of what is valid from the same moment the last. So the same acts give the same life in whatever
 * order and batches they came, and late acts fall into their place.
 */
export function foldLife(acts: readonly LifeAct[]): Life {
  const [only] = acts;
  if (only !== undefined && acts.length === 1 && isRegistration(only)) {
    return { first: only, statements: [], facts: factsOfPayload(only) };
  }
  const life = new Folding();
  for (const act of acts.toSorted(inTurn)) life.take(act);
  return life.result();
}

function factsOfPayload(act: LifeAct): Partial<Facts> {
  const { unitsOn: _unitsOn, event: _event, flaws: _flaws, ...facts } = act.payload ?? {};
  return facts;
}

/** A roll that is silent takes no number away, nor what nobody is without. */
const keptWhenSilent: ReadonlySet<Attribute> = new Set(["pin", "fullName", "sex", "residenceStatus"]);

class Folding {
  #first: LifeAct | undefined;
  #firstFacts: Partial<Record<Attribute, Value>> = {};
  /** what the last roll said */
  #roll: LifeAct["payload"] = null;
  #rollDeath: Value = null;
  #deaths: LifeAct[] = [];
  readonly #statements: Statement[] = [];
  readonly #inForce = new Map<Attribute, Statement>();

  take(act: LifeAct): void {
    const { kind, payload } = act;
    if (this.#first === undefined && (isRegistration(act) || kind === "person.corrected")) this.#register(act);
    else if (kind === "person.corrected") this.#correct(act);
    else if (kind === "person.died") this.#die(act);
    else if (kind === "person.moved") this.#move(act);
    if (changing.has(kind) || kind === "person.moved") this.#change(act, (payload?.["changes"] ?? {}) as Record<Attribute, Value>);
  }

  #register(act: LifeAct): void {
    this.#first = act;
    this.#roll = act.payload;
    this.#firstFacts = factsOfPayload(act) as Partial<Record<Attribute, Value>>;
    this.#rollDeath = this.#firstFacts.diedOn ?? null;
    // it may come after a death that was reported
    this.#settleDeath(act);
  }

  #change(act: LifeAct, changes: Record<Attribute, Value>): void {
    const since = (act.payload?.["since"] ?? {}) as Record<string, string | null>;
    for (const [field, value] of Object.entries(changes)) {
      const from = since[field];
      this.#state(act, field as Attribute, value, from === null ? Number.NEGATIVE_INFINITY : Date.parse(from ?? act.occurredAt));
    }
    if (!Object.hasOwn(changes, "diedOn")) return;
    // it corrects what was known of the death; one that was reported since counts
    this.#rollDeath = changes.diedOn;
    this.#deaths = this.#deaths.filter((death) => recordedMs(death) > recordedMs(act));
    this.#settleDeath(this.#deaths[0] ?? act);
  }

  /** A roll restates much that it did not mean to change: only what differs from the roll before is a statement, and an event stands. */
  #correct(act: LifeAct): void {
    for (const field of rollStates) {
      const told = (act.payload?.[field] ?? null) as Value;
      if (textOf(told) === textOf((this.#roll?.[field] ?? null) as Value)) continue;
      if (field === "diedOn") this.#rollDeath = told;
      else if (told !== null || !keptWhenSilent.has(field)) this.#state(act, field, told, Date.parse(act.occurredAt));
    }
    this.#roll = act.payload;
    this.#settleDeath(act);
  }

  #die(act: LifeAct): void {
    this.#deaths.push(act);
    this.#settleDeath(act);
  }

  /** The day that a roll or a correction names; else the first of those reported. */
  #settleDeath(act: LifeAct): void {
    const reported = this.#deaths.map((death) => vietnameseDay(death.occurredAt)).sort()[0] ?? null;
    const died = this.#rollDeath ?? reported;
    if (textOf(died) !== textOf(this.#now("diedOn"))) this.#state(act, "diedOn", died, Number.NEGATIVE_INFINITY);
  }

  #move(act: LifeAct): void {
    const { fromUnit, toUnit } = act.payload ?? {};
    const before = typeof fromUnit === "string" && fromUnit !== "" ? { before: fromUnit } : {};
    this.#state(act, "permanentUnit", toUnit as string, Date.parse(act.occurredAt), before);
  }

  #now(field: Attribute): Value {
    const stated = this.#inForce.get(field);
    return stated === undefined ? (this.#firstFacts[field] ?? null) : stated.value;
  }

  #state(act: LifeAct, field: Attribute, value: Value, from: number, before: { before?: Value } = {}): void {
    const validAt = isLifelong(field) ? Number.NEGATIVE_INFINITY : from;
    const statement = { field, value, validAt, actId: act.actId, kind: act.kind, recordedAt: act.recordedAt, ...before };
    this.#statements.push(statement);
    const other = this.#inForce.get(field);
    if (other === undefined || counts(statement, other) >= 0) this.#inForce.set(field, statement);
  }

  result(): Life {
    const facts: Partial<Record<Attribute, Value>> = { ...this.#firstFacts };
    for (const [field, { value }] of this.#inForce) {
      if (value === null) delete facts[field];
      else facts[field] = value;
    }
    return { first: this.#first, statements: this.#statements, facts: facts as Partial<Facts> };
  }
}

/** Day in Asia/Ho_Chi_Minh of an instant, `yyyy-mm-dd`. */
export const vietnameseDay = (instant: string): string => dayOf(calendarDay(Date.parse(instant)));

export const textOf = (value: Value | undefined): string => (Array.isArray(value) ? value.join(",") : (value ?? ""));

/** What held at a moment, as far as it was known by another. @param knownBy ms; @param validAt ms */
export function factsAt(acts: readonly LifeAct[], validAt: number, knownBy = Number.POSITIVE_INFINITY): Partial<Facts> | null {
  const life = foldLife(acts.filter((act) => knownBy === Number.POSITIVE_INFINITY || recordedMs(act) <= knownBy));
  if (life.first === undefined) return null;
  const first = factsOfPayload(life.first) as Partial<Record<Attribute, Value>>;
  const facts: Partial<Record<Attribute, Value>> = {};
  for (const field of attributeNames) {
    const theirs = life.statements.filter((statement) => statement.field === field);
    const held = theirs.filter((statement) => statement.validAt <= validAt).reduce(later, undefined);
    const value = held === undefined ? (earliest(theirs)?.before ?? first[field] ?? null) : held.value;
    if (value !== null) facts[field] = value;
  }
  return facts as Partial<Facts>;
}

const later = (best: Statement | undefined, one: Statement) => (best === undefined || counts(one, best) >= 0 ? one : best);
const earliest = (all: readonly Statement[]) =>
  all.reduce<Statement | undefined>((best, one) => (best === undefined || one.validAt < best.validAt ? one : best), undefined);

/** Statements about one attribute in order of validity; of one moment in that of recording. */
export const inOrder = (statements: readonly Statement[]): Statement[] => statements.toSorted(counts);
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
/**
 * Above zero: the first counts before the second, of one attribute. A correction happened when it was approved, and may speak of an earlier moment: an
 * event of that moment may have been recorded since. What holds for the whole life is told in the order in which it happened.
 */
const counts = (a: Statement, b: Statement) =>
  compare(a.validAt, b.validAt) || (Number.isFinite(a.validAt) ? compare(recordedMs(a), recordedMs(b)) : 0);

/** What was said last of an attribute, by validity. */
export const inForce = (statements: readonly Statement[], field: Attribute): Statement | undefined =>
  statements.filter((statement) => statement.field === field).reduce(later, undefined);
