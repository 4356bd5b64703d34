import type { InterfaceName } from "@dinhdanh/exchange";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Agency, type AgencyServer, agencyServer, people } from "./test-agency.ts";

/**
 * Requests that OSIA's files allow: what they leave out may be left out, what they give no bounds has none. Each is answered with a status that
 * the file lists, and none is told (4000) that it is not as the file says.
 */
let server: AgencyServer;
let agency: Agency;
let hoa: string;
let tam: string;
beforeAll(async () => {
  server = await agencyServer();
  agency = await server.add("allowed");
  [hoa, tam] = [await server.idOf(people.hoa.pin), await server.idOf(people.tam.pin)];
});
afterAll(() => server?.close());

const json = { "content-type": "application/json" };
type Given = { path?: Record<string, string>; query?: string; body?: unknown; headers?: Record<string, string> };
type Row = [id: string, given: Given, status: number, code?: number];

/** The rows with the status and code that came. */
async function answered(name: InterfaceName, rows: readonly Row[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const [id, given] of rows) {
    const answer = await agency.call(name, id, given);
    const code = answer.status < 300 ? undefined : (answer.json() as { code: number }).code;
    seen.push([id, given, answer.status, ...(code === undefined ? [] : [code])]);
  }
  return seen;
}

const uin = people.hoa.pin;
const nobody = "01890000-0000-7000-8000-000000000000";
const longId = "i".repeat(180);
const overlong = "t".repeat(1200);
const find = `uin=${uin}`;

it("dataaccess: takes any whole number for a page, no body, and every value of an enum", async () => {
  const rows: Row[] = [
    ["queryPersonList", { query: `${find}&limit=5000` }, 200],
    ["queryPersonList", { query: `${find}&limit=99999999999999999999999` }, 200],
    ["queryPersonList", { query: `${find}&offset=-5&limit=1000` }, 200],
    ["queryPersonList", { query: `${find}&names=fullName&names=gender` }, 200],
    // an answer has one entry at least
    ["queryPersonList", { query: `${find}&limit=0` }, 404, 4401],
    ["queryPersonList", { query: `${find}&limit=-1` }, 404, 4401],
    ["queryPersonList", { query: `${find}&offset=99999999999999999999999` }, 404, 4401],
    ["queryPersonList", { query: `fullName=${overlong}&dateOfBirth=2004` }, 400, 4018],
    [
      "readPersonAttributes",
      { path: { uin }, query: Array.from({ length: 60 }, (_, at) => `attributeNames=fullName${at}`).join("&") },
      200,
    ],
    ["readPersonAttributes", { path: { uin: longId }, query: "attributeNames=fullName" }, 404, 4400],
    ["matchPersonAttributes", { path: { uin } }, 200],
    ["matchPersonAttributes", { path: { uin }, headers: json, body: "" }, 200],
    ["matchPersonAttributes", { path: { uin }, headers: json, body: { fullName: overlong } }, 400, 4018],
    ["matchPersonAttributes", { path: { uin }, headers: json, body: { [overlong]: true, other: 1.5, more: 7 } }, 200],
    ["matchPersonAttributes", { path: { uin }, headers: json, body: `{"fullName":"${"x".repeat(1_100_000)}"}` }, 400, 4018],
    ["verifyPersonAttributes", { path: { uin } }, 200],
    ...["<", ">", "=", ">=", "<="].map((operator): Row => [
      "verifyPersonAttributes",
      { path: { uin }, headers: json, body: [{ attributeName: "dateOfBirth", operator, value: 2004 }] },
      200,
    ]),
    ["readDocument", { path: { uin }, query: "doctype=residence&format=pdf" }, 200],
    ...["jpeg", "png", "TBD"].map((format): Row => [
      "readDocument",
      { path: { uin }, query: `doctype=residence&format=${format}` },
      415,
      4150,
    ]),
    ["readDocument", { path: { uin }, query: `doctype=${overlong}&format=pdf` }, 404, 4404],
    ["readDocument", { path: { uin }, query: `doctype=residence&format=pdf&secondaryUin=${longId}` }, 404, 4404],
  ];
  expect(await answered("dataaccess", rows)).toEqual(rows);
  expect((await agency.call("dataaccess", "matchPersonAttributes", { path: { uin } })).json()).toEqual([]);
  expect((await agency.call("dataaccess", "verifyPersonAttributes", { path: { uin } })).json()).toBe(true);
});

