import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-card-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = fileURLToPath(new URL("../main.ts", import.meta.url));

type Ran = { code: number | null; out: string; err: string };

const run = (args: string[], input: string | Buffer = ""): Promise<Ran> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => (out += String(text)));
    child.stderr.on("data", (text) => (err += String(text)));
    child.on("close", (code) => done({ code, out, err }));
    child.stdin.end(input);
  });
const json = ({ out }: Ran) => JSON.parse(out) as Record<string, unknown>;

const frame = [0xff, 0xc0, 0x00, 0x0b, 8, 0, 120, 0, 90, 1, 1, 0x11, 0];
const scan = [0xff, 0xda, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0x34];
const line = (n: number) => ({
  ...{
    serial: `VN00000${n}`,
    pin: `03519000001${n}`,
    oldPin: "168000018",
    fullName: "Nguyễn Thị Ví Dụ",
    birthDate: "2020-03-15",
    sex: "Nữ",
  },
  ...{ nationality: "Việt Nam", ethnicity: "Kinh", religion: "Không", origin: "Hà Nam", residence: "Yên Thống, Hà Nam", features: "" },
  ...{ issuedOn: "2023-04-22", father: "Nguyễn Văn Cha", mother: "Trần Thị Mẹ", portrait: "portrait.jpg" },
});

const at = (name: string) => join(folder, name);
const personalise = ["card", "personalise", "--input", at("cards.ndjson"), "--pki", at("pki"), "--out", at("out"), "--json"];
const verify = (card: string, csca = at("pki/csca.pem")) => run(["card", "verify", card, "--csca", csca, "--json"]);

beforeAll(async () => {
  for (const name of ["pki", "stranger"]) await run(["pki", "init", "--dir", at(name), "--unprotected"]);
  await run(["pki", "issue-signer", "--dir", at("pki")]);
  writeFileSync(at("portrait.jpg"), Buffer.from([0xff, 0xd8, ...frame, ...scan, 0xff, 0xd9]));
  writeFileSync(at("cards.ndjson"), [1, 2, 3].map((n) => `${JSON.stringify(line(n))}\n`).join(""));
}, 60_000);

it("personalises a file, says which lines were refused, and goes on where it was", { timeout: 180_000 }, async () => {
  const made = await run(personalise);
  expect(made).toMatchObject({ code: 0, err: "" });
  expect(json(made)).toMatchObject({ cards: 3, made: 3, refused: [] });
  expect(readdirSync(at("out"))).toEqual(["VN000001", "VN000002", "VN000003"]);
  writeFileSync(at("cards.ndjson"), `${readFileSync(at("cards.ndjson"), "utf8")}${JSON.stringify({ ...line(4), portrait: "none.jpg" })}\n`);
  const again = await run(personalise);
  expect(again.code).toBe(1);
  expect(json(again)).toMatchObject({ made: 0, unchanged: 3, refused: [{ line: 4, code: "portrait-not-found" }] });
  const lost = await run(["card", "personalise", "--input", at("none"), "--pki", at("pki"), "--out", at("out")]);
  expect(lost).toMatchObject({ code: 2, err: expect.stringContaining("There is no such file") });
});

it("tells genuine, altered and unknown signers apart by exit code", { timeout: 180_000 }, async () => {
  const genuine = await verify(at("out/VN000001"));
  expect([genuine.code, json(genuine)["verdict"]]).toEqual([0, "genuine"]);
  cpSync(at("out/VN000001"), at("forged"), { recursive: true });
  cpSync(at("out/VN000002/EF_DG13.bin"), at("forged/EF_DG13.bin"));
  const forged = await verify(at("forged"));
  expect([forged.code, json(forged)]).toMatchObject([1, { verdict: "altered", findings: ["EF.DG13:hash-differs"] }]);
  const stranger = await verify(at("out/VN000001"), at("stranger/csca.pem"));
  expect([stranger.code, json(stranger)["verdict"]]).toEqual([3, "unknown-signer"]);
  const late = await run(["card", "verify", at("out/VN000001"), "--csca", at("pki/csca.pem"), "--at", "2046-01-01"]);
  expect(late.code).toBe(5);
  expect((await verify(folder)).code).toBe(2);
  expect((await run(["card", "verify", at("out/VN000001")])).code).toBe(2);
  expect((await run(["card", "--help"])).code).toBe(0);
});

