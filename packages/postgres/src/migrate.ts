import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sql } from "./pool.ts";

/** One module's migrations: numbered `0001-name.sql` files in `folder`, each statement ending in `;` at a line's end. */
export type MigrationSource = { schema: string; folder: URL };

/** The database holds a migration that this version does not know. */
class NewerDatabase extends Error {
  readonly code = "DATABASE_NEWER";
  constructor(file: string) {
    super(`The database is newer than this program: it has ${file}. Install the newer version.`);
  }
}

type Connection = Awaited<ReturnType<Sql["reserve"]>>;

/**
 * Brings every schema up to date. Safe when several processes start at once (advisory lock), and repeatable.
 * @returns the files applied, `schema/0001-name.sql`
 * @throws {NewerDatabase} with the code DATABASE_NEWER
 */
export async function migrate(sql: Sql, sources: MigrationSource[]): Promise<string[]> {
  const connection = await sql.reserve();
  try {
    await connection`SELECT pg_advisory_lock(7163004)`;
    return await migrateAll(connection, sources);
  } finally {
    // the connection goes back to the pool: it would keep the lock, and every other start would wait for ever
    await connection`SELECT pg_advisory_unlock(7163004)`.catch(() => undefined);
    connection.release();
  }
}

async function migrateAll(connection: Connection, sources: MigrationSource[]): Promise<string[]> {
  await connection`CREATE TABLE IF NOT EXISTS public.migration (
      schema_name text NOT NULL, file text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (schema_name, file))`;
  await connection`COMMENT ON TABLE public.migration IS 'Migrations applied to this database. pii=none'`;
  for (const column of ["schema_name", "file", "applied_at"]) {
    await connection.unsafe(`COMMENT ON COLUMN public.migration.${column} IS 'Of one applied migration file. pii=none'`);
  }
  const applied: string[] = [];
  for (const source of sources) applied.push(...(await migrateSchema(connection, source)));
  return applied;
}

async function migrateSchema(sql: Connection, source: MigrationSource): Promise<string[]> {
  const folder = fileURLToPath(source.folder);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  const done = new Set(
    (await sql`SELECT file FROM public.migration WHERE schema_name = ${source.schema}`).map((row) => String(row["file"])),
  );
  for (const file of done) {
    if (!files.includes(file)) throw new NewerDatabase(`${source.schema}/${file}`);
  }
  const applied: string[] = [];
  for (const file of files.filter((name) => !done.has(name))) {
    await sql`BEGIN`;
    try {
      for (const statement of statements(readFileSync(`${folder}/${file}`, "utf8"))) await sql.unsafe(statement);
      await sql`INSERT INTO public.migration (schema_name, file) VALUES (${source.schema}, ${file})`;
      await sql`COMMIT`;
    } catch (error) {
      await sql`ROLLBACK`;
      throw new Error(`Migration ${source.schema}/${file} failed`, { cause: error });
    }
    applied.push(`${source.schema}/${file}`);
  }
  return applied;
}

function statements(text: string): string[] {
  return text
    .split(/;[ \t]*\r?\n/)
    .map((statement) =>
      statement
        .replace(/^\s*(--.*\n\s*)*/, "")
        .trim()
        .replace(/;$/, ""),
    )
    .filter((statement) => statement !== "");
}
