import { clockAt } from "@dinhdanh/kernel";
import { createLedger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isBelow, isWithin, lastUnitByCode, loadBuiltinTerritory, migrations, searchUnits, unitByCode, unitsByIds } from "../index.ts";

let db: TestDatabase;
const day = "2023-04-14";

beforeAll(async () => {
  db = await testDatabase([ledgerMigrations, migrations]);
  await loadBuiltinTerritory(
    db.sql,
    createLedger(
      clockAt(() => 0),
      [],
    ),
  );
});
afterAll(() => db.close());

it.each([
  ["liem phong", "13450"],
  ["Liêm Phong", "13450"],
  ["xã Liêm Phong", "13450"],
  ["  LIÊM   phong ", "13450"],
  ["ha nam", "35"],
  ["Tỉnh Hà Nam", "35"],
  ["13450", "13450"],
  ["thạch kênh", "18586"],
])("%s finds %s first", async (text, code) => {
  expect((await searchUnits(db.sql, text, day, 5))[0]?.code).toBe(code);
});

it.each([["Liếm Phong"], [""], ["liem'; DROP TABLE"], ["%"], ["\u0000"]])("%j finds nothing", async (text) => {
  expect(await searchUnits(db.sql, text, day, 5)).toEqual([]);
});

const found = async (onDay: string) => (await searchUnits(db.sql, "xã liêm hà", onDay, 5)).map(({ code }) => code);
it("finds what exists on the day", async () => {
  expect(await found("2025-06-30")).not.toContain("13456");
  expect((await found("2025-07-01"))[0]).toBe("13456");
});

it("knows what lies within what, on the day that gives a code its meaning", async () => {
  const commune = (await unitByCode(db.sql, "13450", day))?.unitId ?? -1;
  const within = (code: string, onDay?: string) => isWithin(db.sql, commune, code, onDay);
  expect(await Promise.all([within("35"), within("36"), within("00"), within("13450")])).toEqual([true, false, true, true]);
  expect(await Promise.all([within("37"), within("37", day), within("37", "2025-07-01")])).toEqual([true, false, true]);
  expect(await isBelow(db.sql, commune, 0)).toBe(true);
});

it("remembers the last bearer of a code", async () => {
  expect(await lastUnitByCode(db.sql, "351", "2026-01-01")).toMatchObject({ name: "Huyện Thanh Liêm", parentCode: "35" });
  expect(await lastUnitByCode(db.sql, "13456", "2026-01-01")).toMatchObject({ name: "Xã Liêm Hà" });
  expect(await lastUnitByCode(db.sql, "13456", day)).toMatchObject({ name: "Xã Liêm Cần" });
  expect(await lastUnitByCode(db.sql, "99999", day)).toBeUndefined();
});

it("looks units up by id", async () => {
  const units = await unitsByIds(db.sql, [0, 1, -1]);
  expect([...units.values()].map(({ code, parentCode }) => [code, parentCode])).toEqual([
    ["00", null],
    ["01", "00"],
  ]);
});

it.each([
  ["below a unit", "SELECT unit_id FROM territory.ancestor WHERE ancestor_id = 409", "ancestor_below"],
  ["above a unit", "SELECT 1 FROM territory.ancestor WHERE unit_id = 5000 AND ancestor_id = 35", "ancestor_pkey|ancestor_below"],
  ["children", "SELECT unit_id FROM territory.placement WHERE parent_id = 409", "placement_parent"],
  ["a code", "SELECT unit_id FROM territory.unit WHERE code = '13450'", "unit_code_valid_from_key|unit_code_daterange_excl"],
])("looks up %s by index", async (_, query, index) => {
  const rows = await db.sql.unsafe(`EXPLAIN ${query}`);
  expect(rows.map((row) => String(row["QUERY PLAN"])).join("\n")).toMatch(new RegExp(index));
});
