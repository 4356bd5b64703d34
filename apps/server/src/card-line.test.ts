import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createHash, randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as cards from "@dinhdanh/cards";
import { fingers, stepKeys } from "@dinhdanh/dossiers";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { personIdByPin } from "@dinhdanh/population";
import { syntheticPortrait } from "@dinhdanh/portrait/node";
import { addOfficer } from "@dinhdanh/staff";
import { assertNoPersonalData } from "@dinhdanh/testkit";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer, wizardSteps } from "./test-server.ts";

let server: TestServer;
let commune: Call;
let province: Call;
let centre: Call;
let personId: string;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-card-line-"));
const hoa = { pin: "035304000017", name: "Nguyễn Thị Hoa" };
const occurredAt = "2023-04-22T07:50:00+07:00";
const password = "mật khẩu rất dài";

/** A JPEG of 90 × 120 by its markers. */
const frame = [0xff, 0xc0, 0x00, 0x0b, 8, 0, 120, 0, 90, 1, 1, 0x11, 0];
const scan = [0xff, 0xda, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0x34];
const jpeg = Uint8Array.from([0xff, 0xd8, ...frame, ...scan, 0xff, 0xd9]);

const signedIn = async (code: string, body: object, path = "/api/v1/session"): Promise<string> => {
  const { headers } = await server.call("POST", path, { body });
  return headers.get("set-cookie")?.split(";")[0] ?? code;
};

