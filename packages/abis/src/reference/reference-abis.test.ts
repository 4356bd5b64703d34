import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Finger, fingers } from "@dinhdanh/capture";
import { syntheticPrint } from "@dinhdanh/capture/device";
import * as fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import {
  type AbisClient,
  type BiometricData,
  createAbisClient,
  type Encounter,
  httpTransport,
  type OperationName,
  readCallback,
} from "../index.ts";
import { createReferenceAbis, memoryStore, type ReferenceAbis, serveReferenceAbis } from "./index.ts";

const now = () => "2023-04-06T08:00:00+07:00";
const query = { transactionId: "t1" };
const hand: Finger[] = ["RIGHT_THUMB", "RIGHT_INDEX"];

/** A raw print as a scanner gives it. */
function printOf(seed: string, finger: Finger, touch: number): BiometricData {
  const { width, height, data } = syntheticPrint(seed, finger, touch);
  const image = Buffer.from(data).toString("base64");
  return { biometricType: "FINGER", biometricSubType: finger, image, compression: "NONE", width, height, resolution: 500 };
}
const prints = (seed: string, touch: number, of: readonly Finger[] = hand) => of.map((finger) => printOf(seed, finger, touch));
const encounterOf = (biometricData: BiometricData[], galleries = ["CITIZENS"]): Encounter => ({
  status: "ACTIVE",
  encounterType: "card",
  galleries,
  biometricData,
});
const blank: BiometricData = {
  ...printOf("blank", "RIGHT_INDEX", 1),
  image: Buffer.alloc(300 * 380, 250).toString("base64"),
};

let reference: ReferenceAbis;
let abis: AbisClient;
const enrolIn = (client: AbisClient, personId: string, data: BiometricData[], galleries?: string[]) =>
  client.call("createEncounter", { path: { personId, encounterId: "e1" }, query, body: encounterOf(data, galleries) });
const identify = (data: BiometricData[], more: { galleryId?: string; maxNbCand?: number; threshold?: number } = {}) => {
  const { galleryId = "ALL", ...rest } = more;
  return abis.call("identify", { path: { galleryId }, query: { ...query, ...rest }, body: { filter: {}, biometricData: data } });
};

beforeAll(async () => {
  reference = createReferenceAbis({ now });
  abis = createAbisClient(reference.transport);
  for (const seed of ["an", "binh", "chi", "dung"]) await enrolIn(abis, seed, prints(seed, 1), seed === "dung" ? ["STAFF"] : ["CITIZENS"]);
});

it("finds the person again, and nobody for a stranger", async () => {
  const found = await identify(prints("binh", 2));
  expect(found).toMatchObject({ state: "done", value: [{ personId: "binh", rank: 1 }] });
  expect(found.state === "done" && found.value[0]?.scores?.map(({ biometricSubType }) => biometricSubType)).toEqual(hand);
  expect(await identify(prints("stranger", 1))).toEqual({ state: "done", value: [] });
});

it("searches the gallery asked for, and by threshold and number of candidates", async () => {
  expect(await identify(prints("dung", 2), { galleryId: "CITIZENS" })).toEqual({ state: "done", value: [] });
  expect(await identify(prints("dung", 2), { galleryId: "STAFF" })).toMatchObject({ value: [{ personId: "dung" }] });
  const all = await identify(prints("an", 2), { threshold: 0, maxNbCand: 3 });
  expect(all).toMatchObject({ value: [{ personId: "an", rank: 1 }, { rank: 2 }, { rank: 3 }] });
  expect(all.state === "done" && all.value.length).toBe(3);
  expect(await identify(prints("an", 2), { threshold: 100.5 })).toEqual({ state: "done", value: [] });
});

