import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { DeviceRefusal } from "../protocol.ts";

export type GuardOptions = { origin: string; token: string };

/**
 * Who may speak with the device: the one page it was started for, and programs of this machine that know the token. The Host header must name this machine: otherwise another
 * site's name could be made to lead here (DNS rebinding).
 */
export function guard(request: IncomingMessage, port: number, { origin, token }: GuardOptions): DeviceRefusal | undefined {
  const { host, origin: from, authorization } = request.headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return "foreign-origin";
  if (from !== undefined && from !== origin) return "foreign-origin";
  if (request.method === "OPTIONS") return undefined;
  return sameText(authorization ?? "", `Bearer ${token}`) ? undefined : "wrong-token";
}

/** Takes the same time wherever two texts differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** What lets the page's browser through, and no other page's: CORS, and Private Network Access, since a page on the network asks a device on the machine. */
export function allowPage(request: IncomingMessage, response: ServerResponse, origin: string): void {
  response.setHeader("vary", "Origin");
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
  if (request.headers.origin !== origin) return;
  response.setHeader("access-control-allow-origin", origin);
  if (request.method !== "OPTIONS") return;
  response.setHeader("access-control-allow-methods", "GET, POST, DELETE");
  response.setHeader("access-control-allow-headers", "authorization, content-type");
  response.setHeader("access-control-max-age", "600");
  if (request.headers["access-control-request-private-network"] === "true")
    response.setHeader("access-control-allow-private-network", "true");
}
