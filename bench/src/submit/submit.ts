import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { systemActor } from "@dinhdanh/kernel";
import { serve, type Register } from "@dinhdanh/server";
import { addOfficer } from "@dinhdanh/staff";
import { cleaning } from "../cleaning.ts";
import { withFreshRegister } from "../folders.ts";
import { fold, follow, importFile, settle } from "../load-people.ts";
import { count, heading, judged, measured, say } from "../output.ts";
import { eligible, province, simulated } from "../people.ts";
import { spreadOf, timed } from "../quantile.ts";
import { type Answered, atOnce } from "./at-once.ts";
import { writeBare } from "./bare.ts";
import { completeDrafts, type Draft } from "./drafts.ts";
import { caughtUp, type Lag } from "./lag.ts";

const clients = 16;
const rounds = 5;
const perRound = 2_000;
/** of the people eligible at most, when there are few */
const mostOfAll = 0.5;
const leastRatio = 0.5;
const mostLagMs = 1_000;
const password = "mat-khau-de-do-luong";

/**
 * A dossier submitted over HTTP, with act, state, queue and standing, against the same rows as bare statements. Checker, folder and sealer follow
 * both alike, and each round begins when they have caught up; at the end bare statements alone, with nothing that follows.
 */
export async function submit(files: string): Promise<void> {
  heading(
    "submit",
    `a dossier over HTTP against the same writes as bare prepared statements, ${clients} clients, ${rounds} rounds in turn`,
  );
  await withFreshRegister(async (register) => {
    await importFile(register, "roll", await simulated(files, eligible, "roll"));
    await fold(register);
    await follow(register);
    await settle(register);
    const officer = { code: "bench-team", name: "Bench", role: "team-leader", scope: province, password } as const;
    const added = await addOfficer(register, systemActor, officer);
    if (!added.ok) throw new Error(`the officer was refused: ${added.refusal.code}`);
    const drafts = await completeDrafts(register, Math.min((rounds + 1) * perRound * 3, Math.floor(eligible * mostOfAll)));
    say(`  (roll of ${count(eligible)} eligible people; ${count(drafts.length)} complete drafts)`);
    const each = Math.floor(drafts.length / ((rounds + 1) * 3));
    const take = () => drafts.splice(0, each);
    const serving = await serve(register, { port: 0, demo: false, webFolder: "/nowhere", version: "0.0.0", logLevel: "silent" });
    const { bare, http } = await cleaning(() => compare(register, serving.url, take), serving.stop);
    await bareRound(register, take());
    const alone: number[] = [];
    for (let round = 0; round < rounds; round += 1) alone.push(await bareRound(register, take()));
    measured("bare, nothing following", median(alone), "/s", `over HTTP ${(http / median(alone)).toFixed(2)} × of it, bare ${(bare / median(alone)).toFixed(2)} ×`); // prettier-ignore
  }, clients + 4);
}

async function compare(register: Register, url: string, take: () => Draft[]): Promise<{ bare: number; http: number }> {
  const clientsThread = new Worker(new URL("clients.ts", import.meta.url), { workerData: { url, password, clients } });
  const rates: { http: number[]; bare: number[] } = { http: [], bare: [] };
  const took: number[] = [];
  const lags: Lag[] = [];
  // the first round is for the connections' prepared statements, and is not counted
  for (let round = 0; round <= rounds; round += 1) {
    await caughtUp(register);
    const bareRate = await bareRound(register, take());
    await caughtUp(register);
    const forHttp = take();
    clientsThread.postMessage(forHttp.map((draft) => draft.dossierId));
    const [answer] = (await once(clientsThread, "message")) as [Answered];
    if (answer.failure !== null) throw new Error(answer.failure);
    const lag = await caughtUp(register);
    if (round === 0) continue;
    rates.bare.push(bareRate);
    rates.http.push(forHttp.length / (answer.wholeMs / 1000));
    took.push(...answer.tookMs);
    lags.push(lag);
  }
  await clientsThread.terminate();
  const [bare, http] = [median(rates.bare), median(rates.http)];
  measured("bare prepared statements", bare, "/s");
  measured("over HTTP", http, "/s", `p50 ${spreadOf(took).p50.toFixed(1)} ms, p95 ${spreadOf(took).p95.toFixed(1)} ms`);
  const ratio = http / bare;
  measured("ratio", ratio, "×", `budget ≥ ${leastRatio} ×: ${ratio >= leastRatio ? "met" : "missed"}`);
  for (const [what, label] of [["checks", "all checked"], ["tally", "all in the tally"], ["sealing", "all sealed"]] as const) {
    judged(`${label}, after the last answer, at most`, spreadOf(lags.map((lag) => lag[what])).max, "ms", mostLagMs);
  } // prettier-ignore
  return { bare, http };
}

/** @returns dossiers a second */
async function bareRound(register: Register, drafts: readonly Draft[]): Promise<number> {
  const ms = await timed(() => atOnce(drafts, clients, (draft) => writeBare(register, draft)));
  return drafts.length / (ms / 1000);
}

const median = (values: number[]) => spreadOf(values).p50;
