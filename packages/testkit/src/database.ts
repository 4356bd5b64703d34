import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { migrate, type MigrationSource, openPool, type Sql, startEmbedded } from "@dinhdanh/postgres";
import { databasePrefix, ofThisRun, runVariables } from "./run.ts";

export type TestDatabase = { url: string; sql: Sql; close: () => Promise<void> };

/**
 * A database of its own, with `sources` applied in their order: a clone (40 ms) of a template that the first caller in the run migrates.
 * Call it in `beforeAll` and `close` in `afterAll`; `close` drops the database.
 * @param options.max connections of the returned pool
 */
export async function testDatabase(sources: MigrationSource[], options: { max?: number } = {}): Promise<TestDatabase> {
  const server = await serverUrl();
  const administration = openPool(server, { max: 1 });
  const name = `${databasePrefix()}${randomBytes(6).toString("hex")}`;
  try {
    const template = await ensureTemplate(administration, server, sources);
    await administration`CREATE DATABASE ${administration(name)} TEMPLATE ${administration(template)}`;
  } catch (error) {
    await administration.end();
    throw error;
  }
  const url = onDatabase(server, name);
  const sql = openPool(url, { max: options.max ?? 4 });
  const close = async () => {
    await sql.end({ timeout: 5 });
    await administration`DROP DATABASE IF EXISTS ${administration(name)} WITH (FORCE)`;
    await administration.end();
  };
  return { url, sql, close };
}

/** Several workers may want the same template at once: an advisory lock lets one of them make it. */
async function ensureTemplate(administration: Sql, server: string, sources: MigrationSource[]): Promise<string> {
  const name = `${databasePrefix()}template_${fingerprint(sources)}`;
  await administration`SELECT pg_advisory_lock(7163005)`;
  try {
    const [known] = await administration`SELECT 1 FROM pg_database WHERE datname = ${name}`;
    if (known !== undefined) return name;
    await administration`CREATE DATABASE ${administration(name)}`;
    await migrateOrDrop(administration, onDatabase(server, name), name, sources);
    return name;
  } finally {
    await administration`SELECT pg_advisory_unlock(7163005)`;
  }
}

async function migrateOrDrop(administration: Sql, url: string, name: string, sources: MigrationSource[]): Promise<void> {
  const sql = openPool(url, { max: 1 });
  try {
    await migrate(sql, sources);
    await sql.end();
  } catch (error) {
    await sql.end({ timeout: 1 });
    await administration`DROP DATABASE IF EXISTS ${administration(name)} WITH (FORCE)`;
    throw error;
  }
}

function fingerprint(sources: MigrationSource[]): string {
  const hash = createHash("sha256");
  for (const { schema, folder } of sources) {
    for (const file of readdirSync(folder).sort())
      hash.update(`${schema}\0${file}\0${readFileSync(`${fileURLToPath(folder)}/${file}`, "utf8")}\0`);
  }
  return hash.digest("hex").slice(0, 12);
}

function onDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

let shared: Promise<string> | undefined;

/** The run's server: all workers share one. It stays until the run ends, so nobody releases it here. */
function serverUrl(): Promise<string> {
  shared ??= findServer();
  return shared;
}

async function findServer(): Promise<string> {
  const given = process.env[runVariables.server];
  if (given !== undefined) return given;
  const { url } = await startEmbedded(ofThisRun("home"));
  const sql = openPool(url, { max: 1 });
  try {
    // nothing in it outlives the run; without this, cloning and dropping databases waits for the disk
    await sql`ALTER SYSTEM SET fsync = off`;
    await sql`SELECT pg_reload_conf()`;
  } finally {
    await sql.end();
  }
  return url;
}
