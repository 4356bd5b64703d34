import { coverageQuerySchema, startSchema, startView, unitInBorders } from "@dinhdanh/campaign";
import { isoDaySchema, unitCodeSchema } from "@dinhdanh/kernel";
import { foundUnitSchema, searchUnits, unitView, unitViewSchema, whereabouts, whereaboutsSchema } from "@dinhdanh/territory";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const mostUnits = 20;

const searchQuery = z.strictObject({ search: z.string().min(1).max(100), asOf: isoDaySchema });

const dayAndBorders = z.strictObject({ asOf: isoDaySchema, borders: coverageQuerySchema.shape.borders });

/** Where a page starts, and the tree that it walks. */
export function unitRoutes(app: App, register: Register): void {
  const { sql } = register;
  app.route({
    method: "GET",
    url: "/start",
    schema: { tags: ["figures"], summary: "What the console opens on", response: { 200: startSchema } },
    handler: async (request) => startView(register, actorOf(request)),
  });
  app.route({
    method: "GET",
    url: "/units",
    schema: {
      tags: ["territory"],
      summary: "Units by name or code, in the borders of a day",
      querystring: searchQuery,
      response: { 200: z.array(foundUnitSchema) },
    },
    handler: async ({ query }) => searchUnits(sql, query.search, query.asOf, mostUnits),
  });
  app.route({
    method: "GET",
    url: "/units/:code",
    schema: {
      tags: ["territory"],
      summary: "A unit, what stands above it, what it came from and went into",
      params: z.strictObject({ code: unitCodeSchema }),
      querystring: dayAndBorders,
      response: { 200: unitViewSchema },
    },
    handler: async ({ params, query }) => {
      const { unit, treeDay } = await unitInBorders(register, { unit: params.code, ...query });
      const view = unit === undefined ? undefined : await unitView(sql, unit.code, treeDay);
      if (view === undefined) throw new Problem("unit-not-found", { unit: params.code });
      return view;
    },
  });
  app.route({
    method: "GET",
    url: "/units/:code/whereabouts",
    schema: {
      tags: ["territory"],
      summary: "Where to look for a unit on a day when it may be no more or not yet",
      params: z.strictObject({ code: unitCodeSchema }),
      querystring: z.strictObject({ asOf: isoDaySchema }),
      response: { 200: whereaboutsSchema },
    },
    handler: async ({ params, query }) => whereabouts(sql, params.code, query.asOf),
  });
}
