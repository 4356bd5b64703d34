import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDg13, readDg14, readEfCom } from "@dinhdanh/icao9303";
import { systemClock } from "@dinhdanh/kernel";
import type { CardLine } from "../card-data-rules.ts";
import { checkRevocationList, openTrust, personaliseFile, readChipFiles, verifyCardFolder } from "../index.ts";
import { issueCrl } from "../pki/issue-crl.ts";
import { issueSigner } from "../pki/issue-signer.ts";
import { type DocumentSigner, openSigner } from "../pki/open-signer.ts";
import type { Pki } from "../pki/pki.ts";
import { revokeSigner } from "../pki/revoke-signer.ts";
import { ceremony, openssl, testFolder, testPki, valueOf } from "../pki/test-pki.ts";
import { smallJpeg } from "@dinhdanh/testkit";
import { newChipKey } from "./chip-key.ts";
import { lockFolder } from "./folder-lock.ts";
import type { FileSigner } from "./personalise-file.ts";

let folder: string;
let pki: Pki;
let document: DocumentSigner;
let signer: FileSigner;
const after: (() => void)[] = [];

beforeAll(async () => {
  folder = testFolder((undo) => after.push(undo));
  pki = await testPki(join(folder, "pki"));
  valueOf(await issueSigner(pki, ceremony));
  document = valueOf(await openSigner(pki));
  signer = { certificateDer: document.certificate, privateKey: document.privateKey! };
  writeFileSync(join(folder, "portrait.jpg"), smallJpeg());
});
afterAll(() => {
  for (const undo of after) undo();
});

const line = (n: number, more: Partial<Record<keyof CardLine, unknown>> = {}) => ({
  ...{
    serial: `VN${String(n).padStart(6, "0")}`,
    pin: `0351900${String(n).padStart(5, "0")}`,
    oldPin: "168000018",
    fullName: "Nguyễn Thị Ví Dụ",
  },
  ...{ birthDate: "2020-03-15", sex: "Nữ", nationality: "Việt Nam", ethnicity: "Kinh", religion: "Không", origin: "Thanh Liêm, Hà Nam" },
  ...{
    residence: "Yên Thống, Hà Nam",
    features: "Nốt ruồi",
    issuedOn: "2023-04-22",
    father: "Nguyễn Văn Cha",
    mother: "Trần Thị Mẹ",
    portrait: "portrait.jpg",
  },
  ...more,
});

/** Personalises lines into a folder of their own. */
async function personalise(name: string, lines: readonly unknown[], threads = 2) {
  const input = join(folder, `${name}.ndjson`);
  const out = join(folder, name);
  writeFileSync(input, lines.map((one) => `${typeof one === "string" ? one : JSON.stringify(one)}\n`).join(""));
  return { out, report: valueOf(await personaliseFile({ input, out, signer, threads })) };
}

const trustOf = (crl?: string) =>
  valueOf(openTrust([readFileSync(join(folder, "pki/csca.pem"))], crl === undefined ? [] : [readFileSync(join(folder, "pki", crl))]));

function verify(card: string, more: Partial<Parameters<typeof verifyCardFolder>[1]> = {}) {
  const files = readChipFiles(card);
  if (typeof files === "string") throw new Error("too large");
  const text = (name: string) => readFileSync(join(card, name), "utf8");
  const given = { serial: "VN000001", files, qr: text("qr.txt"), mrz: text("mrz.txt") };
  return verifyCardFolder(given, { trust: trustOf(), at: soon(), ...more });
}

/** Certificates and signatures are of now. */
const soon = () => new Date(systemClock.nowMs() + 5000);

const fileNames = [
  "EF_COM.bin",
  "EF_DG1.bin",
  "EF_DG13.bin",
  "EF_DG14.bin",
  "EF_DG15.bin",
  "EF_DG2.bin",
  "EF_SOD.bin",
  "mrz.txt",
  "print.json",
  "qr.txt",
];

