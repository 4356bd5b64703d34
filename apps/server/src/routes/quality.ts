import { once } from "node:events";
import { PassThrough } from "node:stream";
import * as campaign from "@dinhdanh/campaign";
import { locales, uuidSchema } from "@dinhdanh/kernel";
import { undoMend } from "@dinhdanh/population";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { requireReach } from "../edge/reach.ts";
import { languageOf } from "../problems/language.ts";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["quality"];
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** How good the records are, what is wrong with them, and mends of many at once. */
export function qualityRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/quality",
    schema: {
      ...{ tags, summary: "Correct, complete, clean, live: a unit and those right below it; findings by rule and by owner" },
      ...{ querystring: campaign.findingFilterSchema, response: { 200: campaign.qualitySchema } },
    },
    handler: async (request) => valueOf(await campaign.qualityOf(register, actorOf(request), request.query)),
  });
  app.route({
    method: "POST",
    url: "/quality/findings",
    schema: {
      ...{ tags, summary: "Findings of a unit, what blocks first, then the oldest. Logged as reads" },
      ...{ body: campaign.findingQueueQuerySchema, response: { 200: campaign.findingQueueSchema } },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "read-people", { ...request.body, borders: "day" });
      return campaign.findingQueue(register, actorOf(request), request.body);
    },
  });
  ownerRoutes(app, register);
  mendRoutes(app, register);
  sheetRoutes(app, register);
}

/** Who has taken which finding over. */
function ownerRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/people/:personId/findings/owner",
    schema: {
      ...{
        tags,
        summary: "Take a finding over, give it to an officer, or with null back to the commune. The same actId again changes nothing",
      },
      ...{ params: z.strictObject({ personId: uuidSchema }), body: campaign.findingOwnershipSchema },
      response: { 200: z.object({ actId: uuidSchema }) },
    },
    handler: async (request) =>
      valueOf(await campaign.ownFinding(register, actorOf(request), request.params.personId.toLowerCase(), request.body)),
  });
  app.route({
    method: "POST",
    url: "/quality/findings/owner/preview",
    schema: {
      ...{
        tags,
        summary: "How many of the chosen findings, or of all of a unit, would be given to an officer or back; nothing is written",
      },
      ...{ body: campaign.findingChoiceSchema, response: { 200: campaign.givingPreviewSchema } },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "mend", { ...request.body, borders: "day" });
      return valueOf(await campaign.previewGiving(register, actorOf(request), request.body));
    },
  });
  app.route({
    method: "POST",
    url: "/quality/findings/owner",
    schema: {
      ...{ tags, summary: "Give the findings that were shown to an officer, or with null back. The same givingId again changes nothing" },
      ...{ body: campaign.givingRequestSchema, response: { 200: campaign.givingResultSchema } },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "mend", { ...request.body, borders: "day" });
      return valueOf(await campaign.giveFindings(register, actorOf(request), request.body));
    },
  });
  app.route({
    method: "GET",
    url: "/quality/officers",
    schema: {
      ...{ tags, summary: "Officers within one's own territory to whom findings of a unit may be given" },
      ...{ querystring: campaign.unitDaySchema, response: { 200: campaign.officersSchema } },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "assign", { ...request.query, borders: "day" });
      return campaign.officersToAssign(register, actorOf(request), request.query);
    },
  });
}

