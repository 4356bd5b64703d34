import {
  areaChangesSchema,
  areaFileQuerySchema,
  areaPreviewSchema,
  areaQuerySchema,
  areaViewSchema,
  exportAreas,
  importAreas,
  previewAreas,
  readAreas,
  stateArea,
  statedAreaSchema,
} from "@dinhdanh/dossiers";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["territory"];

/** Areas by which the law sets the time for a card. */
export function areaRoutes(app: App, register: Register): void {
  const { dossiers: deps } = register;
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
  void app.register(async (scope: App) => areaFileRoutes(scope, register));
}

/** 25,000 rows, the most that are taken, are 2 MB with the names of the units. */
const largestFile = 4 * 2 ** 20;

/** The file as it was saved: shown, then taken. */
function areaFileRoutes(scope: App, { dossiers: deps }: Register): void {
  scope.addContentTypeParser(["text/csv"], { parseAs: "buffer", bodyLimit: largestFile }, (_request, body, done) => done(null, body));
  scope.route({
    method: "POST",
    url: "/areas/file/preview",
    schema: {
      ...{ tags, summary: "What a file of areas (CSV, 4 MB) would change, or every row at fault; nothing is written" },
      ...{ consumes: ["text/csv"], response: { 200: areaPreviewSchema } },
    },
    handler: async (request) => valueOf(await previewAreas(deps, actorOf(request), bytesOf(request.body))),
  });
  scope.route({
    method: "POST",
    url: "/areas/file",
    schema: {
      ...{ tags, summary: "Take in the file that was shown, all of it or nothing. The same file again changes nothing" },
      ...{ consumes: ["text/csv"], querystring: areaFileQuerySchema, response: { 200: areaChangesSchema } },
    },
    handler: async (request) => {
      const given = { bytes: bytesOf(request.body), digest: request.query.digest, preview: false };
      const outcome = await importAreas(deps, actorOf(request), given);
      if (outcome.ok) return outcome.value;
      const { code } = outcome.refusal;
      throw new Problem(code === "not-permitted" || code === "changed-meanwhile" ? code : "rows-refused");
    },
  });
}

function bytesOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new Problem("unsupported-type");
  return body;
}
