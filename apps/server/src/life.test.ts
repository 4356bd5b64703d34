import { newId, systemActor } from "@dinhdanh/kernel";
import { recordBirth } from "@dinhdanh/population";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let officer: Call;
let chief: Call;
beforeAll(async () => {
  server = await testServer();
  [officer, chief] = [await server.as("demo-commune"), await server.as("demo-chief")];
});
afterAll(() => server.close());

const newborn = (more = {}) => ({
  ...{
    personId: newId(),
    fullName: "Nguyễn Thị Kiểm Thử",
    birthDate: "2023-04-01",
    sex: "female",
    province: "035",
    permanentUnit: "13450",
  },
  ...{ evidence: "Giấy chứng sinh số 1", ...more },
});

async function born(more = {}): Promise<{ personId: string; pin: string }> {
  const answer = await officer("POST", "/api/v1/births", { body: newborn(more) });
  expect(answer.status).toBe(200);
  return answer.json();
}

type Change = { field: string; from: string | null; to: string };
async function propose(call: Call, personId: string, change: Change): Promise<string> {
  const correctionId = newId();
  const body = { correctionId, form: "DC02", changes: [change], evidence: "Giấy khai sinh" };
  const answer = await call("POST", `/api/v1/people/${personId}/corrections`, { body });
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return correctionId;
}

const decide = (call: Call, personId: string, correctionId: string, body: object) =>
  call("POST", `/api/v1/people/${personId}/corrections/${correctionId}/decision`, { body });

it("registers a birth, records an event, and shows both times", async () => {
  const { personId, pin } = await born();
  expect(pin).toMatch(/^035323\d{6}$/);
  server.clock.advanceDays(2);
  const body = {
    actId: newId(),
    event: "rename",
    on: "2023-04-24",
    evidence: "Quyết định số 3",
    facts: { fullName: "Nguyễn Thị Tên Mới" },
  };
  const [call] = [await server.as("demo-commune")];
  expect((await call("POST", `/api/v1/people/${personId}/events`, { body })).status).toBe(200);
  const seen = await call("GET", `/api/v1/people/${personId}/history?purpose=verify&validOn=2023-04-23`);
  expect(seen.json()).toMatchObject({
    facts: { fullName: "Nguyễn Thị Kiểm Thử" },
    entries: [{ field: "fullName" }, { field: "fullName" }],
  });
  const refused = await call("POST", `/api/v1/people/${personId}/events`, {
    body: { ...body, actId: newId(), event: "death", on: "2023-03-01", facts: {} },
  });
  expect([refused.status, refused.json()]).toMatchObject([422, { code: "before-birth" }]);
  [officer, chief] = [call, await server.as("demo-chief")];
});

it("leaves corrections to the chief, and never to who proposed", async () => {
  const { personId } = await born({ fullName: "Trần Thị Kiểm Thử" });
  const change = { field: "ethnicity", from: null, to: "Kinh" };
  const theirs = await propose(officer, personId, change);
  const said = { correctionId: theirs, form: "DC02", changes: [change], evidence: "Giấy khai sinh" };
  const again = await Promise.all(
    [said, { ...said, evidence: "Lời khai" }, { ...said, form: "DC01", since: "2023-01-05" }].map((body) =>
      officer("POST", `/api/v1/people/${personId}/corrections`, { body }),
    ),
  );
  expect(again.map((answer) => (answer.json() as { code?: string }).code ?? answer.status)).toEqual([200, "act-differs", "act-differs"]);
  expect((await decide(officer, personId, theirs, { decision: "approve" })).status).toBe(403);
  const own = await propose(chief, personId, { field: "religion", from: null, to: "Không" });
  expect((await decide(chief, personId, own, { decision: "approve" })).json()).toMatchObject({ code: "four-eyes" });
  expect((await decide(chief, personId, theirs, { decision: "refuse" })).json()).toMatchObject({ code: "reason-missing" });
  expect((await decide(chief, personId, theirs, { decision: "approve" })).json()).toMatchObject({ state: "approved", newCard: false });
  const waiting = await chief("POST", "/api/v1/corrections/query", { body: { state: "proposed", personId } });
  expect(waiting.json()).toMatchObject([{ correctionId: own, proposedBy: "demo-chief" }]);
});

it("gives open proposals to the commune in which somebody is put right, and answers the same decision again", async () => {
  const { personId } = await born({ fullName: "Lê Thị Kiểm Thử" });
  const address = await propose(officer, personId, { field: "address", from: null, to: "Xóm 9" });
  const residence = await propose(officer, personId, { field: "permanentUnit", from: "13450", to: "13408" });
  const decided = [
    await decide(chief, personId, residence, { decision: "approve" }),
    await decide(chief, personId, residence, { decision: "approve" }),
  ];
  expect(decided.map((answer) => [answer.status, answer.json()])).toMatchObject([
    [200, { state: "approved", communes: { "13408": "Xã Hoàng Tây, Tỉnh Hà Nam" } }],
    [200, { state: "approved" }],
  ]);
  expect((await decide(chief, personId, address, { decision: "approve" })).json()).toMatchObject({ code: "outside-scope" });
  const open = async (code: string) => {
    const answer = await (await server.as(code))("POST", "/api/v1/corrections/query", { body: { state: "proposed", personId } });
    return (answer.json() as { correctionId: string; unitName: string }[]).map(({ correctionId, unitName }) => [correctionId, unitName]);
  };
  expect([await open("demo-chief"), await open("demo-province")]).toEqual([[], [[address, "Xã Hoàng Tây"]]]);
});

