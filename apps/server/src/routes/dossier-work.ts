import * as dossiers from "@dinhdanh/dossiers";
import { uuidSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["dossiers"];

/** Dossiers in numbers: queues, bulk approval, backlog. */
export function dossierWorkRoutes(app: App, { dossiers: deps }: Register): void {
  app.route({
    method: "POST",
    url: "/dossiers/query",
    schema: {
      ...{ tags, summary: "A queue: dossiers by unit, state, cause, lateness. The read is logged" },
      body: dossiers.dossierQuerySchema,
      response: { 200: dossiers.dossierPageSchema },
    },
    handler: async (request) => valueOf(await dossiers.queryDossiers(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/dossiers/approvals",
    schema: {
      ...{ tags, summary: "Prepare a bulk approval: how many, and which are drawn for review one by one" },
      body: dossiers.previewRequestSchema,
      response: { 200: dossiers.batchViewSchema },
    },
    handler: async (request) => valueOf(await dossiers.previewBatch(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/dossiers/approvals/:batchId/confirm",
    schema: {
      ...{ tags, summary: "Approve what was prepared. The same again answers the same" },
      params: z.strictObject({ batchId: uuidSchema.transform((id) => id.toLowerCase()) }),
      body: z.strictObject({}),
      response: { 200: dossiers.batchViewSchema },
    },
    handler: async (request) => valueOf(await dossiers.confirmApproval(deps, actorOf(request), request.params.batchId)),
  });
  app.route({
    method: "GET",
    url: "/dossiers/backlog",
    schema: {
      ...{ tags, summary: "What waits in each stage below a unit, and for how long at the measured or a given rate" },
      querystring: dossiers.backlogRequestSchema,
      response: { 200: dossiers.backlogSchema },
    },
    handler: async (request) => valueOf(await dossiers.readBacklog(deps, request.query)),
  });
}
