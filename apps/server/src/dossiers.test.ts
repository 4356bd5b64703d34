import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Backlog,
  type BatchView,
  type DossierPage,
  type DossierView,
  fingers,
  type Receipt,
  stepKeys,
  writeSignature,
} from "@dinhdanh/dossiers";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { personIdByPin } from "@dinhdanh/population";
import { syntheticPortrait } from "@dinhdanh/portrait/node";
import { foldPending } from "@dinhdanh/progress";
import { assertNoPersonalData } from "@dinhdanh/testkit";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer, wizardSteps } from "./test-server.ts";

let server: TestServer;
let commune: Call;
let province: Call;
let personId: string;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-dossiers-"));
const hoa = { pin: "035304000017", name: "Nguyễn Thị Hoa" };
const far = { pin: "079090000018", name: "Võ Quốc Bảo" };
const day = "2023-04-22";
const occurredAt = `${day}T07:50:00+07:00`;
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

beforeAll(async () => {
  server = await testServer();
  const path = join(folder, "roll.csv");
  writeFileSync(
    path,
    `pin,fullName,birthDate,sex,permanentUnit,address
${hoa.pin},${hoa.name},2004-05-17,female,13450,Thôn Nguyễn Trung
${far.pin},${far.name},1990-01-01,male,26734,Phường Tân Định
`,
  );
  const { register } = server;
  const kind = intakeOf(register, "roll", { officer: "system", unitsOn: toDay(day) });
  await runIntake(kind, { ...register, actor: systemActor, path });
  commune = await server.as("demo-commune");
  province = await server.as("demo-province");
  personId = String(await personIdByPin(register.sql, hoa.pin));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

const portrait = new Uint8Array(syntheticPortrait(hoa.name));

const opening = (dossierId: string, person = personId) => ({
  ...{ dossierId, personId: person, kind: "first", channel: "counter", unit: "13450", occurredAt },
});

/** Sends an image as it is. */
async function put(path: string, mediaType: string, body: Uint8Array<ArrayBuffer>): Promise<{ status: number; code?: string }> {
  const { headers } = await server.call("POST", "/api/v1/session/demo", { body: { code: "demo-commune" } });
  const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
  const answer = await fetch(`${server.url}${path}`, { method: "PUT", headers: { "content-type": mediaType, cookie }, body });
  return { status: answer.status, ...((await answer.json()) as { code?: string }) };
}

async function draft(): Promise<string> {
  const dossierId = newId();
  expect((await commune("POST", "/api/v1/dossiers", { body: opening(dossierId) })).json()).toEqual({ dossierId });
  for (const step of stepKeys) {
    const answer = await commune("PUT", `/api/v1/dossiers/${dossierId}/steps/${step}`, {
      body: { version: 0, content: wizardSteps[step] },
    });
    expect(answer.json()).toEqual({ step, version: 1, savedAt: expect.any(String) as string });
  }
  const captures = `/api/v1/dossiers/${dossierId}/captures`;
  expect(await put(`${captures}/portrait`, "image/jpeg", portrait)).toMatchObject({ status: 200 });
  for (const finger of fingers.slice(1))
    expect((await put(`${captures}/finger-${finger}?quality=70`, "image/jpeg", jpeg)).status).toBe(200);
  const missing = await commune("PUT", `${captures}/finger-1/missing`, { body: { missing: "amputated" } });
  expect(missing.json()).toMatchObject({ slot: "finger-1" });
  return dossierId;
}

const view = async (dossierId: string) => (await province("GET", `/api/v1/dossiers/${dossierId}?purpose=campaign`)).json() as DossierView;
const event = (call: Call, dossierId: string, name: string, body: object = {}) =>
  call("POST", `/api/v1/dossiers/${dossierId}/events/${name}`, { body: { actId: newId(), occurredAt, ...body } });

it("takes a dossier from the counter to approval, with the checks made beside", async () => {
  const dossierId = await draft();
  const body = { actId: newId() };
  const first = await event(commune, dossierId, "submit", body);
  expect(first.json() as Receipt).toMatchObject({ dossierId, state: "submitted", event: "submit", dueOn: "2023-05-17" });
  expect((await event(commune, dossierId, "submit", body)).text).toBe(first.text);
  expect((await event(commune, dossierId, "submit", { ...body, versions: { kind: 1 } })).json()).toMatchObject({
    code: "act-differs",
    status: 409,
  });
  await expect.poll(async () => (await view(dossierId)).state, { timeout: 30_000 }).toBe("clean");
  const seen = await view(dossierId);
  expect(seen).toMatchObject({ fullName: hoa.name, unitName: "Xã Liêm Phong", collectors: ["demo-commune"], mends: [], conflicts: [] });
  expect(seen.events).toContain("approve");
  expect(seen.checks).toHaveLength(8);
  // the page said one face and nothing else: the server has looked itself
  const looked = seen.checks.find(({ check }) => check === "portrait");
  expect(looked?.evidence).toMatchObject({ faults: 0, measured_faces: 1, measured_proportion: 1.5 });
  expect(looked?.evidence["measured_sharpness"]).toBeGreaterThan(0);
  expect((await event(commune, dossierId, "approve")).json()).toMatchObject({ code: "not-permitted" });
  expect((await event(province, dossierId, "approve")).json()).toMatchObject({ state: "approved" });
  await foldPending(server.register.sql, server.register.clock);
  const coverage = (await province("GET", `/api/v1/coverage?unit=13450&asOf=${day}`)).text;
  expect(coverage).toContain('"approved":1');
});

it("shows the images to who may see them, and says who did", async () => {
  const dossierId = await draft();
  const path = `/api/v1/dossiers/${dossierId}/captures`;
  const image = await province("GET", `${path}/portrait?purpose=verify`);
  expect([image.status, image.headers.get("content-type"), image.headers.get("cache-control")]).toEqual([200, "image/jpeg", "no-store"]);
  expect((await province("GET", `${path}/finger-1?purpose=verify`)).json()).toMatchObject({ code: "capture-not-found", status: 404 });
  const person = (await province("GET", `/api/v1/people/${personId}?purpose=campaign&asOf=${day}`)).json() as { reads: unknown[] };
  expect(person.reads).toContainEqual(expect.objectContaining({ officer: "demo-province", view: "dossier", purpose: "verify" }));
});

it("keeps a signature of strokes, and shows it to who may see it", async () => {
  const dossierId = await draft();
  const path = `/api/v1/dossiers/${dossierId}/captures/signature-officer`;
  const drawn = writeSignature([[[10, 10], [700, 250]]]); // prettier-ignore
  const encoded = (text: string) => new TextEncoder().encode(text);
  expect(await put(path, "image/svg+xml", encoded(drawn))).toMatchObject({ status: 200 });
  expect((await put(path, "image/svg+xml", encoded(drawn.replace("<path", "<script/><path")))).code).toBe("signature-invalid");
  const seen = await province("GET", `${path}?purpose=verify`);
  expect([seen.status, seen.headers.get("content-type"), seen.text]).toEqual([200, "image/svg+xml", drawn]);
});

it("refuses, each by its name", async () => {
  const dossierId = await draft();
  const code = async (answer: ReturnType<Call>) => ((await answer).json() as { code: string }).code;
  const foreign = String(await personIdByPin(server.register.sql, far.pin));
  expect(await code(commune("POST", "/api/v1/dossiers", { body: opening(newId(), foreign) }))).toBe("outside-territory");
  expect(await code(commune("POST", "/api/v1/dossiers", { body: { ...opening(dossierId), kind: "change" } }))).toBe("dossier-differs");
  expect(await code(province("POST", "/api/v1/dossiers", { body: opening(newId()) }))).toBe("not-permitted");
  expect(await code(server.call("POST", "/api/v1/dossiers", { body: opening(newId()) }))).toBe("not-signed-in");
  expect(await code(commune("GET", `/api/v1/dossiers/${newId()}?purpose=campaign`))).toBe("dossier-not-found");
  expect(await code(commune("GET", `/api/v1/dossiers/${dossierId}`))).toBe("invalid-request");
  expect(await code(commune("PUT", `/api/v1/dossiers/${dossierId}/steps/fee`, { body: { version: 1, content: { paidVnd: "x" } } }))).toBe(
    "step-invalid",
  );
  expect(await code(commune("PUT", `/api/v1/dossiers/${dossierId}/steps/fee`, { body: { version: 7, content: wizardSteps.fee } }))).toBe(
    "version-stale",
  );
  expect(await code(event(province, dossierId, "refuse", { reason: "x" }))).toBe("dossier-draft");
  expect(await code(event(commune, dossierId, "pass-checks"))).toBe("invalid-request");
  const captures = `/api/v1/dossiers/${dossierId}/captures`;
  expect((await put(`${captures}/portrait`, "image/jpeg", new TextEncoder().encode("<script>alert(1)</script>"))).code).toBe(
    "portrait-has-script",
  );
  expect((await put(`${captures}/portrait`, "text/html", jpeg)).code).toBe("unsupported-type");
  expect((await put(`${captures}/portrait`, "image/jpeg", new Uint8Array(2 ** 20 + 1))).code).toBe("portrait-too-large");
  expect((await put(`${captures}/portrait`, "image/jpeg", new Uint8Array(9 * 2 ** 20))).code).toBe("too-large");
  const large = new Uint8Array(2 * 2 ** 20);
  large.set(jpeg);
  expect((await put(`${captures}/finger-2`, "image/jpeg", large)).code).toBe("capture-too-large");
  expect((await put(`${captures}/finger-11`, "image/jpeg", jpeg)).code).toBe("invalid-request");
});

it("lists queues, approves in bulk, and tells the backlog", async () => {
  const page = (
    await province("POST", "/api/v1/dossiers/query", { body: { purpose: "campaign", unit: "13450", states: ["draft"] } })
  ).json() as DossierPage;
  expect(page.total).toBe(3);
  const batchId = newId();
  const batch = (await province("POST", "/api/v1/dossiers/approvals", { body: { batchId, unit: "35" } })).json() as BatchView;
  expect(batch).toMatchObject({ batchId, considered: 0, state: "previewed" });
  const confirmed = (await province("POST", `/api/v1/dossiers/approvals/${batchId}/confirm`, { body: {} })).json() as BatchView;
  expect(confirmed).toMatchObject({ state: "confirmed", approved: 0 });
  const backlog = (await commune("GET", "/api/v1/dossiers/backlog?unit=35&capacityPerDay=2")).json() as Backlog;
  expect(backlog.stages.map(({ stage, waiting, workingDaysUntilGone }) => [stage, waiting, workingDaysUntilGone])).toEqual([
    ...[["local", 0, 0], ["centre", 1, 1], ["shipping", 0, 0], ["delivery", 0, 0]], // prettier-ignore
  ]);
});

it("wrote no name, number or feature of anybody to the log", () => {
  expect(server.log()).toContain('"route":"/api/v1/dossiers/:dossierId/events/:event"');
  assertNoPersonalData(server.log(), { names: [hoa.name, far.name, wizardSteps.features.features], pins: [hoa.pin, far.pin] });
});
