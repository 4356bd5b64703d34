import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  captureLimits,
  captureRequestSchema,
  type CaptureRequest,
  type CaptureView,
  type DeviceRefusal,
  deviceRefusals,
  type DeviceView,
} from "../protocol.ts";
import { allowPage, guard, type GuardOptions } from "./guard.ts";

/** What an adapter of a scanner brings: the protocol's server does the rest. A refusal is its code. */
export type Device = {
  view: () => DeviceView;
  start: (order: CaptureRequest) => CaptureView | DeviceRefusal;
  look: (captureId: string) => CaptureView | undefined;
  cancel: (captureId: string) => CaptureView | undefined;
  close: () => void;
};

export type DeviceServer = { port: number; close: () => Promise<void> };

type Answer = { status: number; body?: unknown };

const refused = (code: DeviceRefusal): Answer => ({ status: deviceRefusals[code], body: { code } });

/** Serves a device on 127.0.0.1 alone. @param port 0 takes a free one */
export async function serveDevice(device: Device, port: number, options: GuardOptions): Promise<DeviceServer> {
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 10_000 }, (request, response) => {
    allowPage(request, response, options.origin);
    const refusal = guard(request, (server.address() as AddressInfo).port, options);
    const answered = refusal === undefined ? answer(device, request) : Promise.resolve(refused(refusal));
    answered.then(
      (value) => send(response, value),
      () => send(response, { status: 500 }),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      device.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(device: Device, request: IncomingMessage): Promise<Answer> {
  const { method = "GET", url = "/" } = request;
  if (method === "OPTIONS") return { status: 204 };
  if (method === "GET" && url === "/v1/device") return { status: 200, body: device.view() };
  if (method === "POST" && url === "/v1/captures") return start(device, request);
  const captureId = /^\/v1\/captures\/([0-9a-f-]{36})$/.exec(url)?.[1];
  if (captureId === undefined || (method !== "GET" && method !== "DELETE")) return refused("unknown-address");
  const view = method === "GET" ? device.look(captureId) : device.cancel(captureId);
  return view === undefined ? refused("unknown-capture") : { status: 200, body: view };
}

async function start(device: Device, request: IncomingMessage): Promise<Answer> {
  const body = await readBody(request);
  if (body === undefined) return refused("request-too-large");
  const order = captureRequestSchema.safeParse(parsed(body));
  if (!order.success) return refused("malformed-request");
  const started = device.start(order.data);
  return typeof started === "string" ? refused(started) : { status: 201, body: started };
}

/** `undefined` when it is longer than any order. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += (piece as Buffer).length;
    if (length > captureLimits.requestBytes) return undefined;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.statusCode = status;
  // what is left of a refused body is not read
  if (status === deviceRefusals["request-too-large"]) response.setHeader("connection", "close");
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}
