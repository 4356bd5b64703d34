import { actsOf } from "@dinhdanh/ledger";
import { factsOf } from "@dinhdanh/population";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Agency, type AgencyServer, agencyServer, agreement, people } from "./test-agency.ts";

let server: AgencyServer;
let civil: Agency;
let hoa: string;
let tam: string;
beforeAll(async () => {
  server = await agencyServer();
  civil = await server.add("civil-status");
  hoa = await server.idOf(people.hoa.pin);
  tam = await server.idOf(people.tam.pin);
});
afterAll(() => server?.close());

const nobody = "01890000-0000-7000-8000-000000000000";
const find = (body: unknown, query = "", agency = civil) => agency.call("pr", "findPersons", { body, query: `transactionId=f${query}` });
const code = (answer: { status: number; json: () => never }) => [answer.status, (answer.json() as { code: number }).code];
const patch = (personId: string, body: unknown, transactionId = "p1", agency = civil) =>
  agency.call("pr", "partialUpdateIdentity", { path: { personId, identityId: personId }, body, query: `transactionId=${transactionId}` });

it("finds persons by expressions, as pairs or grouped", async () => {
  const expressions = [
    { attributeName: "fullName", operator: "=", value: "nguyen thi hoa" },
    { attributeName: "dateOfBirth", operator: "=", value: "2004-05-17" },
  ];
  const found = (await find(expressions)).json() as { personId: string; identityId: string }[];
  expect(found).toHaveLength(2);
  expect(found.every(({ personId, identityId }) => personId === identityId)).toBe(true);
  expect((await find([...expressions, { attributeName: "residenceUnit", operator: "!=", value: "13408" }], "&group=true")).json()).toEqual([
    { personId: hoa },
  ]);
  expect((await find(expressions, "&limit=1&offset=1&reference=true&gallery=REGISTER")).json()).toHaveLength(1);
  expect((await find(expressions, "&gallery=OTHER")).json()).toEqual([]);
  expect((await find([{ attributeName: "uin", operator: "=", value: "035304999999" }])).json()).toEqual([]);
  expect(code(await find([{ attributeName: "gender", operator: "=", value: "F" }]))).toEqual([400, 4002]);
  expect(code(await find([{ attributeName: "phoneNumber", operator: "=", value: "1" }]))).toEqual([403, 4301]);
  expect(code(await find({}))).toEqual([400, 4000]);
});

it("reads persons, their identity and their reference, as far as the agreement goes", async () => {
  const read = (id: string, path: Record<string, string>, agency = civil) => agency.call("pr", id, { path });
  expect((await read("readPerson", { personId: hoa })).json()).toEqual({ personId: hoa, status: "ACTIVE", physicalStatus: "ALIVE" });
  const identity = (await read("readIdentity", { personId: hoa, identityId: hoa })).json() as Record<string, unknown>;
  expect(identity).toMatchObject({ identityId: hoa, identityType: "REGISTER", status: "VALID", galleries: ["REGISTER"] });
  expect(identity["biographicData"]).toMatchObject({ uin: people.hoa.pin, fullName: people.hoa.name, gender: "F", residenceUnit: "13450" });
  expect(identity["biographicData"]).not.toHaveProperty("phoneNumber");
  expect((await read("readIdentities", { personId: hoa })).json()).toEqual([identity]);
  expect((await read("readReference", { personId: hoa })).json()).toEqual(identity);
  const blind = await server.add("blind", { attributes: [] });
  expect((await read("readReference", { personId: hoa }, blind)).json()).toMatchObject({ biographicData: {} });
  for (const personId of [nobody, "x", people.hoa.pin]) expect(code(await read("readPerson", { personId }))).toEqual([404, 4400]);
  expect(code(await read("readIdentity", { personId: hoa, identityId: tam }))).toEqual([404, 4402]);
  expect(code(await civil.call("pr", "readPerson", { path: { personId: hoa }, query: "x=1" }))).toEqual([400, 4000]);
});

