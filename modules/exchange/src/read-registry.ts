import { accept, isId, type Outcome, refuse } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { type Facts, factsOf, findingsOf } from "@dinhdanh/population";
import type { z } from "zod";
import { attributeNames, valueOfAttribute } from "./attributes.ts";
import type { Agency, ExchangeDeps } from "./deps.ts";
import type { identitySchema, personSchema } from "./osia/schemas.ts";
import { noteReads } from "./read-log.ts";
import { announcedPerson } from "./store/births.ts";
import { everyoneFrom } from "./store/people.ts";

/** All people of the register. */
export const gallery = "REGISTER";
/** What the register holds about a person is their one identity, and their reference; the card's captures belong to dossiers. */
export const identityType = "REGISTER";

export type Identity = z.infer<typeof identitySchema>;
export type Person = z.infer<typeof personSchema>;

export async function knownFacts(deps: ExchangeDeps, personId: string): Promise<Facts | undefined> {
  return isId(personId) ? ((await factsOf(deps.sql, personId)) ?? undefined) : undefined;
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

/**
 * pr, readIdentity, readIdentities and readReference. The one identity of a person bears the person's id. It is VALID, or CLAIMED as long as a
 * finding says that the record contradicts itself. Of biographic data it holds what the agreement names.
 */
export async function readIdentity(
  deps: ExchangeDeps,
  agency: Agency,
  { personId, identityId = personId, view }: { personId: string; identityId?: string; view: string },
): Promise<Outcome<Identity, "unknown-person" | "unknown-record">> {
  const facts = await knownFacts(deps, personId);
  if (facts === undefined) return refuse("unknown-person");
  if (identityId !== personId) return refuse("unknown-record");
  await noteReads(deps, agency, view, [personId]);
  const conflict = (await findingsOf(deps.sql, personId)).some((finding) => finding.conflict);
  const told = (await actsOf(deps.sql, personId)).filter(({ kind }) => kind.startsWith("person."));
  const time = (act: { recordedAt: string } | undefined) => (act === undefined ? undefined : new Date(act.recordedAt).toISOString());
  const [createdDate, updatedDate] = [time(told[0]), time(told.at(-1))];
  return accept({
    ...{ identityId, identityType, status: conflict ? "CLAIMED" : "VALID", galleries: [gallery] },
    ...(createdDate === undefined ? {} : { createdDate }),
    ...(updatedDate === undefined ? {} : { updatedDate }),
    biographicData: biographicDataOf(agency, facts),
  });
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
  const ids = await everyoneFrom(deps.sql, offset, limit);
  return accept(ids.map((personId) => ({ personId, identityId: personId })));
}
