import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cards from "@dinhdanh/cards";
import * as dossiers from "@dinhdanh/dossiers";
import { type Actor, newId, type Outcome, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { idsByPins } from "@dinhdanh/population";
import { syntheticPortrait } from "@dinhdanh/portrait/node";
import { foldPending, readFigures, verifyProgress } from "@dinhdanh/progress";
import { smallJpeg } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareDemoLine } from "./demo-line.ts";
import { intakeOf } from "./imports/kinds.ts";
import type { Register } from "./register.ts";
import { slipData } from "./slips/slip-data.ts";
import { testServer, type TestServer, wizardSteps } from "./test-server.ts";

const collector: Actor = { code: "demo-commune", role: "commune-officer", scope: "13450" };
const centre: Actor = { code: "demo-centre", role: "centre", scope: null };
const purpose = "verify";

let server: TestServer;
let register: Register;
let people: string[];
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-revoked-"));

/** States of the line before a card is handed over, with that of the dossier. */
const line = {
  "returned-undelivered": "undelivered",
  received: "ready",
  shipped: "printed",
  "quality-checked": "printed",
  printed: "in-production",
  "set-aside": "in-production",
  personalised: "in-production",
  batched: "in-production",
  ordered: "in-production",
} as const satisfies Partial<Record<cards.CardState, dossiers.DossierState>>;
const states = Object.keys(line) as (keyof typeof line)[];
const place = (state: keyof typeof line) => states.indexOf(state);
/** The check was passed. */
const counted = place("quality-checked") + 1;

