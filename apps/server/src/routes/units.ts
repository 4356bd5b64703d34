import { startSchema, startView } from "@dinhdanh/campaign";
import { isoDaySchema, unitCodeSchema } from "@dinhdanh/kernel";
import { foundUnitSchema, searchUnits, unitView, unitViewSchema } from "@dinhdanh/territory";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const mostUnits = 20;

const searchQuery = z.strictObject({ search: z.string().min(1).max(100), asOf: isoDaySchema });

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
      querystring: z.strictObject({ asOf: isoDaySchema }),
      response: { 200: unitViewSchema },
    },
    handler: async ({ params, query }) => {
      const view = await unitView(sql, params.code, query.asOf);
      if (view === undefined) throw new Problem("unit-not-found", { unit: params.code });
      return view;
    },
  });
}
