import type { Actor } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { decideCorrection, factsOf, judgePair, listCorrections, mergeById, mergePeople } from "@dinhdanh/population";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Agency, type AgencyServer, agencyServer, people } from "./test-agency.ts";

/** Corrections, merges and deletions by pr.yaml: what is not the agency's to decide comes before who decides, and the answer says so. */
let server: AgencyServer;
let civil: Agency;
let hoa: string;
let namesake: string;
let tam: string;
beforeAll(async () => {
  server = await agencyServer();
  civil = await server.add("civil-status");
  [hoa, namesake, tam] = (await Promise.all([people.hoa, people.namesake, people.tam].map(({ pin }) => server.idOf(pin)))) as [
    string,
    string,
    string,
  ];
});
afterAll(() => server?.close());

const chief: Actor = { code: "chief", role: "system", scope: null };
const code = (answer: { status: number; json: () => never }) => [
  answer.status,
  answer.status === 204 ? 0 : (answer.json() as { code: number }).code,
];
const patch = (personId: string, body: unknown, transactionId: string, agency = civil) =>
  agency.call("pr", "partialUpdateIdentity", { path: { personId, identityId: personId }, body, query: `transactionId=${transactionId}` });
const identities = async (personId: string, agency = civil) =>
  (await agency.call("pr", "readIdentities", { path: { personId } })).json() as {
    identityId: string;
    status: string;
    identityType: string;
    biographicData: object;
  }[];
const proposals = async (personId: string) => {
  const listed = await listCorrections(server.register, chief, { personId });
  return listed.ok ? listed.value : [];
};
const decide = (personId: string, correctionId: string, decision: "approve" | "refuse") =>
  decideCorrection(server.register, chief, { personId, correctionId, decision, reason: "Giấy tờ không khớp" });

it("puts a correction before the commune chief, once, and says what became of it", async () => {
  const body = {
    biographicData: { lastName: "Ngô", dateOfBirth: "18/05/2004" },
    documentData: [{ documentType: "BIRTH_CERTIFICATE", instance: "12/2004", parts: [{ pages: [1] }] }],
  };
  expect(code(await patch(hoa, body, "c1"))).toEqual([403, 4311]);
  expect(code(await patch(hoa, body, "c1"))).toEqual([403, 4311]);
  expect(await factsOf(server.register.sql, hoa)).toMatchObject({ fullName: people.hoa.name, birthDate: "2004-05-17" });
  const [proposal, ...others] = await proposals(hoa);
  expect([others, proposal]).toMatchObject([
    [],
    {
      ...{
        form: "DC02",
        state: "proposed",
        proposedBy: "agency:civil-status",
        evidence: "OSIA civil-status c1; BIRTH_CERTIFICATE 12/2004",
      },
      changes: [
        { field: "fullName", from: people.hoa.name, to: "Ngô Thị Hòa" },
        { field: "birthDate", from: "2004-05-17", to: "2004-05-18" },
      ],
    },
  ]);
  expect((await identities(hoa)).slice(1)).toMatchObject([
    {
      ...{ identityId: proposal?.correctionId, identityType: "DC02", status: "CLAIMED" },
      biographicData: { fullName: "Ngô Thị Hòa", lastName: "Ngô", firstName: "Thị Hòa", dateOfBirth: "2004-05-18" },
    },
  ]);
  // it is seen by who claimed it, as far as the agreement goes
  expect(await identities(hoa, await server.add("another"))).toHaveLength(1);
  expect(code(await patch(hoa, { biographicData: { lastName: "Trần" } }, "c1"))).toEqual([400, 4020]);
  expect((await decide(hoa, proposal?.correctionId ?? "", "approve")).ok).toBe(true);
  expect((await patch(hoa, body, "c1")).status).toBe(204);
  expect(await factsOf(server.register.sql, hoa)).toMatchObject({ fullName: "Ngô Thị Hòa", birthDate: "2004-05-18" });
  expect((await identities(hoa)).map(({ status }) => status)).toEqual(["VALID", "VALID"]);
  const kinds = (await actsOf(server.register.sql, hoa)).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(["person.amended", "person.correction-proposed", "person.registered"]);
});

