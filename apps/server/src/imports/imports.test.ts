import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@dinhdanh/kernel";
import type { ImportView } from "@dinhdanh/ledger";
import { assertNoPersonalData } from "@dinhdanh/testkit";
import { type Call, testServer, type TestServer } from "../test-server.ts";

let server: TestServer;
let centre: Call;

beforeAll(async () => {
  server = await testServer();
  centre = await server.as("demo-centre");
});
afterAll(() => server?.close());

const people = [
  ["035304000011", "Trần Thị Hạnh", "17/05/2004", "Nữ"],
  ["035204000022", "Lê Văn Quyết", "2004-01-30", "Nam"],
  ["035199000033", "Phạm Thị Bích Ngọc", "1999", "Nữ"],
  ["03530400001", "Đỗ Minh Khôi", "2001-02-03", "Nam"],
] as const;
const fixtures = { names: people.map(([, name]) => name), pins: people.map(([pin]) => pin) };
const header = "Số định danh,Họ và tên,Ngày sinh,Giới tính,Mã xã thường trú,Ghi chú";
const roll = [header, ...people.map((cells) => [...cells, "13450", "ghi tay"].join(","))].join("\r\n");

function form(kind: string, name: string, content: string | Uint8Array<ArrayBuffer>): FormData {
  const data = new FormData();
  data.append("kind", kind);
  data.append("file", new Blob([content]), name);
  return data;
}

const upload = (kind: string, name: string, content: string | Uint8Array<ArrayBuffer>) =>
  centre("POST", "/api/v1/imports", { body: form(kind, name, content) });
const uploads = () => join(server.register.home, "uploads");
const shelved = () => (existsSync(uploads()) ? readdirSync(uploads()) : []);

async function finished(importId: string): Promise<ImportView> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const view = (await centre("GET", `/api/v1/imports/${importId}`)).json() as ImportView;
    if (view.state !== "running") return view;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the import did not end");
}

