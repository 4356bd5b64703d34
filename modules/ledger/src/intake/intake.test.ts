import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import type { IntakeReport } from "../contract.ts";
import { migrations } from "../index.ts";
import { actsOf, countActs } from "../store/acts.ts";
import { reasonCounts } from "../store/intake.ts";
import { idOf, importNotes, ledgerWith, noteIntake } from "../test-intake.ts";
import { UnusableFile } from "./kind.ts";
import { rejectLines } from "./rejects-file.ts";
import type { IntakeOptions } from "./run.ts";

let database: TestDatabase;
let folder: string;
let files = 0;
beforeAll(async () => {
  database = await testDatabase([migrations], { max: 6 });
  folder = mkdtempSync(join(tmpdir(), "intake-"));
});
beforeEach(async () => {
  for (const table of ["act", "intake", "intake_chunk", "intake_reject", "intake_reason"])
    await database.sql.unsafe(`TRUNCATE ledger.${table}`);
});
afterAll(async () => {
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(content: string | Uint8Array, extension = "csv"): string {
  const path = join(folder, `${(files += 1)}.${extension}`);
  writeFileSync(path, content);
  return path;
}

/** Imports, and checks what holds for every report. */
async function take(path: string, options: Partial<IntakeOptions> = {}, kind = noteIntake(ledgerWith())): Promise<IntakeReport> {
  const report = await importNotes(database.sql, path, options, kind);
  expect(report.read).toBe(report.accepted + report.acceptedWithFindings + report.rejected + report.unchanged);
  expect(report.rejectsFile === null).toBe(report.rejected === 0);
  return report;
}

const counts = ({ accepted, acceptedWithFindings, rejected, unchanged }: IntakeReport) => [
  accepted,
  acceptedWithFindings,
  rejected,
  unchanged,
];
const noteOf = async (n: number) => (await actsOf(database.sql, idOf(n)))[0]?.payload?.["note"];
const rejects = (report: IntakeReport) =>
  readFileSync(report.rejectsFile ?? "", "utf8")
    .replace("\uFEFF", "")
    .trimEnd()
    .split("\r\n");
/** The reasons in a report's rejects file: row, column, and the first words of the reason. */
const reasons = (report: IntakeReport) =>
  rejects(report)
    .slice(1)
    .map((line) => line.split(",").slice(0, 3));

it("counts why rows came back or entered with findings, as it goes and once when it is broken off", async () => {
  const line = (n: number) => (n % 5 === 0 ? `${idOf(n)},` : n % 7 === 0 ? `${idOf(n)},a,b,c` : `${idOf(n)},${n % 3 === 0 ? "?" : "b"}`);
  const path = file(`id,note\n${Array.from({ length: 70 }, (_, n) => line(n)).join("\n")}\n`);
  const ids = new Set<string>();
  const onOpen = (intakeId: string) => void ids.add(intakeId);
  const stop = ({ rows }: { rows: number }) => {
    if (rows > 30) throw new Error("stop");
  };
  await expect(importNotes(database.sql, path, { onOpen, onProgress: stop })).rejects.toThrow("stop");
  const [intakeId = ""] = ids;
  const early = await reasonCounts(database.sql, intakeId);
  expect(early.map(({ reason }) => reason)).toEqual(["odd-note", "note-missing", "wrong-cell-count"]);
  const report = await take(path, { onOpen });
  expect(ids.size).toBe(1);
  const found = await reasonCounts(database.sql, intakeId);
  expect(found).toEqual([
    { outcome: "acceptedWithFindings", reason: "odd-note", rows: report.acceptedWithFindings },
    { outcome: "rejected", reason: "note-missing", rows: 14 },
    { outcome: "rejected", reason: "wrong-cell-count", rows: report.rejected - 14 },
  ]);
  const lines = rejectLines(database.sql, intakeId, {
    ...{ layout: { headers: ["id", "note"], delimiter: "," }, reasons: {}, reason: "wrong-cell-count" },
  });
  let text = "";
  for await (const more of lines) text += more;
  expect(text.split("\r\n")).toHaveLength(report.rejected - 14 + 2);
  expect(text).not.toContain("note-missing");
});

describe("cuts chunks between subjects", () => {
  const chunks = async () => {
    const rows = await database.sql`
      SELECT accepted + accepted_with_findings + rejected + unchanged AS n FROM ledger.intake_chunk ORDER BY chunk_no`;
    return rows.map((row) => Number(row["n"]));
  };
  const subjects = (...sizes: number[]) =>
    file(`id,note\n${sizes.flatMap((size, n) => Array.from({ length: size }, () => `${idOf(n)},a`)).join("\n")}\n`);
  const kind = { ...noteIntake(ledgerWith()), subjectOf: ({ values }: { values: string[] }) => values[0] ?? "" };

  it.each([
    ["where one ends just then", [4, 6, 3], [10, 3]],
    ["after the last one is through", [8, 5, 9, 1, 2], [13, 10, 2]],
    ["in the middle of one that goes on and on", [8, 70, 9], [60, 18, 9]],
    ["never, when the file ends first", [8, 30], [38]],
  ])("%s", async (_, sizes, expected) => {
    const report = await take(subjects(...sizes), {}, kind);
    expect([report.read, report.accepted]).toEqual([sizes.reduce((a, b) => a + b, 0), sizes.length]);
    expect(await chunks()).toEqual(expected);
  });
});

describe("counts every row once", () => {
  const rows = Array.from({ length: 95 }, (_, n) => `${idOf(n)},${["note", "?odd", "", "note"][n % 4]},x`);
  const path = () => file(["id,note,place", ...rows, rows[0]].join("\n"));

  it("in chunks, and again as unchanged", async () => {
    const roll = path();
    const first = await take(roll);
    expect(counts(first)).toEqual([47, 24, 24, 1]);
    expect(await countActs(database.sql)).toBe(71);
    expect(counts(await take(roll))).toEqual([0, 0, 24, 72]);
    expect(await countActs(database.sql)).toBe(71);
  });

  it("whatever the size of chunks", async () => {
    for (const chunkRows of [1, 7, 96, 1000]) {
      await database.sql`TRUNCATE ledger.act, ledger.intake, ledger.intake_chunk, ledger.intake_reject`;
      expect(counts(await take(path(), {}, noteIntake(ledgerWith(), chunkRows)))).toEqual([47, 24, 24, 1]);
    }
  });

  it("in a file without rows", async () => {
    expect(counts(await take(file("id,note\n")))).toEqual([0, 0, 0, 0]);
    expect(counts(await take(file("", "ndjson")))).toEqual([0, 0, 0, 0]);
  });

  it("says how far it is, up to the end", async () => {
    const seen: number[] = [];
    await take(path(), { onProgress: ({ fraction }) => seen.push(fraction) });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});

it("goes on where it stopped when the import breaks off", async () => {
  const path = file(["id,note,place", ...Array.from({ length: 60 }, (_, n) => `${idOf(n)},${n % 9 === 0 ? "" : "a"},x`)].join("\n"));
  const broken = take(path, {
    onProgress: ({ rows }) => {
      if (rows > 30) throw new Error("power cut");
    },
  });
  await expect(broken).rejects.toThrow("power cut");
  expect(await countActs(database.sql)).toBeGreaterThan(0);
  // what was written before counts as accepted, not as unchanged: it is one import
  expect(counts(await take(path))).toEqual([53, 0, 7, 0]);
});

it("leaves nothing of a chunk that fails, and reports what failed", async () => {
  const path = file(["id,note", ...Array.from({ length: 30 }, (_, n) => `${idOf(n)},${n === 15 ? "bomb" : "a"}`)].join("\n"));
  const failing = ledgerWith(async (_, acts) => {
    await Promise.resolve();
    if (acts.some(({ payload }) => payload?.["note"] === "bomb")) throw new Error("a bug");
  });
  await expect(take(path, {}, noteIntake(failing))).rejects.toThrow("a bug");
  expect(await noteOf(10)).toBeUndefined();
  expect(counts(await take(path))).toEqual([30, 0, 0, 0]);
});

describe("columns", () => {
  it.each([
    ["their names, in any order", "note,id", {}],
    ["Vietnamese names, without regard to case, accents and spaces", "GHI CHU,ma", {}],
    ["NFD", "Nội dung,Mã".normalize("NFD"), {}],
    ["a mapping", "Ý kiến,Mã", { "Ý kiến": "note" }],
  ])("go by %s", async (_, header, mapping) => {
    expect(counts(await take(file(`${header}\na,${idOf(1)}\n`), { mapping }))).toEqual([1, 0, 0, 0]);
    expect(await noteOf(1)).toBe("a");
  });

  it("are left out when the mapping says so", async () => {
    const report = await take(file(`id,note,secret\n${idOf(1)},a,"=cmd\u0000"\n`), { mapping: { secret: "" } });
    expect(counts(report)).toEqual([1, 0, 0, 0]);
  });

  it.each([
    ["id,note,colour", {}, "unknown-column", ["colour"]],
    ["id,STT,note,colour", {}, "unknown-column", ["STT", "colour"]],
    ["id,note,constructor", {}, "unknown-column", ["constructor"]],
    ["id,note,x", { x: "nonsense" }, "unknown-field", ["nonsense"]],
    ["id,note", { Note: "" }, "mapping-mismatch", ["Note"]],
    ["id,note,", {}, "unknown-column", [""]],
    ["id,note,Ghi chú", {}, "column-twice", ["Ghi chú"]],
    ["id,note,x", { x: "note" }, "column-twice", ["x"]],
    ["note,place", {}, "missing-column", ["id"]],
    ["", {}, "no-header", []],
    [",,", {}, "no-header", []],
    // the first row of a file without a header is a person, whom no refusal may name
    ["035190000018,Nguyễn Thị Ví Dụ", {}, "no-header", []],
  ])("are refused: %j", async (header, mapping, code, names) => {
    const refused = take(file(`${header}\n`), { mapping });
    await expect(refused).rejects.toThrow(UnusableFile);
    await expect(refused).rejects.toMatchObject({ code, names });
    expect(await database.sql`SELECT count(*)::int AS n FROM ledger.intake`).toEqual([{ n: 0 }]);
  });

  it("are not looked for in a file that is not there", async () => {
    await expect(take(join(folder, "none.csv"))).rejects.toMatchObject({ code: "missing-file" });
    await expect(take(folder)).rejects.toMatchObject({ code: "missing-file" });
  });
});

describe("rows that cannot be read", () => {
  const good = `${idOf(1)},a,x`;

  it.each([
    ["a NUL byte", `${idOf(2)},a\u0000b,x`, ["3", "note", "Ô chứa byte NUL"]],
    [
      "broken encoding",
      Buffer.concat([Buffer.from(`${idOf(2)},Đỗ Ễ`), Buffer.from([0xff, 0xfe]), Buffer.from(",x")]),
      ["3", "note", "Ô chứa ký tự hỏng (sai bảng mã)"],
    ],
    ["too few cells", `${idOf(2)},a`, ["3", "", "Số ô của dòng khác số cột của tệp"]],
    ["too many cells", `${idOf(2)},a,x,y`, ["3", "", "Số ô của dòng khác số cột của tệp"]],
    ["a long cell", `${idOf(2)},${"n".repeat(1001)},x`, ["3", "note", '"Ô dài quá 1.000 ký tự"']],
    ["a forgotten quote", `${idOf(2)},"a,x`, ["3", "", "Dấu ngoặc kép chưa đóng"]],
    ["a line of 300 KB", "x".repeat(300_000), ["3", "", "Dòng dài quá 256 KB"]],
  ])("%s", async (_, row, reason) => {
    const content = Buffer.concat([Buffer.from(`id,note,place\n${good}\n`), Buffer.from(row), Buffer.from(`\n${idOf(3)},ễ,x\n`)]);
    const path = file(content);
    const report = await take(path);
    expect(counts(report)).toEqual([2, 0, 1, 0]);
    expect(reasons(report).map((cells) => cells.map((cell) => cell.replaceAll('"', "")))).toEqual([
      reason.map((cell) => cell.replaceAll('"', "")),
    ]);
    expect(report.rejectsFile).toBe(`${path}.rejects.csv`);
  });

  it.each([
    ["no object", "[1]", ["", "Dòng không phải là một đối tượng JSON"]],
    ["an unknown key", `{"id":"${idOf(2)}","note":"a","colour":1}`, ["colour", "Trường không có trong định dạng"]],
    ["an unknown key with a NUL", `{"a\\u0000\\t":1}`, ["a\uFFFD\uFFFD", "Trường không có trong định dạng"]],
    ["a NUL", `{"id":"${idOf(2)}","note":"a\\u0000"}`, ["note", "Ô chứa byte NUL"]],
    ["half a pair", `{"id":"${idOf(2)}","note":"a\\ud83d"}`, ["note", "Ô chứa ký tự hỏng (sai bảng mã)"]],
  ])("of NDJSON: %s", async (_, line, reason) => {
    const report = await take(file(`{"id":"${idOf(1)}","note":"a"}\n${line}\n`, "ndjson"));
    expect(counts(report)).toEqual([1, 0, 1, 0]);
    expect(reasons(report)).toEqual([["2", ...reason]]);
  });
});

describe("the rejects file", () => {
  it("comes back mended: the three columns are skipped, and what had entered is not in it", async () => {
    const hard = '"Thôn ""A"", xã B"';
    const first = await take(file(`Mã;Ghi chú;place\r\n${idOf(1)};a;x\r\n${idOf(2)};;${hard}\r\n`));
    expect(rejects(first)[0]).toBe("_row;_column;_reason;Mã;Ghi chú;place");
    const mended = readFileSync(first.rejectsFile ?? "", "utf8").replace(`${idOf(2)};;`, `${idOf(2)};b;`);
    expect(counts(await take(file(mended)))).toEqual([1, 0, 0, 0]);
    expect((await actsOf(database.sql, idOf(2)))[0]?.payload).toEqual({ note: "b", place: 'Thôn "A", xã B' });
  });

  it("comes back as it is: everything is rejected again, for the same reasons", async () => {
    const rows = [`${idOf(1)},,x`, `${idOf(2)},a`, `${idOf(3)},a,x,y`, `${idOf(4)},${"n".repeat(3000)},x`, `${idOf(5)},a\uFFFD,x`];
    const first = await take(file(`id,note,place\n${rows.join("\n")}\n`));
    const second = await take(file(readFileSync(first.rejectsFile ?? "")));
    expect(counts(second)).toEqual([0, 0, 5, 0]);
    expect(reasons(second).map(([, ...reason]) => reason)).toEqual(reasons(first).map(([, ...reason]) => reason));
    // the reasons of a round stand in the place of those of the one before
    expect(rejects(second)[0]).toBe(rejects(first)[0]);
    expect(rejects(second).map((line) => line.split(",").slice(3))).toEqual(rejects(first).map((line) => line.split(",").slice(3)));
    expect(await countActs(database.sql)).toBe(0);
  });

  it("runs nothing in a spreadsheet, and gives the cells back as they were", async () => {
    const cells = ["=1+1", "+84 912", "-1", "@SUM(A1)", "'quoted", "\t=1", "plain"];
    const report = await take(file(`id,note,place\n${cells.map((cell, n) => `${idOf(n)},,"${cell}"`).join("\n")}\n`));
    const places = rejects(report)
      .slice(1)
      .map((line) => line.split(",").at(-1));
    expect(places.filter((cell) => /^"?[=+\-@\t\r]/.test(cell ?? ""))).toEqual([]);
    const mended = readFileSync(report.rejectsFile ?? "", "utf8").replaceAll(/(-[0-9a-f]{12}),,/g, "$1,a,");
    expect(counts(await take(file(mended))), mended).toEqual([7, 0, 0, 0]);
    const stored = await Promise.all(cells.map(async (_, n) => (await actsOf(database.sql, idOf(n)))[0]?.payload?.["place"]));
    expect(stored).toEqual(cells.map((cell) => cell.trim()));
  });

  it("goes where it is told to, for the owner only", async () => {
    const rejectsPath = join(folder, "elsewhere.csv");
    const path = file(`id,note\n${idOf(1)},\n`);
    expect((await take(path, { rejectsPath })).rejectsFile).toBe(rejectsPath);
    expect(existsSync(`${path}.rejects.csv`)).toBe(false);
  });
});
