import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MigrationSource } from "@dinhdanh/postgres";
import { testDatabase } from "./database.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "testkit-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function source(schema: string, text: string): MigrationSource {
  const home = join(folder, schema);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "0001-first.sql"), text);
  return { schema, folder: pathToFileURL(`${home}/`) };
}

it("gives every caller an empty, migrated database of its own", async () => {
  const sources = [source("one", "CREATE SCHEMA one;\nCREATE TABLE one.thing (n int);\n")];
  const [left, right] = await Promise.all([testDatabase(sources), testDatabase(sources)]);
  await left.sql`INSERT INTO one.thing VALUES (1)`;
  expect(await left.sql`SELECT n FROM one.thing`).toEqual([{ n: 1 }]);
  expect(await right.sql`SELECT n FROM one.thing`).toEqual([]);
  await left.close();
  const [gone] = await right.sql`SELECT count(*)::int AS n FROM pg_database WHERE datname = ${new URL(left.url).pathname.slice(1)}`;
  expect(gone?.["n"]).toBe(0);
  await right.close();
});

it("reports a broken migration each time, not only the first", async () => {
  const sources = [source("two", "CREATE SCHEMA two;\nCREATE TABLE two.thing (n nonsense);\n")];
  await expect(testDatabase(sources)).rejects.toThrow("two/0001-first.sql failed");
  await expect(testDatabase(sources)).rejects.toThrow("two/0001-first.sql failed");
});
