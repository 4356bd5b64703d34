import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import { cpus, platform, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Account, type Binaries, dataFolder, locateBinaries, unprivilegedAccount } from "./binaries.ts";
import { disownDeadServer } from "./dead-server.ts";
import { exclusively } from "./exclusively.ts";
import { type OptionsWithSocket, promptSocket } from "./socket.ts";

/** A running embedded server. Several processes share it; the last to call `release` stops it. */
export type Embedded = { url: string; folder: string; release: () => Promise<void> };

type Cluster = { account: Account | undefined; binaries: Binaries; folder: string; secretFile: string };
type Secret = { password: string; port: number; folder?: string };

/**
 * Starts the embedded PostgreSQL under `home`, or joins it when it runs already.
 * Safe to call from several processes at once. Data is durable (fsync on).
 * @throws when the server cannot be started; the message names the log file
 */
export async function startEmbedded(home: string): Promise<Embedded> {
  const root = resolve(home);
  mkdirSync(root, { recursive: true });
  const account = unprivilegedAccount();
  const secretFile = join(root, "postgres.json");
  const name = createHash("sha256").update(join(root, "postgres")).digest("hex").slice(0, 16);
  return exclusively(root, async () => {
    const own = join(root, "postgres");
    // in the home, wherever that was brought; or where it began, even if other accounts can reach the home by now, or no longer
    const folder = existsSync(join(own, "ready")) ? own : (readSecret(secretFile)?.folder ?? dataFolder(own, account, name));
    const cluster = { account, binaries: locateBinaries(account), folder, secretFile };
    adopt(cluster);
    const url = await ensureRunning(cluster);
    const presence = await holdPresence(url);
    const release = async () => {
      await presence.end({ timeout: 5 });
      await exclusively(root, () => stopIfUnused(cluster, url));
    };
    return { url: bySocket(url, folder), folder, release };
  });
}

/**
 * The server's Unix socket lies in its data folder, which nobody else can enter: a round trip takes 40 µs instead of 134 by TCP over the
 * loopback. There is none on Windows, nor where the path is too long for one (103 bytes on macOS).
 */
function bySocket(url: string, folder: string): string {
  const place = new URL(url);
  const socket = join(folder, `.s.PGSQL.${place.port}`);
  if (Buffer.byteLength(socket) > 100 || !existsSync(socket)) return url;
  place.searchParams.set("host", folder);
  return place.href;
}

/**
 * A connection that says "in use" from the start until `release`: a pool connects late, and lets idle connections go. It does not keep the
 * process alive, and a process that is killed lets go of it.
 */
async function holdPresence(url: string): Promise<postgres.Sql> {
  let opened: Socket | undefined;
  const options: OptionsWithSocket = {
    ...{ max: 1, max_lifetime: null, onnotice: () => {}, connection: { application_name: "dinhdanh presence" } },
    socket: async (target) => (opened = await promptSocket(target)),
  };
  const sql = postgres(url, options);
  await sql`SELECT 1`;
  // not earlier: the process could end while it waits for the answer
  opened?.unref();
  return sql;
}

/** A home that was copied or moved says where its database was: at that address the one answers that it was copied from. */
function adopt(cluster: Cluster): void {
  const { folder, account, secretFile } = cluster;
  const secret = readSecret(secretFile);
  if (secret === undefined || secret.folder === undefined || secret.folder === folder) return;
  writeFileSync(join(folder, "postgresql.auto.conf"), settings(folder));
  // PostgreSQL starts on nobody else's folder, and a copy belongs to who made it
  if (account !== undefined && statSync(folder).uid !== account.uid)
    for (const path of [folder, ...readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)))])
      chownSync(path, account.uid, account.gid);
  chmodSync(folder, 0o700);
  writeSecret(cluster, { ...secret, folder, port: 0 });
}

async function ensureRunning(cluster: Cluster): Promise<string> {
  const found = readSecret(cluster.secretFile);
  const known = found !== undefined && existsSync(join(cluster.folder, "ready")) ? found : await initialise(cluster);
  if (known.port !== 0 && (await answers(urlOf(known)))) return urlOf(known);
  const secret = { ...known, port: await freePort() };
  const log = join(cluster.folder, "server.log");
  const started = await startServer(cluster, log, secret.port);
  if (started.code !== 0) throw new Error(`The embedded PostgreSQL did not start; see ${log}\n${started.output}`);
  writeSecret(cluster, secret);
  return urlOf(secret);
}

/** A server that was killed leaves its lock file, and its workers need a moment to notice. */
async function startServer(cluster: Cluster, log: string, port: number): ReturnType<typeof run> {
  for (let attempt = 1; ; attempt += 1) {
    const unclean = disownDeadServer(cluster.folder);
    const started = await run(cluster, cluster.binaries.pgCtl, [
      "start",
      "-w",
      "-t",
      "120",
      "-D",
      cluster.folder,
      "-l",
      log,
      "-o",
      `-p ${port}`,
    ]);
    if (started.code === 0 || !unclean || attempt === 20) return started;
    await sleep(500);
  }
}

/** Also when the home was deleted and its data folder lay elsewhere: a new home is a new database. */
async function initialise(cluster: Cluster): Promise<Secret> {
  const { folder, account } = cluster;
  if (existsSync(join(folder, "postmaster.pid")))
    await run(cluster, cluster.binaries.pgCtl, ["stop", "-w", "-m", "immediate", "-D", folder]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = { password: randomBytes(24).toString("base64url"), port: 0, folder };
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
  writeFileSync(join(folder, "postgresql.auto.conf"), settings(folder));
  writeSecret(cluster, secret);
  writeFileSync(join(folder, "ready"), "");
  return secret;
}

/** Durable, tuned for bulk loads on a small machine; jit costs more than it gives on short queries. */
function settings(folder: string): string {
  const sharedMiB = Math.max(128, Math.min(512, Math.floor(totalmem() / 2 ** 20 / 16)));
  return [
    "listen_addresses = '127.0.0.1'",
    `unix_socket_directories = '${socketFolder(folder)}'`,
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

/** A setting is a list of folders in a quoted text: what would break out of either goes without a socket. */
const socketFolder = (folder: string) => (platform() === "win32" || !/^[\w/.-]{1,85}$/.test(folder) ? "" : folder);

async function stopIfUnused(cluster: Cluster, url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] =
      await sql`SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
    if (row?.["others"] !== 0) return;
  } catch {
    return;
  } finally {
    await sql.end({ timeout: 5 });
  }
  await run(cluster, cluster.binaries.pgCtl, ["stop", "-w", "-m", "fast", "-D", cluster.folder]);
}

const urlOf = (secret: Secret) => `postgres://postgres:${secret.password}@127.0.0.1:${secret.port}/postgres`;

function readSecret(path: string): Secret | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Secret) : undefined;
}

/** All or nothing: without the password the data cannot be reached any more. */
function writeSecret(cluster: Cluster, secret: Secret): void {
  const draft = `${cluster.secretFile}.new`;
  const file = openSync(draft, "w", 0o600);
  writeSync(file, JSON.stringify(secret));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, cluster.secretFile);
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      try {
        await sql`SELECT 1`;
        return true;
      } catch (error) {
        const { code } = error as { code?: string };
        // it runs, and all its connections are taken
        if (code === "53300") return true;
        // 57P03: it runs but is still recovering from a crash, or about to stop
        if (code !== "57P03") return false;
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