it("uin: takes no body, which lacks what a number is made of", async () => {
  const born = { birthProvince: "035", gender: "F", dateOfBirth: "2023-04-20" };
  const rows: Row[] = [
    ["generateUIN", { query: "transactionId=u1" }, 400, 4011],
    ["generateUIN", { query: "transactionId=u2", body: { ...born, number: 1, half: 1.5, yes: true } }, 200],
    ["generateUIN", { query: "transactionId=u2", body: { ...born, gender: "M" } }, 400, 4020],
    ["generateUIN", { query: `transactionId=${overlong}`, body: born }, 400, 4018],
  ];
  expect(await answered("uin", rows)).toEqual(rows);
});

it("pr: takes any whole number for a page, no body, and every value of an enum", async () => {
  const query = (more: string) => `transactionId=f${more}`;
  const body = [{ attributeName: "uin", operator: "=", value: uin }];
  const page = { path: { galleryId: "REGISTER" } };
  const rows: Row[] = [
    ["findPersons", { query: query("") }, 400, 4002],
    ["findPersons", { query: query("&limit=5000"), body }, 200],
    ["findPersons", { query: query("&limit=0&offset=-1"), body }, 200],
    ["findPersons", { query: query(`&gallery=${overlong}`), body }, 200],
    ...["true", "false"].map((said): Row => ["findPersons", { query: query(`&group=${said}&reference=${said}`), body }, 200]),
    ...["<", ">", "=", ">=", "<=", "!="].map((operator): Row => [
      "findPersons",
      { query: query(""), body: [...body, { attributeName: "dateOfBirth", operator, value: 2004 }] },
      200,
    ]),
    ["findPersons", { query: query(""), body: Array.from({ length: 51 }, () => body[0]) }, 400, 4018],
    ["readGalleryContent", { ...page, query: query("&limit=5000") }, 200],
    ["readGalleryContent", { ...page, query: query("&limit=0") }, 200],
    ["readGalleryContent", { ...page, query: query("&offset=99999999999999999999999") }, 200],
    // where pr.yaml has the special value of a gallery
    ["readGalleryContent", { path: { galleryId: "x" }, query: "transactionId=ALL" }, 200],
    ["readPerson", { path: { personId: longId } }, 404, 4400],
  ];
  expect(await answered("pr", rows)).toEqual(rows);
  const listed = (limit: string) => agency.call("pr", "readGalleryContent", { ...page, query: query(`&limit=${limit}`) });
  expect([(await listed("0")).json(), (await listed("5000")).json()]).toMatchObject([[], { length: 3 }]);
});

it("pr: takes persons and identities without a body as saying nothing", async () => {
  const announced = { personId: "01890000-0000-7000-8000-0000000000f1" };
  const [own, tams] = [{ personId: hoa, identityId: hoa }, { personId: tam }];
  const claimed = { ...own, identityId: "01890000-0000-7000-8000-0000000000f2" };
  const rows: Row[] = [
    ["createPerson", { path: announced }, 201],
    ["createPerson", { path: { personId: longId } }, 400, 4021],
    ["createPerson", { path: { personId: nobody }, body: { status: "ACTIVE", physicalStatus: "ALIVE", personId: hoa } }, 400, 4022],
    ["updatePerson", { path: tams }, 204],
    ["updatePerson", { path: { personId: nobody } }, 404, 4400],
    ["createIdentity", { path: tams }, 200],
    ["createIdentity", { path: announced }, 400, 4013],
    ["createIdentity", { path: { personId: longId } }, 403, 4304],
    ["createIdentityWithId", { path: claimed }, 400, 4023],
    ["createIdentityWithId", { path: { ...own, identityId: longId } }, 400, 4021],
    ["updateIdentity", { path: own }, 204],
    ["partialUpdateIdentity", { path: own }, 204],
    ["partialUpdateIdentity", { path: own, headers: { "content-type": "application/merge-patch+json" }, body: "{}" }, 204],
    ["mergePerson", { path: { personIdTarget: hoa, personIdSource: hoa } }, 400, 4022],
    ["setIdentityStatus", { path: own, query: `transactionId=s&status=${overlong}` }, 400, 4024],
    ...["CLAIMED", "INVALID", "REVOKED"].map((status): Row => [
      "setIdentityStatus",
      { path: own, query: `transactionId=s&status=${status}` },
      403,
      4316,
    ]),
    ["deletePerson", { path: announced }, 204],
  ];
  expect(await answered("pr", rows)).toEqual(rows);
});