describe("a file of cards", () => {
  it("becomes folders that are genuine, and is not signed twice", async () => {
    const lines = Array.from({ length: 70 }, (_, index) => line(index + 1));
    const { out, report } = await personalise("many", lines);
    expect(report).toEqual({ cards: 70, made: 70, unchanged: 0, refusedCount: 0, refused: [] });
    expect(readdirSync(out)).toHaveLength(70);
    const card = join(out, "VN000001");
    expect(readdirSync(card).sort()).toEqual(fileNames);
    expect(readFileSync(join(card, "mrz.txt"), "utf8").split("\n")[0]).toBe("IDVNM1900000015035190000001<<9");
    expect(readDg14(readFileSync(join(card, "EF_DG14.bin")))).toMatchObject({ ok: true, value: [{ protocol: "2.23.136.1.1.5" }] });
    expect(verify(card)).toEqual({ verdict: "genuine", findings: ["signer-revocation-none"], expiresOn: "2045-03-15" });
    const sod = readFileSync(join(card, "EF_SOD.bin"));
    const again = await personalise("many", lines);
    expect(again.report).toMatchObject({ made: 0, unchanged: 70 });
    expect(readFileSync(join(card, "EF_SOD.bin"))).toEqual(sod);
  });

  it("says what the domain rules have as examples; who is past 60 has a card without an end", async () => {
    const example = { pin: "035190000018", birthDate: "1990-03-15", residence: "Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam" };
    const { out } = await personalise("rules", [line(1, example), line(2, { pin: "035150000018", birthDate: "1950-03-15" })]);
    const text = (serial: string, name: string) => readFileSync(join(out, serial, name), "utf8").trim();
    expect(text("VN000001", "mrz.txt").split("\n")).toEqual([
      "IDVNM1900000185035190000018<<9",
      "9003152F3003150VNM<<<<<<<<<<<6",
      "NGUYEN<<THI<VI<DU<<<<<<<<<<<<<",
    ]);
    expect(text("VN000001", "qr.txt")).toBe(
      "035190000018|168000018|Nguyễn Thị Ví Dụ|15031990|Nữ|Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam|22042023",
    );
    expect(text("VN000002", "mrz.txt").split("\n")[1]?.slice(8, 14)).toBe("991231");
    expect(JSON.parse(text("VN000002", "print.json"))).toMatchObject({ front: { expiry: "Không thời hạn" } });
    expect(readDg13(readFileSync(join(out, "VN000002", "EF_DG13.bin")))).toMatchObject({ value: { expiresOn: "Không thời hạn" } });
    expect(verify(join(out, "VN000002"))).toMatchObject({ verdict: "genuine", expiresOn: null });
  });

  it("goes on after a kill: half-written folders are cleared, missing cards made", async () => {
    const { out } = await personalise("killed", [line(1), line(2)]);
    rmSync(join(out, "VN000002"), { recursive: true });
    mkdirSync(join(out, ".VN000002.abc.part"));
    writeFileSync(join(out, ".VN000002.abc.part", "EF_COM.bin"), "half");
    expect((await personalise("killed", [line(1), line(2)])).report).toMatchObject({ made: 1, unchanged: 1 });
    expect(readdirSync(out).sort()).toEqual(["VN000001", "VN000002"]);
  });

  it("is refused while another run writes into the folder, whose half-written cards stay", async () => {
    const out = join(folder, "shared");
    mkdirSync(join(out, ".VN000001.abc.part"), { recursive: true });
    const release = lockFolder(out);
    const input = join(folder, "shared.ndjson");
    writeFileSync(input, JSON.stringify(line(1)));
    expect(await personaliseFile({ input, out, signer, threads: 1 })).toMatchObject({ ok: false, refusal: { code: "folder-in-use" } });
    expect(readdirSync(out)).toContain(".VN000001.abc.part");
    release?.();
    // left by a process that has died
    writeFileSync(join(out, ".personalise.4194305.00000000-0000-4000-8000-000000000000.lock"), "");
    expect(valueOf(await personaliseFile({ input, out, signer, threads: 1 }))).toMatchObject({ made: 1 });
    expect(readdirSync(out)).toEqual(["VN000001"]);
  });

  it("refuses by name what cannot be made, and goes on with the others", async () => {
    const portrait = (name: string, bytes: Uint8Array | string) => {
      writeFileSync(join(folder, name), bytes);
      return { portrait: name };
    };
    const cases: [string, unknown][] = [
      ["line-malformed", "{"],
      ["line-malformed", "x".repeat(70_000)],
      ["line-malformed", { ...line(1), more: 1 }],
      ["line-malformed", { ...line(1), pin: undefined }],
      ["serial-unsafe", line(1, { serial: "../../etc" })],
      ["pin-malformed", line(1, { pin: "1" })],
      ["old-pin-malformed", line(1, { oldPin: "12345678" })],
      ["name-malformed", line(1, { fullName: "A|B" })],
      ["character-outside-table", line(1, { fullName: "Иван" })],
      ["birth-date-malformed", line(1, { birthDate: "1990-02-30" })],
      ["sex-malformed", line(1, { sex: "x" })],
      ["issued-on-malformed", line(1, { issuedOn: "2023-04" })],
      ["issued-before-birth", line(1, { issuedOn: "2019-01-01" })],
      ["text-malformed", line(1, { residence: "a|b" })],
      ["text-malformed", line(1, { origin: "a\u202eb" })],
      ["portrait-not-found", line(1, { portrait: "none.jpg" })],
      ["portrait-not-found", line(1, { portrait: "." })],
      ["portrait-too-large", line(1, portrait("large.jpg", Buffer.alloc(2 ** 20 + 1)))],
      ["portrait-not-jpeg", line(1, portrait("text.jpg", "no image"))],
      ["portrait-has-script", line(1, portrait("image.svg", "<svg><script>1</script></svg>"))],
      ["portrait-has-script", line(1, portrait("tail.jpg", Buffer.concat([smallJpeg(), Buffer.from("<script>1</script>")])))],
    ];
    const { out, report } = await personalise("refused", [...cases.map(([, one]) => one), line(7)]);
    expect(report.refused.map(({ line: number, code }) => ({ line: number, code }))).toEqual(
      cases.map(([code], index) => ({ line: index + 1, code })),
    );
    expect(report.refused.map(({ fields }) => fields).slice(0, 4)).toEqual([undefined, undefined, "more", "pin"]);
    expect(report).toMatchObject({ made: 1, refusedCount: cases.length });
    expect(readdirSync(out)).toEqual(["VN000007"]);
  });

  it("refuses a serial that stands twice with other data, and takes the same line twice as one", async () => {
    const { report } = await personalise("twice", [line(1), line(1), line(1, { residence: "Elsewhere" })], 1);
    expect(report).toMatchObject({ made: 1, unchanged: 1, refused: [{ line: 3, code: "serial-twice" }] });
  });

  it("does not take a card for there already whose print is the same but not its parents, its face or its files", async () => {
    const { out } = await personalise("same-print", [line(1)], 1);
    writeFileSync(join(folder, "other.jpg"), smallJpeg([0xff, 0xfe, 0, 3, 0x41]));
    const changed = [line(1, { mother: "Lê Thị Khác" }), line(1, { portrait: "other.jpg" }), line(1)];
    expect((await personalise("same-print", changed, 1)).report).toMatchObject({
      unchanged: 1,
      refused: [1, 2].map((number) => ({ line: number, code: "serial-twice" })),
    });
    rmSync(join(out, "VN000001/EF_SOD.bin"));
    expect((await personalise("same-print", [line(1)], 1)).report).toMatchObject({ refused: [{ line: 1, code: "serial-twice" }] });
  });

  it("takes null for what is not given, M and F for the sexes, and names of any length that people have", async () => {
    const fullName = `Nguyễn ${"Thị ".repeat(40)}Dài`;
    const nothing = { oldPin: null, nationality: null, ethnicity: null, religion: null, origin: null, residence: null };
    const lines = [
      line(1, { ...nothing, features: null, father: null, mother: null }),
      line(2, { sex: "M" }),
      line(3, { sex: "f", fullName }),
    ];
    const { out, report } = await personalise("lenient", lines);
    expect(report).toMatchObject({ made: 3, refused: [] });
    const sexIn = (serial: string) => readFileSync(join(out, serial, "mrz.txt"), "utf8").split("\n")[1]?.[7];
    expect([sexIn("VN000002"), sexIn("VN000003")]).toEqual(["M", "F"]);
    expect(readFileSync(join(out, "VN000003", "EF_DG13.bin")).includes(fullName)).toBe(true);
  });

  it("keeps a name that does not fit the MRZ whole in DG13", async () => {
    const fullName = "Nguyễn Phước Hoàng Tôn Nữ Công Tằng Huyền Trân Châu Báu";
    const { out } = await personalise("long", [line(1, { fullName })]);
    expect(readFileSync(join(out, "VN000001", "mrz.txt"), "utf8").split("\n")[2]).toHaveLength(30);
    expect(readFileSync(join(out, "VN000001", "EF_DG13.bin")).includes(fullName)).toBe(true);
    expect(verify(join(out, "VN000001")).verdict).toBe("genuine");
  });
});