it("imports a roll: preview, mapping, report, rejected rows; the same again changes nothing", async () => {
  const sent = await upload("roll", "../../etc/danh sách xã.csv", roll);
  expect(sent.status).toBe(201);
  const preview = sent.json() as ImportView;
  expect(preview).toMatchObject({
    kind: "roll",
    state: "preview",
    fileName: "danh sách xã.csv",
    report: null,
    progress: { rows: 0, fraction: 0 },
  });
  expect(preview.columns.map(({ field }) => field)).toEqual(["pin", "fullName", "birthDate", "sex", "permanentUnit", null]);
  expect(preview.preview[0]).toEqual([...people[0], "13450", "ghi tay"]);
  expect(preview.fields).toContain("residenceStatus");
  const path = `/api/v1/imports/${preview.importId}`;
  expect((await centre("GET", `${path}/rejects`)).json()).toMatchObject({ code: "no-rejects" });
  expect((await centre("POST", `${path}/start`, { body: { mapping: {} } })).json()).toMatchObject({
    code: "unknown-column",
    title: "Cột thứ 6 chưa có trường",
  });
  expect((await centre("POST", `${path}/start`, { body: { mapping: { "Ghi chú": "pin" } } })).json()).toMatchObject({
    code: "column-twice",
    status: 422,
  });
  expect((await centre("POST", `${path}/start`, { body: { mapping: { Tuổi: "" } } })).json()).toMatchObject({ code: "mapping-mismatch" });
  const started = await centre("POST", `${path}/start`, { body: { mapping: { "Ghi chú": "" } } });
  expect(started.json()).toMatchObject({ state: "running", preview: [] });
  const done = await finished(preview.importId);
  expect(done).toMatchObject({ state: "finished", problem: null, preview: [], progress: { rows: 4, fraction: 1 } });
  expect(done.report).toMatchObject({ read: 4, rejected: 1, unchanged: 0, rejectsFile: `${path}/rejects` });
  const rejects = await centre("GET", `${path}/rejects`);
  expect(rejects.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(rejects.headers.get("content-disposition")).toMatch(/^attachment; filename="rejects-[\w-]+\.csv"$/);
  expect(rejects.text).toContain("Số định danh phải có đúng 12 chữ số");
  expect(rejects.text).toContain("03530400001");
  expect(done.reasons).toMatchObject([
    { outcome: "rejected", reason: "number-malformed", rows: 1, words: expect.stringContaining("12 chữ số") },
    ...(done.report?.acceptedWithFindings === 0 ? [] : [{ outcome: "acceptedWithFindings" }]),
  ]);
  expect((await centre("GET", `${path}/rejects?reason=number-malformed`)).text).toBe(rejects.text);
  expect((await centre("GET", `${path}/rejects?reason=name-missing`)).json()).toMatchObject({ code: "no-rejects" });
  expect(readdirSync(join(uploads(), preview.importId)).toSorted()).toEqual(["import.json", "rejects.csv"]);
  expect((await centre("POST", `${path}/start`, { body: { mapping: {} } })).json()).toMatchObject({ code: "import-begun", status: 409 });
  expect((await centre("DELETE", path)).json()).toMatchObject({ code: "import-begun" });

  const again = (await upload("roll", "mended.csv", rejects.text.replace("03530400001", "035201000044"))).json() as ImportView;
  await centre("POST", `/api/v1/imports/${again.importId}/start`, { body: { mapping: { "Ghi chú": "" } } });
  expect((await finished(again.importId)).report).toMatchObject({ read: 1, rejected: 0, rejectsFile: null });
  const listed = (await centre("GET", "/api/v1/imports")).json() as ImportView[];
  expect(listed.map(({ importId }) => importId).slice(0, 2)).toEqual([again.importId, preview.importId]);
});

it("imports acts from NDJSON", async () => {
  const act = { actId: newId(), kind: "dossier.collected", occurredAt: "2023-04-06T20:40:00+07:00", pin: people[0][0], unit: "13450" };
  const preview = (await upload("acts", "acts.ndjson", `${JSON.stringify(act)}\n{"actId": 1}\n`)).json() as ImportView;
  expect(preview.columns).toContainEqual({ header: "kind", field: "kind" });
  expect(preview.preview[0]).toContain("dossier.collected");
  await centre("POST", `/api/v1/imports/${preview.importId}/start`, { body: { mapping: {} } });
  expect((await finished(preview.importId)).report).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
  const again = (await upload("acts", "acts.ndjson", JSON.stringify(act))).json() as ImportView;
  await centre("POST", `/api/v1/imports/${again.importId}/start`, { body: { mapping: {} } });
  expect((await finished(again.importId)).report).toMatchObject({ read: 1, accepted: 0, unchanged: 1 });
});

it("recognises an old encoding and shows the rows in Unicode", async () => {
  // "Trần Thị Hạnh" in TCVN3 (TCVN 5712): ầ = C7, ị = DE, ạ = B9
  const name = [0x54, 0x72, 0xc7, 0x6e, 0x20, 0x54, 0x68, 0xde, 0x20, 0x48, 0xb9, 0x6e, 0x68];
  const bytes = [
    ...Buffer.from("pin,fullName\n"),
    ...Array.from({ length: 40 }, () => [...Buffer.from("035304000011,"), ...name, 0x0a]).flat(),
  ];
  const preview = (await upload("roll", "cu.txt", new Uint8Array(bytes))).json() as ImportView;
  expect(preview.encoding).toMatch(/tcvn/i);
  expect(preview.preview).toHaveLength(10);
  expect(preview.preview[0]?.[1]).toBe("Trần Thị Hạnh");
  expect((await centre("DELETE", `/api/v1/imports/${preview.importId}`)).status).toBe(204);
  expect((await centre("GET", `/api/v1/imports/${preview.importId}`)).json()).toMatchObject({ code: "import-not-found", status: 404 });
});

it("refuses what cannot be imported and leaves nothing of it", async () => {
  const before = shelved();
  const codes = [
    await upload("roll", "danh-sach.xlsx", "x".repeat(3_000_000)),
    await upload("roll", "no-ending", roll),
    await upload("people", "roll.csv", roll),
    await upload("roll", "empty.csv", ""),
    await upload("roll", "blank.csv", ",,\n1,2,3"),
    await upload("roll", "wide.csv", Array.from({ length: 600 }, (_, index) => `c${index}`).join(",")),
    await upload("acts", "acts.ndjson", "\n"),
    await centre("POST", "/api/v1/imports", { body: {} }),
  ].map((answer) => (answer.json() as { code: string }).code);
  expect(codes).toEqual([
    "file-type",
    "file-type",
    "one-file",
    "empty-file",
    "no-header",
    "too-many-columns",
    "empty-file",
    "unsupported-type",
  ]);
  const two = form("roll", "a.csv", roll);
  two.append("file", new Blob([roll]), "b.csv");
  expect((await centre("POST", "/api/v1/imports", { body: two })).json()).toMatchObject({ code: "one-file", status: 400 });
  expect(shelved()).toEqual(before);
});

it("goes on with what was under way when the server stopped, and forgets half uploads", async () => {
  const preview = (await upload("roll", "roll.csv", roll.replace("Trần Thị Hạnh", "Trần Thị Hạnh Nhi"))).json() as ImportView;
  const path = join(uploads(), preview.importId, "import.json");
  const record = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const running = { ...record, state: "running", mapping: { "Ghi chú": "" }, unitsOn: "2023-04-22", queuedAt: "2023-04-22T01:00:00.000Z" };
  await server.restart();
  expect((await centre("GET", `/api/v1/imports/${preview.importId}`)).json()).toMatchObject({
    state: "preview",
    preview: expect.any(Array),
  });
  const half = join(uploads(), newId());
  mkdirSync(half);
  writeFileSync(path, JSON.stringify(running));
  await server.restart();
  expect((await finished(preview.importId)).report).toMatchObject({ read: 4, rejected: 1 });
  expect(existsSync(half)).toBe(false);
});

it("breaks off an import when the server stops, and finishes it after", async () => {
  const rows = Array.from({ length: 45_000 }, (_, index) => `036204${String(index).padStart(6, "0")},Nguyễn Văn An,2004-01-01,male,13450`);
  const preview = (await upload("roll", "many.csv", ["pin,fullName,birthDate,sex,permanentUnit", ...rows].join("\n"))).json() as ImportView;
  const path = `/api/v1/imports/${preview.importId}`;
  await centre("POST", `${path}/start`, { body: { mapping: {} } });
  for (let seen = 0; seen === 0; seen = ((await centre("GET", path)).json() as ImportView).progress.rows);
  await server.restart();
  const { report } = await finished(preview.importId);
  expect(report).toMatchObject({ read: 45_000, accepted: 45_000, rejected: 0, unchanged: 0 });
});

it("starts although the record of an import is broken", async () => {
  const folder = join(uploads(), newId());
  mkdirSync(folder);
  writeFileSync(join(folder, "import.json"), '{"importId": ');
  await server.restart();
  expect((await centre("GET", "/api/v1/imports")).status).toBe(200);
  expect(existsSync(folder)).toBe(true);
  expect(server.log()).toContain("left aside");
});

it("says what failed, and lets it be started again", async () => {
  const preview = (await upload("roll", "roll.csv", roll)).json() as ImportView;
  const folder = join(uploads(), preview.importId);
  const path = join(folder, "import.json");
  const record = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...record, state: "failed", problem: "database-away", mapping: { "Ghi chú": "" } }));
  await server.restart();
  const failed = (
    await centre("GET", `/api/v1/imports/${preview.importId}`, { headers: { "accept-language": "en" } })
  ).json() as ImportView;
  expect(failed).toMatchObject({ state: "failed", problem: expect.stringContaining("The database does not answer") });
  await centre("POST", `/api/v1/imports/${preview.importId}/start`, { body: { mapping: { "Ghi chú": "" } } });
  expect((await finished(preview.importId)).state).toBe("finished");
});

