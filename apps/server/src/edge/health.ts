import { setTimeout as wait } from "node:timers/promises";
import { tallyVersion } from "@dinhdanh/progress";
import type { Register } from "../register.ts";
import { Problem } from "../problems/problem.ts";
import type { App } from "./app.ts";

const patienceMs = 2000;

/** /healthz: the process answers. /readyz: the database does, too. */
export function health(app: App, register: Register): void {
  app.route({ method: "GET", url: "/healthz", schema: { hide: true }, handler: async () => ({ status: "ok" }) });
  app.route({
    method: "GET",
    url: "/readyz",
    schema: { hide: true },
    handler: async () => {
      const timer = new AbortController();
      const late = wait(patienceMs, "late", { signal: timer.signal }).catch(() => "late");
      try {
        if ((await Promise.race([tallyVersion(register.sql), late])) === "late") throw new Problem("database-away");
      } finally {
        timer.abort();
      }
      return { status: "ready" };
    },
  });
}