describe("a child", () => {
  const child = (more: Parameters<typeof line>[1] = {}) =>
    line(1, { portrait: undefined, birthDate: "2020-03-15", issuedOn: "2024-07-02", ...more });

  it("under 6 has a genuine card without a face, which nobody can put there", async () => {
    const { out, report } = await personalise("child", [child()]);
    expect(report).toMatchObject({ made: 1, refused: [] });
    const card = join(out, "VN000001");
    expect(readdirSync(card).sort()).toEqual(fileNames.filter((name) => name !== "EF_DG2.bin"));
    expect(readEfCom(readFileSync(join(card, "EF_COM.bin")))).toMatchObject({ ok: true, value: { groups: [1, 13, 14, 15] } });
    expect(verify(card).verdict).toBe("genuine");
    expect((await personalise("child", [child(), child({ portrait: null })], 1)).report).toMatchObject({ made: 0, unchanged: 2 });
    const { out: other } = await personalise("child-other", [line(1)]);
    cpSync(join(other, "VN000001/EF_DG2.bin"), join(card, "EF_DG2.bin"));
    expect(verify(card)).toMatchObject({ verdict: "altered", findings: ["EF.DG2:not-signed"] });
  });

  it("of 6, and one before the law of 2023, needs a portrait", async () => {
    const lines = [child({ birthDate: "2018-07-02" }), child({ issuedOn: "2024-06-30" }), child({ portrait: "portrait.jpg" })];
    expect((await personalise("children", lines)).report).toMatchObject({
      made: 1,
      refused: [1, 2].map((number) => ({ line: number, code: "portrait-missing" })),
    });
  });
});

