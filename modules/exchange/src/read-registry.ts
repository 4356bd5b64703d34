import { accept, isId, type Outcome, refuse } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { type Facts, factsOf, factsOfEach, findingsOf, type LifeDeps, mergesAmong, survivorsOf } from "@dinhdanh/population";
import type { z } from "zod";
import { attributeNames, valueOfAttribute } from "./attributes.ts";
import { claimsAbout } from "./claims.ts";
import type { Agency, ExchangeDeps } from "./deps.ts";
import type { identitySchema, personSchema } from "./osia/schemas.ts";
import { noteReads } from "./read-log.ts";
import { announcedPerson } from "./store/births.ts";
import { recordsFrom } from "./store/people.ts";

/** All people of the register. */
export const gallery = "REGISTER";
/** A record of the register. What it holds about a person now is their reference; the card's captures belong to dossiers. */
export const identityType = "REGISTER";

export type Identity = z.infer<typeof identitySchema>;
export type Person = z.infer<typeof personSchema>;

/** What the register holds about a person. Of who was taken up in another record nothing: after a merge, pr.yaml says, that person is deleted. */
export async function knownFacts(deps: ExchangeDeps, personId: string): Promise<Facts | undefined> {
  const facts = await recordFacts(deps, personId);
  return facts === undefined || (await survivorsOf(deps.sql, [personId])).has(personId) ? undefined : facts;
}

/** {@link knownFacts}, also of a record that was taken up in another one. */
export async function recordFacts({ sql }: ExchangeDeps, personId: string): Promise<Facts | undefined> {
  return isId(personId) ? ((await factsOf(sql, personId)) ?? undefined) : undefined;
}

/** pr, readPerson. Of somebody whom the agency has announced and not yet registered, what it said itself. */
export async function readPerson(deps: ExchangeDeps, agency: Agency, personId: string): Promise<Outcome<Person, "unknown-person">> {
  const facts = await knownFacts(deps, personId);
  if (facts === undefined) {
    const announced = isId(personId) ? await announcedPerson(deps.sql, personId) : undefined;
    return announced?.agency === agency.code ? accept({ personId, status: "ACTIVE", physicalStatus: "ALIVE" }) : refuse("unknown-person");
  }
  await noteReads(deps, agency, "readPerson", [personId]);
  return accept({ personId, status: "ACTIVE", physicalStatus: facts.diedOn === undefined ? "ALIVE" : "DEAD" });
}

type Asked = { personId: string; view: string };

/**
 * pr, readIdentities. First the person's reference, which bears the person's id: VALID, or CLAIMED as long as a finding says that the record contradicts
 * itself. Then records that were taken up in it, REVOKED, and what the agency itself has claimed of the person. Of biographic data each holds what the
 * agreement names.
 */
export async function readIdentities(
  deps: ExchangeDeps,
  life: LifeDeps,
  agency: Agency,
  { personId, view }: Asked,
): Promise<Outcome<Identity[], "unknown-person">> {
  const facts = await knownFacts(deps, personId);
  if (facts === undefined) return refuse("unknown-person");
  const absorbed = (await mergesAmong(deps.sql, [personId])).map(({ absorbedId }) => absorbedId);
  await noteReads(deps, agency, view, [personId, ...absorbed]);
  const conflict = (await findingsOf(deps.sql, personId)).some((finding) => finding.conflict);
  const records: Identity[] = [await recordAs(deps, agency, personId, { facts, status: conflict ? "CLAIMED" : "VALID" })];
  const theirs = await factsOfEach(deps.sql, absorbed);
  for (const [id, one] of theirs) records.push(await recordAs(deps, agency, id, { facts: one, status: "REVOKED" }));
  return accept([...records, ...(await claimsAbout(life, agency, personId))]);
}

/** pr, readIdentity, and readReference without an id. */
export async function readIdentity(
  deps: ExchangeDeps,
  life: LifeDeps,
  agency: Agency,
  { identityId, ...asked }: Asked & { identityId?: string },
): Promise<Outcome<Identity, "unknown-person" | "unknown-record">> {
  const all = await readIdentities(deps, life, agency, asked);
  if (!all.ok) return all;
  const found = all.value.find((one) => one.identityId === (identityId ?? asked.personId));
  return found === undefined ? refuse("unknown-record") : accept(found);
}

async function recordAs(
  { sql }: ExchangeDeps,
  agency: Agency,
  identityId: string,
  { facts, status }: { facts: Facts; status: Identity["status"] },
): Promise<Identity> {
  const told = (await actsOf(sql, identityId)).filter(({ kind }) => kind.startsWith("person."));
  const time = (act: { recordedAt: string } | undefined) => (act === undefined ? undefined : new Date(act.recordedAt).toISOString());
  const [createdDate, updatedDate] = [time(told[0]), time(told.at(-1))];
  return {
    ...{ identityId, identityType, status, galleries: [gallery] },
    ...(createdDate === undefined ? {} : { createdDate }),
    ...(updatedDate === undefined ? {} : { updatedDate }),
    biographicData: biographicDataOf(agency, facts),
  };
}

function biographicDataOf(agency: Agency, facts: Facts): Record<string, string> {
  const permitted = attributeNames.filter((name) => agency.attributes.includes(name));
  return Object.fromEntries(
    permitted.flatMap((name) => {
      const value = valueOfAttribute(facts, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** pr, readGalleryContent: ids alone, in order. */
export async function readGallery(
  deps: ExchangeDeps,
  name: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<Outcome<{ personId: string; identityId: string }[], "unknown-record">> {
  if (name !== gallery && name !== "ALL") return refuse("unknown-record");
  return accept(await recordsFrom(deps.sql, offset, limit));
}
