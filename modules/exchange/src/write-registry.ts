import { accept, dayNumber, isDay, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Act, ActIdTaken, actsOf } from "@dinhdanh/ledger";
import type { Facts, LifeDeps } from "@dinhdanh/population";
import type { CorrectionChange } from "@dinhdanh/population/contract";
import { derivedId } from "@dinhdanh/territory";
import { type AttributeName, isAttribute, valueOfAttribute } from "./attributes.ts";
import { correctionOf, proposeClaim } from "./claims.ts";
import { agrees, type Given } from "./compare-rules.ts";
import { type Agency, agencyOfficer, type ExchangeDeps, isoNow } from "./deps.ts";
import { gallery, identityType, knownFacts, type Person, readIdentity } from "./read-registry.ts";

export type Change = { agency: Agency; personId: string; transactionId: string };
export type WriteRefusal =
  | "unknown-person"
  | "unknown-record"
  | "malformed"
  | "too-large"
  | "ids-contradict"
  | "value-not-possible"
  | "nothing-differs"
  | "transaction-differs"
  | "unknown-attribute"
  | "attribute-not-permitted"
  | "correction-elsewhere"
  | "never-deleted"
  | "death-day-needed"
  | "one-at-a-time"
  | "correction-proposed"
  | "correction-refused"
  | "documents-by-reference"
  | "parents-contradict"
  | "unavailable";

/** pr, updatePerson: says nothing of a death's day, so it can only agree with the register, or say that somebody lives whom the register holds for dead. */
export async function updatePerson(
  deps: ExchangeDeps,
  life: LifeDeps,
  change: Change,
  person: Person | undefined,
): Promise<Outcome<null, WriteRefusal>> {
  const { personId } = change;
  const facts = await knownFacts(deps, personId);
  if (facts === undefined) return refuse("unknown-person");
  if (person === undefined) return accept(null);
  if (person.personId !== undefined && person.personId !== personId) return refuse("ids-contradict");
  if (person.status === "INACTIVE") return refuse("never-deleted");
  if ((person.physicalStatus === "DEAD") === (facts.diedOn !== undefined)) return accept(null);
  if (person.physicalStatus === "DEAD") return refuse("death-day-needed");
  return propose(life, change, [{ field: "diedOn", from: facts.diedOn ?? null, to: null }], undefined);
}

/** What an agency may report as an event; a value that stands there already is corrected: then there is none. */
const events = {
  dateOfDeath: (deps, facts, value) => {
    const dead = typeof value === "string" && isDay(value) && dayNumber(value) <= dayNumber(deps.ledger.clock.today());
    if (!dead || (facts.birthDate !== undefined && value < facts.birthDate)) return refuse("value-not-possible");
    if (facts.diedOn !== undefined) return accept(undefined);
    return accept({ kind: "person.died", occurredAt: `${value}T00:00:00+07:00`, payload: null });
  },
  residenceUnit: (deps, facts, value) => {
    const today = dayNumber(deps.ledger.clock.today());
    const toUnit = String(value);
    if (deps.units.resolve(toUnit, today) === undefined) return refuse("value-not-possible");
    const fromUnit = facts.permanentUnit;
    if (fromUnit === undefined || facts.diedOn !== undefined || deps.units.resolve(fromUnit, today) === undefined)
      return refuse("correction-elsewhere");
    return accept({ kind: "person.moved", occurredAt: isoNow(deps), payload: { fromUnit, toUnit } });
  },
} satisfies Partial<Record<AttributeName, Report>>;
type Event = Pick<Act, "kind" | "occurredAt" | "payload">;
type Report = (deps: ExchangeDeps, facts: Facts, value: Given) => Outcome<Event | undefined, "value-not-possible" | "correction-elsewhere">;
const isReported = (name: AttributeName): name is keyof typeof events => Object.hasOwn(events, name);

/** Whether every part of an identity but its biographic data says again what the register says; its times are the register's own. */
export function saysAgain(identity: Record<string, unknown>): boolean {
  const { identityType: type = identityType, status = "VALID", galleries = [gallery], ...rest } = identity;
  const others = Object.entries(rest).filter(([key, value]) => value !== undefined && !ownParts.has(key));
  const current = status === "VALID" || status === "CLAIMED";
  return current && type === identityType && others.length === 0 && JSON.stringify(galleries) === JSON.stringify([gallery]);
}
const ownParts = new Set(["identityId", "createdDate", "updatedDate", "biographicData"]);

/**
 * pr, updateIdentity and partialUpdateIdentity: what agrees with the register changes nothing, a death or a move becomes an act with the
 * agency as officer, anything else a correction that the commune chief decides. Until then nothing has changed, so the answer is not that it has:
 * `correction-proposed`. The same transaction about the same person again is the same act, or the same proposal and what became of it.
 */