describe("a card that is shown", () => {
  let card: string;
  beforeAll(async () => {
    card = join((await personalise("shown", [line(1)])).out, "VN000001");
  });
  const altered = (name: string, change: (file: string) => void) => {
    const copy = join(folder, `altered-${name}`);
    cpSync(card, copy, { recursive: true });
    change(copy);
    return verify(copy);
  };
  const flip = (name: string) => (copy: string) => {
    const bytes = readFileSync(join(copy, name));
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(join(copy, name), bytes);
  };

  it.each(["EF_COM.bin", "EF_DG1.bin", "EF_DG2.bin", "EF_DG13.bin", "EF_DG14.bin", "EF_DG15.bin", "EF_SOD.bin"])(
    "is altered when %s is changed",
    (name) => {
      expect(altered(name, flip(name)).verdict).toBe("altered");
      expect(altered(`${name}-longer`, (copy) => appendFileSync(join(copy, name), "x")).verdict).toBe("altered");
    },
  );

  it.each(["EF_DG1.bin", "EF_DG2.bin", "EF_DG13.bin", "EF_DG14.bin", "EF_SOD.bin"])("is altered when %s is missing", (name) => {
    expect(altered(`no-${name}`, (copy) => rmSync(join(copy, name))).verdict).toBe("altered");
  });

  it("is altered when what is printed is not what the chip says", () => {
    const change = (name: string, from: string, to: string) => (copy: string) =>
      writeFileSync(join(copy, name), readFileSync(join(copy, name), "utf8").replace(from, to));
    expect(altered("qr", change("qr.txt", "Ví Dụ", "Ví Khác"))).toMatchObject({ verdict: "altered", findings: ["qr.txt:disagrees"] });
    expect(altered("mrz", change("mrz.txt", "VI<DU", "VI<DA"))).toMatchObject({ verdict: "altered", findings: ["mrz.txt:disagrees"] });
  });

  it("is of an unknown signer, expired, revoked: different answers", async () => {
    const stranger = await testPki(join(folder, "stranger"));
    const trust = valueOf(openTrust([readFileSync(join(stranger.dir, "csca.pem"))]));
    expect(verify(card, { trust }).verdict).toBe("unknown-signer");
    const old = await personalise("old", [line(1, { birthDate: "1998-03-15", issuedOn: "2016-01-02" })]);
    expect(verify(join(old.out, "VN000001"))).toMatchObject({ verdict: "expired", findings: ["card-expired"], expiresOn: "2023-03-15" });
    const entry = { serial: "VN000001", sodSha256: null, reason: "lost-by-citizen", revokedOn: "2026-01-01" };
    const list = {
      format: "dinhdanh-revoked",
      version: 1,
      issuedAt: "",
      entries: [entry],
      keyId: "",
      publicKey: "",
      signature: "",
    } as const;
    expect(verify(card, { revoked: { ...list, entries: [entry] } })).toMatchObject({
      verdict: "revoked",
      findings: ["card-revoked:lost-by-citizen"],
    });
    expect(checkRevocationList(JSON.stringify(list))).toMatchObject({ ok: false, refusal: { code: "list-altered" } });
    expect(checkRevocationList("{}")).toMatchObject({ ok: false, refusal: { code: "list-unreadable" } });
  });

  it("is signed so that OpenSSL agrees", () => {
    const sod = readFileSync(join(card, "EF_SOD.bin"));
    // what the tag 77 and its length hold is the CMS
    const start = sod[1]! < 0x80 ? 2 : 2 + (sod[1]! & 0x7f);
    writeFileSync(join(folder, "sod.der"), sod.subarray(start));
    const cms = [
      "-inform",
      "DER",
      "-in",
      join(folder, "sod.der"),
      "-CAfile",
      join(folder, "pki/csca.pem"),
      "-purpose",
      "any",
      "-out",
      join(folder, "lds.der"),
    ];
    expect(openssl("cms", "-verify", ...cms)).toContain("uccessful");
  });

  it("is revoked with its signer, once the list says so", async () => {
    valueOf(await issueCrl(pki, ceremony));
    expect(verify(card, { trust: trustOf("crl.pem"), at: soon() })).toMatchObject({ verdict: "genuine", findings: [] });
    valueOf(await revokeSigner(pki, { number: document.entry.number, reason: "keyCompromise" }, ceremony));
    expect(verify(card, { trust: trustOf("crl.pem"), at: soon() }).verdict).toBe("revoked");
  });
});

it("makes chip keys that OpenSSL can use", () => {
  const { publicKey, privateKey } = newChipKey();
  writeFileSync(join(folder, "chip.der"), privateKey);
  const { stdout, status } = spawnSync("openssl", ["ec", "-inform", "DER", "-in", join(folder, "chip.der"), "-pubout", "-outform", "DER"]);
  expect(status).toBe(0);
  expect(stdout).toEqual(publicKey);
});