it("keeps officers within their territory and role", async () => {
  expect((await officer("POST", "/api/v1/births", { body: newborn({ permanentUnit: "13408" }) })).json()).toMatchObject({
    code: "outside-scope",
  });
  const auditor = await server.as("demo-auditor");
  expect((await auditor("POST", "/api/v1/births", { body: newborn() })).status).toBe(403);
  const proposalsOf = async (code: string) => {
    const answer = await (await server.as(code))("POST", "/api/v1/corrections/query", { body: {} });
    return answer.status === 200 ? (answer.json() as unknown[]).length > 0 : answer.status;
  };
  // who approves dossiers reads what they wait for; who audits sees no people
  expect(await Promise.all(["demo-chief", "demo-province", "demo-auditor"].map(proposalsOf))).toEqual([true, true, 403]);
});

it("gives numbers to the centre only, and the same ones for the same request", async () => {
  const centre = await server.as("demo-centre");
  const body = { requestId: newId(), province: "035", sex: "male", birthYear: 2022, count: 3 };
  expect((await officer("POST", "/api/v1/numbers/allocations", { body })).status).toBe(403);
  const given = await centre("POST", "/api/v1/numbers/allocations", { body });
  expect((await centre("POST", "/api/v1/numbers/allocations", { body })).text).toBe(given.text);
  expect((await centre("POST", "/api/v1/numbers/allocations", { body: { ...body, count: 20_000 } })).status).toBe(400);
  expect((await centre("POST", "/api/v1/numbers/assignments/preview", { body: { unit: "35" } })).json()).toMatchObject({ people: 0 });
  const reserve = { ...body, requestId: newId(), device: "kit-1" };
  expect((await centre("POST", "/api/v1/numbers/reserves", { body: reserve })).status).toBe(200);
  const back = await centre("POST", "/api/v1/numbers/returns", { body: { requestId: newId(), reserveId: reserve.requestId } });
  expect(back.json()).toEqual({ returned: 3, used: 0, held: 0 });
  expect((await centre("GET", "/api/v1/numbers/buckets?province=035")).json()).toMatchObject({ province: "035" });
  expect((await officer("GET", "/api/v1/numbers/buckets?province=035")).status).toBe(403);
  const list = { numbers: ["035222000001", "035222000002"] };
  expect((await centre("POST", "/api/v1/numbers/taken-up", { body: list })).json()).toMatchObject({ read: 2 });
  expect((await centre("POST", "/api/v1/numbers/taken-up", { body: list })).json()).toEqual({ read: 2, takenUp: 0 });
  expect((await centre("POST", "/api/v1/numbers/taken-up", { body: { numbers: ["x"] } })).json()).toMatchObject({
    code: "number-malformed",
  });
  expect((await officer("POST", "/api/v1/numbers/taken-up", { body: list })).status).toBe(403);
});

it("asks about who may be the child, and names those of the territory only", async () => {
  const child = { fullName: "Phạm Thị Kiểm Thử", birthDate: "2023-04-02" };
  const { personId } = await born(child);
  const elsewhere = { ...newborn({ ...child, despite: "Khác mẹ" }), permanentUnit: "13408" };
  expect(await recordBirth(server.register, systemActor, elsewhere as never)).toMatchObject({ ok: true });
  const refused = await officer("POST", "/api/v1/births", { body: newborn(child) });
  expect([refused.status, refused.json()]).toMatchObject([409, { code: "may-be-known" }]);
  const { candidates } = refused.json() as { candidates: { personId: string | null }[] };
  expect(new Set(candidates.map((one) => one.personId))).toEqual(new Set([personId, null]));
  const { evidence: _evidence, personId: _id, province: _province, ...facts } = newborn(child);
  const seen = await officer("POST", "/api/v1/duplicates/candidates", { body: facts });
  expect(seen.json()).toHaveLength(2);
  expect(seen.json()).toContainEqual(expect.objectContaining({ personId, held: expect.objectContaining({ fullName: child.fullName }) }));
  expect(seen.json()).toContainEqual({ personId: null, held: null, probability: null, explanation: null });
  const body = newborn({ ...child, despite: "Hai cháu khác mẹ, giấy chứng sinh số 8 và 9" });
  expect((await officer("POST", "/api/v1/births", { body })).status).toBe(200);
});

it("writes nobody's name or number into the log", () => {
  expect(server.log()).not.toMatch(/Kiểm Thử|035323\d{6}/);
});
