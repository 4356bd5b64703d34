import * as campaign from "@dinhdanh/campaign";
import { isoDaySchema, unitCodeSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const query = z.strictObject({ unit: unitCodeSchema, from: isoDaySchema, to: isoDaySchema, by: z.literal("team").default("team") });

/** What was collected in a span of days, by team: counts, no people. */
export function collectedRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/collected",
    schema: {
      tags: ["figures"],
      summary: "Dossiers collected between two days, by team",
      querystring: query,
      response: { 200: campaign.collectedSchema },
    },
    handler: async (request) => {
      const { unit, from, to } = request.query;
      if (from > to) throw new Problem("days-reversed");
      return campaign.collectedBetween(register, actorOf(request), { unit, from, to });
    },
  });
}
