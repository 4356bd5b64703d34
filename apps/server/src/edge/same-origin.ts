import { captureTypes } from "@dinhdanh/dossiers";
import type { FastifyRequest } from "fastify";
import { Problem } from "../problems/problem.ts";
import type { App } from "./app.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const bodyTypes: readonly string[] = [
  ...["application/json", "application/error+json", "multipart/form-data", "application/x-ndjson", "text/csv"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ...Object.values(captureTypes).flat(),
];

/**
 * The second wall against requests that another site makes a browser send (the first is the cookie's SameSite=Strict): what changes
 * state must come from our own origin when the browser names one, in a content type that a plain form cannot send unnoticed.
 */
export function requireSameOrigin(app: App): void {
  // a form of another site can send text/plain; nobody of ours does
  app.removeContentTypeParser("text/plain");
  app.addHook("onRequest", async (request) => {
    // agencies come with a token that no browser sends by itself
    if (safe.has(request.method) || request.url.startsWith("/osia/")) return;
    if (isForeign(request)) throw new Problem("foreign-origin");
    const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    if (type === undefined ? request.method !== "DELETE" : !bodyTypes.includes(type)) throw new Problem("unsupported-type");
  });
}

function isForeign(request: FastifyRequest): boolean {
  if (request.headers["sec-fetch-site"] === "cross-site") return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.host;
}