export async function changeIdentity(
  deps: ExchangeDeps,
  life: LifeDeps,
  change: Change & { identityId: string },
  { documentData, ...identity }: Record<string, unknown>,
): Promise<Outcome<null, WriteRefusal>> {
  const { agency, personId, identityId } = change;
  const facts = await knownFacts(deps, personId);
  if (facts === undefined) return refuse("unknown-person");
  if (identityId !== personId) {
    const other = await readIdentity(deps, life, agency, { personId, identityId, view: "updateIdentity" });
    return refuse(other.ok ? "correction-elsewhere" : other.refusal.code);
  }
  // papers prove what is said beside them, and are nothing by themselves
  const bare = documentData !== undefined && identity["biographicData"] === undefined;
  if (bare || !saysAgain(identity)) return refuse("correction-elsewhere");
  if (identity["identityId"] !== undefined && identity["identityId"] !== personId) return refuse("ids-contradict");
  const differs = differences(deps, { agency, facts }, identity["biographicData"]);
  if (!differs.ok) return differs;
  const { reported, corrections } = differs.value;
  if (reported.length > 0 && corrections.length > 0) return refuse("one-at-a-time");
  if (corrections.length > 0) return propose(life, change, corrections, documentData);
  if (reported.length > 0) await report(deps, reported.map((event) => actOf(change, event))); // prettier-ignore
  return accept(null);
}

/** The same transaction again is the same acts. @throws {ActIdTaken} when it said something else: one transaction says one thing */
async function report({ sql, ledger }: ExchangeDeps, acts: Act[]): Promise<void> {
  await sql.begin(async (tx) => {
    if ((await ledger.record(tx, acts)).length === acts.length) return;
    for (const act of acts) {
      const known = (await actsOf(tx, act.subjectId)).find(({ actId }) => actId === act.actId);
      const same = act.payload === null ? Date.parse(known?.occurredAt ?? "") === Date.parse(act.occurredAt) : known?.payload?.["toUnit"] === act.payload["toUnit"]; // prettier-ignore
      if (!same) throw new ActIdTaken("the transaction has said something else");
    }
  });
}

async function propose(
  life: LifeDeps,
  { agency, personId, transactionId }: Change,
  corrections: CorrectionChange[],
  documents: unknown,
): Promise<Outcome<null, WriteRefusal>> {
  const correctionId = derivedId(`dinhdanh:osia:${agency.code}:${transactionId}:${personId}:correction`);
  const proposed = await proposeClaim(life, { agency, personId, transactionId, correctionId }, corrections, documents);
  // one transaction says one thing
  if (!proposed.ok) return refuse(proposed.refusal.code === "already-exists" ? "transaction-differs" : proposed.refusal.code);
  return refuse(proposed.value.state === "proposed" ? "correction-proposed" : "correction-refused");
}

export type Differences = { reported: Event[]; corrections: CorrectionChange[] };

/** Where the attributes that are given differ from the register: as events that an agency may report, and as corrections. */
export function differences(
  deps: ExchangeDeps,
  { agency, facts }: { agency: Agency; facts: Facts },
  given: unknown = {},
): Outcome<Differences, WriteRefusal> {
  if (given === null) return refuse("never-deleted");
  if (typeof given !== "object" || Array.isArray(given)) return refuse("value-not-possible");
  const said = given as Record<string, unknown>;
  if (!isSaid(said)) return refuse("value-not-possible");
  const reported: Event[] = [];
  const corrections = new Map<string, CorrectionChange>();
  for (const [name, value] of Object.entries(said)) {
    if (!isAttribute(name)) return refuse("unknown-attribute");
    if (!agency.attributes.includes(name)) return refuse("attribute-not-permitted");
    const held = valueOfAttribute(facts, name);
    if (value === null ? held === undefined : held !== undefined && agrees(name, held, value)) continue;
    const event = value !== null && isReported(name) ? events[name](deps, facts, value) : accept(undefined);
    if (!event.ok) return event;
    if (event.value !== undefined) reported.push(event.value);
    else {
      const correction = correctionOf(facts, said, name);
      if (!correction.ok) return correction;
      corrections.set(correction.value.field, correction.value);
    }
  }
  return accept({ reported, corrections: [...corrections.values()] });
}

const isSaid = (said: Record<string, unknown>): said is Record<string, Given | null> =>
  Object.values(said).every((value) => value === null || ["string", "number", "boolean"].includes(typeof value));

const actOf = ({ agency, personId, transactionId }: Change, event: Event): Act => ({
  actId: derivedId(`dinhdanh:osia:${agency.code}:${transactionId}:${event.kind}`),
  ...{ subjectId: personId, unit: null, officer: agencyOfficer(agency.code), team: null, device: null },
  ...event,
});
