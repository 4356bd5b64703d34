import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openScorer, parseModel } from "@dinhdanh/linkage";
import { vietnameseForms } from "@dinhdanh/vietnamese";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-link-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const at = (name: string) => join(folder, name);

type Ran = { code: number | null; out: string; err: string };

const run = (...args: string[]): Promise<Ran> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => (out += String(text)));
    child.stderr.on("data", (text) => (err += String(text)));
    child.on("close", (code) => done({ code, out, err }));
  });
const json = ({ out }: Ran) => JSON.parse(out) as unknown;
const lines = (name: string) => readFileSync(at(name), "utf8").trimEnd().split("\n");

type Quality = { precision: number; recall: number; f1: number };
type Judged = { given: Quality; best: Quality; clusters: Quality; calibrationError: number; truePairs: number };

beforeAll(async () => {
  await run("simulate", "records", "--count", "5000", "--seed", "3", "--out", folder);
  await run("link", "train", at("records.csv"), "--out", at("model.json"));
}, 120_000);

it("finds the records of one person without labels, and says how sure it is", { timeout: 120_000 }, async () => {
  const paths = ["--out", at("pairs.csv"), "--clusters", at("clusters.csv"), "--explain", at("why.ndjson")];
  const found = await run("link", "dedupe", at("records.csv"), "--model", at("model.json"), ...paths, "--json");
  expect(found.code, found.err).toBe(0);
  expect(json(found)).toMatchObject({ records: 5000, setAside: 0, skippedBlocks: [] });
  const judged = json(await run("link", "evaluate", at("pairs.csv"), "--truth", at("truth.csv"), "--json")) as Judged;
  expect(judged.given.f1).toBeGreaterThan(0.98);
  expect(judged.clusters.f1).toBeGreaterThan(0.98);
  expect(judged.calibrationError).toBeLessThan(0.01);
  expect(lines("clusters.csv").length).toBe(5001);
  for (const line of lines("why.ndjson").slice(0, 200)) {
    const why = JSON.parse(line) as { total: number; prior: number; dependence: number; steps: { weight: number; frequency: number }[] };
    const sum = why.steps.reduce((total, { weight, frequency }) => total + weight + frequency, why.prior + why.dependence);
    expect(sum).toBeCloseTo(why.total, 3);
  }
  // without a model, one is made up from the columns and trained at once, to the same result
  const alone = await run("link", "dedupe", at("records.csv"), "--out", at("alone.csv"), "--json");
  expect(alone.code).toBe(0);
  const again = json(await run("link", "evaluate", at("alone.csv"), "--truth", at("truth.csv"), "--json")) as Judged;
  expect(again.given.f1).toBeCloseTo(judged.given.f1, 2);
});