it("takes a claim as an identity of the person, and takes it back", async () => {
  const claim = { identityType: "DC02", status: "CLAIMED", biographicData: { gender: "M" } };
  const create = (query: string) => civil.call("pr", "createIdentity", { path: { personId: namesake }, body: claim, query });
  const { identityId } = (await create("transactionId=k1")).json() as { identityId: string };
  expect((await create("transactionId=k1")).json()).toEqual({ identityId });
  const path = { personId: namesake, identityId };
  const status = (to: string) => civil.call("pr", "setIdentityStatus", { path, query: `transactionId=1&status=${to}` });
  expect((await civil.call("pr", "readIdentity", { path })).json()).toMatchObject({ status: "CLAIMED", biographicData: { gender: "M" } });
  expect([code(await status("VALID")), code(await status("CLAIMED"))]).toEqual([
    [403, 4311],
    [204, 0],
  ]);
  expect(code(await civil.call("pr", "defineReference", { path }))).toEqual([403, 4316]);
  expect(code(await civil.call("pr", "partialUpdateIdentity", { path, body: claim }))).toEqual([403, 4306]);
  expect([(await civil.call("pr", "deleteIdentity", { path })).status, (await status("REVOKED")).status]).toEqual([204, 204]);
  expect((await identities(namesake)).map((one) => one.status)).toEqual(["VALID", "REVOKED"]);
  // with an id of the agency's own; refused by the chief it stays, and is no more taken back
  const own = "01890000-0000-7000-8000-0000000000c1";
  const named = { path: { personId: namesake, identityId: own }, body: claim };
  expect((await civil.call("pr", "createIdentityWithId", named)).status).toBe(201);
  expect((await civil.call("pr", "createIdentityWithId", named)).status).toBe(201);
  const other = { ...named, body: { ...claim, biographicData: { fullName: "Nguyễn Văn Hòa" } } };
  expect(code(await civil.call("pr", "createIdentityWithId", other))).toEqual([409, 4900]);
  expect((await decide(namesake, own, "refuse")).ok).toBe(true);
  expect((await civil.call("pr", "readIdentity", { path: named.path })).json()).toMatchObject({ status: "INVALID" });
  expect(code(await civil.call("pr", "deleteIdentity", { path: named.path }))).toEqual([403, 4305]);
  // nothing new is no claim
  const same = { ...claim, biographicData: { fullName: people.namesake.name } };
  const again = await civil.call("pr", "createIdentity", { path: { personId: namesake }, body: same });
  expect(again.json()).toEqual({ identityId: namesake });
});

it("says of a correction that was refused that it was", async () => {
  const body = { biographicData: { dateOfBirth: "1950" } };
  expect(code(await patch(tam, body, "r1"))).toEqual([403, 4311]);
  const [proposal] = await proposals(tam);
  await decide(tam, proposal?.correctionId ?? "", "refuse");
  expect(code(await patch(tam, body, "r1"))).toEqual([403, 4312]);
  expect(code(await patch(tam, body, "r2"))).toEqual([403, 4311]);
});

it("corrects the day of a death, and that somebody died", async () => {
  expect((await patch(tam, { biographicData: { dateOfDeath: "2023-04-20" } }, "d1")).status).toBe(204);
  expect(code(await patch(tam, { biographicData: { dateOfDeath: "2023-04-21" } }, "d2"))).toEqual([403, 4311]);
  const alive = { status: "ACTIVE", physicalStatus: "ALIVE" };
  const update = () => civil.call("pr", "updatePerson", { path: { personId: tam }, body: alive, query: "transactionId=d3" });
  expect(code(await update())).toEqual([403, 4311]);
  const proposal = (await proposals(tam)).find(({ changes }) => changes[0]?.to === null);
  expect(proposal?.changes).toEqual([{ field: "diedOn", from: "2023-04-20", to: null }]);
  expect((await decide(tam, proposal?.correctionId ?? "", "approve")).ok).toBe(true);
  expect((await update()).status).toBe(204);
});

