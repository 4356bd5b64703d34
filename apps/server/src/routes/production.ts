import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import * as cards from "@dinhdanh/cards";
import { uuidSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["production"];
const batchParams = z.strictObject({ batchId: uuidSchema.toLowerCase() });
const parcelParams = z.strictObject({ parcelId: uuidSchema.toLowerCase() });
const ndjson = "application/x-ndjson";

/** Making cards: stock, batches, the machine's files, parcels. Serials and states; no person's data but in the machine file. */
export function productionRoutes(app: App, register: Register): void {
  app.addContentTypeParser(ndjson, { parseAs: "buffer", bodyLimit: cards.largestResultBytes }, (_request, body, done) => done(null, body));
  overviewRoutes(app, register);
  setAsideRoutes(app, register);
  batchRoutes(app, register);
  machineRoutes(app, register);
  parcelRoutes(app, register);
}

function overviewRoutes(app: App, register: Register): void {
  const deps = register.cards;
  app.route({
    method: "GET",
    url: "/production",
    schema: { tags, summary: "What waits where, from order to shipping", response: { 200: cards.productionSchema } },
    handler: async (request) => valueOf(await cards.productionView(deps, actorOf(request))),
  });
  app.route({
    method: "GET",
    url: "/production/waiting",
    schema: { tags, summary: "What waits for a batch, by priority and due day", response: { 200: cards.waitingSchema } },
    handler: async (request) => valueOf(await cards.listWaiting(deps, actorOf(request))),
  });
  app.route({
    method: "GET",
    url: "/production/stock/:state",
    schema: {
      tags,
      summary: "The serials of the blanks in a state",
      params: z.strictObject({ state: z.enum(cards.blankStateKeys) }),
      response: { 200: cards.blankRangesSchema },
    },
    handler: async (request) => valueOf(await cards.listBlanks(deps, actorOf(request), request.params.state)),
  });
  app.route({
    method: "GET",
    url: "/production/stock",
    schema: {
      tags,
      summary: "Every blank accounted for, by delivery, with the differences",
      response: { 200: cards.reconciliationSchema },
    },
    handler: async () => cards.reconcile(register.sql),
  });
  app.route({
    method: "POST",
    url: "/production/stock/deliveries",
    schema: { tags, summary: "Take a range of blanks into stock", body: cards.receiveBlanksSchema, response: { 200: cards.stockSchema } },
    handler: async (request) => valueOf(await cards.receiveBlanks(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/production/stock/counts",
    schema: {
      tags,
      summary: "Compare a count by hand with the books",
      body: cards.countStockSchema,
      response: { 200: cards.countResultSchema },
    },
    handler: async (request) => valueOf(await cards.countStock(deps, actorOf(request), request.body)),
  });
}

function setAsideRoutes(app: App, register: Register): void {
  const deps = register.cards;
  app.route({
    method: "GET",
    url: "/production/set-aside",
    schema: { tags, summary: "Cards whose content cannot be made, with the cause", response: { 200: cards.setAsideSchema } },
    handler: async (request) => valueOf(await cards.listSetAside(deps, actorOf(request))),
  });
  app.route({
    method: "POST",
    url: "/production/set-aside/retry",
    schema: {
      tags,
      summary: "Let cards that were set aside wait for a batch again",
      body: cards.retrySetAsideSchema,
      response: { 200: cards.setAsideSchema },
    },
    handler: async (request) => valueOf(await cards.retrySetAside(deps, actorOf(request), request.body)),
  });
}

function batchRoutes(app: App, register: Register): void {
  const deps = register.cards;
  app.route({
    method: "GET",
    url: "/production/batches",
    schema: { tags, summary: "Batches, latest first", response: { 200: z.array(cards.batchSchema) } },
    handler: async (request) => valueOf(await cards.listBatches(deps, actorOf(request))),
  });
  app.route({
    method: "POST",
    url: "/production/batches",
    schema: {
      tags,
      summary: "Choose the most pressing cards and give each a blank",
      body: cards.createBatchSchema,
      response: { 200: cards.batchSchema },
    },
    handler: async (request) => valueOf(await cards.createBatch(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "GET",
    url: "/production/batches/:batchId",
    schema: { tags, summary: "A batch with its cards", params: batchParams, response: { 200: cards.batchWithCardsSchema } },
    handler: async (request) => valueOf(await cards.readBatch(deps, actorOf(request), request.params.batchId)),
  });
  app.route({
    method: "POST",
    url: "/production/batches/:batchId/check",
    schema: {
      tags,
      summary: "Record the quality check",
      params: batchParams,
      body: cards.checkBatchSchema,
      response: { 200: cards.batchSchema },
    },
    handler: async (request) => valueOf(await cards.checkBatch(deps, actorOf(request), request.params.batchId, request.body)),
  });
}

function machineRoutes(app: App, register: Register): void {
  const deps = register.cards;
  app.route({
    method: "POST",
    url: "/production/batches/:batchId/personalise",
    schema: {
      tags,
      summary: "Sign the chips of a batch and make its machine file",
      params: batchParams,
      body: z.strictObject({}),
      response: { 200: cards.batchSchema },
    },
    handler: async (request) => valueOf(await cards.personaliseBatch(deps, actorOf(request), request.params.batchId)),
  });
  app.route({
    method: "GET",
    url: "/production/batches/:batchId/signing",
    schema: {
      tags,
      summary: "How many cards of a batch are signed while it is being signed",
      params: batchParams,
      response: { 200: cards.signingProgressSchema },
    },
    handler: async (request) => valueOf(cards.signingProgress(deps, actorOf(request), request.params.batchId)),
  });
  app.route({
    method: "GET",
    url: "/production/batches/:batchId/machine-file",
    schema: { tags, summary: "The machine file (NDJSON)", params: batchParams, response: { 200: z.unknown() } },
    handler: async (request, reply) => {
      const { batchId } = request.params;
      const path = valueOf(await cards.machineFile(deps, actorOf(request), batchId));
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        "content-type": ndjson,
        "content-disposition": `attachment; filename="${batchId}.ndjson"`,
      });
      await pipeline(createReadStream(path), reply.raw).catch(() => reply.raw.destroy());
    },
  });
  app.route({
    method: "POST",
    url: "/production/batches/:batchId/result",
    schema: {
      tags,
      summary: "Take the machine's result file (NDJSON)",
      consumes: [ndjson],
      params: batchParams,
      response: { 200: cards.batchSchema },
    },
    handler: async (request) => {
      const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return valueOf(await cards.takeResult(deps, actorOf(request), request.params.batchId, file));
    },
  });
}

function parcelRoutes(app: App, register: Register): void {
  const deps = register.cards;
  const parcel = { 200: cards.parcelSchema };
  app.route({
    method: "GET",
    url: "/parcels",
    schema: {
      tags,
      summary: "Parcels that the officer sends or awaits; open ones first, by due day",
      querystring: z.strictObject({ only: z.enum(["open", "all"]).default("open") }),
      response: { 200: z.array(cards.parcelSchema) },
    },
    handler: async (request) => valueOf(await cards.listParcels(deps, actorOf(request), request.query.only)),
  });
  app.route({
    method: "POST",
    url: "/parcels",
    schema: { tags, summary: "Ship checked cards to a unit", body: cards.dispatchParcelSchema, response: parcel },
    handler: async (request) => valueOf(await cards.dispatchParcel(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "GET",
    url: "/parcels/:parcelId",
    schema: {
      tags,
      summary: "The shipping list of a parcel, with its QR",
      params: parcelParams,
      response: { 200: cards.parcelWithCardsSchema },
    },
    handler: async (request) => valueOf(await cards.readParcel(deps, actorOf(request), request.params.parcelId)),
  });
  app.route({
    method: "POST",
    url: "/parcels/:parcelId/receipt",
    schema: {
      tags,
      summary: "Count a parcel in; what is missing is named",
      params: parcelParams,
      body: cards.receiveParcelSchema,
      response: parcel,
    },
    handler: async (request) => valueOf(await cards.receiveParcel(deps, actorOf(request), request.params.parcelId, request.body)),
  });
  app.route({
    method: "POST",
    url: "/parcels/:parcelId/lost",
    schema: {
      tags,
      summary: "Give up what has not arrived: revoked, and ordered again",
      params: parcelParams,
      body: cards.closeParcelSchema,
      response: parcel,
    },
    handler: async (request) => valueOf(await cards.closeParcel(deps, actorOf(request), request.params.parcelId, request.body)),
  });
}
