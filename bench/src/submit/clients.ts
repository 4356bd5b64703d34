import { connect, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { newId, systemClock } from "@dinhdanh/kernel";
import { timed } from "../quantile.ts";
import { type Answered, atOnce } from "./at-once.ts";

/**
 * Clients in a thread of their own, as they are machines of their own: signs in, then submits each list of dossiers that it is sent. HTTP is written and
 * read by hand over one connection each, because what the clients take of the processor is missing to the server.
 */
const { url, password, clients } = workerData as { url: string; password: string; clients: number };
const { hostname, port, host } = new URL(url);
type Reply = { status: number; cookie: string | undefined; text: string };
type Connection = { socket: Socket; done: (reply: Reply) => void; fail: (error: Error) => void };

const free: Connection[] = [];

function open(): Connection {
  const connection: Connection = { socket: connect({ host: hostname, port: Number(port), noDelay: true }), done: () => {}, fail: () => {} };
  let read = "";
  connection.socket.setEncoding("latin1").on("data", (part: string) => {
    read += part;
    const end = read.indexOf("\r\n\r\n");
    const length = Number(/^content-length: (\d+)/im.exec(read)?.[1]);
    if (end === -1 || read.length < end + 4 + length) return;
    const [head, text] = [read.slice(0, end), read.slice(end + 4)];
    read = "";
    free.push(connection);
    connection.done({ status: Number(head.slice(9, 12)), cookie: /^set-cookie: ([^;]+)/im.exec(head)?.[1], text });
  });
  connection.socket.on("error", (error) => connection.fail(error)).on("close", () => connection.fail(new Error("closed")));
  return connection;
}

const post = (path: string, cookie: string, body: unknown) =>
  new Promise<Reply>((done, fail) => {
    const connection = Object.assign(free.pop() ?? open(), { done, fail });
    const text = JSON.stringify(body);
    connection.socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncookie: ${cookie}\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
    );
  });

const signedIn = post("/api/v1/session", "", { code: "bench-team", password }).then(({ cookie }) => cookie ?? "");

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
