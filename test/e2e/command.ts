import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbedded } from "@dinhdanh/postgres";

const main = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url));
const patienceMs = 90_000;

export type Ran = { code: number | null; out: string; err: string };
export type Running = {
  ended: Promise<Ran>;
  kill: () => void;
  /** asks it to end, as Ctrl+C does */
  stop: () => void;
  /** standard error so far */
  said: () => string;
};

/** A folder of data of its own, on which `dinhdanh` commands run as a user would type them. */
export type Home = {
  folder: string;
  begin: (args: string[], input?: string) => Running;
  run: (args: string[], input?: string) => Promise<Ran>;
  /** runs with `--json`; fails with what the command said */
  json: <T>(...args: string[]) => Promise<T>;
  /** kill -9 of the database server */
  killDatabase: () => void;
  close: () => Promise<void>;
};

export function openHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-cli-"));
  const env = { ...process.env, DINHDANH_DATA: join(folder, "data"), DATABASE_URL: "" };
  const begin = (args: string[], input?: string): Running => {
    const child = spawn(process.execPath, [main, ...args], { env, cwd: folder, timeout: patienceMs, killSignal: "SIGKILL" });
    const texts = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.err += text));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const ended = new Promise<Ran>((done) => child.on("close", (code) => done({ code, ...texts })));
    return { ended, kill: () => void child.kill("SIGKILL"), stop: () => void child.kill("SIGINT"), said: () => texts.err };
  };
  const run = (args: string[], input?: string) => begin(args, input).ended;
  return {
    ...{ folder, begin, run },
    json: async <T>(...args: string[]) => {
      const { code, out, err } = await run([...args, "--json"]);
      if (code !== 0) throw new Error(`dinhdanh ${args.join(" ")} ended with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
    killDatabase: () => process.kill(postmasterOf(join(folder, "data")), "SIGKILL"),
    close: async () => {
      const server = await startEmbedded(join(folder, "data"));
      await server.release();
      rmSync(server.folder, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Secret = { password: string; port: number; folder: string };

const secretOf = (data: string) => JSON.parse(readFileSync(join(data, "postgres.json"), "utf8")) as Secret;

const postmasterOf = (data: string) => Number(readFileSync(join(secretOf(data).folder, "postmaster.pid"), "utf8").split("\n")[0]);
