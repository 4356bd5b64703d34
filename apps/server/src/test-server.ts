import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { stepKeys } from "@dinhdanh/dossiers";
import type { Day } from "@dinhdanh/kernel";
import { addDemoOfficers } from "@dinhdanh/staff";
import { type FixedClock, fixedClock, testDatabase } from "@dinhdanh/testkit";
import { migrations, openRegister, type Register } from "./register.ts";
import { serve, type Serving } from "./serve.ts";
import type { ServerOptions } from "./server.ts";

export type Answer = { status: number; headers: Headers; text: string; json: () => never };
export type Call = (method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }) => Promise<Answer>;

export type TestServer = {
  url: string;
  register: Register;
  clock: FixedClock<Day>;
  /** every log line so far */
  log: () => string;
  /** without a session */
  call: Call;
  /** as an officer of the demonstration */
  as: (code: string) => Promise<Call>;
  restart: () => Promise<void>;
  databaseUrl: string;
  /** the register stays open */
  stop: () => Promise<void>;
  close: () => Promise<void>;
};

/** A server on a port of its own over a database and a folder of its own, on the day when Hà Nam was nearly done. */
export async function testServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const database = await testDatabase(migrations);
  const home = mkdtempSync(join(tmpdir(), "dinhdanh-server-"));
  const clock = fixedClock<Day>("2023-04-22T08:00:00+07:00");
  const register = await openRegister({ databaseUrl: database.url, home, clock, connections: 6 });
  await addDemoOfficers(register);
  const lines: string[] = [];
  const begin = () =>
    serve(register, {
      ...{ port: 0, demo: true, version: "0.0.0", webFolder: join(home, "no-console"), ...options },
      logTo: { write: (line) => void lines.push(line) },
    });
  let serving: Serving = await begin();
  const callWith =
    (cookie?: string): Call =>
    (method, path, { body, headers } = {}) =>
      send(serving.url, { method, path, body, headers: { ...(cookie === undefined ? {} : { cookie }), ...headers } });
  return {
    get url() {
      return serving.url;
    },
    ...{ register, clock, log: () => lines.join(""), call: callWith() },
    as: async (code) => {
      const { headers } = await callWith()("POST", "/api/v1/session/demo", { body: { code } });
      return callWith(headers.get("set-cookie")?.split(";")[0]);
    },
    databaseUrl: database.url,
    stop: () => serving.stop(),
    restart: async () => {
      await serving.stop();
      serving = await begin();
    },
    close: async () => {
      await serving.stop();
      await register.close();
      await database.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type Sent = { method: string; path: string; body: unknown; headers: Record<string, string> };

async function send(url: string, { method, path, body, headers }: Sent): Promise<Answer> {
  const isJson = body !== undefined && !(body instanceof FormData) && typeof body !== "string";
  const response = await fetch(url + path, {
    method,
    headers: isJson ? { "content-type": "application/json", ...headers } : headers,
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as never };
}

/** What an officer enters at each step of a first issue. */
export const wizardSteps = {
  kind: { circumstance: "no-card-yet" },
  changes: { changes: [] },
  features: { features: "Nốt ruồi trên má trái" },
  portrait: { measurements: { faces: 1 } },
  fingerprints: {},
  fee: { exemption: null, paidVnd: 0 },
  signatures: { citizen: "paper", officer: "paper" },
  delivery: { way: "counter", appointmentOn: "2023-05-10" },
} satisfies Record<(typeof stepKeys)[number], unknown>;