it("verifies one against one", async () => {
  const verify = (data: BiometricData[]) =>
    abis.call("verifyFromId", { path: { galleryId: "ALL", personId: "an" }, query, body: { biometricData: data } });
  expect(await verify(prints("an", 3))).toMatchObject({ value: { decision: true } });
  expect(await verify(prints("binh", 3))).toMatchObject({ value: { decision: false } });
  const both = (one: string, other: string) =>
    abis.call("verifyFromBio", { path: {}, query, body: { biometricData1: prints(one, 4), biometricData2: prints(other, 5) } });
  expect(await both("an", "an")).toMatchObject({ value: { decision: true } });
  expect(await both("an", "chi")).toMatchObject({ value: { decision: false } });
});

it("finds who was enrolled twice", async () => {
  const fresh = createAbisClient(createReferenceAbis({ now }).transport);
  for (const [personId, seed] of Object.entries({ one: "twin", two: "twin", three: "other" }))
    await enrolIn(fresh, personId, prints(seed, personId.length));
  const call = { path: { galleryId: "ALL", personId: "one" }, query, body: {} };
  expect(await fresh.call("identifyFromId", call)).toMatchObject({ value: [{ personId: "two" }] });
  const encounter = { path: { galleryId: "ALL", personId: "one", encounterId: "e1" }, query, body: {} };
  expect(await fresh.call("identifyFromEncounterId", encounter)).toMatchObject({ value: [{ personId: "two" }] });
});

it("keeps, moves, merges and forgets encounters", async () => {
  const fresh = createAbisClient(createReferenceAbis({ now }).transport);
  await enrolIn(fresh, "p1", prints("keep", 1));
  const given = await fresh.call("createEncounterNoIds", { path: {}, query, body: encounterOf(prints("keep", 2)) });
  const { personId, encounterId } = given.state === "done" ? given.value : { personId: "", encounterId: "" };
  expect(given).toMatchObject({ value: { others: { compared: 2, lowQuality: [] } } });
  const read = await fresh.call("readEncounter", { path: { personId, encounterId }, query, body: null });
  expect(read).toMatchObject({ value: { encounterId, createdDate: now(), biometricData: [{ biometricSubType: "RIGHT_THUMB" }, {}] } });
  expect(JSON.stringify(read)).not.toContain('"image"');
  expect(await fresh.call("readTemplate", { path: { personId, encounterId }, query, body: null })).toMatchObject({
    value: [{ biometricSubType: "RIGHT_THUMB", templateFormat: "DINHDANH_REFERENCE_1" }, { biometricSubType: "RIGHT_INDEX" }],
  });
  expect(await fresh.call("mergeEncounter", { path: { personIdTarget: "p1", personIdSource: personId }, query, body: null })).toEqual({
    state: "done",
    value: null,
  });
  const merged = await fresh.call("readAllEncounters", { path: { personId: "p1" }, query, body: null });
  expect(new Set(merged.state === "done" ? merged.value.map((encounter) => encounter.encounterId) : [])).toEqual(
    new Set(["e1", encounterId]),
  );
  await fresh.call("moveEncounter", { path: { personIdTarget: "p2", personIdSource: "p1", encounterId }, query, body: null });
  await fresh.call("updateEncounterGalleries", { path: { personId: "p2", encounterId }, query, body: ["STAFF"] });
  await fresh.call("updateEncounterStatus", { path: { personId: "p2", encounterId }, query: { ...query, status: "INACTIVE" }, body: null });
  expect(await fresh.call("readGalleries", { path: {}, query, body: null })).toEqual({ state: "done", value: ["CITIZENS", "STAFF"] });
  expect(await fresh.call("readGalleryContent", { path: { galleryId: "STAFF" }, query, body: null })).toEqual({
    state: "done",
    value: [{ personId: "p2", encounterId }],
  });
  const search = { path: { galleryId: "STAFF" }, query, body: { filter: {}, biometricData: prints("keep", 3) } };
  expect(await fresh.call("identify", search), "an inactive encounter is not searched").toEqual({ state: "done", value: [] });
  expect(await fresh.call("deleteEncounter", { path: { personId: "p2", encounterId }, query, body: null })).toEqual({
    state: "done",
    value: null,
  });
  expect(await fresh.call("deleteAll", { path: { personId: "p1" }, query, body: null })).toEqual({ state: "done", value: null });
  expect(await fresh.call("readGalleries", { path: {}, query, body: null })).toEqual({ state: "done", value: [] });
});

