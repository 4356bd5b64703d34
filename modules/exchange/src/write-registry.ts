import { accept, dayNumber, isDay, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import type { Facts } from "@dinhdanh/population";
import { derivedId } from "@dinhdanh/territory";
import { type AttributeName, isAttribute, valueOfAttribute } from "./attributes.ts";
import { agrees, type Given } from "./compare-rules.ts";
import { type Agency, agencyOfficer, type ExchangeDeps, isoNow } from "./deps.ts";
import { gallery, identityType, knownFacts, type Person } from "./read-registry.ts";

export type Change = { agency: Agency; personId: string; transactionId: string };
export type WriteRefusal =
  | "unknown-person"
  | "unknown-record"
  | "malformed"
  | "unknown-attribute"
  | "attribute-not-permitted"
  | "correction-elsewhere"
  | "never-deleted"
  | "death-day-needed";

/** pr, updatePerson: says nothing of a death's day, so it can only agree with the register. */
export async function updatePerson(deps: ExchangeDeps, { personId }: Change, person: Person): Promise<Outcome<null, WriteRefusal>> {
  const facts = await knownFacts(deps, personId);
  if (facts === undefined) return refuse("unknown-person");
  if (person.personId !== undefined && person.personId !== personId) return refuse("malformed");
  if (person.status === "INACTIVE") return refuse("never-deleted");
  if ((person.physicalStatus === "DEAD") === (facts.diedOn !== undefined)) return accept(null);
  return refuse(person.physicalStatus === "DEAD" ? "death-day-needed" : "correction-elsewhere");
}

/** What an agency may report as an event; everything else of a person is corrected with evidence, not by message. */
const events = {
  dateOfDeath: (deps, facts, value) => {
    const dead = typeof value === "string" && isDay(value) && dayNumber(value) <= dayNumber(deps.ledger.clock.today());
    if (!dead || (facts.birthDate !== undefined && value < facts.birthDate)) return refuse("malformed");
    if (facts.diedOn !== undefined) return refuse("correction-elsewhere");
    return accept({ kind: "person.died", occurredAt: `${value}T00:00:00+07:00`, payload: null });
  },
  residenceUnit: (deps, facts, value) => {
    const today = dayNumber(deps.ledger.clock.today());
    const toUnit = String(value);
    if (deps.units.resolve(toUnit, today) === undefined) return refuse("malformed");
    const fromUnit = facts.permanentUnit;
    if (fromUnit === undefined || facts.diedOn !== undefined || deps.units.resolve(fromUnit, today) === undefined)
      return refuse("correction-elsewhere");
    return accept({ kind: "person.moved", occurredAt: isoNow(deps), payload: { fromUnit, toUnit } });
  },
} satisfies Partial<Record<AttributeName, Report>>;
type Event = Pick<Act, "kind" | "occurredAt" | "payload">;
type Report = (deps: ExchangeDeps, facts: Facts, value: Given) => Outcome<Event, "malformed" | "correction-elsewhere">;
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
 * agency as officer, everything else is refused. The same transaction about the same person again is the same act.
 */
export async function changeIdentity(
  deps: ExchangeDeps,
  change: Change & { identityId: string },
  identity: Record<string, unknown>,
): Promise<Outcome<null, WriteRefusal>> {
  const { agency, personId } = change;
  const facts = await knownFacts(deps, personId);
  if (facts === undefined) return refuse("unknown-person");
  if (change.identityId !== personId) return refuse("unknown-record");
  if (!saysAgain(identity)) return refuse("correction-elsewhere");
  if (identity["identityId"] !== undefined && identity["identityId"] !== personId) return refuse("malformed");
  const given = identity["biographicData"] ?? {};
  if (typeof given !== "object" || Array.isArray(given)) return refuse("malformed");
  const acts: Act[] = [];
  for (const [name, value] of Object.entries(given as Record<string, unknown>)) {
    const event = eventOf(deps, { agency, facts }, name, value);
    if (!event.ok) return event;
    if (event.value !== undefined) acts.push(actOf(change, event.value));
  }
  if (acts.length > 0) await deps.sql.begin((tx) => deps.ledger.record(tx, acts));
  return accept(null);
}

function eventOf(
  deps: ExchangeDeps,
  { agency, facts }: { agency: Agency; facts: Facts },
  name: string,
  value: unknown,
): Outcome<Event | undefined, WriteRefusal> {
  if (!isAttribute(name)) return refuse("unknown-attribute");
  if (!agency.attributes.includes(name)) return refuse("attribute-not-permitted");
  if (value === null) return refuse("never-deleted");
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return refuse("malformed");
  const held = valueOfAttribute(facts, name);
  if (held !== undefined && agrees(name, held, value)) return accept(undefined);
  return isReported(name) ? events[name](deps, facts, value) : refuse("correction-elsewhere");
}

const actOf = ({ agency, personId, transactionId }: Change, event: Event): Act => ({
  actId: derivedId(`dinhdanh:osia:${agency.code}:${transactionId}:${event.kind}`),
  ...{ subjectId: personId, unit: null, officer: agencyOfficer(agency.code), team: null, device: null },
  ...event,
});
