import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { Refused } from "./output.ts";
import { makeFolder, outputFile, outputFolder, presentFile, presentFolder } from "./paths.ts";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-paths-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
writeFileSync(at("file"), "kept");
mkdirSync(at("dir"));
/** A folder in which nobody can make another, where the system has one. */
const nowhere = existsSync("/proc/self") ? "/proc/x" : at("file/x");

const main = fileURLToPath(new URL("main.ts", import.meta.url));
type Ran = { code: number | null; err: string };
const run = (args: string[], home = at("home")): Promise<Ran> =>
  new Promise((done) => {
    const env = { ...process.env, DINHDANH_DATA: home, DATABASE_URL: "" };
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "ignore", "pipe"], timeout: 60_000 });
    let err = "";
    child.stderr.on("data", (text) => (err += String(text)));
    child.on("close", (code) => done({ code, err }));
  });

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
  return "taken";
}

it("makes folders, and says what stands in the way of one", () => {
  expect([refusalOf(() => outputFolder(at("new/deep"))), readdirSync(at("new/deep"))]).toEqual(["taken", []]);
  expect(refusalOf(() => outputFolder(at("dir")))).toBe("taken");
  for (const path of [at("file"), at("file/x")]) expect(refusalOf(() => outputFolder(path))).toBe("output-not-folder");
  // an ending of its own is what this is about
  expect(refusalOf(() => makeFolder(nowhere))).toMatch(/^output-/);
});

it("says what stands in the way of a file", () => {
  expect([refusalOf(() => outputFile(at("dir/result"))), readdirSync(at("dir"))]).toEqual(["taken", []]);
  expect(refusalOf(() => outputFile(at("dir")))).toBe("output-not-file");
  for (const path of [at("none/result"), at("file/result")]) expect(refusalOf(() => outputFile(path))).toBe("output-no-folder");
  expect(refusalOf(() => outputFile(at("dir/../file"), { inputs: [at("file")] }))).toBe("output-is-input");
  expect([refusalOf(() => presentFile(at("dir"))), refusalOf(() => presentFile(at("none")))]).toEqual(["input-not-file", "missing-input"]);
  expect([refusalOf(() => presentFolder(at("file"))), refusalOf(() => presentFolder(at("file/x")))]).toEqual([
    "input-not-folder",
    "missing-input",
  ]);
});

it.each<[string, string[], RegExp]>([
  [
    "a file for a folder of records",
    ["simulate", "records", "--count", "100", "--out", at("file")],
    /^A file stands where a folder is wanted\. /,
  ],
  [
    "a file for a province",
    ["simulate", "--province", "35", "--eligible", "900", "--on", "2023-04-22", "--out", at("file")],
    /^A file stands/,
  ],
  ["a file for a ledger", ["ledger", "export", at("file")], /^A file stands/],
  ["a folder that cannot be made", ["ledger", "export", nowhere], /\. Name a /],
  ["a file for an exported ledger", ["ledger", "verify", at("file")], /^A file stands/],
  ["a file for a PKI", ["pki", "init", "--dir", at("file")], /^A file stands/],
  ["a folder for the machine's results", ["machine", "run", "--in", at("file"), "--out", at("dir")], /^What stands there is no file/],
  ["the machine file for its results", ["machine", "run", "--in", at("file"), "--out", at("file")], /overwrite what is read/],
  ["a folder for rejected rows", ["import", "roll", at("file"), "--rejects", at("dir")], /^What stands there is no file/],
  ["the roll for its rejected rows", ["import", "roll", at("file"), "--rejects", at("file")], /overwrite what is read/],
  ["a folder for areas", ["areas", "export", at("dir")], /^What stands there is no file/],
  ["a folder for a scan", ["mrz", "parse", "--file", at("dir")], /^A folder stands where a file is wanted/],
])("refuses %s, in words", { timeout: 70_000 }, async (_, args, said) => {
  expect(await run(args)).toMatchObject({ code: 2, err: expect.stringMatching(said) });
  expect([readFileSync(at("file"), "utf8"), readdirSync(at("dir"))]).toEqual(["kept", []]);
});

it("refuses a home that cannot be made", { timeout: 70_000 }, async () => {
  expect(await run(["ledger", "seal"], nowhere)).toMatchObject({ code: 2, err: expect.stringContaining("DINHDANH_DATA") });
});
