import * as campaign from "@dinhdanh/campaign";
import { isoDaySchema, unitCodeSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { yearsOf } from "../edge/reach.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["figures"];

/** Figures of units; none of them names a person. */
export function figureRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/coverage",
    schema: {
      tags,
      summary: "A unit and those right below it, as of the end of a day",
      querystring: campaign.coverageQuerySchema,
      response: { 200: campaign.coverageSchema },
    },
    handler: async (request) => {
      const { born, ...query } = request.query;
      return valueOf(await campaign.coverage(register, actorOf(request), { ...query, born: yearsOf(born) }));
    },
  });
  app.route({
    method: "GET",
    url: "/trend",
    schema: {
      tags,
      summary: "Target and done, day by day, with the forecast",
      querystring: campaign.trendQuerySchema,
      response: { 200: campaign.trendSchema },
    },
    handler: async (request) => valueOf(await campaign.trend(register, actorOf(request), request.query)),
  });
  const rankingQuery = z.strictObject({
    level: z.enum(["province", "district", "commune"]),
    asOf: isoDaySchema,
    within: unitCodeSchema.optional(),
  });
  app.route({
    method: "GET",
    url: "/ranking",
    schema: {
      tags,
      summary: "Units of a level by day of completion",
      querystring: rankingQuery,
      response: { 200: z.array(campaign.rankingRowSchema) },
    },
    handler: async (request) => campaign.ranking(register, actorOf(request), request.query),
  });
}
