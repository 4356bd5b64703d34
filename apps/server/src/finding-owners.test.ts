import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FindingQueue, type Officers, type PersonView, verifyFindingOwners } from "@dinhdanh/campaign";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { actsOf, runIntake } from "@dinhdanh/ledger";
import { checkPeople, personIdByPin } from "@dinhdanh/population";
import { retrying } from "@dinhdanh/postgres";
import type { OfficerRole } from "@dinhdanh/staff";
import { readWorkbook } from "@dinhdanh/tabular";
import { afterAll, beforeAll, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { signedIn } from "./test-officer.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let commune: Call;
let chief: Call;
let province: Call;
let ids: { here: string; far: string };
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-owners-"));
const where = { unit: "13450", asOf: "2023-04-22" };
const [here, far] = ["035304000017", "079090000018"];
const finding = { kind: "no-household", field: "householdId" };

const importRoll = async (household: string) => {
  const path = join(folder, `${newId()}.csv`);
  const header = "pin,fullName,birthDate,sex,permanentUnit,address,householdId";
  writeFileSync(
    path,
    `${header}\n${here},Nguyễn Thị Hoa,2004-05-17,female,13450,Thôn Nguyễn Trung,${household}\n${far},Võ Quốc Bảo,1990-01-01,male,26734,Phường Tân Định,\n`,
  );
  const { register } = server;
  await runIntake(intakeOf(register, "roll", { officer: "system", unitsOn: toDay(where.asOf) }), { ...register, actor: systemActor, path });
  const idOf = async (pin: string) => (await personIdByPin(register.sql, pin)) ?? "";
  ids = { here: await idOf(here), far: await idOf(far) };
  // the server checks the same people beside
  await retrying(register.sql, (tx) => checkPeople(tx, register, [ids.here, ids.far]));
};

beforeAll(async () => {
  server = await testServer();
  await importRoll("");
  commune = await server.as("demo-commune");
  chief = await server.as("demo-chief");
  province = await server.as("demo-province");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

const own = (call: Call, officer: string | null, { personId = ids.here, actId = newId(), kind = finding.kind } = {}) =>
  call("POST", `/api/v1/people/${personId}/findings/owner`, { body: { actId, ...finding, kind, officer } });
const codeOf = async (answer: ReturnType<Call>) => ((await answer).json() as { code?: string }).code ?? "ok";
const queue = async (call: Call, owner?: "mine" | "nobody") =>
  (await call("POST", "/api/v1/quality/findings", { body: { ...where, kind: finding.kind, ...(owner === undefined ? {} : { owner }) } })).json() as FindingQueue; // prettier-ignore
const owners = async () => (await queue(chief)).findings.map(({ owner }) => owner?.officer ?? null);

it("is the commune's work until an officer takes it over, who gives it back", async () => {
  expect(await owners()).toEqual([null]);
  expect([(await queue(commune, "nobody")).total, (await queue(commune, "mine")).total]).toEqual([1, 0]);
  server.clock.advanceMs(1000);
  const actId = newId();
  expect(await codeOf(own(commune, "demo-commune", { actId }))).toBe("ok");
  expect(await codeOf(own(commune, "demo-commune", { actId }))).toBe("ok");
  expect(await codeOf(own(commune, null, { actId }))).toBe("act-differs");
  const [mine] = (await queue(commune, "mine")).findings;
  expect(mine?.owner).toEqual({ officer: "demo-commune", name: "Công an xã Liêm Phong (dùng thử)", since: "2023-04-22T01:00:01Z" });
  expect([(await queue(commune, "nobody")).total, (await queue(chief, "mine")).total]).toEqual([0, 0]);
  expect(await codeOf(own(commune, null))).toBe("ok");
  expect(await codeOf(own(commune, null))).toBe("finding-of-nobody");
  expect(await owners()).toEqual([null]);
  const acts = (await actsOf(server.register.sql, ids.here)).filter(({ kind }) => /^finding\.(assigned|given-back)$/.test(kind));
  expect(acts.map(({ kind, officer, payload }) => [kind, officer, payload])).toEqual([
    ["finding.assigned", "demo-commune", { ...finding, officer: "demo-commune" }],
    ["finding.given-back", "demo-commune", { ...finding, officer: "demo-commune" }],
  ]);
});

const officersFor = (call: Call, { unit, asOf }: typeof where) => call("GET", `/api/v1/quality/officers?unit=${unit}&asOf=${asOf}`);
const codes = (answer: { json: () => never }) => (answer.json() as Officers).map(({ code }) => code).toSorted();

it("is moved by the chief, to officers in charge", async () => {
  expect(await codeOf(own(province, "demo-province"))).toBe("ok");
  expect(await codeOf(own(commune, "demo-commune"))).toBe("finding-of-another");
  expect(await codeOf(own(commune, null))).toBe("finding-of-another");
  expect(await codeOf(own(commune, "demo-chief"))).toBe("not-permitted");
  expect((await officersFor(chief, where)).json() as Officers).toEqual([
    { code: "demo-commune", name: "Công an xã Liêm Phong (dùng thử)", unitName: "Xã Liêm Phong" },
    { code: "demo-chief", name: "Trưởng Công an xã Liêm Phong (dùng thử)", unitName: "Xã Liêm Phong" },
  ]);
  expect((await officersFor(commune, where)).status).toBe(403);
  for (const officer of ["demo-team", "demo-auditor", "nobody-here"])
    expect(await codeOf(own(chief, officer)), officer).toBe("officer-not-in-charge");
  expect(await codeOf(own(chief, "demo-commune"))).toBe("ok");
  expect(await owners()).toEqual(["demo-commune"]);
});

it("is moved by commanders above the commune, to officers whose territory it is", async () => {
  const officer = (code: string, role: OfficerRole, scope: string) => signedIn(server, { code, role, scope });
  const district = await officer("thanh-liem", "commander", "351");
  const otherDistrict = await officer("phu-ly", "commander", "347");
  const otherProvince = await officer("ha-noi", "commander", "01");
  const otherChief = await officer("truong-liem-can", "commune-chief", "13456");
  await officer("ca-liem-can", "commune-officer", "13456");
  const team = await officer("to-luu-dong", "team-leader", "351");
  expect(codes(await officersFor(district, where))).toEqual(["demo-chief", "demo-commune", "thanh-liem"]);
  expect(codes(await officersFor(province, where))).toEqual(["demo-chief", "demo-commune", "demo-province", "thanh-liem"]);
  expect(codes(await officersFor(district, { ...where, unit: "351" }))).toEqual(["thanh-liem"]);
  expect(await codeOf(officersFor(otherDistrict, where))).toBe("outside-scope");
  for (const call of [district, province])
    for (const code of ["demo-commune", "demo-chief", "thanh-liem", null, "demo-commune"])
      expect(await codeOf(own(call, code)), code ?? "back").toBe("ok");
  for (const call of [district, province])
    for (const code of ["phu-ly", "ha-noi", "ca-liem-can", "truong-liem-can", "to-luu-dong", "demo-team"])
      expect(await codeOf(own(call, code)), code).toBe("officer-not-in-charge");
  for (const call of [otherDistrict, otherProvince, otherChief])
    for (const code of ["demo-commune", "phu-ly", null]) expect(await codeOf(own(call, code)), code ?? "back").toBe("outside-territory");
  for (const call of [team, await server.as("demo-auditor"), await server.as("demo-administrator")])
    expect(await codeOf(own(call, "demo-commune"))).toBe("not-permitted");
  const centre = await server.as("demo-centre");
  expect([await codeOf(own(centre, "demo-commune")), await codeOf(own(centre, null))]).toEqual(["not-permitted", "finding-of-another"]);
  expect(await owners()).toEqual(["demo-commune"]);
});

it("keeps to the territory, and to findings that stand", async () => {
  expect(await codeOf(own(commune, "demo-commune", { personId: ids.far }))).toBe("outside-territory");
  expect(await codeOf(own(commune, "demo-commune", { personId: newId() }))).toBe("person-not-found");
  expect(await codeOf(own(commune, "demo-commune", { kind: "two-heads" }))).toBe("finding-gone");
  expect((await own(await server.as("demo-team"), "demo-team")).status).toBe(403);
});

it("goes to one of two officers who take it at once", async () => {
  expect(await codeOf(own(chief, null))).toBe("ok");
  const answers = await Promise.all([codeOf(own(commune, "demo-commune")), codeOf(own(await server.as("demo-centre"), "demo-centre"))]);
  expect(answers.toSorted()).toEqual(["finding-of-another", "ok"]);
  expect(await codeOf(own(chief, "demo-commune"))).toBe("ok");
});

it("stands on the person's page and on the check sheet", async () => {
  const person = (await commune("GET", `/api/v1/people/${ids.here}?purpose=verify`)).json() as PersonView;
  expect(person.findings.find(({ kind }) => kind === finding.kind)?.owner?.officer).toBe("demo-commune");
  expect(person.findings.find(({ kind }) => kind !== finding.kind)?.owner).toBeNull();
  const { headers } = await server.call("POST", "/api/v1/session/demo", { body: { code: "demo-commune" } });
  const sheet = async (more: Record<string, string>) => {
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    const body = JSON.stringify({ ...where, lang: "vi", ...more });
    const answer = await fetch(`${server.url}/api/v1/quality/sheet`, { method: "POST", headers: { "content-type": "application/json", cookie }, body }); // prettier-ignore
    return readWorkbook(Buffer.from(await answer.arrayBuffer()), { bytes: 1e7, rows: 10, columns: 60 }).map(({ cells }) => cells);
  };
  const [head = [], row = []] = await sheet({});
  const told = row[head.indexOf("Phụ trách")]?.split("; ").toSorted();
  expect(told).toEqual(["Công an xã Liêm Phong", "Công an xã Liêm Phong (dùng thử)"]);
  const [, mine = []] = await sheet({ owner: "mine" });
  expect([mine[0], mine[head.indexOf("Phụ trách")]]).toEqual(["Chưa thuộc hộ nào", "Công an xã Liêm Phong (dùng thử)"]);
});

it("is nobody's when the finding comes again", async () => {
  server.clock.advanceMs(60_000);
  await importRoll("H1");
  expect((await queue(chief)).total).toBe(0);
  server.clock.advanceMs(60_000);
  await importRoll("");
  expect(await owners()).toEqual([null]);
  expect(await codeOf(own(commune, "demo-commune"))).toBe("ok");
});

it("is recounted from the acts", async () => {
  const { sql } = server.register;
  expect(await verifyFindingOwners(sql)).toEqual([]);
  await sql`UPDATE campaign.finding_owner SET officer = 'demo-chief'`;
  expect(await verifyFindingOwners(sql)).toEqual([{ personId: ids.here, stored: "demo-chief", recounted: "demo-commune" }]);
  await sql`DELETE FROM campaign.finding_owner`;
  expect(await verifyFindingOwners(sql)).toEqual([{ personId: ids.here, stored: null, recounted: "demo-commune" }]);
});
