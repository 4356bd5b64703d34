import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SheetPreview, SheetResult } from "@dinhdanh/campaign";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { factsOf, personIdByPin } from "@dinhdanh/population";
import { readWorkbook } from "@dinhdanh/tabular";
import { assertNoPersonalData } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let commune: Call;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-sheet-"));
const hoa = { pin: "035304000017", name: "Nguyễn Thị Hoa" };
const far = { pin: "079090000018", name: "Võ Quốc Bảo" };
const where = { unit: "13450", asOf: "2023-04-22" };
const path = (what: string, more: Record<string, string> = {}) =>
  `/api/v1/quality/sheet/${what}?${new URLSearchParams({ ...where, ...more }).toString()}`;
const csv = { headers: { "content-type": "text/csv" } };

beforeAll(async () => {
  server = await testServer();
  const file = join(folder, "roll.csv");
  writeFileSync(
    file,
    `pin,fullName,birthDate,sex,permanentUnit,address
${hoa.pin},${hoa.name},2004-05-17,female,13450,Thôn Nguyễn Trung
${far.pin},${far.name},1990-01-01,male,26734,Phường Tân Định
`,
  );
  const kind = intakeOf(server.register, "roll", { officer: "system", unitsOn: toDay(where.asOf) });
  await runIntake(kind, { ...server.register, actor: systemActor, path: file });
  commune = await server.as("demo-commune");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

/** The sheet as the page downloads it, as CSV with a telephone written in. */
async function sheetWith(phone: string): Promise<string> {
  await expect
    .poll(async () => ((await commune("POST", "/api/v1/quality/findings", { body: where })).json() as { total: number }).total, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  const { headers } = await server.call("POST", "/api/v1/session/demo", { body: { code: "demo-commune" } });
  const answer = await fetch(`${server.url}/api/v1/quality/sheet`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: headers.get("set-cookie")?.split(";")[0] ?? "" },
    body: JSON.stringify({ ...where, lang: "vi" }),
  });
  const [head, row] = readWorkbook(Buffer.from(await answer.arrayBuffer()), { bytes: 1e7, rows: 10, columns: 60 }).map(
    ({ cells }) => cells,
  );
  if (head === undefined || row === undefined) throw new Error("the sheet is empty");
  expect(row).toContain(hoa.name);
  row[head.indexOf("Điện thoại")] = phone;
  return [head, head.map((_, at) => row[at] ?? "")].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n");
}

it("takes a sheet back over HTTP: shown, done, and done once", async () => {
  const body = await sheetWith("0912345678");
  const shown = (await commune("POST", path("preview"), { body, ...csv })).json() as SheetPreview;
  expect(shown).toMatchObject({ rows: 1, mended: 1, changes: [{ mends: [{ field: "phone", before: null, after: "0912345678" }] }] });
  const { digest } = shown;
  const done = (await commune("POST", path("apply", { mendId: newId(), digest }), { body, ...csv })).json() as SheetResult;
  expect(done).toMatchObject({ mended: 1, refused: [] });
  const personId = String(await personIdByPin(server.register.sql, hoa.pin));
  expect((await factsOf(server.register.sql, personId))?.phone).toBe("0912345678");
  expect((await commune("POST", path("apply", { mendId: newId(), digest }), { body, ...csv })).json()).toMatchObject({
    code: "changed-meanwhile",
  });
  expect((await commune("POST", path("preview"), { body, ...csv })).json()).toMatchObject({ mended: 0, unchanged: 1 });
});

it("refuses other units, other roles, and files that are none, by name", async () => {
  const code = async (call: Call, given: string, address = path("preview"), headers: Record<string, string> = csv.headers) =>
    ((await call("POST", address, { body: given, headers })).json() as { code: string }).code;
  expect(await code(commune, "x", path("preview", { unit: "13408" }))).toBe("outside-scope");
  expect(await code(await server.as("demo-auditor"), "x")).toBe("not-permitted");
  expect(await code(server.call, "x")).toBe("not-signed-in");
  expect(await code(commune, "Họ và tên,Ngày sinh\nA,B\n")).toBe("not-a-check-sheet");
  expect(await code(commune, "PK\u0003\u0004")).toBe("workbook-unreadable");
  expect(await code(commune, "x", path("preview"), { "content-type": "text/html" })).toBe("unsupported-type");
  expect(await code(commune, "x".repeat(9 * 2 ** 20))).toBe("too-large");
});

it("wrote nobody's name, number or telephone to the log", () => {
  assertNoPersonalData(server.log(), { names: [hoa.name, far.name, "0912345678"], pins: [hoa.pin, far.pin] });
});
