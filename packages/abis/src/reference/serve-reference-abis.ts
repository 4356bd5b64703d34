import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { AbisResponse, AbisTransport } from "../route.ts";
import { failed } from "./errors.ts";

/** Ten fingers of 640 kB in base64, and a face. */
const mostBodyBytes = 16 * 1024 * 1024;

/** Serves an ABIS over HTTP on 127.0.0.1 alone, for development. @param port 0 takes a free one */
export async function serveReferenceAbis(
  abis: { transport: AbisTransport },
  { port, token }: { port: number; token: string },
): Promise<{ port: number; close: () => Promise<void> }> {
  const expected = digest(`Bearer ${token}`);
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 60_000 }, (request, response) => {
    const allowed = timingSafeEqual(digest(request.headers.authorization ?? ""), expected);
    void respond(response, allowed ? answer(abis.transport, request) : Promise.resolve({ status: 403 }));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function respond(response: ServerResponse, answered: Promise<AbisResponse>): Promise<void> {
  const { status, body } = await answered.catch(() => failed("failed"));
  // what is left of a body that was too long is not read
  if (!response.req.complete) response.setHeader("connection", "close");
  response.writeHead(status, body === undefined ? {} : { "content-type": "application/json" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

async function answer(transport: AbisTransport, request: IncomingMessage): Promise<AbisResponse> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += (piece as Buffer).length;
    if (length > mostBodyBytes) return failed("malformed-request");
    pieces.push(piece as Buffer);
  }
  const { method = "GET", url: path = "/" } = request;
  if (length === 0) return transport({ method, path });
  try {
    return await transport({ method, path, body: JSON.parse(Buffer.concat(pieces).toString("utf8")) as unknown });
  } catch (cause) {
    if (cause instanceof SyntaxError) return failed("malformed-request");
    throw cause;
  }
}