const noSuch = { personId: "nobody", encounterId: "e9" };
const refusals: [string, number, () => Promise<unknown>][] = [
  ["an id that is taken", 409, () => enrolIn(abis, "an", prints("an", 1))],
  ["an unknown encounter", 404, () => abis.call("readEncounter", { path: noSuch, query, body: null })],
  [
    "an unknown person",
    404,
    () => abis.call("verifyFromId", { path: { galleryId: "ALL", personId: "nobody" }, query, body: { biometricData: prints("an", 1) } }),
  ],
  ["a change of the unknown", 404, () => abis.call("updateEncounter", { path: noSuch, query, body: encounterOf([]) })],
  ["a blank print", 400, () => enrolIn(abis, "blank", [blank])],
  ["a search without fingers", 400, () => identify([{ biometricType: "FACE" }])],
  ["WSQ", 400, () => identify([{ ...printOf("an", "RIGHT_INDEX", 1), compression: "WSQ" }])],
  ["an image that is none", 400, () => identify([{ biometricType: "FINGER", image: "AAAA", compression: "PNG" }])],
  ["fewer pixels than said", 400, () => identify([{ ...printOf("an", "RIGHT_INDEX", 1), width: 999 }])],
  ["another resolution", 400, () => identify([{ ...printOf("an", "RIGHT_INDEX", 1), resolution: 1000 }])],
  [
    "a filter it does not know",
    400,
    () => abis.call("identify", { path: { galleryId: "ALL" }, query, body: { filter: { gender: "M" }, biometricData: prints("an", 1) } }),
  ],
  [
    "a callback to anywhere",
    403,
    () => abis.call("readGalleries", { path: {}, query: { ...query, callback: "http://169.254.169.254/" }, body: null }),
  ],
  ["an unknown task", 404, () => abis.call("readTaskStatus", { path: { taskId: "none" }, query, body: null })],
];

it.each(refusals)("refuses %s", async (_, status, act) => {
  expect(await act()).toMatchObject({ state: "refused", status, error: { code: expect.any(Number), message: expect.any(String) } });
});

it("compares the clear fingers when others are not, and says which", async () => {
  const fresh = createAbisClient(createReferenceAbis({ now }).transport);
  const enrolled = await enrolIn(fresh, "half", [printOf("half", "RIGHT_THUMB", 1), blank]);
  expect(enrolled).toMatchObject({ value: { others: { compared: 1, lowQuality: ["RIGHT_INDEX"] } } });
});

it("holds no more than it may", async () => {
  const small = createAbisClient(createReferenceAbis({ now, store: memoryStore(1) }).transport);
  await enrolIn(small, "first", prints("an", 1));
  await expect(enrolIn(small, "second", prints("binh", 1))).rejects.toThrow("500");
  expect(await small.call("readAllEncounters", { path: { personId: "second" }, query, body: null })).toMatchObject({ status: 404 });
});

it("answers any request with a status and a body of the standard", async () => {
  const paths = fc.constantFrom(
    "/v1/persons?transactionId=1",
    "/v1/identify/ALL?transactionId=1",
    "/v1/verify?transactionId=1",
    "/v1/galleries",
    "/%",
    "/v1/persons/%zz",
  );
  const methods = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH");
  await fc.assert(
    fc.asyncProperty(methods, paths, fc.oneof(fc.jsonValue(), fc.constant(undefined)), async (method, path, body) => {
      const { status, body: answer } = await reference.transport({ method, path, body });
      if (method === "GET" && path.includes("galleries")) expect(status).toBe(400);
      expect([200, 204, 400, 404]).toContain(status);
      if (status >= 400) expect(answer).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
    }),
    { numRuns: 200 },
  );
});

