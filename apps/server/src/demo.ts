import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { openCampaign } from "@dinhdanh/campaign";
import { systemActor, type Text, toDay } from "@dinhdanh/kernel";
import { settleTables } from "@dinhdanh/postgres";
import { foldPending, startFolder } from "@dinhdanh/progress";
import type { SimulationRequest } from "@dinhdanh/simulation";
import { addDemoOfficers } from "@dinhdanh/staff";
import { prepareDemoLine } from "./demo-line.ts";
import { importFile } from "./imports/crew.ts";
import type { Register } from "./register.ts";

/** The replay that `npm start` shows: Hà Nam 2021-2023, simulated people and acts. */
export const demoRequest = { province: "35", eligible: 754_277, on: "2023-04-22", seed: 1 } as const;

/** Each folding sums up again all weeks of the units that changed, and all their days further up: every 8 s they were a quarter of all work. */
const foldEveryMs = 30_000;

/** That decide rows: each other one takes some 250 MB, and leaves the database three times as much of what is free. */
const threadsHere = (): number => Math.min(4, availableParallelism(), 1 + Math.floor(process.availableMemory() / 2 ** 30));

/** What loading consists of, in its order. */
export const demoSteps = {
  "roll-files": { vi: "Mô phỏng dân cư", en: "simulated people" },
  "acts-files": { vi: "Mô phỏng hành vi", en: "simulated acts" },
  roll: { vi: "Nhập danh sách dân cư", en: "roll import" },
  acts: { vi: "Nhập hành vi", en: "acts import" },
  figures: { vi: "Tổng hợp số liệu", en: "figures" },
} as const satisfies Record<string, Text>;

export type DemoStep = keyof typeof demoSteps;
/** `fraction` of the step from 0 to 1. */
export type DemoProgress = (step: DemoStep, fraction: number) => void;

export type DemoSize = Omit<SimulationRequest, "out" | "part" | "onProgress">;

/**
 * Loads the simulated campaign through the same imports that a user has, once. Killed in the middle it goes on at the next call.
 * @returns whether it had to be loaded
 */
export async function loadDemo(register: Register, onProgress: DemoProgress, size: DemoSize = demoRequest): Promise<boolean> {
  const folder = join(register.home, "demo");
  const marker = join(folder, "loaded.json");
  const prepare = async () => {
    await addDemoOfficers(register);
    await prepareDemoLine(register);
  };
  if (existsSync(marker)) {
    await prepare();
    return false;
  }
  mkdirSync(folder, { recursive: true });
  const paths = { roll: join(folder, "roll.csv"), acts: join(folder, "acts.csv"), campaign: join(folder, "campaign.json") };
  const simulated = simulate({ ...size, out: folder }, paths, onProgress);
  await Promise.all([prepare(), Promise.race([simulated, appears(paths.roll)])]);
  const load = (kind: "roll" | "acts") =>
    importFile(
      register,
      { kind, officer: systemActor.code, unitsOn: toDay(size.on) },
      {
        actor: systemActor,
        path: paths[kind],
        threads: threadsHere(),
        onProgress: ({ fraction }) => onProgress(kind, fraction),
      },
    );
  await load("roll");
  await simulated;
  // folded beside the acts: at the end, one core would fold it all while the other waits. What fails here fails again, and is told, below
  const first = foldPending(register.sql, register.clock).catch(() => undefined);
  const folding = startFolder(register.sql, register.clock, { everyMs: foldEveryMs, onError: () => {} });
  try {
    await load("acts");
  } finally {
    await folding.stop();
    await first;
  }
  onProgress("figures", 0);
  await Promise.all([
    foldPending(register.sql, register.clock),
    settleTables(register.sql, { analyse: ["progress.standing", "population.person", "population.finding", "ledger.act"], vacuum: [] }),
  ]);
  const opened = await openCampaign(register, systemActor, JSON.parse(readFileSync(paths.campaign, "utf8")));
  if (!opened.ok) throw new Error(`the simulated campaign was refused: ${opened.refusal.code}`);
  await settleTables(register.sql, { analyse: [], vacuum: ["progress.tally", "progress.balance"] });
  onProgress("figures", 1);
  writeFileSync(marker, JSON.stringify(size));
  rmSync(paths.roll);
  rmSync(paths.acts);
  return true;
}

/** Runs beside the import, in a thread of its own; files that are complete already stay as they are. */
function simulate(request: SimulationRequest, paths: { roll: string; acts: string }, onProgress: DemoProgress): Promise<void> {
  if (existsSync(paths.roll) && existsSync(paths.acts)) return Promise.resolve();
  return new Promise((done, fail) => {
    const worker = new Worker(new URL("demo-worker.ts", import.meta.url), { workerData: request });
    worker.on("message", ({ what, fraction }: { what: "roll" | "acts"; fraction: number }) => onProgress(`${what}-files`, fraction));
    worker.on("error", fail);
    worker.on("exit", (code) => (code === 0 ? done() : fail(new Error(`the simulation stopped with code ${code}`))));
  });
}

async function appears(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(50);
}