it("reads galleries, as JSON or as CSV", async () => {
  expect((await civil.call("pr", "readGalleries")).json()).toEqual(["REGISTER"]);
  const read = (galleryId: string, query: string, headers = {}) =>
    civil.call("pr", "readGalleryContent", { path: { galleryId }, query: `transactionId=g${query}`, headers });
  const all = (await read("REGISTER", "")).json() as { personId: string }[];
  expect(all.map(({ personId }) => personId).toSorted()).toEqual([hoa, tam, await server.idOf(people.namesake.pin)].toSorted());
  expect((await read("ALL", "&offset=1&limit=1")).json()).toEqual([all[1]]);
  const csv = await read("REGISTER", "&limit=1", { accept: "text/csv" });
  expect([csv.headers.get("content-type"), csv.text]).toEqual([
    "text/csv; charset=utf-8",
    `PersonId,identityId\n${all[0]?.personId},${all[0]?.personId}\n`,
  ]);
  expect(code(await read("OTHER", ""))).toEqual([404, 4402]);
});

it("takes a death and a move as acts of the agency, once", async () => {
  expect((await patch(tam, { biographicData: { dateOfDeath: "2023-04-20" } }, "death")).status).toBe(204);
  expect((await patch(tam, { biographicData: { dateOfDeath: "2023-04-20" } }, "death")).status).toBe(204);
  expect((await factsOf(server.register.sql, tam))?.diedOn).toBe("2023-04-20");
  const acts = (await actsOf(server.register.sql, tam)).filter(({ kind }) => kind === "person.died");
  expect(acts.map(({ officer }) => officer)).toEqual(["agency:civil-status"]);
  expect((await civil.call("pr", "readPerson", { path: { personId: tam } })).json()).toMatchObject({ physicalStatus: "DEAD" });
  expect((await patch(hoa, { biographicData: { residenceUnit: "13408" } }, "move")).status).toBe(204);
  expect((await factsOf(server.register.sql, hoa))?.permanentUnit).toBe("13408");
  // the same transaction about another commune: 204 would say that it is done
  expect(code(await patch(hoa, { biographicData: { residenceUnit: "13450" } }, "move"))).toEqual([400, 4020]);
  expect((await actsOf(server.register.sql, hoa)).at(-1)).toMatchObject({
    ...{ kind: "person.moved", officer: "agency:civil-status", payload: { fromUnit: "13450", toUnit: "13408" } },
  });
});

it("takes back what it said itself, and changes nothing by it", async () => {
  const before = await actsOf(server.register.sql, hoa);
  const identity = (await civil.call("pr", "readIdentity", { path: { personId: hoa, identityId: hoa } })).json() as object;
  expect((await civil.call("pr", "updateIdentity", { path: { personId: hoa, identityId: hoa }, body: identity })).status).toBe(204);
  expect(
    (await civil.call("pr", "updatePerson", { path: { personId: hoa }, body: { status: "ACTIVE", physicalStatus: "ALIVE" } })).status,
  ).toBe(204);
  expect((await civil.call("pr", "defineReference", { path: { personId: hoa, identityId: hoa } })).status).toBe(204);
  expect(await actsOf(server.register.sql, hoa)).toEqual(before);
});

