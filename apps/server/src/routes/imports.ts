import { createReadStream } from "node:fs";
import { importKinds, importViewSchema } from "@dinhdanh/ledger";
import multipart from "@fastify/multipart";
import { isoDaySchema, uuidSchema } from "@dinhdanh/kernel";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { ImportDesk } from "../imports/desk.ts";
import { rejectsFor } from "../imports/reasons.ts";
import { importView, importViewWithRows } from "../imports/view.ts";
import { languageOf } from "../problems/language.ts";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["imports"];
const params = z.strictObject({ importId: uuidSchema });
const startBody = z.strictObject({
  /** header → field; `""` leaves the column out */
  mapping: z.record(z.string().max(10_000), z.string().max(100)),
  /** day whose unit codes a roll uses; when absent, the one whose tree knows the most of them */
  unitsOn: isoDaySchema.optional(),
});
/** For the description only: the form is read as a stream. */
const uploadBody = z.unknown().meta({
  type: "object",
  properties: { kind: { type: "string", enum: [...importKinds] }, file: { type: "string", format: "binary" } },
  required: ["kind", "file"],
});
const one = { 200: importViewSchema };
const idOf = (request: { params: { importId: string } }) => request.params.importId.toLowerCase();
const languageFor = (request: FastifyRequest) => languageOf(request.headers["accept-language"]);

/** Rolls and acts as files: upload, look, start, follow, fetch what came back. */
export function importRoutes(app: App, register: Register, options: { largestUploadBytes?: number }): void {
  const desk = new ImportDesk(register, app.log, options.largestUploadBytes ?? 4 * 2 ** 30);
  app.addHook("onReady", () => desk.open());
  app.addHook("onClose", () => desk.stop());
  void app.register(multipart, { throwFileSizeLimit: false });
  uploadRoute(app, register, desk);
  readRoutes(app, register, desk);
  app.route({
    method: "POST",
    url: "/imports/:importId/start",
    schema: { tags, summary: "Import the rows, in the background", params, body: startBody, response: one },
    handler: async (request) => {
      const { mapping, unitsOn } = request.body;
      return importView(desk, await desk.start(idOf(request), { mapping, unitsOn }), languageFor(request));
    },
  });
  app.route({
    method: "DELETE",
    url: "/imports/:importId",
    schema: { tags, summary: "Throw an upload away before it has begun", params, response: { 204: z.null() } },
    handler: async (request, reply) => {
      await desk.cancel(idOf(request));
      return reply.code(204).send(null);
    },
  });
}

function uploadRoute(app: App, register: Register, desk: ImportDesk): void {
  app.route({
    method: "POST",
    url: "/imports",
    schema: {
      tags,
      summary: "Upload a file: a form with `kind` (roll or acts) and `file` (.csv, .txt or .ndjson, up to 4 GB)",
      consumes: ["multipart/form-data"],
      body: uploadBody,
      response: { 201: importViewSchema },
    },
    handler: async (request, reply) => {
      if (!request.isMultipart()) throw new Problem("unsupported-type");
      const record = await desk.receive(request, actorOf(request));
      return reply.code(201).send(await importViewWithRows({ register, desk }, record, languageFor(request)));
    },
  });
}

function readRoutes(app: App, register: Register, desk: ImportDesk): void {
  app.route({
    method: "GET",
    url: "/imports",
    schema: { tags, summary: "All imports, newest first", response: { 200: z.array(importViewSchema) } },
    handler: async (request) => desk.list().map((record) => importView(desk, record, languageFor(request))),
  });
  app.route({
    method: "GET",
    url: "/imports/:importId",
    schema: { tags, summary: "An import: preview, progress, report", params, response: one },
    handler: async (request) => importViewWithRows({ register, desk }, desk.find(idOf(request)), languageFor(request)),
  });
  app.route({
    method: "POST",
    url: "/imports/:importId/preview",
    schema: {
      tags,
      summary: "How an upload would read with this mapping and on this day; nothing is written",
      params,
      body: startBody,
      response: one,
    },
    handler: async (request) => {
      const record = desk.find(idOf(request));
      if (record.state !== "preview") throw new Problem("import-begun");
      const { mapping, unitsOn } = request.body;
      return importViewWithRows({ register, desk }, { ...record, mapping }, languageFor(request), unitsOn);
    },
  });
  app.route({
    method: "GET",
    url: "/imports/:importId/rejects",
    schema: {
      tags,
      summary: "The returned rows with the reason, all or those of one reason, as CSV to mend and import again",
      params,
      querystring: z.strictObject({ reason: z.string().max(100).optional() }),
      response: { 200: { description: "Rows", content: { "text/csv": { schema: z.string() } } } },
    },
    handler: async (request, reply) => {
      const record = desk.find(idOf(request));
      if ((record.report?.rejectsFile ?? null) === null) throw new Problem("no-rejects");
      const { reason } = request.query;
      const rows = reason === undefined ? createReadStream(desk.rejectsPathOf(record)) : await rejectsFor(register, desk, record, reason);
      void reply.header("content-disposition", `attachment; filename="rejects-${record.importId}.csv"`);
      return reply.type("text/csv; charset=utf-8").send(rows as never);
    },
  });
}