it("pr: takes every part that an identity may have, and says what it does not keep", async () => {
  const path = { personId: hoa, identityId: hoa };
  const identity = { identityId: hoa, identityType: "REGISTER", status: "VALID" };
  const protection = {
    encryption: { type: "JWE", scope: "$.image" },
    integrity: [{ id: "1", type: "JWS", scope: "$", alg: "SHA256", encrypted: true, followRef: false, hash: "x", signatureRef: "urn:x:y" }],
  };
  const biometricData = [
    {
      ...{ biometricType: "FACE", biometricSubType: "PORTRAIT", instance: "1", identityId: hoa, imageRef: "https://a.example/1" },
      ...{ captureDate: "2019-05-21T12:00:00+01:00", impressionType: "UNKNOWN", compression: "JPEG2000", width: 1, bitdepth: 8 },
      ...{ missing: [{ biometricSubType: "LEFT_RING", presence: "BANDAGED" }], templateFormat: "OWN", quality: 9, qualityFormat: "OWN" },
      ...protection,
    },
  ];
  const documentData = ["ID_CARD", "PASSPORT", "INVOICE", "BIRTH_CERTIFICATE", "FORM", "OTHER"].map((documentType) => ({
    ...{
      documentType,
      parts: [{ pages: [1, 2], dataRef: "https://a.example/2", mimeType: "application/vc", ...protection }],
      documentTypeOther: "x",
    },
  }));
  const say = (more: object): Given => ({ path, body: { ...identity, ...more } });
  const patch = (body: unknown, query = "transactionId=p"): Given => ({ path, body, query });
  const rows: Row[] = [
    [
      "updateIdentity",
      say({ createdDate: "2024-11-18T14:21:00+01:00", updatedDate: "2024-11-18T14:21:00Z", galleries: ["REGISTER"] }),
      204,
    ],
    ["updateIdentity", say({ biometricData, ...protection }), 403, 4306],
    ["updateIdentity", say({ clientData: "AAAA", contextualData: "at a counter" }), 403, 4306],
    ["updateIdentity", say({ documentData, biographicData: {} }), 204],
    ...(["CLAIMED", "INVALID", "REVOKED"] as const).map((status): Row => [
      "updateIdentity",
      say({ status }),
      ...(status === "CLAIMED" ? ([204] as const) : ([403, 4306] as const)),
    ]),
    ["updateIdentity", say({ identityId: tam }), 400, 4022],
    // the file says nothing of what these hold
    ["updateIdentity", say({ biographicData: "Hòa" }), 400, 4019],
    ["updateIdentity", say({ biographicData: { fullName: { first: "Hòa" } } }), 400, 4019],
    ["partialUpdateIdentity", patch({ biographicData: null }), 403, 4305],
    ["partialUpdateIdentity", patch({ biographicData: { dateOfDeath: "2999-01-01" } }), 400, 4019],
    ["partialUpdateIdentity", patch({ biographicData: { residenceUnit: "99999" } }), 400, 4019],
    ["partialUpdateIdentity", patch({ biographicData: { gender: "X" } }), 400, 4019],
    ["partialUpdateIdentity", patch({ biographicData: { fullName: "Hòa\0" } }), 400, 4019],
    ["partialUpdateIdentity", patch({ [overlong]: 1 }), 403, 4306],
    [
      "partialUpdateIdentity",
      patch({ biographicData: { gender: "M" }, documentData: documentData.map((one) => ({ ...one, instance: longId })) }),
      400,
      4018,
    ],
    ["partialUpdateIdentity", patch({ biographicData: { gender: "M" } }, "transactionId=q"), 403, 4311],
    ["partialUpdateIdentity", patch({ biographicData: { firstName: "Thị Hoa" } }, "transactionId=q"), 400, 4020],
    ["partialUpdateIdentity", patch({ biographicData: { residenceUnit: "13408" } }, "transactionId=m"), 204],
    ["partialUpdateIdentity", patch({ biographicData: { residenceUnit: "13450" } }, "transactionId=m"), 400, 4020],
    ["createIdentity", { path: { personId: nobody }, body: identity }, 403, 4304],
  ];
  expect(await answered("pr", rows)).toEqual(rows);
});

