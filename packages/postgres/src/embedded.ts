import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, platform, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Account, type Binaries, dataFolder, locateBinaries, unprivilegedAccount } from "./binaries.ts";

/** A running embedded server. Several processes share it; the last to call `release` stops it. */
export type Embedded = { url: string; folder: string; release: () => Promise<void> };

type Cluster = { account: Account | undefined; binaries: Binaries; folder: string; secretFile: string };

/**
 * Starts the embedded PostgreSQL under `home`, or joins it when it runs already.
 * Safe to call from several processes at once. Data is durable (fsync on).
 * @throws when the server cannot be started; the message names the log file
 */
export async function startEmbedded(home: string): Promise<Embedded> {
  const account = unprivilegedAccount();
  const wanted = resolve(home, "postgres");
  mkdirSync(resolve(home), { recursive: true });
  const name = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  const folder = dataFolder(wanted, account, name);
  const cluster = { account, binaries: locateBinaries(account), folder, secretFile: join(resolve(home), "postgres.json") };
  const url = await exclusively(resolve(home), () => ensureRunning(cluster));
  return { url, folder, release: () => exclusively(resolve(home), () => stopIfUnused(cluster, url)) };
}

async function ensureRunning(cluster: Cluster): Promise<string> {
  if (!existsSync(join(cluster.folder, "ready"))) await initialise(cluster);
  const known = readSecret(cluster);
  if (known.port !== 0 && (await answers(urlOf(known)))) return urlOf(known);
  const secret = { ...known, port: await freePort() };
  const log = join(cluster.folder, "server.log");
  const started = await run(cluster, cluster.binaries.pgCtl, ["start", "-w", "-t", "120", "-D", cluster.folder, "-l", log, "-o", `-p ${secret.port}`]);
  if (started.code !== 0) throw new Error(`The embedded PostgreSQL did not start; see ${log}\n${started.output}`);
  writeSecret(cluster, secret);
  return urlOf(secret);
}

async function initialise(cluster: Cluster): Promise<void> {
  const { folder, account } = cluster;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = { password: randomBytes(24).toString("base64url"), port: 0 };
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, secret.password, { mode: 0o600 });
  if (account !== undefined) {
    chownSync(folder, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const made = await run(cluster, cluster.binaries.initdb, [
    ...["-D", folder, "-U", "postgres", "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", `--pwfile=${passwordFile}`],
  ]);
  rmSync(passwordFile, { force: true });
  if (made.code !== 0) throw new Error(`The embedded PostgreSQL could not be created in ${folder}\n${made.output}`);
  writeFileSync(join(folder, "postgresql.auto.conf"), settings());
  writeSecret(cluster, secret);
  writeFileSync(join(folder, "ready"), "");
}

/** Durable, tuned for bulk loads on a small machine; jit costs more than it gives on short queries. */
function settings(): string {
  const sharedMiB = Math.max(128, Math.min(512, Math.floor(totalmem() / 2 ** 20 / 16)));
  return [
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    "max_connections = 100",
    `shared_buffers = '${sharedMiB}MB'`,
    "work_mem = '32MB'",
    "maintenance_work_mem = '256MB'",
    "max_wal_size = '8GB'",
    "min_wal_size = '1GB'",
    "checkpoint_timeout = '15min'",
    "wal_level = minimal",
    "max_wal_senders = 0",
    `max_parallel_workers_per_gather = ${Math.min(2, cpus().length)}`,
    "jit = off",
    "timezone = 'UTC'",
    "log_min_error_statement = panic",
    "log_error_verbosity = terse",
    "",
  ].join("\n");
}

async function stopIfUnused(cluster: Cluster, url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
    if (row?.["others"] !== 0) return;
  } catch {
    return;
  } finally {
    await sql.end({ timeout: 5 });
  }
  await run(cluster, cluster.binaries.pgCtl, ["stop", "-w", "-m", "fast", "-D", cluster.folder]);
}

type Secret = { password: string; port: number };
const urlOf = (secret: Secret) => `postgres://postgres:${secret.password}@127.0.0.1:${secret.port}/postgres`;
const readSecret = (cluster: Cluster) => JSON.parse(readFileSync(cluster.secretFile, "utf8")) as Secret;

function writeSecret(cluster: Cluster, secret: Secret): void {
  writeFileSync(cluster.secretFile, JSON.stringify(secret), { mode: 0o600 });
  chmodSync(cluster.secretFile, 0o600);
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      try {
        await sql`SELECT 1`;
        return true;
      } catch (error) {
        // 57P03: it runs but is still recovering from a crash
        if ((error as { code?: string }).code !== "57P03") return false;
        await sleep(200);
      }
    }
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no free port on 127.0.0.1");
  return address.port;
}

function run(cluster: Cluster, command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: cluster.folder,
      ...cluster.account,
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      // pg_ctl's server inherits the pipes and would keep them open: only its own exit is awaited
      stdio: ["ignore", "pipe", "pipe"],
      detached: platform() !== "win32",
      windowsHide: true,
    });
    let output = "";
    child.stdout.on("data", (part: Buffer) => (output += part.toString()));
    child.stderr.on("data", (part: Buffer) => (output += part.toString()));
    child.on("error", fail);
    child.on("exit", (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      done({ code, output });
    });
  });
}

/** One process at a time decides to start or stop; a lock older than three minutes belonged to one that died. */
async function exclusively<T>(home: string, work: () => Promise<T>): Promise<T> {
  const lock = join(home, "postgres.lock");
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
      if (staleLock(lock)) rmSync(lock, { recursive: true, force: true });
      else await sleep(100);
    }
  }
  try {
    writeFileSync(join(lock, "pid"), String(process.pid));
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function staleLock(lock: string): boolean {
  try {
    const owner = Number(readFileSync(join(lock, "pid"), "utf8"));
    process.kill(owner, 0);
    return statSync(lock).mtimeMs < performance.timeOrigin + performance.now() - 180_000;
  } catch (error) {
    return (error as { code?: string }).code === "ESRCH";
  }
}
