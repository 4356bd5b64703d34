import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import type { Collected, Coverage, PersonView, Remaining } from "@dinhdanh/campaign/contract";
import type { AreaView } from "@dinhdanh/dossiers/contract";
import { openPool, startEmbedded } from "@dinhdanh/postgres";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Home, openHome } from "./command.ts";

type Report = {
  read: number;
  accepted: number;
  acceptedWithFindings: number;
  rejected: number;
  unchanged: number;
  rejectsFile: string | null;
};
type Simulated = { people: number; acts: number; faultyRows: number };
type Verified = { agree: boolean; people: number; acts: number; differences: unknown[] };

const day = "2023-04-22";
const sumOf = ({ accepted, acceptedWithFindings, rejected, unchanged }: Report) => accepted + acceptedWithFindings + rejected + unchanged;

let home: Home;
let simulated: Simulated;
let roll: Report;
let acts: Report;

beforeAll(async () => {
  home = openHome();
  simulated = await home.json("simulate", "--province", "35", "--eligible", "3000", "--on", day, "--seed", "1", "--out", "ha-nam");
  roll = await home.json("import", "roll", "ha-nam/roll.csv");
  acts = await home.json("import", "acts", "ha-nam/acts.csv");
  await home.json("campaign", "open", "ha-nam/campaign.json");
});
afterAll(async () => home?.close());

it("accounts for every row of the simulated files", () => {
  expect([roll.read, sumOf(roll)]).toEqual([simulated.people, simulated.people]);
  expect(roll.rejected).toBe(simulated.faultyRows);
  const rejects = readFileSync(join(home.folder, roll.rejectsFile!), "utf8");
  expect(rejects.trimEnd().split("\r\n").length).toBe(roll.rejected + 1);
  expect(acts).toEqual({
    read: simulated.acts,
    accepted: simulated.acts,
    acceptedWithFindings: 0,
    rejected: 0,
    unchanged: 0,
    rejectsFile: null,
  });
});

it("prints coverage with the keys that others rely on", async () => {
  const coverage = await home.json<Coverage>("coverage", "--unit", "35", "--as-of", day);
  const promised = ["unit", "name", "asOf", "target", "measures", "gross", "net", "unitsComplete", "completedOn", "rank", "children"];
  const ours = [
    "level",
    "done",
    "remaining",
    "excludedByReason",
    "forecast",
    "deadlines",
    "last30Days",
    "borders",
    "campaign",
    "roll",
    "unitsWithRoll",
  ];
  expect(Object.keys(coverage).toSorted()).toEqual([...promised, ...ours].toSorted());
  const measures = [
    "eligible",
    "collected",
    "approved",
    "printed",
    "handedOver",
    "eidRequested",
    "eidApproved",
    "eidActivated",
    "archiveDigitised",
  ];
  expect(Object.keys(coverage.measures).toSorted()).toEqual([...measures, "excluded", "away"].toSorted());
  expect(coverage).toMatchObject({
    ...{ unit: "35", name: "Tỉnh Hà Nam", asOf: day, target: 3000, gross: 1, net: 1, completedOn: day, rank: 1 },
    unitsComplete: { commune: { done: 109, of: 109 }, district: { done: 6, of: 6 } },
  });
  expect(coverage.children.map(({ unit }) => unit)).toEqual(["347", "349", "350", "351", "352", "353"]);
  const march = await home.json<Coverage>("coverage", "--unit", "35", "--as-of", "2023-03-31");
  expect(march.children.reduce((sum, { measures: { collected } }) => sum + collected, 0)).toBe(march.measures.collected);
  const pupils = await home.json<Coverage>("coverage", "--unit", "35", "--as-of", day, "--born", "2004-2008");
  expect(pupils.target).toBeGreaterThan(0);
  expect(pupils.target).toBeLessThan(1000);
});

it("changes nothing when the same files come again", async () => {
  const again = await home.json<Report>("import", "roll", "ha-nam/roll.csv");
  expect(again).toEqual({ ...roll, accepted: 0, acceptedWithFindings: 0, unchanged: roll.accepted + roll.acceptedWithFindings });
  expect(await home.json<Report>("import", "acts", "ha-nam/acts.csv")).toEqual({ ...acts, accepted: 0, unchanged: acts.read });
  const verified = await home.json<Verified>("verify");
  expect(verified).toEqual({ agree: true, people: roll.read - roll.rejected, acts: expect.any(Number), differences: [] });
});

