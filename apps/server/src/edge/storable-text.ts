import { Problem } from "../problems/problem.ts";
import type { App } from "./app.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** the route keeps nothing of what it is sent, and reads texts whatever they hold */
    anyText?: boolean;
  }
}

/**
 * PostgreSQL keeps no NUL in a text, and UTF-8 has no half of a surrogate pair. Both can be written in JSON: one broke off in the middle of a command, or lay
 * in an act's payload, which no query can take apart any more; the other became U+FFFD in the row and stayed in the act, so the two never agreed again.
 */
export function refuseUnstorableText(app: App): void {
  app.addHook("preValidation", async ({ method, body, query, routeOptions }) => {
    if (method !== "GET" && routeOptions.config.anyText !== true && !(isStorable(body) && isStorable(query)))
      throw new Problem("unstorable-text");
  });
}

function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.entries(value).every(([key, one]) => isStorable(key) && isStorable(one));
}
