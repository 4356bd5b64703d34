import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { newId, systemClock } from "@dinhdanh/kernel";
import { timed } from "../quantile.ts";
import { type Answered, atOnce } from "./at-once.ts";

/** Clients in a thread of their own, as they are machines of their own: signs in, then submits each list of dossiers that it is sent. */
const { url, password, clients } = workerData as { url: string; password: string; clients: number };
const agent = new Agent({ keepAlive: true, maxSockets: clients });
type Reply = { status: number; cookie: string | undefined; text: string };

const post = (path: string, cookie: string, body: unknown) =>
  new Promise<Reply>((done, fail) => {
    const sent = request(url + path, { agent, method: "POST", headers: { "content-type": "application/json", cookie } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (text += part));
      answer.on("end", () => done({ status: answer.statusCode ?? 0, cookie: answer.headers["set-cookie"]?.[0], text }));
    });
    sent.on("error", fail);
    sent.end(JSON.stringify(body));
  });

const signedIn = post("/api/v1/session", "", { code: "bench-team", password }).then(({ cookie }) => cookie?.split(";")[0] ?? "");

async function submitOne(dossierId: string): Promise<void> {
  const body = { actId: newId(), occurredAt: new Date(systemClock.nowMs()).toISOString() };
  const answer = await post(`/api/v1/dossiers/${dossierId}/events/submit`, await signedIn, body);
  if (answer.status !== 200) throw new Error(`a submission was answered ${answer.status}: ${answer.text}`);
}

async function submitAll(dossierIds: readonly string[]): Promise<Answered> {
  const tookMs: number[] = [];
  await signedIn;
  try {
    const wholeMs = await timed(() => atOnce(dossierIds, clients, async (id) => void tookMs.push(await timed(() => submitOne(id)))));
    return { wholeMs, tookMs, failure: null };
  } catch (error) {
    return { wholeMs: 0, tookMs, failure: String(error) };
  }
}

parentPort?.on("message", (dossierIds: string[]) => void submitAll(dossierIds).then((answer) => parentPort?.postMessage(answer)));
