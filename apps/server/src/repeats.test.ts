import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { idsByPins, mergesAmong, pairStateOf, verifyNumbers, verifyPeople } from "@dinhdanh/population";
import { foldPending, readFigures, verifyProgress } from "@dinhdanh/progress";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { type Answer, type Call, testServer, type TestServer } from "./test-server.ts";

/** What is sent twice, at once, late, or under an id that stands for something else. */
let server: TestServer;
let [province, officer, centre]: Call[] = [];
let people: string[];
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-repeats-"));
const pins = Array.from({ length: 12 }, (_, n) => `0353040001${10 + n}`);

beforeAll(async () => {
  server = await testServer();
  const { register } = server;
  const path = join(folder, "roll.csv");
  const rows = pins.map((pin, n) => `${pin},Nguyễn Thị Thử ${"ABCDEFGHIKLM"[n]},2004-05-${10 + n},female,13450,Thôn ${n}`);
  writeFileSync(path, `pin,fullName,birthDate,sex,permanentUnit,address\n${rows.join("\n")}\n`);
  const roll = intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  await runIntake(roll, { ...register, actor: systemActor, path });
  const byPin = await idsByPins(register.sql, pins);
  people = pins.map((pin) => byPin.get(pin) ?? "");
  [province, officer, centre] = [await server.as("demo-province"), await server.as("demo-commune"), await server.as("demo-centre")];
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

const post = (call: Call | undefined, path: string, body: object) => call?.("POST", `/api/v1${path}`, { body }) as Promise<Answer>;
const told = (answer: Answer) => (answer.status === 200 ? 200 : (answer.json() as { code: string }).code);
const atOnce = (times: number, send: () => Promise<Answer>) => Promise.all(Array.from({ length: times }, send));
const differences = async () => {
  const { sql, engine, numberKey } = server.register;
  const found: unknown[] = [];
  await verifyPeople(sql, sql, (difference) => found.push(difference));
  return [...found, ...(await verifyNumbers(sql, numberKey)), ...(await verifyProgress(sql, engine)).differences];
};
const eligible = async () => {
  const { sql, clock, engine, units } = server.register;
  await foldPending(sql, clock);
  const unitId = units.last("13450", Number.MAX_SAFE_INTEGER)?.unitId ?? 0;
  return (await readFigures(sql, engine, [unitId], toDay("2023-04-22"))).get(unitId)?.["eligible"];
};

describe("a merge", () => {
  it("is made once by its id: not of others, and not again once it was undone", async () => {
    const [survivorId, absorbedId, third, fourth] = people;
    const merge = { mergeId: newId(), survivorId, absorbedId, note: "Một người" };
    const before = await eligible();
    expect((await atOnce(4, () => post(province, "/duplicates/merges", merge))).map(told)).toEqual([200, 200, 200, 200]);
    expect(told(await post(province, "/duplicates/merges", { ...merge, survivorId: third, absorbedId: fourth }))).toBe("act-differs");
    expect(told(await post(province, "/duplicates/merges", { ...merge, note: "Cùng vân tay" }))).toBe("act-differs");
    const undo = { actId: newId(), note: "Hai người" };
    const undoing = (call: Call | undefined, body: object) => post(call, `/duplicates/merges/${merge.mergeId}/undo`, body);
    const undone = await atOnce(4, () => undoing(province, undo));
    expect(undone.map((answer) => [told(answer), answer.json()])).toEqual(undone.map(() => [200, { mergeId: merge.mergeId }]));
    expect(told(await undoing(province, { ...undo, note: "Nhầm" }))).toBe("act-differs");
    expect(told(await undoing(province, { ...undo, actId: newId() }))).toBe("not-merged");
    expect(told(await undoing(officer, undo))).toBe("not-permitted");
    expect(told(await post(province, "/duplicates/merges", merge))).toBe("act-differs");
    expect(await mergesAmong(server.register.sql, people)).toEqual([]);
    expect(await eligible()).toBe(before);
    expect(await differences()).toEqual([]);
    // what was left when a late repeat was made again
    const { sql } = server.register;
    await sql`INSERT INTO population.merge (absorbed_id, survivor_id, merge_id, merged_at, merged_by) VALUES (${absorbedId ?? ""}, ${survivorId ?? ""}, ${merge.mergeId}, now(), 'x')`;
    expect(await differences()).toContainEqual({ personId: absorbedId, fields: ["merge"] });
    await sql`DELETE FROM population.merge`;
  });

  it("is not undone under an id that stands for another act: it would stand in the ledger alone", async () => {
    const [survivorId = "", absorbedId = ""] = people;
    const mergeId = newId();
    expect(told(await post(province, "/duplicates/merges", { mergeId, survivorId, absorbedId, note: "Một người" }))).toBe(200);
    expect(told(await post(province, `/duplicates/merges/${mergeId}/undo`, { actId: mergeId, note: "Nhầm" }))).toBe("act-differs");
    expect(await mergesAmong(server.register.sql, [absorbedId])).toHaveLength(1);
    expect(told(await post(province, `/duplicates/merges/${mergeId}/undo`, { actId: newId(), note: "Nhầm" }))).toBe(200);
  });
});

it("keeps the later judgement of a pair when the earlier one comes again, and takes no other under its id", async () => {
  const [, , personId = "", otherId = ""] = people;
  const first = { actId: newId(), personId, otherId, decision: "different", note: "Khác cha mẹ" };
  const state = () => pairStateOf(server.register.sql, [personId, otherId]);
  expect(told(await post(province, "/duplicates/judgements", first))).toBe(200);
  expect(told(await post(province, "/duplicates/judgements", { ...first, decision: "visit" }))).toBe("act-differs");
  expect(told(await post(province, "/duplicates/judgements", { ...first, note: "Khác quê" }))).toBe("act-differs");
  expect(await state()).toBe("different");
  expect(told(await post(province, "/duplicates/judgements", { ...first, actId: newId(), decision: "visit" }))).toBe(200);
  expect(told(await post(province, "/duplicates/judgements", first))).toBe(200);
  expect(await state()).toBe("visit");
});

describe("a decision about a number", () => {
  const settle = (call: Call | undefined, more: object) =>
    post(call, "/duplicates/numbers", { renumberingId: newId(), province: "035", note: "Giấy khai sinh", ...more });

  it("is told to who decided about these two, and not made again once it was undone", async () => {
    const { sql, ledger } = server.register;
    const [keeperId, otherId] = people.slice(4, 6) as [string, string];
    const wrong = { actId: newId(), subjectId: otherId, kind: "person.amended", occurredAt: "2023-04-20T08:00:00+07:00", unit: null };
    const payload = { changes: { pin: pins[4] }, since: { pin: null } };
    await sql.begin((tx) => ledger.record(tx, [{ ...wrong, officer: "system", team: null, device: null, payload }]));
    const renumberingId = newId();
    const settled = await settle(province, { renumberingId, keeperId, otherId });
    expect(told(settled)).toBe(200);
    const foreign = await settle(province, { renumberingId, keeperId: people[6], otherId: people[7] });
    expect(told(foreign)).toBe("act-differs");
    expect(foreign.text).not.toContain((settled.json() as { pin: string }).pin);
    expect(told(await settle(province, { renumberingId, keeperId, otherId, note: "Lời khai" }))).toBe("act-differs");
    const undo = { actId: newId(), note: "Nhầm" };
    expect(told(await post(province, `/duplicates/numbers/${renumberingId}/undo`, { ...undo, actId: renumberingId }))).toBe("act-differs");
    for (const _ of ["first", "again"]) expect(told(await post(province, `/duplicates/numbers/${renumberingId}/undo`, undo))).toBe(200);
    expect(told(await post(province, `/duplicates/numbers/${renumberingId}/undo`, { ...undo, note: "Khác" }))).toBe("act-differs");
    expect(told(await post(province, `/duplicates/numbers/${renumberingId}/undo`, { ...undo, actId: newId() }))).toBe("not-renumbered");
    expect(told(await settle(province, { renumberingId, keeperId, otherId }))).toBe("act-differs");
    expect(await differences()).toEqual([]);
  });
});

it("gives numbers once to who asks several times at once", async () => {
  const body = { requestId: newId(), province: "035", sex: "male", birthYear: 2024 - 1, count: 3 };
  const answers = await atOnce(6, () => post(centre, "/numbers/allocations", body));
  expect(new Set(answers.map((answer) => String((answer.json() as { numbers: string[] }).numbers))).size).toBe(1);
  expect(await differences()).toEqual([]);
});

describe("people", () => {
  it("are left out and taken back by acts of their own", async () => {
    const path = `/people/${people[8]}`;
    const request = { actId: newId(), reason: "abroad", evidence: "Đơn của gia đình" };
    expect((await atOnce(4, () => post(officer, `${path}/exclusion`, request))).map(told)).toEqual([200, 200, 200, 200]);
    expect(told(await post(officer, `${path}/exclusion`, { ...request, reason: "deceased" }))).toBe("act-differs");
    expect(told(await post(officer, `${path}/exclusion-end`, { actId: request.actId, evidence: "Đã về" }))).toBe("act-differs");
    expect(told(await post(officer, `${path}/exclusion-end`, { actId: newId(), evidence: "Đã về" }))).toBe(200);
  });

  it("die once, on the day that was said", async () => {
    const death = { actId: newId(), event: "death", on: "2023-04-20", evidence: "Giấy báo tử", facts: {} };
    const path = `/people/${people[9]}/events`;
    expect((await atOnce(4, () => post(officer, path, death))).map(told)).toEqual([200, 200, 200, 200]);
    expect(told(await post(officer, path, { ...death, on: "2023-04-19" }))).toBe("act-differs");
  });

  it("are born once, and their number is told to who says the whole birth again", async () => {
    const birth = {
      ...{ personId: newId(), fullName: "Lê Văn Bé", birthDate: "2023-04-02", sex: "male", province: "035", permanentUnit: "13450" },
      ...{ evidence: "Giấy chứng sinh", householdId: "H-1" },
    };
    const answers = await atOnce(4, () => post(officer, "/births", birth));
    expect(answers.map(told)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => (answer.json() as { pin: string }).pin)).size).toBe(1);
    expect(told(await post(officer, "/births", { ...birth, householdId: "H-2" }))).toBe("person-exists");
    expect(told(await post(centre, "/births", birth))).toBe("not-permitted");
  });
});

describe("a text that cannot be kept", () => {
  it.each([
    ["NUL", "a\\u0000b"],
    ["half a character", "a\\ud800b"],
  ])("%s is refused by name", async (_, text) => {
    const body = `{"actId":"${newId()}","reason":"abroad","evidence":"${text}"}`;
    const headers = { "content-type": "application/json" };
    const answer = await officer?.("POST", `/api/v1/people/${people[10]}/exclusion`, { body, headers });
    expect([answer?.status, answer?.json()]).toEqual([400, expect.objectContaining({ code: "unstorable-text" })]);
    const found = await officer?.("POST", "/api/v1/people/search", { body: `{"q":"${text}"}`, headers });
    expect(found?.status).toBe(200);
  });

  it("in a form that is none is refused, too", async () => {
    const headers = { "content-type": "multipart/form-data" };
    for (const type of [headers, { "content-type": "multipart/form-data; boundary=x" }])
      expect((await centre?.("POST", "/api/v1/imports", { body: "--x\r\n", headers: type }))?.json()).toMatchObject({ code: "one-file" });
  });
});
