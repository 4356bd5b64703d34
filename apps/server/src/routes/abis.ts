import { z } from "zod";
import type { App } from "../edge/app.ts";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

/** Candidates with their scores finger by finger; templates and images are not asked for. */
const largestAnswer = 4 * 2 ** 20;

/**
 * Where a matcher that answers later posts its answers (OSIA `abis`, callbacks). The key in the address, 256 random bits of one call, is what
 * authenticates it: nobody else was told. The same answer again changes nothing.
 */
export function abisRoutes(app: App, register: Register): void {
  app.addContentTypeParser("application/error+json", { parseAs: "string", bodyLimit: largestAnswer }, (_request, text, done) => {
    try {
      done(null, JSON.parse(String(text)));
    } catch {
      done(new Problem("invalid-json"));
    }
  });
  app.route({
    method: "POST",
    url: "/abis/answers/:key",
    bodyLimit: largestAnswer,
    schema: {
      tags: ["matcher"],
      summary: "The answer of the matcher to a request of ours",
      params: z.strictObject({ key: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
      querystring: z.object({ transactionId: z.string().max(200) }),
      body: z.unknown(),
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      const { transactionId } = request.query;
      const contentType = request.headers["content-type"] ?? "";
      const body: unknown = request.body ?? undefined;
      const taken = register.matcher?.take(request.params.key, { transactionId, contentType, body }) ?? "unknown";
      if (taken === "unknown") throw new Problem("no-such-request");
      if (taken === "malformed") throw new Problem("answer-malformed");
      return reply.code(204).send(null);
    },
  });
}
