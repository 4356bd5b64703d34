import { agenciesSchema, agencyCodeSchema, listAgencies, listStuck, resendDeliveries } from "@dinhdanh/exchange";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["agencies"];

/** What operators see of agencies, and what they can do about messages that have not arrived. */
export function agencyRoutes(app: App, { sql, exchange }: Register): void {
  app.route({
    method: "GET",
    url: "/agencies",
    schema: { tags, summary: "Agencies with their agreements, and messages that have not reached them", response: { 200: agenciesSchema } },
    handler: async () => ({ agencies: await listAgencies(sql), stuck: await listStuck(exchange, null) }),
  });
  app.route({
    method: "POST",
    url: "/agencies/:agencyCode/resend",
    schema: {
      tags,
      summary: "Try everything again that is dead or has failed",
      params: z.strictObject({ agencyCode: agencyCodeSchema }),
      response: { 200: z.object({ resent: z.int() }) },
    },
    handler: async (request) => ({ resent: valueOf(await resendDeliveries(exchange, actorOf(request), request.params.agencyCode)) }),
  });
}