beforeAll(async () => {
  server = await testServer();
  register = server.register;
  await prepareDemoLine(register);
  const pins = states.map((_, n) => `03530400${String(n + 1).padStart(4, "0")}`);
  const path = join(folder, "roll.csv");
  const rows = pins.map((pin) => `${pin},Nguyễn Thị Ví Dụ,2004-05-17,female,13450,Thôn Nguyễn Trung`);
  writeFileSync(path, `pin,fullName,birthDate,sex,permanentUnit,address\n${rows.join("\n")}\n`);
  const roll = intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  await runIntake(roll, { ...register, actor: systemActor, path });
  const ids = await idsByPins(register.sql, pins);
  people = pins.map((pin) => ids.get(pin) ?? "");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}
const now = () => new Date(server.clock.nowMs()).toISOString();
const viewOf = async (dossierId: string) => value(await dossiers.viewDossier(register.dossiers, collector, { dossierId, purpose }));
const cause = async (by: Actor, dossierId: string, event: dossiers.DossierEvent) =>
  value(await dossiers.applyEvent(register.dossiers, by, { dossierId, event }, { actId: newId(), occurredAt: now() }));

/** A dossier that was collected and checked. */
async function collected(personId: string, expected: dossiers.DossierState): Promise<string> {
  const [deps, dossierId] = [register.dossiers, newId()];
  const counter = { channel: "counter", unit: "13450", team: null, device: null, occurredAt: now() } as const;
  value(await dossiers.openDossier(deps, collector, { dossierId, personId, kind: "first", ...counter }));
  for (const step of dossiers.stepKeys)
    value(await dossiers.saveStep(deps, collector, { dossierId, step }, { version: 0, content: wizardSteps[step] }));
  const image = (bytes: Uint8Array, quality: number | null) => ({ bytes: Buffer.from(bytes), mediaType: "image/jpeg", quality });
  value(await dossiers.saveCapture(deps, collector, { dossierId, slot: "portrait" }, image(syntheticPortrait(personId), null)));
  for (const finger of dossiers.fingers)
    value(await dossiers.saveCapture(deps, collector, { dossierId, slot: `finger-${finger}` }, image(smallJpeg(), 70)));
  await cause(collector, dossierId, "submit");
  await expect.poll(async () => (await viewOf(dossierId)).state, { timeout: 30_000 }).toBe(expected);
  return dossierId;
}

async function approved(state: keyof typeof line): Promise<string> {
  server.clock.advanceMs(60_000);
  const dossierId = await collected(people[place(state)] ?? "", "clean");
  await cause(centre, dossierId, "approve");
  return dossierId;
}

async function batchOf(capacity: number): Promise<string> {
  const batchId = newId();
  expect(value(await cards.createBatch(register.cards, centre, { batchId, capacity })).cards).toBe(capacity);
  return batchId;
}
const cardOf = async (state: keyof typeof line) => {
  const [card] = value(await cards.personCards(register.cards, centre, people[place(state)] ?? ""));
  if (card === undefined) throw new Error("the person has no card");
  return card;
};

/** One card in each state of the line, moved there by the commands of the line. @returns their dossiers */
async function everywhere(): Promise<Map<keyof typeof line, string>> {
  const deps = register.cards;
  const dossierOf = new Map<keyof typeof line, string>();
  const approve = async (...some: (keyof typeof line)[]) => {
    for (const state of some) dossierOf.set(state, await approved(state));
  };
  const serialOf = async (state: keyof typeof line) => (await cardOf(state)).serial ?? "";
  await approve("returned-undelivered", "received", "shipped", "quality-checked", "printed", "set-aside");
  await register.sql`DELETE FROM dossiers.capture WHERE dossier_id = ${dossierOf.get("set-aside") ?? ""} AND slot = 'portrait'`;
  const first = await batchOf(6);
  value(await cards.personaliseBatch(deps, centre, first));
  const path = value(await cards.machineFile(deps, centre, first));
  const { result } = value(await cards.runSimulatedMachine(path, { failRate: 0, spoilRate: 0 }));
  value(await cards.takeResult(deps, centre, first, Buffer.from(result)));
  const checked = await Promise.all(states.slice(0, counted).map(async (state) => ({ serial: await serialOf(state), passed: true })));
  value(await cards.checkBatch(deps, centre, first, { checked, passRest: false }));
  const serials = checked.slice(0, place("shipped") + 1).map(({ serial }) => serial);
  const parcelId = newId();
  value(await cards.dispatchParcel(deps, centre, { parcelId, unit: "13450", serials }));
  value(await cards.receiveParcel(deps, collector, parcelId, { serials: serials.slice(0, 2) }));
  const { personId, cardId } = await cardOf("returned-undelivered");
  value(await cards.returnUndelivered(deps, collector, { personId, cardId, reason: "đã chuyển đi" }));
  await approve("personalised");
  value(await cards.personaliseBatch(deps, centre, await batchOf(1)));
  await approve("batched");
  await batchOf(1);
  await approve("ordered");
  return dossierOf;
}

async function standing() {
  const { sql, engine, clock, units } = register;
  await foldPending(sql, clock);
  expect((await verifyProgress(sql, engine)).differences).toEqual([]);
  const unitId = units.last("13450", Number.MAX_SAFE_INTEGER)?.unitId ?? 0;
  const { collected: of = 0, approved: ok = 0, printed = 0, handedOver = 0 } =
    (await readFigures(sql, engine, [unitId], clock.today())).get(unitId) ?? {}; // prettier-ignore
  return { collected: of, approved: ok, printed, handedOver };
}

it("ends the dossier wherever its card is revoked before it is handed over, and lets the person apply anew", async () => {
  const dossierOf = await everywhere();
  for (const state of states) {
    expect([state, (await cardOf(state)).state]).toEqual([state, state]);
    expect([state, (await viewOf(dossierOf.get(state) ?? "")).state]).toEqual([state, line[state]]);
  }
  expect(await standing()).toEqual({ collected: states.length, approved: states.length, printed: counted, handedOver: 0 });
  // one who was too early: the dossier waits behind the other
  const early = await collected(people[place("shipped")] ?? "", "flagged");
  for (const state of states) {
    const { personId, cardId } = await cardOf(state);
    expect(value(await cards.revokeCard(register.cards, centre, { personId, cardId, reason: "issued-in-error" }))).toMatchObject({
      state: "revoked",
      events: [],
    });
    value(await cards.revokeCard(register.cards, centre, { personId, cardId, reason: "issued-in-error" }));
    const view = await viewOf(dossierOf.get(state) ?? "");
    expect([state, view.state, view.reason, view.events]).toEqual([state, "card-revoked", "issued-in-error", []]);
    expect(view.history.filter(({ kind }) => kind === "card.revoked")).toHaveLength(1);
  }
  const slip = (dossierId: string | undefined, which: "collection" | "appointment") =>
    slipData(register, collector, { dossierId: dossierId ?? "", slip: which, locale: "vi" });
  await expect(slip(dossierOf.get("ordered"), "appointment")).rejects.toMatchObject({ code: "dossier-card-revoked" });
  expect((await slip(early, "collection")).officers).toBe("Công an xã Liêm Phong (dùng thử)\ndemo-commune");
  const backlog = value(await dossiers.readBacklog(register.dossiers, { unit: "13450" }));
  expect(backlog.stages.map(({ waiting }) => waiting)).toEqual([1, 0, 0, 0]);
  expect((await cards.reconcile(register.sql)).balanced).toBe(true);
  // of whom the early dossier stands
  expect(await standing()).toEqual({ collected: 1, approved: 0, printed: 0, handedOver: 0 });
  await cause(centre, early, "recheck");
  await expect.poll(async () => (await viewOf(early)).state, { timeout: 30_000 }).toBe("clean");
  for (const state of states) if (state !== "shipped") await collected(people[place(state)] ?? "", "clean");
  expect(await standing()).toEqual({ collected: states.length, approved: 0, printed: 0, handedOver: 0 });
  const again = (await viewOf(early)).dossierId;
  await cause(centre, again, "approve");
  expect([(await viewOf(again)).state, (await cardOf("shipped")).dossierId]).toEqual(["in-production", again]);
}, 120_000);