it("prints a person, the remaining list and what teams collected", async () => {
  const [head = "", ...lines] = readFileSync(join(home.folder, "ha-nam/roll.csv"), "utf8").trimEnd().split(/\r?\n/);
  const at = head.replace("\uFEFF", "").split(",").indexOf("pin");
  const pin = lines.map((line) => line.split(",")[at]!).find((cell) => /^035\d{9}$/.test(cell))!;
  const person = await home.json<PersonView>("person", pin);
  expect(person).toMatchObject({ facts: { pin }, findings: expect.any(Array), standing: expect.any(Array) });
  expect(person.acts.map(({ kind }) => kind)).toContain("person.registered");
  expect(person.reads[0]).toMatchObject({ officer: "system", view: "person" });
  const unknown = await home.run(["person", "035999999999", "--json"]);
  expect([unknown.code, unknown.out]).toEqual([2, ""]);
  expect(unknown.err).not.toContain("035999999999");
  const remaining = await home.json<Remaining & { groups: { people: unknown[] }[] }>("remaining", "--unit", "351", "--as-of", "2023-02-28");
  expect(remaining.total).toBeGreaterThan(0);
  for (const { count, people } of remaining.groups) expect(people.length).toBe(count);
  const collected = await home.json<Collected>("collected", "--unit", "35", "--from", "2023-04-06", "--to", "2023-04-08", "--by", "team");
  expect(collected.by.reduce((sum, team) => sum + team.collected, 0)).toBe(collected.total);
  expect(collected.total).toBeGreaterThan(0);
});

it("proves its ledger with nothing but the exported files", async () => {
  expect((await home.run(["ledger", "seal"])).code).toBe(0);
  expect((await home.run(["ledger", "export", "ledger"])).code).toBe(0);
  const proof = await home.json<{ genuine: boolean; acts: number; faults: string[] }>("ledger", "verify", "ledger");
  expect(proof).toMatchObject({ genuine: true, faults: [] });
  const file = join(home.folder, "ledger", "acts.ndjson");
  const lines = readFileSync(file, "utf8").split("\n");
  expect(proof.acts).toBeGreaterThanOrEqual(simulated.acts);
  const chosen = lines.findIndex((line) => line.includes("dossier.collected"));
  writeFileSync(file, lines.with(chosen, lines[chosen]!.replace("dossier.collected", "dossier.approved")).join("\n"));
  const tampered = await home.run(["ledger", "verify", "ledger", "--json"]);
  expect([tampered.code, JSON.parse(tampered.out)["genuine"]]).toEqual([1, false]);
  writeFileSync(file, lines.toSpliced(chosen, 1).join("\n"));
  expect((await home.run(["ledger", "verify", "ledger"])).code).toBe(1);
});

it("adds an officer whose password comes by standard input, and refuses a weak one", async () => {
  const add = (code: string, password: string) =>
    home.run(["staff", "add", "--code", code, "--name", "Chỉ huy", "--role", "commander", "--scope", "35", "--json"], `${password}\n`);
  const added = await add("chi-huy", "mật khẩu thật là dài");
  expect([added.code, JSON.parse(added.out)]).toEqual([0, expect.objectContaining({ code: "chi-huy", role: "commander", scope: "35" })]);
  expect(added.out + added.err).not.toContain("mật khẩu thật");
  expect((await add("chi-huy", "mật khẩu thật là dài")).code).toBe(2);
  expect((await add("chi-huy-2", "ngắn")).code).toBe(2);
  expect(await home.json("staff", "list")).toEqual([expect.objectContaining({ code: "chi-huy" })]);
});

