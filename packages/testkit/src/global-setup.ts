import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPool, startEmbedded } from "@dinhdanh/postgres";
import { databasePrefix, runVariables } from "./run.ts";

const prefix = "dinhdanh-test-";
const abandonedAfterMs = 6 * 3_600_000;

/**
 * Vitest's global set-up. Costs nothing until the first test asks for a database: it only names the run and its folder.
 * The returned function drops what the run made, and stops the server that it started.
 */
export async function setup(): Promise<() => Promise<void>> {
  await removeAbandoned();
  const home = mkdtempSync(join(tmpdir(), prefix));
  // passable, not readable: as root, the server runs under another account
  chmodSync(home, 0o711);
  process.env[runVariables.home] = home;
  process.env[runVariables.id] = randomBytes(4).toString("hex");
  return async () => {
    const given = process.env[runVariables.server];
    if (given !== undefined) await dropDatabases(given);
    await removeServer(home);
  };
}

async function removeServer(home: string): Promise<void> {
  if (existsSync(join(home, "postgres.json"))) {
    const server = await startEmbedded(home);
    await server.release();
    rmSync(server.folder, { recursive: true, force: true });
  }
  rmSync(home, { recursive: true, force: true });
}

/** Runs that were killed leave their server behind; an old folder tells. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const home = join(tmpdir(), name);
    const ageMs = performance.timeOrigin + performance.now() - statSync(home).mtimeMs;
    if (ageMs > abandonedAfterMs) await removeServer(home);
  }
}

/** On a server that outlives the run, the run's template databases must not stay behind. */
async function dropDatabases(url: string): Promise<void> {
  const sql = openPool(url, { max: 1 });
  try {
    const names = await sql<{ datname: string }[]>`SELECT datname FROM pg_database WHERE starts_with(datname, ${databasePrefix()})`;
    for (const { datname } of names) await sql`DROP DATABASE IF EXISTS ${sql(datname)} WITH (FORCE)`;
  } finally {
    await sql.end();
  }
}