it("notification: answers with what its file lists, which has no 403", async () => {
  const elsewhere = await server.add("elsewhere");
  const created = await elsewhere.call("notification", "createTopic", { query: "name=theirs" });
  const { uuid } = created.json() as { uuid: string };
  const text = { "content-type": "plain/text" };
  const address = `address=${encodeURIComponent("https://127.0.0.1/")}`;
  const more: Row[] = [
    ["subscribe", { query: `topic=theirs&${address}&protocol=email` }, 400, 4006],
    ["subscribe", { query: `topic=theirs&${address}&protocol=http&policy=3600,-1` }, 400, 4007],
    ["subscribe", { query: `topic=${overlong}&${address}` }, 400, 4018],
    ["listSubscription", { query: "more=1" }, 200],
    ["listTopics", { query: "more=1" }, 200],
    ["createTopic", { query: "name=person.secret" }, 400, 4017],
    ["deleteTopic", { path: { uuid } }, 400, 4017],
    ["deleteTopic", { path: { uuid: longId } }, 404, 4402],
    ["unsubscribe", { path: { uuid: longId } }, 404, 4402],
    ["publish", { path: { uuid }, headers: text, body: "x" }, 400, 4017],
    ["publish", { path: { uuid: longId }, headers: text, body: "x" }, 400, 4005],
    ["publish", { path: { uuid }, headers: text, body: "x".repeat(100_001) }, 400, 4018],
    ["confirm", { query: `token=${overlong}` }, 400, 4009],
  ];
  expect(await answered("notification", more)).toEqual(more);
  const own = (await agency.call("notification", "createTopic", { query: "name=own" })).json() as { uuid: string };
  const rows: Row[] = [
    ["publish", { path: { uuid: own.uuid }, headers: text, body: "" }, 200],
    ["publish", { path: { uuid: own.uuid }, query: "subject=s", headers: { "content-type": "text/plain" }, body: "x" }, 200],
  ];
  expect(await answered("notification", rows)).toEqual(rows);
  const blind = await server.add("blind", { attributes: ["fullName"] });
  const refused = await blind.call("notification", "subscribe", { query: `topic=person.died&${address}` });
  expect([refused.status, (refused.json() as { code: number }).code]).toEqual([400, 4016]);
});

it("says what is wrong in the words of an interface", async () => {
  const wrong = await agency.call("dataaccess", "verifyPersonAttributes", {
    ...{ path: { uin }, headers: json, body: [{ attributeName: "gender", operator: "~", value: "F", extra: 1 }] },
  });
  expect((wrong.json() as { message: string }).message).toBe(
    "The request is not as OSIA's file says: mend it and send it again (0.operator: is none of the values that the file lists; 0.extra: is not in the file)",
  );
  const type = await agency.call("dataaccess", "matchPersonAttributes", {
    path: { uin },
    headers: { "content-type": "text/xml" },
    body: "<a/>",
  });
  expect([type.status, (type.json() as { code: number }).code]).toEqual([400, 4025]);
});
