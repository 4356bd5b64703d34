import { accept, isDay, isId, type Outcome, refuse } from "@dinhdanh/kernel";
import { type BirthRefusal, type LifeDeps, recordBirth } from "@dinhdanh/population";
import { type BirthRequest, birthRequestSchema } from "@dinhdanh/population/contract";
import { type AttributeName, isAttribute } from "./attributes.ts";
import { readDate } from "./compare-rules.ts";
import { type Agency, agencyActor, type ExchangeDeps, isoNow } from "./deps.ts";
import { knownFacts, type Person, recordFacts } from "./read-registry.ts";
import { announce, announcedPerson, isGeneratedFor, unannounce } from "./store/births.ts";
import { type Change, saysAgain } from "./write-registry.ts";

export type AnnounceRefusal = "id-not-uuid" | "ids-contradict" | "never-deleted" | "death-day-needed" | "already-exists";

/**
 * pr, createPerson: tells of a newborn whose identity follows. The same transaction again changes nothing.
 * Refusals: `id-not-uuid`, `ids-contradict`, `never-deleted`, `death-day-needed`, `already-exists`.
 */
export async function announcePerson(
  deps: ExchangeDeps,
  { agency, personId, transactionId }: Change,
  person: Person,
): Promise<Outcome<null, AnnounceRefusal>> {
  if (!isId(personId)) return refuse("id-not-uuid");
  if (person.personId !== undefined && person.personId !== personId) return refuse("ids-contradict");
  if (person.status === "INACTIVE") return refuse("never-deleted");
  if (person.physicalStatus === "DEAD") return refuse("death-day-needed");
  const known = await announcedPerson(deps.sql, personId);
  if (known === undefined && (await recordFacts(deps, personId)) !== undefined) return refuse("already-exists");
  const first = known ?? (await announce(deps.sql, personId, { agency: agency.code, transactionId }, isoNow(deps)));
  return first.agency === agency.code && first.transactionId === transactionId ? accept(null) : refuse("already-exists");
}

/**
 * pr, deletePerson: takes back who was announced and not registered; again changes nothing. Nobody of the register is deleted: `never-deleted`.
 * Who was taken up in another record is known no more: `unknown-person`.
 */
export async function deletePerson(
  deps: ExchangeDeps,
  { agency, personId }: Change,
): Promise<Outcome<null, "unknown-person" | "never-deleted">> {
  if ((await knownFacts(deps, personId)) !== undefined) return refuse("never-deleted");
  if ((await recordFacts(deps, personId)) !== undefined) return refuse("unknown-person");
  return isId(personId) && (await unannounce(deps.sql, personId, agency.code)) ? accept(null) : refuse("unknown-person");
}

export type RegistrationRefusal =
  | SaidRefusal
  | "birth-attributes-needed"
  | "already-exists"
  | "number-not-yours"
  | "may-be-known"
  | "parents-contradict"
  | "unavailable";

/** What a birth may say; all but the last seven must be there, the name whole or in its parts. */
const birthAttributes: ReadonlySet<AttributeName> = new Set([
  ...(["uin", "dateOfBirth", "gender", "residenceUnit", "fullName", "lastName", "firstName"] as const),
  ...(["motherUin", "fatherUin", "address", "householdId", "ethnicity", "placeOfOrigin"] as const),
]);
const sexes: Record<string, "male" | "female"> = { M: "male", F: "female" };

/**
 * pr, createIdentity and createIdentityWithId: registers the birth of a person whom the same agency has announced, with a number that generateUIN gave
 * it. The same again changes nothing. Who may be in the register already is left to an officer.
 */
export async function registerIdentity(
  deps: ExchangeDeps,
  life: LifeDeps,
  change: Change & { identityId?: string },
  identity: Record<string, unknown>,
): Promise<Outcome<{ identityId: string }, RegistrationRefusal>> {
  const { agency, personId, identityId = personId } = change;
  const announced = isId(personId) ? await announcedPerson(deps.sql, personId) : undefined;
  if (announced?.agency !== agency.code) {
    const known = (await recordFacts(deps, personId)) !== undefined;
    return refuse(known && identityId === personId && change.identityId !== undefined ? "already-exists" : "registration-elsewhere");
  }
  if (identityId !== personId || !saysAgain(identity)) return refuse("registration-elsewhere");
  const said = readSaid(agency, identity["biographicData"] ?? {});
  if (!said.ok) return said;
  const birth = birthOf(change, said.value);
  if (!birth.ok) return birth;
  const by = agencyActor(agency);
  const recorded = await recordBirth(life, by, birth.value, (tx, pin) => isGeneratedFor(tx, pin, agency.code));
  return recorded.ok ? accept({ identityId: personId }) : refuse(answerTo(recorded.refusal.code));
}

type SaidRefusal = "value-not-possible" | "unknown-attribute" | "attribute-not-permitted" | "registration-elsewhere";
type Said = ReadonlyMap<AttributeName, string>;

function readSaid(agency: Agency, given: unknown): Outcome<Said, SaidRefusal> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return refuse("value-not-possible");
  const said = new Map<AttributeName, string>();
  for (const [name, value] of Object.entries(given)) {
    if (!isAttribute(name)) return refuse("unknown-attribute");
    if (!agency.attributes.includes(name)) return refuse("attribute-not-permitted");
    if (!birthAttributes.has(name)) return refuse("registration-elsewhere");
    if (typeof value !== "string" || value.trim() === "") return refuse("value-not-possible");
    said.set(name, value.trim());
  }
  return accept(said);
}

function birthOf(
  { agency, personId, transactionId }: Change,
  said: Said,
): Outcome<BirthRequest, "value-not-possible" | "birth-attributes-needed"> {
  const [pin, permanentUnit, birthDate] = [said.get("uin"), said.get("residenceUnit"), readDate(said.get("dateOfBirth") ?? "")];
  const sex = sexes[(said.get("gender") ?? "").toUpperCase()];
  const fullName = said.get("fullName") ?? [said.get("lastName"), said.get("firstName")].join(" ").trim();
  const needed = [pin, permanentUnit, sex, fullName || undefined, isDay(birthDate ?? "") ? birthDate : undefined];
  if (needed.includes(undefined)) return refuse("birth-attributes-needed");
  const optional = {
    ...{ motherPin: said.get("motherUin"), fatherPin: said.get("fatherUin"), address: said.get("address") },
    ...{ householdId: said.get("householdId"), ethnicity: said.get("ethnicity"), origin: said.get("placeOfOrigin") },
  };
  const request = birthRequestSchema.safeParse({
    ...{ personId, fullName, birthDate, sex, permanentUnit, pin, province: pin?.slice(0, 3) },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    evidence: `OSIA ${agency.code} ${transactionId}`,
  });
  return request.success ? accept(request.data) : refuse("value-not-possible");
}

/** A refusal of the register as OSIA's answer. */
function answerTo(code: BirthRefusal): RegistrationRefusal {
  switch (code) {
    case "may-be-known":
      return "may-be-known";
    case "number-not-held":
    case "number-borne":
      return "number-not-yours";
    case "person-exists":
      return "already-exists";
    case "bucket-full":
    case "number-key-differs":
      return "unavailable";
    case "unknown-unit":
    case "day-in-future":
    case "unknown-province":
      return "value-not-possible";
    default:
      return "parents-contradict";
  }
}