beforeAll(async () => {
  server = await testServer();
  const { register } = server;
  const path = join(folder, "roll.csv");
  writeFileSync(
    path,
    `pin,fullName,birthDate,sex,permanentUnit,address\n${hoa.pin},${hoa.name},2004-05-17,female,13450,Thôn Nguyễn Trung\n`,
  );
  await runIntake(intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") }), {
    ...register,
    actor: systemActor,
    path,
  });
  personId = String(await personIdByPin(register.sql, hoa.pin));
  commune = await server.as("demo-commune");
  province = await server.as("demo-province");
  await addOfficer(register, systemActor, { code: "san-xuat", name: "Cán bộ thử", role: "centre", scope: null, password });
  const cookie = await signedIn("san-xuat", { code: "san-xuat", password });
  centre = (method, url, options = {}) => server.call(method, url, { ...options, headers: { cookie, ...options.headers } });
  await makePki(join(register.home, "pki"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

/** A PKI with one signer, by the server's clock. */
async function makePki(dir: string): Promise<void> {
  const access = { kind: "software", passphrase: null } as const;
  const ceremony = { operators: ["one", "two"], command: "test" };
  const { clock } = server;
  await cards.initPki({ dir, settings: cards.pkiSettingsSchema.parse({}), access, keepPassphrase: false }, ceremony, clock);
  const pki = await cards.openPki(dir, access, clock);
  if (!pki.ok) throw new Error(pki.refusal.code);
  expect((await cards.issueSigner(pki.value, ceremony)).ok).toBe(true);
  await cards.issueCrl(pki.value, ceremony);
}

async function approvedDossier(): Promise<string> {
  const dossierId = newId();
  await commune("POST", "/api/v1/dossiers", {
    body: { dossierId, personId, kind: "first", channel: "counter", unit: "13450", occurredAt },
  });
  for (const step of stepKeys)
    await commune("PUT", `/api/v1/dossiers/${dossierId}/steps/${step}`, { body: { version: 0, content: wizardSteps[step] } });
  const cookie = await signedIn("demo-commune", { code: "demo-commune" }, "/api/v1/session/demo");
  const put = (slot: string) =>
    fetch(`${server.url}/api/v1/dossiers/${dossierId}/captures/${slot}`, {
      method: "PUT",
      headers: { "content-type": "image/jpeg", cookie },
      body: slot === "portrait" ? Buffer.from(syntheticPortrait("Nguyễn Thị Hoa")) : jpeg,
    });
  expect((await put("portrait")).status).toBe(200);
  for (const finger of fingers) expect((await put(`finger-${finger}?quality=70`)).status).toBe(200);
  const event = (call: Call, name: string) =>
    call("POST", `/api/v1/dossiers/${dossierId}/events/${name}`, { body: { actId: newId(), occurredAt } });
  await event(commune, "submit");
  await expect.poll(() => stateOf(dossierId), { timeout: 30_000 }).toBe("clean");
  expect((await event(province, "approve")).json()).toMatchObject({ state: "approved" });
  return dossierId;
}

const stateOf = async (dossierId: string) =>
  ((await province("GET", `/api/v1/dossiers/${dossierId}?purpose=campaign`)).json() as { state: string }).state;

/** What the machine answers to its file when it has printed everything. */
function allPrinted(file: string, batchId: string): string {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const serials = file.trim().split("\n").slice(1, -1).map((line) => (JSON.parse(line) as { serial: string }).serial); // prettier-ignore
  const header = { type: "header", format: "dinhdanh-result", version: 1, batchId, machineFileSha256: sha256(file) };
  const rows = serials.map((serial) => ({ type: "result", serial, outcome: "printed" }));
  const text = [header, ...rows].map((line) => `${JSON.stringify(line)}\n`).join("");
  return `${text}${JSON.stringify({ type: "trailer", batchId, cards: rows.length, sha256: sha256(text) })}\n`;
}

it("carries an approved dossier to a card that was handed over and is genuine", async () => {
  const dossierId = await approvedDossier();
  expect(await stateOf(dossierId)).toBe("in-production");
  const batchId = randomUUID();
  const batch = `/api/v1/production/batches/${batchId}`;
  const [firstSerial, lastSerial] = [cards.makeSerial("DD", 1), cards.makeSerial("DD", 5)];
  await centre("POST", "/api/v1/production/stock/deliveries", {
    body: { deliveryId: randomUUID(), supplier: "Nhà in", firstSerial, lastSerial },
  });
  await centre("POST", "/api/v1/production/batches", { body: { batchId, capacity: 5 } });
  expect((await centre("POST", `${batch}/personalise`, { body: {} })).json()).toMatchObject({ state: "personalised" });
  const file = (await centre("GET", `${batch}/machine-file`)).text;
  const made = JSON.parse(file.split("\n")[1] ?? "") as {
    qr: string;
    mrz: string[];
    chip: Record<string, string>;
    locked: Record<string, string>;
    print: { front: { residence: string } };
  };
  expect(made.print.front.residence).toBe("Thôn Nguyễn Trung, Liêm Phong, Thanh Liêm, Hà Nam");
  // fingerprints go to the machine, apart from what a reader may read
  expect([Object.keys(made.locked), "EF_DG3" in made.chip, made.locked["EF_DG3"]?.startsWith("Y")]).toEqual([["EF_DG3"], false, true]);
  const verify = async (body: object) => ((await server.call("POST", "/api/v1/verify", { body })).json() as cards.Verification).verdict;
  expect(await verify({ qr: made.qr })).toBe("revoked");
  const headers = { "content-type": "application/x-ndjson" };
  expect((await centre("POST", `${batch}/result`, { body: allPrinted(file, batchId), headers })).json()).toMatchObject({ printed: 1 });
  expect((await centre("GET", `${batch}/machine-file`)).status).toBe(409);
  const check = { checked: [{ serial: firstSerial, passed: true }], passRest: false };
  expect((await centre("POST", `${batch}/check`, { body: check })).json()).toMatchObject({ state: "checked" });
  expect(await stateOf(dossierId)).toBe("printed");
  const parcelId = randomUUID();
  expect((await centre("POST", "/api/v1/parcels", { body: { parcelId, unit: "13450" } })).json()).toMatchObject({
    cards: 1,
    dueOn: "2023-04-25",
  });
  expect((await commune("POST", `/api/v1/parcels/${parcelId}/receipt`, { body: { serials: [firstSerial] } })).json()).toMatchObject({
    state: "received",
  });
  const desk = (await commune("POST", "/api/v1/cards/desk", { body: { unit: "13450", search: "hoa" } })).json() as cards.Desk;
  expect(desk.cards).toMatchObject([{ serial: firstSerial, fullName: hoa.name }]);
  const receiver = { kind: "citizen", identityCheck: "face" };
  const handOver = { handOverId: randomUUID(), personId, cardId: desk.cards[0]?.cardId, receiver, oldCard: "none" };
  expect((await commune("POST", "/api/v1/cards/hand-over", { body: handOver })).json()).toMatchObject({
    state: "handed-over",
    expiresOn: "2029-05-17",
  });
  expect(await stateOf(dossierId)).toBe("handed-over");
  const genuine = [
    await verify({ qr: `${made.qr}|more\0` }),
    await verify({ mrz: made.mrz.join("\n") }),
    await verify({ chip: made.chip }),
  ];
  expect(genuine).toEqual(["genuine", "genuine", "genuine"]);
  const misread = made.mrz.map((line, n) => (n === 1 ? line.slice(0, 6) + String((Number(line[6]) + 1) % 10) + line.slice(7) : line));
  const told = await server.call("POST", "/api/v1/verify", { body: { mrz: misread.join("\n") } });
  expect(told.json()).toMatchObject({ findings: ["MRZ:check-digit"] });
  const withPrints = await server.call("POST", "/api/v1/verify", { body: { chip: { ...made.chip, ...made.locked } } });
  expect([withPrints.status, withPrints.text.includes("EF_DG3")]).toEqual([400, true]);
  expect(await verify({ chip: { ...made.chip, EF_DG1: Buffer.from("forged").toString("base64") } })).toBe("altered");
  await commune("POST", "/api/v1/cards/report", { body: { personId, cardId: handOver.cardId, event: "report-lost" } });
  expect([await verify({ qr: made.qr }), await verify({ chip: made.chip })]).toEqual(["revoked", "revoked"]);
  const list = (await server.call("GET", "/api/v1/revoked-cards")).json() as cards.RevocationList;
  expect(list.entries).toMatchObject([{ serial: firstSerial, reason: "lost-by-citizen" }]);
  expect((await centre("GET", "/api/v1/production/stock")).json()).toMatchObject({ balanced: true, total: { received: 5, used: 1 } });
  assertNoPersonalData(server.log(), { names: [hoa.name], pins: [hoa.pin] });
});
