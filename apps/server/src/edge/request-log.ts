import type { App } from "./app.ts";

/** One line a request: who, which route, how it went. */
export function logRequests(app: App): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? "unmatched";
    request.log.info(
      {
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        officer: request.actor?.code,
        agency: request.agency?.code,
      },
      "request",
    );
  });
}
