import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clockAt, systemActor } from "@dinhdanh/kernel";
import { actsOf, createLedger, type Ledger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from "vitest";
import {
  ancestorIds,
  type ImportedUnits,
  type ImportOutcome,
  importUnits,
  loadBuiltinTerritory,
  migrations,
  openingDay,
  unitByCode,
  unitSubjectId,
  unitView,
  unplacedCommunes,
} from "./index.ts";

const header = "code,name,level,parent,validFrom,predecessors";
let folder: string;
let db: TestDatabase;
let ledger: Ledger;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "units-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(): Promise<void> {
  db = await testDatabase([ledgerMigrations, migrations]);
  ledger = createLedger(
    clockAt(() => Date.parse("2025-08-01T00:00:00Z")),
    [],
  );
  await loadBuiltinTerritory(db.sql, ledger);
}

async function importText(text: string): Promise<ImportOutcome> {
  const path = join(folder, "units.csv");
  writeFileSync(path, text);
  return importUnits({ sql: db.sql, ledger, actor: systemActor }, path);
}
const importRows = (...rows: string[]) => importText([header, ...rows, ""].join("\n"));
function imported(outcome: ImportOutcome): ImportedUnits {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}
const state = async () =>
  (await db.sql`SELECT count(*) AS n, count(valid_until) AS ended, (SELECT count(*) FROM ledger.act) AS acts FROM territory.unit`)[0];
const idOf = async (code: string, day: string) => (await unitByCode(db.sql, code, day))?.unitId ?? -1;

describe("a refused file", () => {
  beforeAll(open);
  afterAll(() => db.close());

  const good = "90001,Xã Ví Dụ,commune,37,2025-07-02,13453";
  it.each([
    ["bad-level", "level", "90001,Xã Ví Dụ,hamlet,37,2025-07-02,"],
    ["bad-code", "code", "3001,Xã Ví Dụ,commune,37,2025-07-02,"],
    ["bad-code", "code", "13,Xã Ví Dụ,commune,37,2025-07-02,"],
    ["bad-code", "code", "00,Ví Dụ,province,,2025-07-02,"],
    ["no-name", "name", "90001, ,commune,37,2025-07-02,"],
    ["broken-text", "name", "90001,X\u0000 Ví Dụ,commune,37,2025-07-02,"],
    ["broken-text", "name", "90001,X\uFFFD Ví Dụ,commune,37,2025-07-02,"],
    ["cell-too-long", "name", `90001,${"x".repeat(1001)},commune,37,2025-07-02,`],
    ["bad-day", "validFrom", "90001,Xã Ví Dụ,commune,37,2025-02-30,"],
    ["too-early", "validFrom", "90001,Xã Ví Dụ,commune,37,1976-01-01,"],
    ["bad-parent", "parent", "90001,Xã Ví Dụ,commune,,2025-07-02,"],
    ["bad-parent", "parent", "99,Tỉnh Ví Dụ,province,37,2025-07-02,"],
    ["bad-predecessor", "predecessors", "90001,Xã Ví Dụ,commune,37,2025-07-02,13453 13454"],
    ["bad-predecessor", "predecessors", "90001,Xã Ví Dụ,commune,37,2025-07-02,13453;13453*"],
    ["wrong-cell-count", "", "90001,Xã Ví Dụ,commune,37,2025-07-02"],
    ["twice-in-file", "code", `${good}\n${good}`],
    ["already-known", "code", "13456,Xã Khác,commune,37,2025-07-01,"],
    ["predecessor-unknown", "predecessors", "90001,Xã Ví Dụ,commune,37,2025-07-02,90002"],
    ["predecessor-ended", "predecessors", "90001,Xã Ví Dụ,commune,37,2025-07-02,13450"],
    ["predecessor-ended", "predecessors", "90001,Xã Ví Dụ,commune,35,2024-07-02,13450"],
    ["predecessor-level", "predecessors", "99,Tỉnh Ví Dụ,province,,2025-07-02,13453"],
    ["predecessor-taken", "predecessors", "90001,Xã Ví Dụ,commune,37,2025-07-01,13450"],
    ["predecessor-taken", "predecessors", `${good}\n90002,Xã Ví Dụ,commune,37,2025-07-02,13453*`],
    ["predecessor-taken", "predecessors", "13456,Xã Liêm Hà,commune,37,2025-07-01,13450*"],
    ["code-in-use", "code", "13453,Xã Ví Dụ,commune,37,2025-07-02,"],
    ["code-in-use", "code", "13456,Xã Ví Dụ,commune,35,2024-07-02,"],
    ["parent-unknown", "parent", "90001,Xã Ví Dụ,commune,35,2025-07-02,"],
    ["parent-unknown", "parent", "90001,Xã Ví Dụ,commune,351,2025-07-02,"],
    ["parent-level", "parent", "991,Huyện Ví Dụ,district,351,2025-06-30,"],
  ])("%s in %s: %s", async (reason, column, rows) => {
    const outcome = await importRows(...rows.split("\n"));
    const row = rows.split("\n").length + 1;
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "rows-refused", rows: [{ row, column, reason }] } });
  });

  it.each([
    ["unknown-column", "colour", `${header},colour\n`],
    ["missing-column", "validFrom", "code,name,level,parent\n"],
    ["column-twice", "code", `${header},code\n`],
    ["empty-file", "", ""],
  ])("%s %s", async (code, column, text) => {
    expect(await importText(text)).toMatchObject({ ok: false, refusal: { code, details: { column } } });
  });

  it("is told when there is no such file", async () => {
    const outcome = await importUnits({ sql: db.sql, ledger, actor: systemActor }, join(folder, "nowhere.csv"));
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "missing-file" } });
  });

  it("changes nothing, also when only its last row is wrong", async () => {
    const before = await state();
    expect((await importRows(good, "90002,Xã Khác,commune,99,2025-07-02,")).ok).toBe(false);
    expect(await state()).toEqual(before);
  });
});

