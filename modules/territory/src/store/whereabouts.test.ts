import { clockAt } from "@dinhdanh/kernel";
import { createLedger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadBuiltinTerritory, migrations, whereabouts } from "../index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase([ledgerMigrations, migrations]);
  await loadBuiltinTerritory(
    database.sql,
    createLedger(
      clockAt(() => Date.parse("2026-05-01T00:00:00Z")),
      [],
    ),
  );
  const { sql } = database;
  await sql`
    INSERT INTO territory.unit (unit_id, code, name, level, parent_id, valid_from, search_key)
    SELECT 900001, '99001', 'Xã Mới', 'commune', unit_id, '2027-01-01', 'xa moi' FROM territory.unit WHERE code = '37' AND valid_until IS NULL`;
  await sql`
    INSERT INTO territory.lineage (from_id, to_id, whole, on_day)
    SELECT unit_id, 900001, code <> '13438', '2027-01-01' FROM territory.unit
    WHERE code = '13438' OR code = '13456' AND valid_until IS NULL`;
});
afterAll(() => database.close());

const at = async (code: string, onDay: string) => {
  const { unit, kin, within } = await whereabouts(database.sql, code, onDay);
  return [unit?.name ?? null, kin.map(({ name, whole }) => `${name}${whole ? "" : " (part)"}`), within.map(({ name }) => name)];
};

it.each([
  ["that exists", "35", "2023-04-22", ["Tỉnh Hà Nam", [], []]],
  ["that went into another", "35", "2025-08-01", ["Tỉnh Hà Nam", ["Tỉnh Ninh Bình"], []]],
  ["that went into one that ended in its turn", "70", "2026-05-01", ["Tỉnh Bình Phước", ["Thành phố Đồng Nai"], []]],
  ["of a commune: its place and its province", "13450", "2025-08-01", ["Xã Liêm Phong", ["Xã Liêm Hà"], ["Tỉnh Ninh Bình"]]],
  ["of a level that was abolished: the province", "351", "2025-08-01", ["Huyện Thanh Liêm", [], ["Tỉnh Ninh Bình"]]],
  ["that is not yet, without what it comes from", "13450", "1970-01-01", ["Xã Liêm Phong", [], []]],
  ["that is not yet: what it will be formed from", "99001", "2025-06-30", ["Xã Mới", ["Xã Thanh Sơn (part)", "Xã Liêm Phong"], []]],
  ["that took a code over, on a day when another bore it", "13456", "2025-06-30", ["Xã Liêm Cần", [], []]],
  ["that nobody knows", "99999", "2025-08-01", [null, [], []]],
])("tells the whereabouts of a unit %s", async (_, code, onDay, expected) => {
  expect(await at(code, onDay)).toEqual(expected);
});
