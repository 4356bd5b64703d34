import * as dossiers from "@dinhdanh/dossiers";
import { uuidSchema } from "@dinhdanh/kernel";
import { purposeSchema } from "@dinhdanh/population";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["dossiers"];
const dossierId = uuidSchema.transform((id) => id.toLowerCase());
const params = z.strictObject({ dossierId });

/** A dossier on its way: opened, filled step by step, and moved by events. */
export function dossierRoutes(app: App, { dossiers: deps }: Register): void {
  const submit = dossiers.submitter(deps);
  app.route({
    method: "POST",
    url: "/dossiers",
    schema: {
      ...{ tags, summary: "Open a draft. The same request again answers the same" },
      body: dossiers.newDossierSchema,
      response: { 200: z.object({ dossierId: uuidSchema }) },
    },
    handler: async (request) => valueOf(await dossiers.openDossier(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "PUT",
    url: "/dossiers/:dossierId/steps/:step",
    schema: {
      ...{ tags, summary: "Save a step of the wizard over the version that the officer saw" },
      params: params.extend({ step: z.enum(dossiers.stepKeys) }),
      body: dossiers.saveStepSchema,
      response: { 200: dossiers.savedStepSchema },
    },
    handler: async (request) => valueOf(await dossiers.saveStep(deps, actorOf(request), request.params, request.body)),
  });
  app.route({
    method: "GET",
    url: "/dossiers/:dossierId",
    schema: {
      ...{ tags, summary: "A dossier with its steps, checks, what to mend, and what the reader may do. The read is logged" },
      params,
      querystring: z.strictObject({ purpose: purposeSchema }),
      response: { 200: dossiers.dossierViewSchema },
    },
    handler: async (request) => valueOf(await dossiers.viewDossier(deps, actorOf(request), { ...request.params, ...request.query })),
  });
  app.route({
    method: "POST",
    url: "/dossiers/:dossierId/events/:event",
    schema: {
      ...{ tags, summary: "Let an event happen: submit, return, approve, … The same act again answers the same receipt" },
      params: params.extend({ event: z.enum(dossiers.officerEvents) }),
      body: dossiers.eventRequestSchema,
      response: { 200: dossiers.receiptSchema },
    },
    handler: async (request) => {
      const { event, ...where } = request.params;
      const actor = actorOf(request);
      const submits = event === "submit" || event === "resubmit";
      return valueOf(
        await (submits
          ? submit(actor, { ...where, event }, request.body)
          : dossiers.applyEvent(deps, actor, { ...where, event }, request.body)),
      );
    },
  });
}
