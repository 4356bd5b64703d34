import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SharedCase, SharedNumber, SharedNumbers } from "@dinhdanh/campaign";
import * as cards from "@dinhdanh/cards";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { checkPeople, factsOf, idsByPins, personIdByPin, verifyNumbers, verifyPeople } from "@dinhdanh/population";
import { retrying } from "@dinhdanh/postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let province: Call;
let ids: { first: string; second: string };
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-shared-"));
const [shared, another] = ["035304000017", "035304000018"];
const serial = cards.makeSerial("DD", 1);

beforeAll(async () => {
  server = await testServer();
  const { register } = server;
  const path = join(folder, "roll.csv");
  const header = "pin,fullName,birthDate,sex,permanentUnit,address\n";
  writeFileSync(path, `${header}${shared},Nguyễn Thị Hoa,2004-05-17,female,13450,Thôn Một\n${another},Trần Thị Lan,2004-07-01,female,13450,Thôn Hai\n`); // prettier-ignore
  const roll = intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  await runIntake(roll, { ...register, actor: systemActor, path });
  const byPin = await idsByPins(register.sql, [shared, another]);
  ids = { first: byPin.get(shared) ?? "", second: byPin.get(another) ?? "" };
  await bearsTheSame();
  province = await server.as("demo-province");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

/** The second was written down under the number of the first, and has a card with it. */
async function bearsTheSame(): Promise<void> {
  const { sql, ledger } = server.register;
  const act = { actId: newId(), subjectId: ids.second, kind: "person.amended", occurredAt: "2023-04-20T08:00:00+07:00", unit: null };
  const payload = { changes: { pin: shared }, since: { pin: null } };
  await sql.begin((tx) => ledger.record(tx, [{ ...act, officer: "system", team: null, device: null, payload }]));
  await check();
  await sql`
    INSERT INTO cards.card (person_id, card_id, dossier_id, attempt, state, order_reason, priority, ordered_at, unit, serial, sod_sha256, handed_over_at, due_on)
    VALUES (${ids.second}, ${randomUUID()}, ${newId()}, 1, 'handed-over', 'dossier', 0, '2023-04-21T08:00:00+07:00', '13450', ${serial}, ${"cd".repeat(32)},
      '2023-04-21T09:00:00+07:00', '2023-04-25')`;
}

/** The server checks the same people beside. */
const check = () => retrying(server.register.sql, (tx) => checkPeople(tx, server.register, [ids.first, ids.second]));

const query = async (state: string) =>
  (await province("POST", "/api/v1/duplicates/numbers/query", { body: { state } })).json() as SharedNumbers;
const listed = async () => {
  const { renumberingId } = (await province("GET", `/api/v1/duplicates/numbers/${ids.second}/${ids.first}`)).json() as SharedNumber;
  return { open: (await query("open")).total, settled: (await query("settled")).total, of: renumberingId };
};
const settle = (more: object, call = province) =>
  call("POST", "/api/v1/duplicates/numbers", {
    body: { renumberingId: newId(), keeperId: ids.first, otherId: ids.second, province: "035", note: "Giấy khai sinh số 1", ...more },
  });
const revoked = async () =>
  ((await server.call("GET", "/api/v1/revoked-cards")).json() as cards.RevocationList).entries.map((entry) => [entry.serial, entry.reason]);
const differences = async () => {
  const { sql } = server.register;
  const found: unknown[] = [];
  await verifyPeople(sql, sql, (difference) => found.push(difference));
  return [...found, ...(await verifyNumbers(sql, server.register.numberKey))];
};
const pinOf = async (id: string) => (await factsOf(server.register.sql, id))?.pin;

it("lists two people with one number, and says which cards a new one stops", async () => {
  expect(await query("open")).toMatchObject({
    total: 1,
    cases: [{ pin: shared, person: { personId: ids.first }, other: { personId: ids.second } }],
  });
  expect((await query("settled")).total).toBe(0);
  const preview = await province("POST", "/api/v1/duplicates/numbers/preview", { body: { keeperId: ids.first, otherId: ids.second } });
  expect(preview.json()).toMatchObject({ cards: [{ serial, state: "handed-over", listed: true }] });
  const officer = await server.as("demo-commune");
  expect((await settle({}, officer)).status).toBe(403);
});

it("names who has the number as a parent's: the other may be meant", async () => {
  const { register } = server;
  const header = "pin,fullName,birthDate,sex,permanentUnit,address,motherPin\n";
  const [here, away] = ["035323000021", "035323000022"];
  const path = join(folder, "children.csv");
  writeFileSync(path, `${header}${here},Trần Văn Bé,2023-02-02,male,13450,Thôn Hai,${shared}\n${away},Trần Văn Xa,2023-03-03,male,26731,Số 1,${shared}\n`); // prettier-ignore
  await runIntake(intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") }), {
    ...register,
    actor: systemActor,
    path,
  });
  const { relatives, elsewhere } = (await province("GET", `/api/v1/duplicates/numbers/${ids.first}/${ids.second}`)).json() as SharedCase;
  expect(relatives).toMatchObject([{ fullName: "Trần Văn Bé", as: "motherPin", unitName: "Xã Liêm Phong" }]);
  expect(elsewhere).toBe(1);
});

it.each([
  ["one person", { otherId: "self" }, "same-record"],
  ["nobody", { otherId: newId() }, "outside-territory"],
  ["a province that is none", { province: "000" }, "unknown-province"],
])("refuses %s", async (_, more, code) => {
  const body = "otherId" in more && more.otherId === "self" ? { otherId: ids.first } : more;
  expect((await settle(body)).json()).toMatchObject({ code });
});

it("gives the other a new number, leads the old one to the keeper, and undoes to what was before", async () => {
  const { sql } = server.register;
  const renumberingId = newId();
  const answer = (await settle({ renumberingId })).json() as { pin: string };
  expect(answer.pin).toMatch(/^035304\d{6}$/);
  expect((await settle({ renumberingId })).json()).toEqual(answer);
  expect([await pinOf(ids.first), await pinOf(ids.second)]).toEqual([shared, answer.pin]);
  expect([await personIdByPin(sql, shared), await personIdByPin(sql, answer.pin)]).toEqual([ids.first, ids.second]);
  expect(await revoked()).toEqual([[serial, "number-changed"]]);
  await check();
  expect(await listed()).toEqual({ open: 0, settled: 1, of: renumberingId });
  expect(await query("settled")).toMatchObject({ cases: [{ newPin: answer.pin, renumberingId, decidedBy: "demo-province" }] });
  expect((await settle({})).json()).toMatchObject({ code: "number-not-shared" });
  expect(await differences()).toEqual([]);
  const undo = () => province("POST", `/api/v1/duplicates/numbers/${renumberingId}/undo`, { body: { actId: newId(), note: "Nhầm người" } });
  expect((await undo()).status).toBe(200);
  // at once, before anything that checks the register beside it
  expect(await listed()).toEqual({ open: 1, settled: 0, of: null });
  expect((await undo()).json()).toMatchObject({ code: "not-renumbered" });
  expect([await pinOf(ids.second), await personIdByPin(sql, shared), await personIdByPin(sql, answer.pin)]).toEqual([
    shared,
    ids.first,
    ids.second,
  ]);
  expect(await revoked()).toEqual([]);
  expect(await differences()).toEqual([]);
});

it("lets the one keep it to whom it did not lead", async () => {
  const answer = (await settle({ keeperId: ids.second, otherId: ids.first })).json() as { pin: string };
  expect([await pinOf(ids.second), await pinOf(ids.first)]).toEqual([shared, answer.pin]);
  expect(await personIdByPin(server.register.sql, shared)).toBe(ids.second);
  expect(await revoked()).toEqual([]);
  expect(await differences()).toEqual([]);
});
