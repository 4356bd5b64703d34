import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { People, PersonView, Remaining } from "@dinhdanh/campaign";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { foldPending } from "@dinhdanh/progress";
import { assertNoPersonalData } from "@dinhdanh/testkit";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let province: Call;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-people-"));

const hoa = { pin: "035304000017", name: "Nguyễn Thị Hoa" };
const far = { pin: "079204000018", name: "Võ Quốc Bảo" };
const roll = `pin,fullName,birthDate,sex,permanentUnit,address
${hoa.pin},${hoa.name},2004-05-17,female,13450,Thôn Nguyễn Trung
035204000019,Lê Văn Tám,1950-01-01,male,13450,Thôn Nhất
${far.pin},${far.name},1990-01-01,male,26734,Phường Tân Định
`;
const day = "2023-04-22";

beforeAll(async () => {
  server = await testServer();
  const path = join(folder, "roll.csv");
  writeFileSync(path, roll);
  const { register } = server;
  const kind = intakeOf(register, "roll", { officer: "system", unitsOn: toDay(day) });
  await runIntake(kind, { ...register, actor: systemActor, path });
  await foldPending(register.sql, register.clock);
  province = await server.as("demo-province");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

const search = async (call: Call, q: string) =>
  (await call("POST", "/api/v1/people/search", { body: { q, asOf: day } })).json() as {
    people: { personId: string; fullName: string; matched: string }[];
    units: { code: string }[];
  };

it("finds people by number and by name, and units, within the officer's territory", async () => {
  expect((await search(province, hoa.pin)).people).toMatchObject([{ fullName: hoa.name, matched: "number", unitName: "Xã Liêm Phong" }]);
  expect((await search(province, "nguyen thi hoa")).people.map(({ fullName }) => fullName)).toEqual([hoa.name]);
  expect((await search(province, "liem phong")).units.map(({ code }) => code)).toContain("13450");
  expect((await search(province, far.pin)).people).toEqual([]);
  expect((await search(await server.as("demo-centre"), far.pin)).people).toHaveLength(1);
  const forAuditor = await search(await server.as("demo-auditor"), "Liêm Phong");
  expect(forAuditor).toMatchObject({ people: [], units: [{ code: "13450" }] });
});

it("lists the people behind a figure and those who remain", async () => {
  const behind = (
    await province("POST", "/api/v1/people/query", { body: { unit: "13450", asOf: day, measure: "eligible" } })
  ).json() as People;
  expect(behind).toMatchObject({ total: 2 });
  expect(behind.people.map(({ fullName }) => fullName).toSorted()).toEqual(["Lê Văn Tám", hoa.name].toSorted());
  const remaining = (await province("POST", "/api/v1/remaining/query", { body: { unit: "13450", asOf: day } })).json() as Remaining;
  expect(remaining).toMatchObject({ total: 2, matching: 2, unit: "13450" });
});

it("writes those who remain into a workbook", async () => {
  const answer = await fetch(`${server.url}/api/v1/remaining/export`, {
    ...{ method: "POST", body: JSON.stringify({ unit: "13450", asOf: day, lang: "en" }) },
    headers: { "content-type": "application/json", cookie: await cookieOf("demo-province") },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="remaining-13450-2023-04-22.xlsx"');
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  const auditor = await server.as("demo-auditor");
  expect((await auditor("POST", "/api/v1/remaining/export", { body: { unit: "13450", asOf: day } })).json()).toMatchObject({
    code: "not-permitted",
  });
});

async function cookieOf(code: string): Promise<string> {
  const { headers } = await server.call("POST", "/api/v1/session/demo", { body: { code } });
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

it("opens a person with a stated purpose, logs the read, and keeps to the territory", async () => {
  const { people } = await search(province, hoa.pin);
  const path = `/api/v1/people/${people[0]?.personId}`;
  const person = (await province("GET", `${path}?purpose=campaign`)).json() as PersonView;
  expect(person).toMatchObject({
    facts: { pin: hoa.pin, fullName: hoa.name },
    reads: expect.arrayContaining([
      expect.objectContaining({ officer: "demo-province", purpose: "campaign", view: "person" }),
      expect.objectContaining({ officer: "demo-province", view: "search" }),
      expect.objectContaining({ officer: "demo-province", view: "export" }),
    ]),
  });
  expect(person.acts.length).toBeGreaterThan(0);
  expect((await province("GET", path)).json()).toMatchObject({ code: "invalid-request", errors: [{ field: "purpose" }] });
  expect((await province("GET", `${path}?purpose=curiosity`)).status).toBe(400);
  const outside = (await search(await server.as("demo-centre"), far.pin)).people[0]?.personId;
  expect((await province("GET", `/api/v1/people/${outside}?purpose=campaign`)).json()).toMatchObject({
    code: "outside-territory",
    status: 403,
  });
  const unknown = "01890000-0000-7000-8000-000000000000";
  expect((await province("GET", `/api/v1/people/${unknown}?purpose=campaign`)).json()).toMatchObject({
    code: "person-not-found",
    status: 404,
  });
});

it("wrote no name and no number of anybody to the log, failures included", async () => {
  await province("POST", "/api/v1/people/search", { body: { q: hoa.name, pin: hoa.pin } });
  await province("GET", `/api/v1/units?asOf=${day}&search=${encodeURIComponent(hoa.name)}&pin=${hoa.pin}`);
  await province("GET", `/api/v1/people/${hoa.pin}?purpose=campaign`);
  await province("GET", `/tim/${encodeURIComponent(hoa.name)}`);
  expect(server.log()).toContain('"route":"/api/v1/people/:personId"');
  assertNoPersonalData(server.log(), { names: [hoa.name, far.name, "Lê Văn Tám"], pins: [hoa.pin, far.pin] });
});