it("refuses what cannot be by message, each with its reason", async () => {
  const person = { status: "ACTIVE", physicalStatus: "ALIVE" };
  const identity = { identityType: "REGISTER", status: "CLAIMED", biographicData: { fullName: "Ai Đó" } };
  const own = { personId: hoa, identityId: hoa };
  const pair = { personIdTarget: hoa, personIdSource: tam, identityId: tam };
  const rows: [string, Record<string, string>, unknown, number, number][] = [
    ["createPerson", { personId: hoa }, person, 409, 4900],
    ["createPerson", { personId: "x" }, person, 400, 4021],
    ["createPerson", { personId: nobody }, { ...person, physicalStatus: "DEAD" }, 403, 4308],
    ["createPerson", { personId: nobody }, { ...person, status: "INACTIVE" }, 403, 4305],
    ["createIdentity", { personId: nobody }, identity, 403, 4304],
    ["updatePerson", { personId: nobody }, person, 404, 4400],
    ["updatePerson", { personId: hoa }, { ...person, physicalStatus: "DEAD" }, 403, 4308],
    ["updatePerson", { personId: hoa }, { ...person, status: "INACTIVE" }, 403, 4305],
    ["updatePerson", { personId: hoa }, { ...person, status: "GONE" }, 400, 4000],
    ["deletePerson", { personId: hoa }, undefined, 403, 4305],
    ["createIdentity", { personId: hoa }, { ...identity, status: "VALID" }, 403, 4315],
    ["createIdentity", { personId: hoa }, { ...identity, galleries: ["G1"] }, 403, 4306],
    ["mergePerson", { ...pair, personIdSource: hoa }, undefined, 400, 4022],
    ["mergePerson", { ...pair, personIdSource: nobody }, undefined, 404, 4400],
    ["mergePerson", { ...pair, personIdTarget: "x" }, undefined, 404, 4400],
    ["deletePerson", { personId: nobody }, undefined, 404, 4400],
    ["createIdentityWithId", own, identity, 409, 4900],
    ["createIdentityWithId", { ...own, identityId: "other" }, identity, 400, 4021],
    ["updateIdentity", { ...own, identityId: tam }, identity, 404, 4402],
    ["deleteIdentity", own, undefined, 403, 4305],
    ["moveIdentity", pair, undefined, 403, 4307],
    ["defineReference", { ...own, identityId: tam }, undefined, 404, 4402],
  ];
  for (const [id, path, body, status, number] of rows)
    expect([id, ...code(await civil.call("pr", id, { path, ...(body === undefined ? {} : { body }) }))]).toEqual([id, status, number]);
  const changed = await civil.call("pr", "setIdentityStatus", { path: own, query: "transactionId=1&status=REVOKED" });
  expect(code(changed)).toEqual([403, 4316]);
  expect((await civil.call("pr", "setIdentityStatus", { path: own, query: "transactionId=1&status=VALID" })).status).toBe(204);
  expect(code(await civil.call("pr", "setIdentityStatus", { path: own, query: "transactionId=1&status=GONE" }))).toEqual([400, 4024]);
  const patches: [unknown, number, number][] = [
    [{ biographicData: { phoneNumber: "1" } }, 403, 4301],
    [{ biographicData: { shoeSize: 38 } }, 400, 4001],
    [{ biographicData: { fullName: null } }, 403, 4305],
    [{ biographicData: { dateOfDeath: "2023-04-23" } }, 400, 4019],
    [{ biographicData: { dateOfDeath: "1999-01-01" } }, 400, 4019],
    [{ biographicData: { dateOfDeath: "2023-04" } }, 400, 4019],
    [{ biographicData: { residenceUnit: "99999" } }, 400, 4019],
    [{ biographicData: [] }, 400, 4019],
    [{ biographicData: { uin: "035304000033" } }, 403, 4306],
    [{ biographicData: { gender: "X" } }, 400, 4019],
    [{ biographicData: { fullName: "Nguyễn Thị Hoan", lastName: "Trần" } }, 400, 4019],
    [{ biographicData: { residenceUnit: "13450", fullName: "Nguyễn Thị Hoan" } }, 400, 4015],
    [{ biographicData: { fullName: "Nguyễn Thị Hoan" }, documentData: [{ documentType: "FORM", parts: [{ data: "AAAA" }] }] }, 403, 4317],
    [{ status: "REVOKED" }, 403, 4306],
    [{ galleries: ["G1", "G2"] }, 403, 4306],
    [{ documentData: [] }, 403, 4306],
  ];
  for (const [body, status, number] of patches) expect([body, ...code(await patch(hoa, body))]).toEqual([body, status, number]);
  expect((await factsOf(server.register.sql, hoa))?.fullName).toBe(people.hoa.name);
});