it("puts a merge before who adjudicates, and answers as they decide", async () => {
  const merge = (personIdTarget: string, personIdSource: string) =>
    civil.call("pr", "mergePerson", { path: { personIdTarget, personIdSource }, query: "transactionId=m1" });
  expect([code(await merge(hoa, namesake)), code(await merge(hoa, namesake))]).toEqual([
    [403, 4313],
    [403, 4313],
  ]);
  const { sql } = server.register;
  const pairs = await sql`SELECT state, found_by, probability FROM population.pair`;
  expect(pairs.map((row) => ({ ...row }))).toEqual([{ state: "open", found_by: "agency", probability: 0.5 }]);
  const told = (await actsOf(sql, namesake)).filter(({ kind }) => kind === "duplicate.proposed");
  expect(told).toMatchObject([{ officer: "agency:civil-status", payload: { otherId: hoa, note: "OSIA civil-status m1" } }]);
  const mergeId = "01890000-0000-7000-8000-0000000000d1";
  const merged = await mergePeople(server.register, chief, { mergeId, survivorId: hoa, absorbedId: namesake, note: "Một người" });
  expect(merged.ok).toBe(true);
  expect((await merge(hoa, namesake)).status).toBe(204);
  expect(code(await merge(namesake, hoa))).toEqual([404, 4400]);
  // the person merged is deleted, their identity kept
  expect(code(await civil.call("pr", "readPerson", { path: { personId: namesake } }))).toEqual([404, 4400]);
  expect(code(await civil.call("pr", "deletePerson", { path: { personId: namesake } }))).toEqual([404, 4400]);
  const [, taken] = await identities(hoa);
  expect(taken).toMatchObject({ identityId: namesake, status: "REVOKED", biographicData: { uin: people.namesake.pin } });
  const byName = [
    { attributeName: "fullName", operator: "=", value: people.namesake.name },
    { attributeName: "dateOfBirth", operator: "=", value: people.namesake.born },
  ];
  const find = async (query: string) =>
    (await civil.call("pr", "findPersons", { body: byName, query: `transactionId=f${query}` })).json() as unknown;
  expect([await find(""), await find("&group=true"), await find("&reference=true")]).toEqual([
    [{ personId: hoa, identityId: namesake }],
    [{ personId: hoa }],
    [],
  ]);
  const gallery = (await civil.call("pr", "readGalleryContent", { path: { galleryId: "ALL" } })).json() as unknown;
  expect(gallery).toContainEqual({ personId: hoa, identityId: namesake });
  const move = { path: { personIdTarget: namesake, personIdSource: hoa, identityId: namesake } };
  expect(code(await civil.call("pr", "moveIdentity", move))).toEqual([403, 4307]);
  // found to be two
  const judgement = {
    actId: "01890000-0000-7000-8000-0000000000d2",
    personId: hoa,
    otherId: tam,
    decision: "different",
    note: "Hai người",
  } as const;
  expect((await judgePair(server.register, chief, judgement)).ok).toBe(true);
  expect(code(await merge(hoa, tam))).toEqual([403, 4314]);
});

it("lets an agency merge and undo it whose agreement says so", async () => {
  const court = await server.add("court", { adjudicates: true });
  const mergeId = "01890000-0000-7000-8000-0000000000d1";
  const back = { path: { personIdTarget: namesake, personIdSource: hoa, identityId: namesake } };
  expect((await court.call("pr", "moveIdentity", { ...back, query: "transactionId=u1" })).status).toBe(204);
  expect((await court.call("pr", "moveIdentity", { ...back, query: "transactionId=u1" })).status).toBe(204);
  expect(await mergeById(server.register.sql, mergeId)).toBeUndefined();
  expect((await court.call("pr", "readPerson", { path: { personId: namesake } })).status).toBe(200);
  const merge = { path: { personIdTarget: namesake, personIdSource: hoa }, query: "transactionId=m2" };
  expect((await court.call("pr", "mergePerson", merge)).status).toBe(204);
  expect((await court.call("pr", "mergePerson", merge)).status).toBe(204);
  expect(await server.idOf(people.hoa.pin)).toBe(namesake);
  const acts = (await actsOf(server.register.sql, hoa)).filter(({ kind }) => kind === "person.merged");
  expect(acts.map(({ officer }) => officer)).toEqual(["agency:court"]);
  // who has taken up another record is not taken up itself, but proposed
  const chain = { path: { personIdTarget: tam, personIdSource: namesake }, query: "transactionId=m3" };
  expect(code(await court.call("pr", "mergePerson", chain))).toEqual([403, 4313]);
});

it("takes back who was announced and not registered, by who announced them", async () => {
  const personId = "01890000-0000-7000-8000-0000000000e1";
  const body = { status: "ACTIVE", physicalStatus: "ALIVE" };
  expect((await civil.call("pr", "createPerson", { path: { personId }, body })).status).toBe(201);
  expect(code(await (await server.add("third")).call("pr", "deletePerson", { path: { personId } }))).toEqual([404, 4400]);
  expect((await civil.call("pr", "deletePerson", { path: { personId } })).status).toBe(204);
  expect(code(await civil.call("pr", "readPerson", { path: { personId } }))).toEqual([404, 4400]);
});
