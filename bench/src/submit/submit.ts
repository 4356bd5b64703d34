import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { systemActor } from "@dinhdanh/kernel";
import { serve, type Register } from "@dinhdanh/server";
import { addOfficer } from "@dinhdanh/staff";
import { withFreshRegister } from "../folders.ts";
import { fold, importFile, settle } from "../load-people.ts";
import { count, heading, measured, say } from "../output.ts";
import { eligible, province, simulated } from "../people.ts";
import { spreadOf, timed } from "../quantile.ts";
import { type Answered, atOnce } from "./at-once.ts";
import { writeBare } from "./bare.ts";
import { completeDrafts, type Draft } from "./drafts.ts";

const clients = 16;
const rounds = 6;
const perRound = 800;
const leastRatio = 0.5;
const password = "mat-khau-de-do-luong";

/** A dossier submitted over HTTP, with act, state, queue and standing, against the same rows as bare statements; folder, sealer and checker running. */
export async function submit(files: string): Promise<void> {
  heading(
    "submit",
    `a dossier over HTTP against the same writes as bare prepared statements, ${clients} clients, ${rounds} rounds in turn`,
  );
  await withFreshRegister(async (register) => {
    await importFile(register, "roll", await simulated(files, eligible, "roll"));
    await fold(register);
    await settle(register);
    const officer = { code: "bench-team", name: "Bench", role: "team-leader", scope: province, password } as const;
    const added = await addOfficer(register, systemActor, officer);
    if (!added.ok) throw new Error(`the officer was refused: ${added.refusal.code}`);
    const drafts = await completeDrafts(register, (rounds + 1) * perRound * 2);
    say(`  (roll of ${count(eligible)} eligible people; ${count(drafts.length)} complete drafts)`);
    const serving = await serve(register, { port: 0, demo: false, webFolder: "/nowhere", version: "0.0.0", logLevel: "silent" });
    try {
      await compare(register, serving.url, drafts);
    } finally {
      await serving.stop();
    }
  }, clients + 4);
}

async function compare(register: Register, url: string, drafts: Draft[]): Promise<void> {
  const clientsThread = new Worker(new URL("clients.ts", import.meta.url), { workerData: { url, password, clients } });
  const rates: { http: number[]; bare: number[] } = { http: [], bare: [] };
  const took: number[] = [];
  // the first round is for the connections' prepared statements, and is not counted
  const each = Math.floor(drafts.length / ((rounds + 1) * 2));
  for (let round = 0; round <= rounds; round += 1) {
    const [forBare, forHttp] = [drafts.splice(0, each), drafts.splice(0, each)];
    const bareMs = await timed(() => atOnce(forBare, clients, (draft) => writeBare(register, draft)));
    clientsThread.postMessage(forHttp.map((draft) => draft.dossierId));
    const [answer] = (await once(clientsThread, "message")) as [Answered];
    if (answer.failure !== null) throw new Error(answer.failure);
    if (round === 0) continue;
    rates.bare.push(each / (bareMs / 1000));
    rates.http.push(each / (answer.wholeMs / 1000));
    took.push(...answer.tookMs);
  }
  await clientsThread.terminate();
  const median = (values: number[]) => spreadOf(values).p50;
  measured("bare prepared statements", median(rates.bare), "/s");
  measured("over HTTP", median(rates.http), "/s", `p50 ${spreadOf(took).p50.toFixed(1)} ms, p95 ${spreadOf(took).p95.toFixed(1)} ms`);
  const ratio = median(rates.http) / median(rates.bare);
  measured("ratio", ratio, "×", `budget ≥ ${leastRatio} ×: ${ratio >= leastRatio ? "met" : "missed"}`);
}