/** Mends of many records: shown, made, undone. */
function mendRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/quality/mends/preview",
    schema: {
      ...{ tags, summary: "What a mend of many records would change; nothing is written" },
      ...{ body: campaign.mendQuerySchema, response: { 200: campaign.mendPreviewSchema } },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "mend", { ...request.body, borders: "day" });
      return campaign.previewMend(register, actorOf(request), request.body);
    },
  });
  app.route({
    method: "POST",
    url: "/quality/mends",
    schema: {
      ...{ tags, summary: "Make the mend that was shown. The same mendId again changes nothing" },
      ...{ body: campaign.mendRequestSchema, response: { 200: campaign.mendResultSchema } },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "mend", { ...request.body, borders: "day" });
      return valueOf(await campaign.makeMend(register, actorOf(request), request.body));
    },
  });
  app.route({
    method: "GET",
    url: "/quality/mends",
    schema: {
      ...{ tags, summary: "The latest mends of a unit" },
      ...{ querystring: campaign.unitDaySchema, response: { 200: campaign.mendsSchema } },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "mend", { ...request.query, borders: "day" });
      return campaign.mendsOf(register, request.query.unit);
    },
  });
  app.route({
    method: "POST",
    url: "/quality/mends/undo",
    schema: {
      ...{ tags, summary: "Take a mend back, but for texts changed since" },
      ...{ body: campaign.unitDaySchema.extend({ mendId: uuidSchema }), response: { 200: campaign.mendResultSchema } },
    },
    handler: async (request) => {
      const { unit, mendId } = request.body;
      await requireReach(register, actorOf(request), "mend", { ...request.body, borders: "day" });
      return valueOf(await undoMend(register, actorOf(request), { mendId, unit }));
    },
  });
}

/** The sheet for house-to-house checks, there and back. */
function sheetRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/quality/sheet",
    schema: {
      ...{ tags, summary: "People with findings as an XLSX workbook for house-to-house checks" },
      body: campaign.findingFilterSchema.extend({ lang: z.enum(locales).optional() }),
      response: { 200: { description: "Workbook", content: { [xlsx]: { schema: z.unknown() } } } },
    },
    handler: async (request, reply) => {
      const { lang: locale = languageOf(request.headers["accept-language"]), ...query } = request.body;
      await requireReach(register, actorOf(request), "export", { ...query, borders: "day" });
      const stream = new PassThrough();
      const written = campaign.exportCheckSheet(register, actorOf(request), query, locale, stream);
      await Promise.race([written, once(stream, "readable")]);
      written.catch((error: unknown) => {
        if (!stream.destroyed) request.log.error({ err: error }, "an export broke off");
        stream.destroy();
      });
      void reply.type(xlsx).header("content-disposition", `attachment; filename="check-${query.unit}-${query.asOf}.xlsx"`);
      return reply.send(stream);
    },
  });
  void app.register(async (scope: App) => sheetBackRoutes(scope, register));
}

/** A commune's sheet of 5,000 rows takes 1 MB. */
const largestSheet = 8 * 2 ** 20;
const sheetTypes = [xlsx, "text/csv"];

/** A sheet that was filled in, as it was saved: shown, then done. */
function sheetBackRoutes(scope: App, register: Register): void {
  const file = { parseAs: "buffer", bodyLimit: largestSheet } as const;
  scope.addContentTypeParser(sheetTypes, file, (_request, body, done) => done(null, body));
  scope.route({
    method: "POST",
    url: "/quality/sheet/preview",
    schema: {
      ...{ tags, summary: "What bringing a check sheet back (XLSX or CSV, 8 MB) would change, row by row; nothing is written" },
      consumes: sheetTypes,
      querystring: campaign.sheetUploadSchema,
      response: { 200: campaign.sheetPreviewSchema },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "mend", { ...request.query, borders: "day" });
      return valueOf(await campaign.previewSheet(register, actorOf(request), request.query, bytesOf(request.body)));
    },
  });
  scope.route({
    method: "POST",
    url: "/quality/sheet/apply",
    schema: {
      ...{ tags, summary: "Do what was shown: mends, proposals, events. The same sheet again changes nothing" },
      consumes: sheetTypes,
      querystring: campaign.sheetApplySchema,
      response: { 200: campaign.sheetResultSchema },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "mend", { ...request.query, borders: "day" });
      return valueOf(await campaign.applySheet(register, actorOf(request), request.query, bytesOf(request.body)));
    },
  });
}

function bytesOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new Problem("unsupported-type");
  return body;
}
