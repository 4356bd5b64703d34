import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NumberClaim, SharedNumbers } from "@dinhdanh/campaign";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { actsOf, runIntake } from "@dinhdanh/ledger";
import { factsOf, personIdByPin, verifyNumbers, verifyPeople } from "@dinhdanh/population";
import { afterAll, beforeAll, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

/** Rows of a roll with somebody else's number: refused, and decided about as two people with one number. */
let server: TestServer;
let province: Call;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-claims-"));
const pins = { hoa: "035304000017", lan: "035304000018", mai: "035304000019", new: "035304000020" };
const header = "pin,fullName,birthDate,sex,permanentUnit,address";
const rows = {
  hoa: `${pins.hoa},Nguyễn Thị Hoa,2004-05-17,female,13450,Thôn Một`,
  lan: `${pins.lan},Trần Thị Lan,2004-07-01,female,13450,Thôn Hai`,
  mai: `${pins.mai},Lê Thị Mai,2004-08-01,female,13450,Thôn Ba`,
};
const refused = [
  `${pins.hoa},Phạm Thị Tư,2004-09-09,female,13408,Thôn Tư`,
  `${pins.lan},Trần Thị Hương Lan,2004-01-07,female,13408,Thôn Năm`,
  `${pins.mai},Đỗ Thị Sáu,2004-10-10,female,13450,Thôn Sáu`,
];

const importRows = async (...lines: string[]) => {
  const { register } = server;
  const path = join(folder, `${newId()}.csv`);
  writeFileSync(path, [header, ...lines, ""].join("\n"));
  const roll = intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  return runIntake(roll, { ...register, actor: systemActor, path });
};
beforeAll(async () => {
  server = await testServer();
  province = await server.as("demo-province");
  await importRows(...Object.values(rows));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

const query = async (state = "open", call = province) =>
  (await call("POST", "/api/v1/duplicates/numbers/query", { body: { state } })).json() as SharedNumbers;
const claimOf = async (pin: string, state = "open") => (await query(state)).claims.find((one) => one.pin === pin) as NumberClaim;
const judge = async (pin: string, decision: string, call = province) => {
  const { claimId, person } = (await claimOf(pin)) ?? (await claimOf(pin, "settled"));
  return call("POST", "/api/v1/duplicates/claims/judgements", {
    body: { claimId, personId: person.personId, decision, note: "Giấy khai sinh số 1" },
  });
};
const differences = async () => {
  const { sql } = server.register;
  const found: unknown[] = [];
  await verifyPeople(sql, sql, (difference) => found.push(difference));
  return [...found, ...(await verifyNumbers(sql, server.register.numberKey))];
};

it("lists refused rows beside who bears their number, once however often they come", async () => {
  const report = await importRows(...refused);
  expect([report.rejected, Object.keys(report).toSorted()]).toEqual([
    3,
    ["accepted", "acceptedWithFindings", "read", "rejected", "rejectsFile", "unchanged"],
  ]);
  expect((await importRows(...refused)).rejected).toBe(3);
  const { total, claims } = await query();
  const listed = claims.map(({ pin, facts }) => `${pin} ${facts.fullName}`);
  expect([total, listed.toSorted()]).toEqual([3, [`${pins.hoa} Phạm Thị Tư`, `${pins.lan} Trần Thị Hương Lan`, `${pins.mai} Đỗ Thị Sáu`]]);
  const { person, claimId } = await claimOf(pins.hoa);
  expect(await claimOf(pins.hoa)).toMatchObject({
    person: { fullName: "Nguyễn Thị Hoa" },
    unitName: "Xã Hoàng Tây",
    rowNo: 2,
    state: "open",
  });
  const one = await province("GET", `/api/v1/duplicates/claims/${person.personId}/${claimId}`);
  expect(one.json()).toMatchObject({ claimId, facts: { address: "Thôn Tư" } });
  const officer = await server.as("demo-commune");
  expect((await officer("GET", `/api/v1/duplicates/claims/${person.personId}/${claimId}`)).status).toBe(403);
  expect((await judge(pins.hoa, "same", officer)).status).toBe(403);
  const unknown = await province("GET", `/api/v1/duplicates/claims/${person.personId}/${newId()}`);
  expect(unknown.json()).toMatchObject({ code: "claim-not-found" });
});

it("registers the second of two people, and goes on with whose number it is", async () => {
  expect((await judge(pins.hoa, "visit")).json()).toMatchObject({ state: "visit", enteredId: null });
  expect(await claimOf(pins.hoa)).toMatchObject({ state: "visit", note: "Giấy khai sinh số 1" });
  const answer = (await judge(pins.hoa, "different")).json() as { enteredId: string };
  expect((await judge(pins.hoa, "different")).json()).toEqual(answer);
  expect((await judge(pins.hoa, "same")).json()).toMatchObject({ code: "claim-decided" });
  const { sql } = server.register;
  const [keeperId, otherId] = [(await personIdByPin(sql, pins.hoa)) ?? "", answer.enteredId];
  expect(await factsOf(sql, otherId)).toMatchObject({ pin: pins.hoa, fullName: "Phạm Thị Tư", permanentUnit: "13408" });
  const { cases, claims } = await query();
  expect([claims.length, cases]).toMatchObject([2, [{ pin: pins.hoa, person: { personId: keeperId }, other: { personId: otherId } }]]);
  expect((await actsOf(sql, keeperId)).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["person.number-claimed", "person.number-claim-judged"]),
  );
  const body = { renumberingId: newId(), keeperId, otherId, province: "035", note: "Giấy khai sinh số 1" };
  const settled = (await province("POST", "/api/v1/duplicates/numbers", { body })).json() as { pin: string };
  expect((await factsOf(sql, otherId))?.pin).toBe(settled.pin);
  expect((await query("settled")).claims.map(({ state, enteredId }) => [state, enteredId])).toEqual([["different", otherId]]);
  expect(await differences()).toEqual([]);
});

it("takes the row as a correction of who bears the number; the file again brings nothing up", async () => {
  expect((await judge(pins.lan, "same")).json()).toMatchObject({ state: "same", enteredId: null });
  const { sql } = server.register;
  const lan = (await personIdByPin(sql, pins.lan)) ?? "";
  expect(await factsOf(sql, lan)).toMatchObject({ fullName: "Trần Thị Hương Lan", birthDate: "2004-01-07", permanentUnit: "13408" });
  const report = await importRows(...refused);
  expect([report.rejected, report.read]).toEqual([2, 3]);
  expect((await query()).claims.map(({ pin }) => pin)).toEqual([pins.mai]);
  expect(await differences()).toEqual([]);
});

it("is settled by the mended file: who came with a number of their own is not asked about", async () => {
  const rejected = await importRows(...refused.slice(2));
  const [head = "", line = ""] = readFileSync(rejected.rejectsFile ?? "", "utf8")
    .trim()
    .split("\r\n");
  const path = join(folder, "mended.csv");
  writeFileSync(path, `${head}\n${line.replace(pins.mai, pins.new)}\n`);
  const roll = intakeOf(server.register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  const mended = await runIntake(roll, { ...server.register, actor: systemActor, path });
  expect([mended.read, mended.rejected]).toEqual([1, 0]);
  expect((await query()).total).toBe(0);
  expect(await differences()).toEqual([]);
});
