import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MigrationSource } from "@dinhdanh/postgres";
import { migrations as sources } from "@dinhdanh/server";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { files } from "./tree.ts";
import { workspaces } from "./workspaces.ts";

let database: TestDatabase;

/** What each module's face offers to be applied. */
async function offeredBy(module: string): Promise<MigrationSource[]> {
  const face = (await import(`@dinhdanh/${module}`)) as { migrations?: MigrationSource };
  return face.migrations === undefined ? [] : [face.migrations];
}

beforeAll(async () => {
  database = await testDatabase(sources);
});
afterAll(async () => database?.close());

it("is given the migrations of every module by the composition root", async () => {
  const modules = workspaces.filter(({ ring }) => ring === "modules").map(({ name }) => name);
  const offered = (await Promise.all(modules.map(offeredBy))).flat();
  expect(offered.length).toBeGreaterThanOrEqual(6);
  expect(sources.map(({ schema }) => schema).toSorted()).toEqual(offered.map(({ schema }) => schema).toSorted());
});

it("applies every migration in the tree", async () => {
  const written = files.filter((path) => path.endsWith(".sql") && path.includes("/migrations/"));
  const offered = new Set(sources.map(({ schema }) => schema));
  expect(written.length).toBeGreaterThanOrEqual(3);
  expect(written.filter((path) => !offered.has(path.split("/")[1] ?? ""))).toEqual([]);
  expect(sources.filter(({ folder }) => !existsSync(folder))).toEqual([]);
  const [applied] = await database.sql`SELECT count(*)::int AS n FROM public.migration`;
  expect(applied?.["n"]).toBe(written.length);
});

it("gives each module one schema of its own name", async () => {
  const schemas =
    await database.sql`SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')`;
  expect(schemas.map((row) => String(row["nspname"])).sort()).toEqual(sources.map(({ schema }) => schema).sort());
});

it("says of each table and column how sensitive it is", async () => {
  const described = await database.sql<{ name: string; comment: string | null }[]>`
    SELECT concat_ws('.', n.nspname, c.relname, a.attname) AS name, d.description AS comment
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN LATERAL (
      SELECT 0 AS attnum, NULL::text AS attname
      UNION ALL SELECT attnum, attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    ) a ON true
    LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY 1`;
  expect(described.length).toBeGreaterThan(30);
  const silent = described.filter(({ comment }) => !/\S.*\bpii=(none|personal|biometric)\b/s.test(comment ?? ""));
  expect(silent.map(({ name }) => name)).toEqual([]);
});
