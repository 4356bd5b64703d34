import { cpus, totalmem } from "node:os";
import { openPool, startEmbedded } from "@dinhdanh/postgres";
import { cleaning } from "./cleaning.ts";
import { inFolder } from "./folders.ts";

/** What the figures were measured on, the database as the embedded launcher sets it up. */
export async function describeMachine(): Promise<string> {
  const { version, settings } = await inFolder(databaseIn);
  const cores = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"}), ${memory}, Node ${process.versions.node}, PostgreSQL ${version} (${settings})`;
}

async function databaseIn(home: string): Promise<{ version: string; settings: string }> {
  const embedded = await startEmbedded(home);
  const sql = openPool(embedded.url, { max: 1 });
  const close = async () => {
    await sql.end({ timeout: 5 });
    await embedded.release();
  };
  return cleaning(async () => {
    const shown = ["fsync", "synchronous_commit", "shared_buffers"];
    const rows = await sql`SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY(${shown}) ORDER BY name`;
    const [about] = await sql`SELECT current_setting('server_version') AS version`;
    return { version: String(about?.["version"]), settings: rows.map((row) => `${row["name"]} ${row["value"]}`).join(", ") };
  }, close);
}
