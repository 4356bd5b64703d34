import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FindingQueue, type GivingPreview, type Quality, verifyFindingOwners } from "@dinhdanh/campaign";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { actsOf, runIntake } from "@dinhdanh/ledger";
import { checkPeople, idsByPins } from "@dinhdanh/population";
import { retrying } from "@dinhdanh/postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { signedIn } from "./test-officer.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let commune: Call;
let chief: Call;
let province: Call;
let district: Call;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-given-"));
const where = { unit: "13450", asOf: "2023-04-22" };
const filter = { ...where, kind: "no-household" };
const home = ["035304000017", "035090000025", "035091000036", "035092000047", "035093000058"];
const neighbour = "035094000069";

const importRows = async (rows: readonly string[]) => {
  const path = join(folder, `${newId()}.csv`);
  writeFileSync(path, `pin,fullName,birthDate,sex,permanentUnit,address,householdId\n${rows.join("\n")}\n`);
  const { register } = server;
  await runIntake(intakeOf(register, "roll", { officer: "system", unitsOn: toDay(where.asOf) }), { ...register, actor: systemActor, path });
};

const importRoll = async (households: Readonly<Record<string, string>>) => {
  const rows = [...home, neighbour].map((pin, n) => `${pin},Nguyễn Thị Hoa,199${n}-05-17,female,${pin === neighbour ? "13456" : "13450"},Thôn ${n},${households[pin] ?? ""}`); // prettier-ignore
  await importRows(rows);
  const { register } = server;
  const ids = await idsByPins(register.sql, [...home, neighbour]);
  // the server checks the same people beside
  await retrying(register.sql, (tx) => checkPeople(tx, register, [...ids.values()]));
};