it("serves the page beside the commands, without demo officers, until Ctrl+C", async () => {
  const serving = home.begin(["serve", "--port", "0"]);
  try {
    const url = await vi.waitFor(() => /is ready: (http:\S+)/.exec(serving.said())![1]!, { timeout: 120_000, interval: 50 });
    const signIn = (path: string, body: object) =>
      fetch(`${url}/api/v1/session${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect((await signIn("/demo", { code: "demo-province" })).status).toBe(404);
    const entered = await signIn("", { code: "chi-huy", password: "mật khẩu thật là dài" });
    expect([entered.status, await entered.json()]).toEqual([200, expect.objectContaining({ code: "chi-huy", scopeName: "Tỉnh Hà Nam" })]);
    const cookie = entered.headers.get("set-cookie")!.split(";")[0]!;
    const answer = await fetch(`${url}/api/v1/coverage?unit=35&asOf=${day}`, { headers: { cookie } });
    expect(await answer.json()).toEqual(await home.json("coverage", "--unit", "35", "--as-of", day));
  } finally {
    serving.stop();
  }
  expect((await serving.ended).code).toBe(0);
});

it("lets two commands share the embedded database", async () => {
  const coverage = () => home.json<Coverage>("coverage", "--unit", "35", "--as-of", day);
  const [one, other, list] = await Promise.all([coverage(), coverage(), home.json("campaign", "list")]);
  expect(one).toEqual(other);
  expect(list).toHaveLength(1);
});

it("states areas of units from a file, shows the limits that follow, and writes them out again", async () => {
  writeFileSync(join(home.folder, "areas.csv"), "unit,area,validFrom\n351,remote,2023-01-01\n");
  expect(await home.json("areas", "import", "areas.csv", "--preview")).toMatchObject({ added: 1, written: false });
  expect(await home.json("areas", "import", "areas.csv")).toEqual({
    read: 1,
    added: 1,
    changed: 0,
    removed: 0,
    unchanged: 0,
    written: true,
  });
  const listed = await home.json<AreaView>("areas", "list", "--unit", "351", "--as-of", day);
  expect(listed.unit).toMatchObject({ code: "351", area: "remote", stated: { area: "remote", by: "system" } });
  expect(listed.below.find(({ code }) => code === "13450")).toMatchObject({ area: "remote", from: { code: "351" } });
  const { out } = await home.run(["areas", "export"]);
  expect(out).toBe('unit,area,validFrom,name\n351,remote,1976-01-01,"Huyện Thanh Liêm"\n');
  writeFileSync(join(home.folder, "areas.csv"), "unit,area\n351,cao nguyên\n35x,urban\n");
  const refused = await home.run(["areas", "import", "areas.csv"]);
  expect([refused.code, refused.err]).toEqual([
    2,
    expect.stringMatching(/row 2, area: The area must be[^]*row 3, unit: The code must have/),
  ]);
});

it("says what was wrong in how it was called", async () => {
  const missing = await home.run(["import", "roll", "nowhere.csv"]);
  expect([missing.code, missing.err.trim()]).toEqual([2, "There is no file nowhere.csv."]);
  writeFileSync(join(home.folder, "odd.csv"), "Họ và tên,Màu mắt\nNguyễn Văn Thử,nâu\n");
  const odd = await home.run(["import", "roll", "odd.csv"]);
  expect([odd.code, odd.err]).toEqual([2, expect.stringContaining("Màu mắt")]);
  writeFileSync(join(home.folder, "book.xlsx"), Buffer.from("PK\u0003\u0004…", "latin1"));
  writeFileSync(join(home.folder, "units.csv"), "code,name,level,parent,validFrom,mayor\n");
  const wrong: [command: string, said: RegExp][] = [
    ["import roll book.xlsx", /Excel workbook.*save it as CSV/],
    ["import roll odd.csv --units-on 9999-12-31", /lies after today.*Nothing was written/],
    ["import units book.xlsx", /Excel workbook.*save it as CSV/],
    ["import units units.csv", /^A column is not known: mayor\. Nothing was written\./],
    ["link dedupe book.xlsx --out pairs.csv", /Excel workbook.*save it as CSV/],
    ["coverage --unit 35 --as-of 22/4/2023", /yyyy-mm-dd/],
    ["coverage --unit 35 --born 2008-2004", /earlier year first/],
    ["collected --unit 35 --from 2023-04-08 --to 2023-04-06", /Swap the two days/],
    ["remaining --unit 99999", /No unit bears this code/],
    ["person 035", /12 digits/],
    ["ledger verify nowhere", /no such file.*nowhere/],
    ["serve --port 99999", /whole number from 0 to 65535/],
  ];
  for (const [command, said] of wrong)
    expect({ command, ...(await home.run(command.split(" "))) }).toMatchObject({ command, code: 2, err: expect.stringMatching(said) });
});

it("reads a unit that is no more as of its last day, where no day is named", async () => {
  expect(await home.json("quality", "--unit", "35")).toMatchObject({ asOf: "2025-06-30" });
});

it("does not load anything for a port that is taken", async () => {
  const other = createServer();
  const port = await new Promise<number>((done) => other.listen(0, "127.0.0.1", () => done((other.address() as AddressInfo).port)));
  const refused = await home.run(["serve", "--demo", "--port", String(port)]);
  expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/^Another program listens on this port/)]);
  other.close();
});

it("leaves a database alone that a newer version has brought up to date, and says so", async () => {
  const server = await startEmbedded(join(home.folder, "data"));
  const sql = openPool(server.url, { max: 1 });
  try {
    await sql`INSERT INTO public.migration (schema_name, file) VALUES ('progress', '9999-of-tomorrow.sql')`;
    const { code, out, err } = await home.run(["person", "035090000001", "--json"]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("newer version of this program");
    await sql`DELETE FROM public.migration WHERE file = '9999-of-tomorrow.sql'`;
  } finally {
    await sql.end();
    await server.release();
  }
});
