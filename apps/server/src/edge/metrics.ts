import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { App } from "./app.ts";

/** Prometheus figures at /metrics: the process, and how long each route takes. Routes by their pattern, never by address. */
export function metrics(app: App): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from the first byte of a request to the last of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [registry],
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unmatched";
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.addHook("onClose", async () => registry.clear());
  app.route({
    method: "GET",
    url: "/metrics",
    schema: { hide: true },
    handler: async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  });
}
