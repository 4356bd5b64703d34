import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { migrate, type MigrationSource } from "./migrate.ts";
import { openPool } from "./pool.ts";

let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-"));
  database = await testDatabase([]);
});
afterEach(async () => {
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

function source(files: Record<string, string>, schema = "one"): MigrationSource {
  const home = join(folder, schema);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), text);
  return { schema, folder: pathToFileURL(`${home}/`) };
}

const first = {
  "0001-first.sql": "-- what it is for\nCREATE SCHEMA one;\r\nCREATE TABLE one.thing (n int, t text DEFAULT 'a;b');\n-- the end\n",
};
const second = { "0002-second.sql": "ALTER TABLE one.thing ADD COLUMN m int" };
const applied = () =>
  database.sql`SELECT schema_name || '/' || file AS file FROM public.migration ORDER BY 1`.then((rows) =>
    rows.map((row) => String(row["file"])),
  );

it("applies what is new, in the order of the numbers, once", async () => {
  expect(await migrate(database.sql, [source(first)])).toEqual(["one/0001-first.sql"]);
  expect(await migrate(database.sql, [source({ ...second, ...first, "README.md": "no migration" })])).toEqual(["one/0002-second.sql"]);
  expect(await migrate(database.sql, [source({ ...first, ...second })])).toEqual([]);
  expect(await database.sql`INSERT INTO one.thing (n, m) VALUES (1, 2) RETURNING *`).toEqual([{ n: 1, t: "a;b", m: 2 }]);
});

it("lets one of several processes do it, and the others see it done", async () => {
  const pools = [1, 2, 3, 4].map(() => openPool(database.url, { max: 2 }));
  const sources = [source({ ...first, ...second })];
  const all = await Promise.all(pools.map((sql) => migrate(sql, sources)));
  expect(all.flat().sort()).toEqual(["one/0001-first.sql", "one/0002-second.sql"]);
  await Promise.all(pools.map((sql) => sql.end()));
});

it("refuses a database that is newer than the program, and touches nothing", async () => {
  await migrate(database.sql, [source({ ...first, ...second })]);
  const older = source({ ...first, "0003-third.sql": "CREATE TABLE one.third (n int);\n" });
  await expect(migrate(database.sql, [older])).rejects.toThrow("newer than this program: it has one/0002-second.sql");
  expect(await applied()).toEqual(["one/0001-first.sql", "one/0002-second.sql"]);
});

it("leaves nothing of a migration that fails, and can go on once it is mended", async () => {
  const broken = { "0002-second.sql": "CREATE TABLE one.half (n int);\nINSERT INTO one.half VALUES (1);\nSELECT 1 / 0;\n" };
  const failed = await migrate(database.sql, [source({ ...first, ...broken })]).catch((error: unknown) => error as Error);
  expect(failed).toMatchObject({ message: "Migration one/0002-second.sql failed", cause: { code: "22012" } });
  expect(await applied()).toEqual(["one/0001-first.sql"]);
  expect(await database.sql`SELECT to_regclass('one.half')::text AS found`).toEqual([{ found: null }]);
  // nor does it leave a lock: another process is not kept waiting
  const other = openPool(database.url, { max: 1 });
  expect(await migrate(other, [source({ ...first, ...second })])).toEqual(["one/0002-second.sql"]);
  await other.end();
});