beforeAll(async () => {
  server = await testServer();
  await importRoll({});
  commune = await server.as("demo-commune");
  chief = await server.as("demo-chief");
  province = await server.as("demo-province");
  district = await signedIn(server, { code: "thanh-liem", role: "commander", scope: "351" });
  await signedIn(server, { code: "ca-liem-can", role: "commune-officer", scope: "13456" });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

type Choice = { officer: string | null; findings?: unknown[]; owner?: string; unit?: string; kind?: string };
const preview = (call: Call, choice: Choice) => call("POST", "/api/v1/quality/findings/owner/preview", { body: { ...filter, ...choice } });
const give = (call: Call, choice: Choice, shown: string, givingId = newId()) =>
  call("POST", "/api/v1/quality/findings/owner", { body: { ...filter, ...choice, givingId, shown } });
const shownFor = async (call: Call, choice: Choice) => (await preview(call, choice)).json() as GivingPreview;
const codeOf = async (answer: ReturnType<Call>) => ((await answer).json() as { code?: string }).code ?? "ok";
const giveShown = async (call: Call, choice: Choice) => (await give(call, choice, (await shownFor(call, choice)).digest)).json() as unknown;
const queue = async (call = chief) => (await call("POST", "/api/v1/quality/findings", { body: filter })).json() as FindingQueue;
const owners = async () => (await queue()).findings.map(({ owner }) => owner?.officer ?? "–");
const first = async (n: number) => (await queue()).findings.slice(0, n).map(({ personId, kind, field }) => ({ personId, kind, field }));
const qualityOf = async (call: Call, more: string) => (await call("GET", `/api/v1/quality?unit=${where.unit}&asOf=${where.asOf}${more}`)).json() as Quality; // prettier-ignore
const actsGiven = async () => {
  const rows = await server.register
    .sql`SELECT count(*)::int AS n FROM ledger.act WHERE kind IN ('finding.assigned', 'finding.given-back')`;
  return Number(rows[0]?.["n"]);
};

it("shows how many, of which rules and whose, then gives those, each by an act, once", async () => {
  const choice = { officer: "demo-commune", findings: await first(2) };
  const shown = await shownFor(chief, choice);
  expect(shown).toMatchObject({ findings: 2, people: 2, left: 0, rules: [{ kind: "no-household", n: 2 }] });
  expect(shown.owners).toEqual([{ officer: null, name: null, n: 2 }]);
  expect([await owners(), await actsGiven()]).toEqual([["–", "–", "–", "–", "–"], 0]);
  const givingId = newId();
  const answers = await Promise.all([give(chief, choice, shown.digest, givingId), give(chief, choice, shown.digest, givingId)]);
  answers.push(await give(chief, choice, shown.digest, givingId));
  expect(answers.map((answer) => answer.json() as unknown)).toEqual([1, 2, 3].map(() => ({ given: 2, left: 0 })));
  expect([await owners(), await actsGiven()]).toEqual([["demo-commune", "demo-commune", "–", "–", "–"], 2]);
  const [one] = choice.findings;
  const acts = await actsOf(server.register.sql, one!.personId);
  expect(acts.at(-1)).toMatchObject({ kind: "finding.assigned", officer: "demo-chief", payload: { field: "householdId", officer: "demo-commune", givingId } }); // prettier-ignore
  expect(await codeOf(give(chief, { ...choice, officer: "demo-chief" }, shown.digest, givingId))).toBe("act-differs");
  expect(await codeOf(give(commune, choice, shown.digest, givingId))).toBe("act-differs");
});

it("refuses when something else than shown would be written, and when nothing is chosen", async () => {
  const choice = { officer: "demo-chief", findings: await first(3) };
  const { digest, owners: now } = await shownFor(chief, choice);
  expect(now.map(({ officer, n }) => [officer, n])).toEqual([["demo-commune", 2], [null, 1]]); // prettier-ignore
  server.clock.advanceMs(1000);
  await giveShown(commune, { officer: null, findings: await first(1) });
  expect(await codeOf(give(chief, choice, digest))).toBe("changed-meanwhile");
  expect(await owners()).toEqual(["–", "demo-commune", "–", "–", "–"]);
  expect(await codeOf(give(chief, choice, "0".repeat(64)))).toBe("changed-meanwhile");
  for (const ask of [preview(chief, { officer: "demo-chief", findings: [] }), give(chief, { officer: null, findings: [] }, digest)])
    expect(await codeOf(ask)).toBe("nothing-chosen");
});

it("takes over and gives back all of a filter, leaving what is another's", async () => {
  await giveShown(chief, { officer: "demo-chief", findings: await first(1) });
  expect(await owners()).toEqual(["demo-chief", "demo-commune", "–", "–", "–"]);
  expect(await shownFor(commune, { officer: "demo-commune" })).toMatchObject({ findings: 3, left: 2 });
  expect(await giveShown(commune, { officer: "demo-commune" })).toEqual({ given: 3, left: 2 });
  expect(await giveShown(commune, { officer: null, owner: "mine" })).toEqual({ given: 4, left: 0 });
  expect(await owners()).toEqual(["demo-chief", "–", "–", "–", "–"]);
  expect(await giveShown(chief, { officer: null })).toEqual({ given: 1, left: 4 });
  expect(await verifyFindingOwners(server.register.sql)).toEqual([]);
});

it("says how many were not given because they are resolved", async () => {
  const findings = await first(5);
  const gone = findings[4]!;
  const pins = new Map([...(await idsByPins(server.register.sql, home))].map(([pin, id]) => [id, pin]));
  server.clock.advanceMs(60_000);
  await importRoll({ [pins.get(gone.personId)!]: "H9" });
  expect(await giveShown(chief, { officer: "demo-commune", findings })).toEqual({ given: 4, left: 1 });
  expect(await owners()).toEqual(["demo-commune", "demo-commune", "demo-commune", "demo-commune"]);
  expect(await shownFor(chief, { officer: "demo-commune", findings })).toMatchObject({ findings: 0, left: 5 });
});

it("is done by commanders above for officers in charge of all, by nobody else", async () => {
  expect(await giveShown(district, { officer: "demo-chief" })).toEqual({ given: 4, left: 0 });
  expect(await giveShown(province, { officer: "thanh-liem", unit: "351" })).toEqual({ given: 5, left: 0 });
  for (const call of [district, province])
    for (const officer of ["demo-commune", "ca-liem-can"])
      expect(await codeOf(preview(call, { officer, unit: "351" })), officer).toBe("officer-not-in-charge");
  expect(await codeOf(preview(commune, { officer: "demo-chief" }))).toBe("not-permitted");
  expect(await codeOf(preview(await server.as("demo-centre"), { officer: "demo-commune" }))).toBe("not-permitted");
  for (const code of ["demo-team", "demo-auditor"]) expect((await preview(await server.as(code), { officer: code })).status).toBe(403);
  const others = await signedIn(server, { code: "phu-ly", role: "commander", scope: "347" });
  const otherChief = await signedIn(server, { code: "truong-liem-can", role: "commune-chief", scope: "13456" });
  for (const call of [others, otherChief]) {
    expect(await codeOf(preview(call, { officer: null }))).toBe("outside-scope");
    // named one by one under a unit of one's own they are not found there
    const unit = call === others ? "347" : "13456";
    expect(await shownFor(call, { officer: null, unit, findings: await first(2) })).toMatchObject({ findings: 0, left: 2 });
  }
  expect(await verifyFindingOwners(server.register.sql)).toEqual([]);
});

it("goes to one of two who take the same at once", async () => {
  await giveShown(chief, { officer: null });
  const centre = await server.as("demo-centre");
  const [mine, theirs] = [await shownFor(commune, { officer: "demo-commune" }), await shownFor(centre, { officer: "demo-centre" })];
  const answers = await Promise.all([
    codeOf(give(commune, { officer: "demo-commune" }, mine.digest)),
    codeOf(give(centre, { officer: "demo-centre" }, theirs.digest)),
  ]);
  expect(answers.toSorted()).toEqual(["changed-meanwhile", "ok"]);
  expect(new Set(await owners()).size).toBe(1);
  expect(await verifyFindingOwners(server.register.sql)).toEqual([]);
});

it("gives at most 2,000 at once, and the rest when it is done again", async () => {
  const unit = "13285";
  const pinOf = (n: number) => `035190${String(n).padStart(6, "0")}`;
  await importRows(Array.from({ length: 2050 }, (_, n) => `${pinOf(n)},Nguyễn Thị Hoa,1990-05-17,female,${unit},Thôn ${n},`));
  const { sql } = server.register;
  const ids = await idsByPins(
    sql,
    Array.from({ length: 2050 }, (_, n) => pinOf(n)),
  );
  await retrying(sql, (tx) => checkPeople(tx, server.register, [...ids.values()]));
  const call = await signedIn(server, { code: "truong-phu-ly", role: "commune-chief", scope: unit });
  const choice = { officer: "truong-phu-ly", unit };
  expect(await shownFor(call, choice)).toMatchObject({ findings: 2000, people: 2000, left: 50 });
  expect([await giveShown(call, choice), await giveShown(call, choice)]).toEqual([
    { given: 2000, left: 50 },
    { given: 50, left: 2000 },
  ]);
  expect(await verifyFindingOwners(sql)).toEqual([]);
});

it("is counted by rule and by owner, each figure as its list is, and filtered by owner", async () => {
  await giveShown(chief, { officer: null });
  server.clock.advanceMs(1000);
  await giveShown(chief, { officer: "demo-commune", findings: await first(2) });
  await giveShown(chief, { officer: "demo-chief", findings: (await first(3)).slice(2) });
  server.clock.advanceMs(3 * 86_400_000);
  // sessions have ended
  chief = await server.as("demo-chief");
  const whole = await qualityOf(chief, "");
  const ofKind = await qualityOf(chief, "&kind=no-household");
  expect(ofKind.owners?.map(({ officer, name, open, age }) => [officer, name, open, age])).toEqual([
    ["demo-commune", "Công an xã Liêm Phong (dùng thử)", 2, 3],
    ["demo-chief", "Trưởng Công an xã Liêm Phong (dùng thử)", 1, 3],
    [null, null, 1, 3],
  ]);
  expect(ofKind.rules).toEqual(whole.rules);
  const body = (more: object) => ({ body: { ...where, ...more } });
  const listed = async (more: object) => (await chief("POST", "/api/v1/quality/findings", body(more))).json() as FindingQueue;
  for (const [owner, officer] of [
    ["mine", "demo-chief"],
    ["nobody", null],
    ["officer:demo-commune", "demo-commune"],
  ] as const) {
    const { rules, owners: all } = await qualityOf(chief, `&owner=${owner}`);
    expect(all).toEqual(whole.owners);
    const list = await listed({ owner });
    expect(list.findings.map((one) => one.owner?.officer ?? null)).toEqual(list.findings.map(() => officer));
    const { open, oldest } = all?.find((one) => one.officer === officer) ?? {};
    expect([open, oldest]).toEqual([list.total, list.findings.map(({ foundAt }) => foundAt).toSorted()[0]]);
    for (const { kind, open: n } of rules ?? []) expect((await listed({ owner, kind })).total, `${owner} ${kind}`).toBe(n);
    expect((rules ?? []).reduce((sum, rule) => sum + rule.open, 0)).toBe(open);
  }
  expect((await qualityOf(await server.as("demo-auditor"), "")).owners).toBeNull();
  for (const owner of ["theirs", "officer:", "officer:A B"])
    expect((await chief("GET", `/api/v1/quality?unit=13450&asOf=2023-04-22&owner=${encodeURIComponent(owner)}`)).status).toBe(400);
});
