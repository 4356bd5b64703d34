import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cards from "@dinhdanh/cards";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { idsByPins } from "@dinhdanh/population";
import { foldPending, verifyProgress } from "@dinhdanh/progress";
import { afterAll, beforeAll, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let province: Call;
let commune: Call;
let ids: { kept: string; other: string };
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-stakes-"));
const [kept, other] = ["035304000017", "035304000018"];
const serial = cards.makeSerial("DD", 1);
const qr = `${other}||Nguyễn Thị Hòa|17052004|Nữ|Thôn Nguyễn Trung|01042023`;
const dossierId = newId();
const cardId = randomUUID();

beforeAll(async () => {
  server = await testServer();
  const { register } = server;
  const path = join(folder, "roll.csv");
  const row = (pin: string, name: string) => `${pin},${name},2004-05-17,female,13450,Thôn Nguyễn Trung\n`;
  writeFileSync(path, `pin,fullName,birthDate,sex,permanentUnit,address\n${row(kept, "Nguyễn Thị Hoa")}${row(other, "Nguyễn Thị Hòa")}`);
  const roll = intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  await runIntake(roll, { ...register, actor: systemActor, path });
  const byPin = await idsByPins(register.sql, [kept, other]);
  ids = { kept: byPin.get(kept) ?? "", other: byPin.get(other) ?? "" };
  await holdsCard();
  await collects();
  [province, commune] = [await server.as("demo-province"), await server.as("demo-commune")];
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

/** The second record has a card that was handed over. */
async function holdsCard(): Promise<void> {
  const { sql } = server.register;
  const qrDigest = `qr:${createHash("sha256").update(qr).digest("hex")}`;
  await sql`
    INSERT INTO cards.card (person_id, card_id, dossier_id, attempt, state, order_reason, priority, ordered_at, unit, serial, sod_sha256, handed_over_at, due_on)
    VALUES (${ids.other}, ${cardId}, ${newId()}, 1, 'handed-over', 'dossier', 0, '2023-04-01T08:00:00+07:00', '13450', ${serial}, ${"ab".repeat(32)},
      '2023-04-10T08:00:00+07:00', '2023-04-20')`;
  await sql`INSERT INTO cards.content_digest (digest, card_id, person_id) VALUES (${qrDigest}, ${cardId}, ${ids.other})`;
}

/** And a dossier that waits for its checks. */
async function collects(): Promise<void> {
  const { sql, ledger, units } = server.register;
  const at = "2023-04-21T08:00:00+07:00";
  const unitId = units.last("13450", Number.MAX_SAFE_INTEGER)?.unitId ?? 0;
  await sql`INSERT INTO dossiers.key (dossier_id, person_id) VALUES (${dossierId}, ${ids.other})`;
  await sql`
    INSERT INTO dossiers.dossier (person_id, dossier_id, kind, channel, state, state_since, unit, unit_id, opened_at, occurred_at, submitted_at, collectors, due_on, stage_due_on)
    VALUES (${ids.other}, ${dossierId}, 'change', 'counter', 'clean', ${at}, '13450', ${unitId}, ${at}, ${at}, ${at}, '{demo-commune}', '2023-05-10', '2023-04-25')`;
  const act = { actId: newId(), subjectId: ids.other, kind: "dossier.collected", occurredAt: at, unit: "13450", officer: "demo-commune" };
  await sql.begin((tx) => ledger.record(tx, [{ ...act, team: null, device: null, payload: { dossierId } }]));
}

/** Everything that is kept of both records, and what outsiders are told. */
async function everything(): Promise<unknown> {
  const { sql, clock } = server.register;
  await foldPending(sql, clock);
  const tables = ["population.person", "population.number", "progress.standing", "dossiers.dossier", "cards.card", "cards.revocation", "population.merge", "population.card_stop"]; // prettier-ignore
  const rows = await Promise.all(
    tables.map(
      async (table) =>
        [
          table,
          (await sql`SELECT to_json(t) AS row FROM ${sql(table)} t ORDER BY t::text`).map((found) => found["row"] as unknown),
        ] as const,
    ),
  );
  return { ...Object.fromEntries(rows), list: await revoked(), verdict: await verdict(), counts: await counts() };
}

const revoked = async () =>
  ((await server.call("GET", "/api/v1/revoked-cards")).json() as cards.RevocationList).entries.map((entry) => [entry.serial, entry.reason]);
const verdict = async () => (await server.call("POST", "/api/v1/verify", { body: { qr } })).json() as cards.Verification;
const counts = async () => {
  const answer = await province("GET", "/api/v1/coverage?unit=13450&asOf=2023-04-22&borders=day");
  expect(answer.status).toBe(200);
  return answer.json() as unknown;
};
const merge = (mergeId: string, survivorId: string, absorbedId: string) =>
  province("POST", "/api/v1/duplicates/merges", { body: { mergeId, survivorId, absorbedId, note: "Cùng một người" } });
const undo = (mergeId: string) =>
  province("POST", `/api/v1/duplicates/merges/${mergeId}/undo`, { body: { actId: newId(), note: "Hai chị em" } });
const event = (call: Call, name: string) =>
  call("POST", `/api/v1/dossiers/${dossierId}/events/${name}`, { body: { actId: newId(), occurredAt: "2023-04-22T07:00:00+07:00" } });

it("says before a merge what it will do to dossiers, cards and numbers", async () => {
  const preview = await province("POST", "/api/v1/duplicates/merges/preview", { body: { survivorId: ids.kept, absorbedId: ids.other } });
  expect(preview.json()).toEqual({
    ...{ dossiers: [{ dossierId, state: "clean" }], cards: [{ cardId, serial, state: "handed-over", listed: true }] },
    ...{ reached: [], keptPin: kept, retiredPin: other },
  });
  const same = await province("POST", "/api/v1/duplicates/merges/preview", { body: { survivorId: ids.kept, absorbedId: ids.kept } });
  expect(same.json()).toMatchObject({ code: "same-record" });
});

it("stops the card and the dossier while a merge stands, and undoes to the identical state", async () => {
  const before = await everything();
  expect(before).toMatchObject({ list: [], verdict: { verdict: "genuine" } });
  const mergeId = newId();
  expect((await merge(mergeId, ids.kept, ids.other)).status).toBe(200);
  expect(await revoked()).toEqual([[serial, "record-merged"]]);
  expect(await verdict()).toMatchObject({ verdict: "revoked", findings: ["card-record-merged"] });
  const [own] = (await province("GET", `/api/v1/people/${ids.other}/cards`)).json() as cards.CardView[];
  expect(own).toMatchObject({ state: "handed-over", revoked: { reason: "record-merged" } });
  expect((await event(province, "approve")).json()).toMatchObject({ code: "record-merged" });
  const view = (await province("GET", `/api/v1/dossiers/${dossierId}?purpose=campaign`)).json();
  expect(view).toMatchObject({ merged: true, state: "clean", events: [] });
  const draft = { dossierId: newId(), personId: ids.other, kind: "change", channel: "counter", unit: "13450" };
  const opened = await commune("POST", "/api/v1/dossiers", { body: { ...draft, occurredAt: "2023-04-22T07:00:00+07:00" } });
  expect(opened.json()).toMatchObject({ code: "record-merged" });
  expect((await verifyProgress(server.register.sql, server.register.engine)).differences).toEqual([]);
  expect((await undo(mergeId)).status).toBe(200);
  expect(await everything()).toEqual(before);
  expect((await event(province, "approve")).json()).toMatchObject({ state: "approved" });
});

it("leaves a card on the list that was really taken out of force in between", async () => {
  const mergeId = newId();
  await merge(mergeId, ids.kept, ids.other);
  const report = { personId: ids.other, cardId, event: "report-lost" };
  expect((await commune("POST", "/api/v1/cards/report", { body: report })).json()).toMatchObject({ state: "lost" });
  expect(await revoked()).toEqual([[serial, "lost-by-citizen"]]);
  await undo(mergeId);
  expect(await revoked()).toEqual([[serial, "lost-by-citizen"]]);
});