it("reads QR and MRZ from an argument, a file or a pipe", { timeout: 180_000 }, async () => {
  const qr = readFileSync(at("out/VN000001/qr.txt"), "utf8");
  const expected = { number: "035190000011", fullName: "Nguyễn Thị Ví Dụ", notes: [] };
  expect(json(await run(["qr", "parse", qr, "--json"]))).toMatchObject(expected);
  expect(json(await run(["qr", "parse", "--file", at("out/VN000001/qr.txt"), "--json"]))).toMatchObject(expected);
  const noisy = Buffer.from(`${qr}|more\0\r\n`);
  expect(json(await run(["qr", "parse", "--json"], noisy))).toMatchObject({
    ...expected,
    notes: ["nul-bytes", "extra-fields"],
    extra: ["more"],
  });
  const refused = await run(["qr", "parse", "1|2", "--json"]);
  expect([refused.code, json(refused)["error"]]).toEqual([1, "qr-too-few-fields"]);
  const mrz = readFileSync(at("out/VN000001/mrz.txt"), "utf8");
  expect(json(await run(["mrz", "parse", "--json"], mrz))).toMatchObject({ format: "TD1-VNM", optional1: "035190000011", sex: "F" });
  const cut = mrz.trim().split("\n");
  const short = await run(["mrz", "parse", [cut[0], cut[1]?.slice(0, 29), cut[2]].join("\n"), "--json"]);
  expect(json(short)).toMatchObject({
    ...{
      error: "mrz-length",
      message: "line 2 has 29 characters, 1 missing: it ends after position 29; an MRZ has 3 lines of 30 characters",
    },
  });
  const long = await run(["mrz", "parse", `${cut[0]}\n${cut[1]}<<\n${cut[2]}`, "--json"]);
  expect(json(long)["message"]).toMatch(/^line 2 has 32 characters, 2 too many: from position 31 on;/);
  expect(json(await run(["mrz", "parse", "I<UTO", "--json"]))["message"]).toBe(
    "5 characters in one line: an MRZ has 3 lines of 30 characters, 90 together",
  );
  const wrong = await run(["mrz", "parse", mrz.replace("F", "X"), "--json"]);
  expect([wrong.code, json(wrong)["error"]]).toEqual([1, "sex"]);
});

it("tells refusals in JSON where JSON was asked for", { timeout: 180_000 }, async () => {
  const lost = await run(["mrz", "parse", "--file", at("none"), "--json"]);
  expect([lost.code, lost.out, JSON.parse(lost.err)]).toMatchObject([
    2,
    "",
    { error: { code: "missing-input", details: { file: at("none") } } },
  ]);
  const words = await run(["mrz", "parse", "--file", at("none")]);
  expect(words.err).toMatch(/^There is no such file/);
});

it("refuses a port that is taken, and says what to do", { timeout: 180_000 }, async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const taken = await run(["device", "--port", String(port)]);
  other.close();
  expect(taken).toMatchObject({ code: 2, err: expect.stringMatching(/^Another program listens on this port.*--port/) });
  expect(taken.err).not.toContain(" at ");
  expect((await run(["device", "--port", "x"])).err).toMatch(/^The port must be a whole number/);
});

it("plays the machine on a machine file, and says that it is simulated", { timeout: 180_000 }, async () => {
  const header = `${JSON.stringify({ type: "header", format: "dinhdanh-machine", version: 1, batchId: "b", cards: 1 })}\n`;
  const lines = `${header}${JSON.stringify({ type: "card", place: 1, serial: "DD000000015" })}\n`;
  const sha256 = createHash("sha256").update(lines).digest("hex");
  writeFileSync(at("machine.ndjson"), `${lines}${JSON.stringify({ type: "trailer", batchId: "b", cards: 1, sha256 })}\n`);
  const machine = (...more: string[]) =>
    run(["machine", "run", "--in", at("machine.ndjson"), "--out", at("result.ndjson"), "--json", ...more]);
  expect(json(await machine())).toEqual({ simulated: true, batchId: "b", printed: 1, failed: 0, spoiled: 0 });
  expect(readFileSync(at("result.ndjson"), "utf8")).toContain('"serial":"DD000000015","outcome":"printed"');
  expect(json(await machine("--spoil-rate", "1"))).toMatchObject({ spoiled: 1 });
  expect((await machine("--fail-rate", "2")).code).toBe(2);
});
