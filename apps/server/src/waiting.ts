import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { problemBody } from "./problems/body.ts";
import { languageOf } from "./problems/language.ts";
import { problemType } from "./problems/problem.ts";
import { waitingPage, waitingPolicy, type WaitingStep } from "./waiting-page.ts";

export type Waiting<Key extends string> = {
  /** the port that it answers on */
  port: number;
  tell: (key: Key, fraction: number) => void;
  /** Leaves the port to the server. */
  stop: () => Promise<void>;
};

/**
 * Answers at the server's address before there is a register to serve: whoever opens the page sees how far the loading is, and a port that is taken
 * is found before minutes of work. Every answer but that of /healthz is 503, so nothing takes it for the server.
 * @throws EADDRINUSE, EACCES of the system
 */
export async function startWaiting<Key extends string>(
  at: { port: number; host: string },
  labels: Readonly<Record<Key, WaitingStep["label"]>>,
): Promise<Waiting<Key>> {
  const steps = new Map(Object.entries<WaitingStep["label"]>(labels).map(([key, label]) => [key, { key, label, fraction: 0 }]));
  const server = createServer((request, response) => answer(request, response, [...steps.values()]));
  server.listen(at.port, at.host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    tell: (key, fraction) => {
      const step = steps.get(key);
      if (step !== undefined) step.fraction = fraction;
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer({ url, headers: asked }: IncomingMessage, response: ServerResponse, steps: WaitingStep[]): void {
  const headers = { "cache-control": "no-store", "retry-after": "5", "x-content-type-options": "nosniff" };
  const json = (status: number, type: string, body: object) =>
    response.writeHead(status, { ...headers, "content-type": type }).end(JSON.stringify(body));
  const path = (url ?? "/").split("?", 1)[0] ?? "/";
  if (path === "/healthz") return void json(200, "application/json", { status: "ok" });
  if (path === "/readyz") return void json(503, "application/json", { status: "loading", steps });
  if (/^\/(api|osia|metrics)(\/|$)/.test(path)) {
    return void json(503, problemType, problemBody("still-loading", languageOf(asked["accept-language"])));
  }
  response.writeHead(503, { ...headers, "content-type": "text/html; charset=utf-8", "content-security-policy": waitingPolicy });
  response.end(waitingPage(steps));
}