it("reads the codes of a roll as of the day whose tree knows them", async () => {
  server.clock.set("2026-01-10T08:00:00+07:00");
  centre = await server.as("demo-centre");
  const preview = (
    await upload("roll", "cu.csv", "pin,fullName,birthDate,sex,permanentUnit\n037204000001,Nguyễn Văn An,2004-01-01,male,13450")
  ).json() as ImportView;
  await centre("POST", `/api/v1/imports/${preview.importId}/start`, { body: { mapping: {} } });
  expect((await finished(preview.importId)).report).toMatchObject({ read: 1, accepted: 1, acceptedWithFindings: 0 });
  expect(readFileSync(join(uploads(), preview.importId, "import.json"), "utf8")).toContain('"unitsOn":"2025-06-30"');
});

it("shows how the codes read on the day that is guessed, and on another before anything is written", async () => {
  const codes = ["13450", "13450", "99999", ""];
  const lines = codes.map((code, n) => `03720400010${n},Nguyễn Văn ${"ABCD"[n]},2004-01-01,male,${code}`);
  const text = ["pin,fullName,birthDate,sex,permanentUnit", ...lines].join("\n");
  const preview = (await upload("roll", "ngay.csv", text)).json() as ImportView;
  const path = `/api/v1/imports/${preview.importId}`;
  const marks = [
    { row: 2, column: 4 },
    { row: 3, column: 4 },
  ];
  expect(preview.units).toEqual({
    ...{ on: "2025-06-30", guessed: { on: "2025-06-30", known: 1 }, today: { on: "2026-01-10", known: 0 } },
    ...{ codes: 2, known: 1, rows: 4, rowsUnknown: 2, marks },
    unknown: [
      { code: "", rows: 1 },
      { code: "99999", rows: 1 },
    ],
  });
  const shown = async (body: object) => (await centre("POST", `${path}/preview`, { body })).json() as ImportView & { code?: string };
  const today = await shown({ mapping: {}, unitsOn: "2026-01-10" });
  expect(today.units).toMatchObject({ on: "2026-01-10", known: 0, rowsUnknown: 4, unknown: [{ code: "13450", rows: 2 }, {}, {}] });
  expect(today.units?.marks).toHaveLength(4);
  expect((await shown({ mapping: { permanentUnit: "" } })).units).toMatchObject({ codes: 0, rowsUnknown: 4, marks: [] });
  expect((await shown({ mapping: {}, unitsOn: "2026-01-11" })).code).toBe("units-day-in-future");
  const start = (unitsOn: string) => centre("POST", `${path}/start`, { body: { mapping: {}, unitsOn } });
  expect((await start("2026-01-11")).json()).toMatchObject({ code: "units-day-in-future" });
  expect((await start("2026-01-10")).json()).toMatchObject({ state: "running" });
  const done = await finished(preview.importId);
  expect(done.report).toMatchObject({ acceptedWithFindings: 4 });
  expect(done.reasons.map(({ reason, rows }) => [reason, rows])).toContainEqual(["unknown-permanent-unit", 4]);
  expect((await shown({ mapping: {} })).code).toBe("import-begun");
  // the same file on another day is another import: rows that read otherwise are corrected, the others are not
  const again = (await upload("roll", "ngay.csv", text)).json() as ImportView;
  await centre("POST", `/api/v1/imports/${again.importId}/start`, { body: { mapping: {}, unitsOn: "2025-06-30" } });
  expect((await finished(again.importId)).report).toMatchObject({ read: 4, accepted: 2, unchanged: 2 });
});

it("reads the codes of an NDJSON roll, too", async () => {
  const row = { pin: "037204000201", fullName: "Lê Văn Sáu", birthDate: "2004-01-01", sex: "male", permanentUnit: "13450" };
  const preview = (await upload("roll", "cu.ndjson", JSON.stringify(row))).json() as ImportView;
  expect(preview.units).toMatchObject({ on: "2025-06-30", codes: 1, known: 1, marks: [] });
});

it("wrote no name and no number of anybody to the log", () => {
  expect(server.log()).toContain("import finished");
  expect(server.log()).toContain("/api/v1/imports/:importId/start");
  assertNoPersonalData(server.log(), fixtures);
});