describe("an accepted file", () => {
  beforeEach(open);
  afterEach(() => db.close());

  it("merges and splits communes, and tells which figures to recount", async () => {
    const merged = imported(
      await importRows("90001,Xã Ví Dụ,commune,37,2025-09-01,13453;13459*", "13459,Xã Còn Lại,commune,37,2025-09-01,13459*"),
    );
    expect(merged).toMatchObject({ opened: 2, closed: 2, unchanged: 0 });
    const [whole, part] = [await idOf("13453", "2025-08-31"), await idOf("13459", "2025-08-31")];
    const created = await idOf("90001", "2025-09-01");
    expect(merged.affected).toEqual([created]);
    expect(merged.moved).toEqual([whole]);
    const closure = await ancestorIds(db.sql);
    expect(closure.get(whole)).toContain(created);
    expect(closure.get(part)).not.toContain(created);
    expect((await unitView(db.sql, "13459", "2025-08-31"))?.successors.map(({ code, whole: all }) => [code, all])).toEqual([
      ["13459", false],
      ["90001", false],
    ]);
    expect((await unplacedCommunes(db.sql, await idOf("37", "2025-09-01"), "2025-09-01")).map(({ code }) => code)).toContain("13459");
    const kinds = (await actsOf(db.sql, unitSubjectId("13459", openingDay))).map(({ kind }) => kind);
    expect(kinds).toEqual(["unit.split"]);
  });

  it("changes nothing when it comes again, in another order", async () => {
    const rows = ["90001,Xã Ví Dụ,commune,11,2025-07-01,03127", "11,Tỉnh Ví Dụ,province,,2025-07-01,11;12"];
    expect(imported(await importRows(...rows))).toMatchObject({ opened: 2, closed: 3 });
    expect(imported(await importRows(...rows.toReversed()))).toEqual({ opened: 0, closed: 0, unchanged: 2, affected: [], moved: [] });
  });

  it("places communes that had no known successor, by naming further predecessors of a known unit", async () => {
    const province = await idOf("37", "2025-07-01");
    const unplaced = async () => (await unplacedCommunes(db.sql, province, "2025-07-01")).map(({ code, name }) => [code, name]);
    expect(await unplaced()).toEqual([
      ["13285", "Phường Quang Trung"],
      ["13402", "Xã Nhật Tân"],
      ["13456", "Xã Liêm Cần"],
    ]);
    const outcome = imported(await importRows("13456,Xã Liêm Hà,commune,37,2025-07-01,13450;13456"));
    expect(outcome).toMatchObject({ opened: 0, unchanged: 0, affected: [await idOf("13456", "2025-07-01")] });
    expect((await unplaced()).map(([code]) => code)).toEqual(["13285", "13402"]);
  });

  it("lets communes follow their province into a merger, and an island become a special zone", async () => {
    imported(await importRows("31,Thành phố Ví Dụ,province,,2025-09-01,31;33", "90003,Đặc khu Ví Dụ,commune,31,2025-07-01,318"));
    expect(await unitByCode(db.sql, "10507", "2025-09-01")).toMatchObject({ parentCode: "31" });
    expect(await unitByCode(db.sql, "90003", "2025-09-02")).toMatchObject({ parentCode: "31", validFrom: "2025-07-01" });
    expect(await unitByCode(db.sql, "33", "2025-09-01")).toBeUndefined();
  });
});
