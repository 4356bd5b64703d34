import { areaQuerySchema, areaViewSchema, exportAreas, readAreas, stateArea, statedAreaSchema } from "@dinhdanh/dossiers";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["territory"];

/** Areas by which the law sets the time for a card. */
export function areaRoutes(app: App, { dossiers: deps }: Register): void {
  app.route({
    method: "GET",
    url: "/areas",
    schema: {
      tags,
      summary: "The area of a unit and of those right below it, and the limits that follow",
      querystring: areaQuerySchema,
      response: { 200: areaViewSchema },
    },
    handler: async (request) => valueOf(await readAreas(deps, actorOf(request), request.query)),
  });
  app.route({
    method: "PUT",
    url: "/areas/:code",
    schema: {
      tags,
      summary: "State the area of a unit and of all below it, or take that away",
      params: z.strictObject({ code: areaQuerySchema.shape.unit }),
      body: statedAreaSchema,
      response: { 200: areaViewSchema },
    },
    handler: async (request) => valueOf(await stateArea(deps, actorOf(request), { unit: request.params.code, area: request.body.area })),
  });
  app.route({
    method: "GET",
    url: "/areas/file",
    schema: { tags, summary: "All that is stated, as a CSV file that can be imported again" },
    handler: async (request, reply) => {
      const file = valueOf(await exportAreas(deps, actorOf(request)));
      return reply.type("text/csv; charset=utf-8").header("content-disposition", 'attachment; filename="khu-vuc.csv"').send(file);
    },
  });
}
