import * as campaign from "@dinhdanh/campaign";
import { isoDaySchema, unitCodeSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const campaignKey = campaign.campaignSchema.shape.key.optional();

const coverageQuery = z.strictObject({
  unit: unitCodeSchema,
  asOf: isoDaySchema,
  /** the tree as of the day, or today's with the past folded into it */
  borders: z.enum(["day", "today"]).default("day"),
  /** years of birth, `2004-2008` */
  born: z
    .string()
    .regex(/^(19|20)\d{2}-(19|20)\d{2}$/)
    .optional(),
  campaign: campaignKey,
});

const tags = ["figures"];

/** Figures of units; none of them names a person. */
export function figureRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/coverage",
    schema: {
      tags,
      summary: "A unit and those right below it, as of the end of a day",
      querystring: coverageQuery,
      response: { 200: campaign.coverageSchema },
    },
    handler: async (request) => {
      const { born, ...query } = request.query;
      return valueOf(await campaign.coverage(register, actorOf(request), { ...query, born: spanOf(born) }));
    },
  });
  const trendQuery = z.strictObject({ unit: unitCodeSchema, asOf: isoDaySchema, from: isoDaySchema.optional(), campaign: campaignKey });
  app.route({
    method: "GET",
    url: "/trend",
    schema: {
      tags,
      summary: "Target and done, day by day, with the forecast",
      querystring: trendQuery,
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

function spanOf(born: string | undefined): { from: number; to: number } | undefined {
  if (born === undefined) return undefined;
  const [from = 0, to = 0] = born.split("-").map(Number);
  if (from > to) throw new Problem("years-reversed");
  return { from, to };
}