it("registers a birth: a number, the person, the identity; each again changes nothing", async () => {
  const court = await server.add("births", { attributes: [...agreement.attributes, "motherUin"] });
  const personId = "01890000-0000-7000-8000-0000000000b1";
  const born = { birthProvince: "035", gender: "M", dateOfBirth: "2023-04-20" };
  const generate = (transactionId: string, by = court) =>
    by.call("uin", "generateUIN", { body: born, query: `transactionId=${transactionId}` });
  const uin = (await generate("n1")).json() as unknown as string;
  const create = (by = court, transactionId = "c1") =>
    by.call("pr", "createPerson", {
      ...{ path: { personId }, query: `transactionId=${transactionId}`, body: { status: "ACTIVE", physicalStatus: "ALIVE" } },
    });
  const biographicData = {
    uin,
    fullName: "trần văn  mới",
    dateOfBirth: "20/04/2023",
    gender: "m",
    residenceUnit: "13450",
    motherUin: people.hoa.pin,
  };
  const register = (changes: object = {}, by = court, identityId?: string) =>
    by.call("pr", identityId === undefined ? "createIdentity" : "createIdentityWithId", {
      path: { personId, ...(identityId === undefined ? {} : { identityId }) },
      body: { identityType: "REGISTER", status: "VALID", biographicData: { ...biographicData, ...changes } },
    });
  expect(code(await register())).toEqual([403, 4304]);
  expect([(await create()).status, (await create()).status]).toEqual([201, 201]);
  expect(code(await create(court, "c2"))).toEqual([409, 4900]);
  expect(code(await create(civil))).toEqual([409, 4900]);
  expect((await court.call("pr", "readPerson", { path: { personId } })).json()).toMatchObject({ status: "ACTIVE" });
  expect(code(await civil.call("pr", "readPerson", { path: { personId } }))).toEqual([404, 4400]);
  const foreign = (await generate("n2", civil)).json() as unknown as string;
  const wrong: [object, number, number][] = [
    [{ uin: foreign }, 403, 4309],
    [{ uin: people.hoa.pin }, 403, 4309],
    [{ dateOfBirth: "2023" }, 400, 4013],
    [{ gender: "X" }, 400, 4013],
    [{ residenceUnit: "99999" }, 400, 4019],
    [{ residenceUnit: "" }, 400, 4019],
    [{ motherUin: "035304999999" }, 400, 4014],
    [{ dateOfDeath: "2023-04-21" }, 403, 4304],
    [{ phoneNumber: "1" }, 403, 4301],
    [{ shoeSize: "1" }, 400, 4001],
  ];
  for (const [changes, status, number] of wrong) expect([changes, ...code(await register(changes))]).toEqual([changes, status, number]);
  expect(code(await register({}, civil))).toEqual([403, 4304]);
  expect(code(await register({}, court, tam))).toEqual([403, 4304]);
  expect((await register()).json()).toEqual({ identityId: personId });
  expect((await register()).json()).toEqual({ identityId: personId });
  expect((await register({}, court, personId)).status).toBe(201);
  expect(code(await register({ fullName: "Trần Văn Khác" }, court, personId))).toEqual([409, 4900]);
  expect(await factsOf(server.register.sql, personId)).toMatchObject({ pin: uin, fullName: "Trần Văn Mới", motherPin: people.hoa.pin });
  const acts = await actsOf(server.register.sql, personId);
  expect(acts.map(({ kind, officer }) => [kind, officer])).toEqual([["person.registered", "agency:births"]]);
});

it("gives a number for a birth, the same for the same transaction", async () => {
  const generate = (body: unknown, transactionId: string, agency = civil) =>
    agency.call("uin", "generateUIN", { body, query: `transactionId=${transactionId}` });
  const born = { birthProvince: "035", gender: "F", dateOfBirth: "2023-04-20", firstName: "Mới" };
  const number = (await generate(born, "b1")).json() as unknown as string;
  expect(number).toMatch(/^035323\d{6}$/);
  expect((await generate(born, "b1")).json()).toBe(number);
  expect((await generate(born, "b2")).json()).not.toBe(number);
  expect((await generate(born, "b1", await server.add("another"))).json()).not.toBe(number);
  expect(code(await generate({ ...born, birthProvince: "099" }, "b3"))).toEqual([400, 4012]);
  expect(code(await generate({ ...born, dateOfBirth: "2024-01-01" }, "b4"))).toEqual([400, 4012]);
  for (const missing of ["birthProvince", "gender", "dateOfBirth"])
    expect(code(await generate({ ...born, [missing]: "" }, `b5-${missing}`))).toEqual([400, 4011]);
  expect(code(await civil.call("uin", "generateUIN", { body: born, query: "" }))).toEqual([400, 4000]);
});
