import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { openPool } from "./pool.ts";

let home: string;
const folders = new Set<string>();
const begun: ChildProcess[] = [];

beforeAll(() => {
  // 0700: as root, the server's account cannot reach it
  home = mkdtempSync(join(tmpdir(), "embedded-"));
});
beforeEach(async () => {
  const server = await start();
  await query(server.url, "CREATE TABLE IF NOT EXISTS public.kept (n int)");
  await server.release();
});
afterAll(async () => {
  for (const child of begun) child.kill("SIGKILL");
  if (existsSync(home)) await (await start()).release();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const server = await startEmbedded(home);
  folders.add(server.folder);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const sql = openPool(url, { max: 1 });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

/** Another process that starts or joins the server, and holds it until its input ends. */
async function startElsewhere(): Promise<{ child: ChildProcess; url: string; exit: () => Promise<void> }> {
  const program = `
    import { startEmbedded } from ${JSON.stringify(new URL("embedded.ts", import.meta.url).href)};
    const server = await startEmbedded(${JSON.stringify(home)});
    process.stdout.write(server.url + "\\n");
    for await (const _ of process.stdin);
    await server.release();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["pipe", "pipe", "inherit"] });
  begun.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const exit = async () => {
    const ended = once(child, "exit");
    child.stdin.end();
    await ended;
  };
  return { child, url: line.toString().trim(), exit };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

const postmaster = (folder: string) => Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
const runs = (folder: string) => existsSync(join(folder, "postmaster.pid"));
const count = (url: string) => query(url, "SELECT count(*)::int AS n FROM public.kept");

it("is shared by processes, and stopped by the last one out", async () => {
  const other = await startElsewhere();
  const server = await start();
  expect(server.url).toBe(other.url);
  await other.exit();
  expect(runs(server.folder)).toBe(true);
  // nothing was connected here until now: being at work counts, not having a connection open
  await query(server.url, "INSERT INTO public.kept VALUES (1)");
  await server.release();
  expect(runs(server.folder)).toBe(false);
});

it("starts once when several want it at the same time", async () => {
  const servers = await Promise.all([start(), start(), startElsewhere()]);
  expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
  await Promise.all([servers[0].release(), servers[1].release(), servers[2].exit()]);
  expect(runs(servers[0].folder)).toBe(false);
});

it("outlives its owner's kill -9, and stops with the next one", async () => {
  const other = await startElsewhere();
  await query(other.url, "TRUNCATE public.kept");
  await query(other.url, "INSERT INTO public.kept VALUES (1), (2)");
  await kill(other.child);
  const server = await start();
  expect(await count(server.url)).toEqual([{ n: 2 }]);
  await server.release();
  expect(runs(server.folder)).toBe(false);
});

it("keeps what was committed when the server itself is killed", async () => {
  const server = await start();
  await query(server.url, "TRUNCATE public.kept");
  await query(server.url, "INSERT INTO public.kept VALUES (1), (2), (3)");
  process.kill(postmaster(server.folder), "SIGKILL");
  const again = await start();
  expect(await count(again.url)).toEqual([{ n: 3 }]);
  await again.release();
  await server.release();
});

it("keeps its data in place when others can reach the home later", async () => {
  const before = await start();
  await query(before.url, "TRUNCATE public.kept");
  await before.release();
  chmodSync(home, 0o755);
  const server = await start();
  expect(server.folder).toBe(before.folder);
  expect(await count(server.url)).toEqual([{ n: 0 }]);
  await server.release();
  chmodSync(home, 0o700);
});

it("shows its password to nobody else", async () => {
  expect(statSync(join(home, "postgres.json")).mode & 0o077).toBe(0);
  const server = await start();
  expect(statSync(server.folder).mode & 0o077).toBe(0);
  const stranger = new URL(server.url);
  stranger.password = "guess";
  await expect(query(stranger.href, "SELECT 1")).rejects.toThrow("password authentication failed");
  await server.release();
});

it.each([
  ["of a process that died", (lock: string) => writeFileSync(join(lock, "pid"), "999999999")],
  ["of one that died before it wrote its id", (lock: string) => utimesSync(lock, 1, 1)],
  [
    "that is very old, its owner's id being taken by another by now",
    (lock: string) => {
      writeFileSync(join(lock, "pid"), String(process.ppid));
      utimesSync(lock, 1, 1);
    },
  ],
])("takes over a lock %s", async (_, make) => {
  const lock = join(home, "postgres.lock");
  mkdirSync(lock);
  make(lock);
  await (await start()).release();
  expect(existsSync(lock)).toBe(false);
});

it("waits for a lock whose owner lives", async () => {
  const lock = join(home, "postgres.lock");
  mkdirSync(lock);
  writeFileSync(join(lock, "pid"), String(process.pid));
  const starting = start();
  expect(await Promise.race([starting, sleep(600, "waits")])).toBe("waits");
  rmSync(lock, { recursive: true });
  await (await starting).release();
});

it("begins anew in a home that was deleted, wherever the data lay, even while the server runs", async () => {
  const before = await start();
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { mode: 0o700 });
  const server = await start();
  expect(await query(server.url, "SELECT to_regclass('public.kept')::text AS found")).toEqual([{ found: null }]);
  await server.release();
  await expect(query(before.url, "SELECT 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

it("is another one in a copy of the home", async () => {
  const open = mkdtempSync(join(tmpdir(), "embedded-open-"));
  const [first, second] = [join(open, "first"), join(open, "second")];
  chmodSync(open, 0o755);
  const original = await startEmbedded(first);
  await query(original.url, "CREATE TABLE public.kept (n int); INSERT INTO public.kept VALUES (1)");
  await original.release();
  cpSync(first, second, { recursive: true });
  const [again, copy] = [await startEmbedded(first), await startEmbedded(second)];
  expect(copy.folder).toBe(join(second, "postgres"));
  await query(copy.url, "INSERT INTO public.kept VALUES (2)");
  expect([await count(again.url), await count(copy.url)]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  await again.release();
  await copy.release();
  rmSync(open, { recursive: true, force: true });
});
