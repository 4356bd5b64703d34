import { createHash, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { messageSchema } from "./test-messages.ts";

export type Received = { headers: IncomingHttpHeaders; body: string; url: string };

/** An agency's server: takes what is posted and answers as it is told. `onReceived` runs before it answers. */
export async function receiver(onReceived: (count: number) => void = () => {}) {
  const received: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      received.push({ headers: request.headers, body, url: `http://127.0.0.1:${port}${request.url}` });
      onReceived(received.length);
      response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/" } : {}).end("x".repeat(1000));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/osia`,
    received,
    answer: (next: number) => void (status = next),
    messages: () => received.map(({ body }) => messageSchema.parse(JSON.parse(body))),
    close: () => new Promise((done) => void server.close(done)),
  };
}

/** Checks a signature as RFC 9421, 3.2 says, from the request alone. */
export function signatureHolds({ headers, body, url }: Received, jwk: JsonWebKey): boolean {
  const input = String(headers["signature-input"]);
  const parameters = input.slice("sig1=".length);
  const names = [...(/^\(([^)]*)\)/.exec(parameters)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
  const value = (name: string) => (name === "@method" ? "POST" : name === "@target-uri" ? url : String(headers[name]));
  const base = [...names.map((name) => `"${name}": ${value(name)}`), `"@signature-params": ${parameters}`].join("\n");
  const signature = Buffer.from(/^sig1=:(.*):$/.exec(String(headers["signature"]))?.[1] ?? "", "base64");
  const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  const covered = ["@method", "@target-uri", "content-digest", "message-id", "subscription-id"].every((name) => names.includes(name));
  const key = createPublicKey({ key: jwk, format: "jwk" });
  return covered && headers["content-digest"] === digest && verify(null, Buffer.from(base), key, signature);
}