it("says which numbers of a model training does not keep, and keeps none", { timeout: 120_000 }, async () => {
  const { prior, ...trained } = JSON.parse(readFileSync(at("model.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(at("no-prior.json"), JSON.stringify(trained));
  const dedupe = (model: string, out: string) => run("link", "dedupe", at("records.csv"), "--model", at(model), "--out", at(out), "--json");
  const warned = await dedupe("no-prior.json", "anew.csv");
  expect(warned.err).toMatch(/did not keep of the model: dependence; frequencies; m and u of \w+, [^;]+\. To score/);
  expect(json(warned)).toMatchObject({ training: { overwritten: expect.arrayContaining(["dependence", "frequencies"]) } });
  const kept = await dedupe("model.json", "kept.csv");
  expect([prior !== undefined, kept.err.includes("did not keep"), json(kept)]).toMatchObject([true, false, { records: 5000 }]);
  const pairsIn = (name: string) =>
    lines(name)
      .slice(1)
      .map((line) => line.split(",").slice(0, 2).join(" "));
  expect(pairsIn("anew.csv")).toEqual(pairsIn("kept.csv"));
});

it("joins two files of other columns by the model of one", { timeout: 120_000 }, async () => {
  const [header = "", ...rows] = lines("records.csv");
  writeFileSync(at("a.csv"), [header, ...rows.filter((_, n) => n % 2 === 0)].join("\n"));
  const renamed = header.replace("fullName", "Họ tên").replace("birthDate", "Sinh ngày");
  writeFileSync(at("b.csv"), [renamed, ...rows.filter((_, n) => n % 2 === 1)].join("\n"));
  const map = ["--map", "Họ tên=fullName", "--map", "Sinh ngày=birthDate"];
  const missing = await run("link", "join", at("a.csv"), at("b.csv"), "--model", at("model.json"), "--out", at("join.csv"));
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("fullName, birthDate") });
  expect(existsSync(at("join.csv"))).toBe(false);
  const joined = await run(
    "link",
    "join",
    at("a.csv"),
    at("b.csv"),
    "--model",
    at("model.json"),
    ...map,
    "--out",
    at("join.csv"),
    "--json",
  );
  expect(joined.code, joined.err).toBe(0);
  const entityOf = new Map(lines("truth.csv").map((line) => line.split(",") as [string, string]));
  const pairs = lines("join.csv")
    .slice(1)
    .map((line) => line.split(","));
  const right = pairs.filter(([a = "", b = ""]) => entityOf.get(a) === entityOf.get(b)).length;
  expect(right / pairs.length).toBeGreaterThan(0.97);
  expect(pairs.every(([a = "", b = ""]) => Number(a.slice(1)) % 2 === 1 && Number(b.slice(1)) % 2 === 0)).toBe(true);
  const judge = ["link", "evaluate", at("join.csv"), "--truth", at("truth.csv"), "--json"];
  const alone = json(await run(...judge)) as Judged;
  const between = json(await run(...judge, "--between", at("a.csv"), at("b.csv"), "--id", "recordId")) as Judged;
  expect(between.truePairs).toBeLessThan(alone.truePairs);
  expect([between.given.precision, between.given.f1 > 0.97]).toEqual([alone.given.precision, true]);
  expect(alone.given.recall).toBeLessThan(0.8);
});

it("sets ragged rows aside in a file, and refuses what cannot work before it writes anything", { timeout: 120_000 }, async () => {
  const [header = "", ...rows] = lines("records.csv");
  writeFileSync(at("ragged.csv"), [header, ...rows.slice(0, 800), "x1,too,few", rows[900], `${rows[901]},too,many`].join("\n"));
  const done = await run("link", "dedupe", at("ragged.csv"), "--model", at("model.json"), "--out", at("ragged-pairs.csv"), "--json");
  expect([done.code, json(done)]).toMatchObject([0, { setAside: 2 }]);
  expect(lines("ragged-pairs.csv.rejects.csv").map((line) => line.split(",").slice(1, 3).join(" "))).toEqual([
    "_row _reason",
    "802 too-few-cells",
    "804 too-many-cells",
  ]);
  const model = JSON.parse(readFileSync(at("model.json"), "utf8")) as { comparisons: { levels: { m: number }[] }[] };
  model.comparisons[0]!.levels[0]!.m = 0.1;
  writeFileSync(at("spoilt.json"), JSON.stringify(model));
  const spoilt = await run("link", "dedupe", at("records.csv"), "--model", at("spoilt.json"), "--out", at("none.csv"));
  expect(spoilt).toMatchObject({ code: 2, err: expect.stringContaining("do not sum to 1") });
  writeFileSync(at("stones.csv"), "weight,colour\n1,red\n2,blue\n");
  const stones = await run("link", "dedupe", at("stones.csv"), "--out", at("none.csv"));
  expect(stones).toMatchObject({ code: 2, err: expect.stringContaining("docs/file-formats.md") });
  expect((await run("link", "dedupe", at("records.csv"))).code).toBe(2);
  expect((await run("link", "dedupe", at("records.csv"), "--out", at("none.csv"), "--threshold", "2")).code).toBe(2);
  expect((await run("link", "evaluate", at("nowhere.csv"), "--truth", at("truth.csv"))).code).toBe(2);
  expect(existsSync(at("none.csv"))).toBe(false);
});

it.each<[string, string[], string]>([
  ["a result over what is read", ["dedupe", "records.csv", "--out", "records.csv"], "cannot be written"],
  ["two results in one file", ["dedupe", "records.csv", "--out", "x.csv", "--clusters", "x.csv"], "cannot be written"],
  ["a folder that is not there", ["dedupe", "records.csv", "--out", "nowhere/x.csv"], "no such folder"],
  ["a folder for a model", ["dedupe", "records.csv", "--model", ".", "--out", "x.csv"], "no such file"],
  ["a column to map that is not there", ["dedupe", "records.csv", "--map", "Tên=fullName", "--out", "x.csv"], "column: Tên"],
  ["a second file without records", ["join", "records.csv", "empty.csv", "--model", "model.json", "--out", "x.csv"], "empty.csv"],
  ["a first file without records", ["join", "empty.csv", "records.csv", "--model", "model.json", "--out", "x.csv"], "empty.csv"],
  ["records that are all alike", ["dedupe", "alike.csv", "--out", "x.csv"], "look alike"],
  [
    "one file to judge between",
    ["evaluate", "some.csv", "--truth", "truth.csv", "--between", "a.csv", "--id", "recordId"],
    "--between A.csv",
  ],
  ["ids without files to judge between", ["evaluate", "some.csv", "--truth", "truth.csv", "--id", "recordId"], "--between A.csv"],
  [
    "ids that stand in both files",
    ["evaluate", "some.csv", "--truth", "truth.csv", "--between", "records.csv", "records.csv", "--id", "recordId"],
    "stands in both files",
  ],
  [
    "pairs of other files",
    ["evaluate", "some.csv", "--truth", "truth.csv", "--between", "records.csv", "empty.csv", "--id", "recordId"],
    "stands in neither file",
  ],
  ["the truth of other records", ["evaluate", "some.csv", "--truth", "truth.csv"], "does not know a record"],
])("refuses %s by name, and writes nothing", { timeout: 180_000 }, async (_, [command = "", ...args], said) => {
  const header = lines("records.csv")[0] ?? "";
  writeFileSync(at("empty.csv"), `${header}\n`);
  writeFileSync(at("alike.csv"), ["name,dob", ...Array.from({ length: 20 }, () => "Nguyễn Văn La,1990-01-02")].join("\n"));
  writeFileSync(at("some.csv"), "id_a,id_b,probability\nz1,z2,0.9\n");
  const before = readFileSync(at("records.csv"), "utf8");
  const paths = args.map((arg) => (/^\.$|[./]\w+$/.test(arg) ? at(arg) : arg));
  const refused = await run("link", command, ...paths);
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(said) });
  expect([existsSync(at("x.csv")), readFileSync(at("records.csv"), "utf8") === before]).toEqual([false, true]);
});