it("speaks the same over HTTP, with a token, and later through a callback", async () => {
  const posted: { url: URL; contentType: string; body: string }[] = [];
  let refusing = 1;
  const caller = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      posted.push({ url: new URL(request.url ?? "", "http://caller"), contentType: request.headers["content-type"] ?? "", body });
      response.writeHead(refusing-- > 0 ? 500 : 204).end();
    });
  });
  await new Promise<void>((resolve) => caller.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(caller.address() as AddressInfo).port}`;
  const remote = createReferenceAbis({ now, callbackOrigins: [origin] });
  const served = await serveReferenceAbis(remote, { port: 0, token: "secret" });
  try {
    const baseUrl = `http://127.0.0.1:${served.port}`;
    const client = createAbisClient(httpTransport({ baseUrl, token: "secret" }));
    expect(await enrolIn(client, "remote", prints("remote", 1))).toMatchObject({ state: "done" });
    expect(
      await createAbisClient(httpTransport({ baseUrl, token: "wrong" })).call("readGalleries", { path: {}, query, body: null }),
    ).toMatchObject({ status: 403 });
    const asked = { ...query, callback: `${origin}/back?room=1` };
    const pending = await client.call("identify", {
      path: { galleryId: "ALL" },
      query: asked,
      body: { filter: {}, biometricData: prints("remote", 2) },
    });
    const taskId = pending.state === "pending" ? pending.taskId : "";
    await remote.settled();
    expect(await client.call("readTaskStatus", { path: { taskId }, query, body: null })).toEqual({ state: "done", value: "COMPLETED" });
    expect(posted.length, "posted again after a 500").toBe(2);
    const [, { url, contentType, body } = posted[0]!] = posted;
    expect([...url.searchParams]).toEqual([
      ["room", "1"],
      ["transactionId", "t1"],
      ["taskId", taskId],
    ]);
    expect(readCallback("identify" satisfies OperationName, contentType, JSON.parse(body))).toMatchObject({
      ok: true,
      value: [{ personId: "remote" }],
    });
    expect(await client.call("redeliverTaskResult", { path: { taskId }, query, body: null })).toEqual({ state: "done", value: null });
    await remote.settled();
    expect(posted.length).toBe(3);
    await client.call("verifyFromId", { path: { galleryId: "ALL", personId: "nobody" }, query: asked, body: { biometricData: [] } });
    await remote.settled();
    expect(readCallback("verifyFromId", posted[3]!.contentType, JSON.parse(posted[3]!.body))).toMatchObject({
      ok: false,
      error: { code: 7 },
    });
  } finally {
    await served.close();
    caller.closeAllConnections();
    await new Promise((resolve) => caller.close(resolve));
  }
});

it("says what the standard cannot be answered with: a fault", async () => {
  const odd = (status: number, body?: unknown) =>
    createAbisClient(async () => ({ status, body })).call("readGalleries", { path: {}, query, body: null });
  await expect(odd(200, { not: "a list" })).rejects.toThrow("another answer");
  await expect(odd(202, {})).rejects.toThrow("without a task");
  await expect(odd(503)).rejects.toThrow("503");
  expect(await odd(403)).toEqual({ state: "refused", status: 403, error: undefined });
});

it("keeps a memory of ten fingers small", async () => {
  const store = memoryStore();
  const one = createAbisClient(createReferenceAbis({ now, store }).transport);
  await enrolIn(one, "ten", prints("ten", 1, fingers));
  const [stored] = await store.ofPerson("ten");
  expect(stored?.fingers.length).toBe(10);
  const bytes = JSON.stringify(stored?.encounter).length + stored!.fingers.reduce((sum, { template }) => sum + template.length, 0);
  expect(bytes).toBeLessThan(6000);
});