it("knows less from fewer columns, and says so", { timeout: 120_000 }, async () => {
  const [header = "", ...rows] = lines("records.csv");
  const kept = ["recordId", "fullName", "birthDate", "sex", "permanentUnit"].map((column) => header.split(",").indexOf(column));
  // what stands before these columns holds no quotes; the unit stands before the address
  const few = rows.map((row) => kept.map((place) => row.split(",")[place]).join(","));
  writeFileSync(at("few.csv"), ["Mã bản ghi,Họ và tên,Ngày sinh,Giới tính,Nơi thường trú", ...few].join("\n"));
  expect((await run("link", "dedupe", at("few.csv"), "--out", at("few-pairs.csv"))).code).toBe(0);
  const judged = json(await run("link", "evaluate", at("few-pairs.csv"), "--truth", at("truth.csv"), "--json")) as Judged;
  expect(judged.given.f1).toBeGreaterThan(0.9);
  expect(judged.calibrationError).toBeLessThan(0.1);
});

it("finds nobody twice in a roll without duplicates, however alike brothers and sisters are", { timeout: 120_000 }, async () => {
  await run("simulate", "province", "--province", "35", "--eligible", "4000", "--on", "2023-04-22", "--out", at("roll"));
  expect((await run("link", "dedupe", at("roll/roll.csv"), "--out", at("roll-pairs.csv"))).code).toBe(0);
  const sure = lines("roll-pairs.csv")
    .slice(1)
    .filter((line) => Number(line.split(",")[2]) >= 0.5);
  expect(sure.length).toBeLessThan(3);
});

it("scores one record against candidates by the same model", () => {
  const [header = "", ...rows] = lines("records.csv");
  const columns = header.split(",");
  const plain = rows.filter((row) => !row.includes('"')).slice(0, 101);
  const [record = {}, ...candidates] = plain.map((row) =>
    Object.fromEntries(row.split(",").map((cell, place) => [columns[place] ?? "", cell])),
  );
  const score = openScorer(parseModel(readFileSync(at("model.json"), "utf8")), vietnameseForms);
  const [same, ...others] = score(record, [{ ...record, fullName: "NGUYEN VAN LA", phone: "" }, record, ...candidates]);
  expect(others[0]!.probability).toBeGreaterThan(0.999);
  expect(same!.total).toBeLessThan(others[0]!.total);
  expect(others.slice(1).filter(({ probability }) => probability > 0.5).length).toBeLessThan(3);
  for (let warm = 0; warm < 20; warm += 1) score(record, candidates);
  const began = performance.now();
  for (let turn = 0; turn < 20; turn += 1) score(record, candidates);
  // a few ms are meant; other work on the machine may stand in the way
  expect((performance.now() - began) / 20).toBeLessThan(30);
});

it("still simulates a province when no other is named", { timeout: 180_000 }, async () => {
  const made = await run("simulate", "--province", "35", "--eligible", "1500", "--on", "2023-04-22", "--out", at("province"), "--json");
  expect(made.code, made.err).toBe(0);
  expect(json(made)).toMatchObject({ eligible: 1500 });
  const nowhere = await run("simulate", "--province", "99", "--eligible", "1500", "--on", "2023-04-22", "--out", at("nowhere"));
  expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining("no province of 2023 has this code")]);
});
