import { likeThisPerson } from "@dinhdanh/campaign";
import { isoDaySchema, uuidSchema } from "@dinhdanh/kernel";
import * as population from "@dinhdanh/population";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["people"];
const personParams = z.strictObject({ personId: uuidSchema });

/** People through time: history, vital events, corrections with four eyes. */
export function lifeRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/people/:personId/history",
    schema: {
      tags,
      summary: "What held on a day, as it was known on another, and every change. The read is logged",
      params: personParams,
      querystring: z.strictObject({
        purpose: population.purposeSchema,
        validOn: isoDaySchema.optional(),
        knownOn: isoDaySchema.optional(),
      }),
      response: { 200: population.historyViewSchema },
    },
    handler: async (request) =>
      valueOf(await population.personHistory(register, actorOf(request), request.params.personId.toLowerCase(), request.query)),
  });
  app.route({
    method: "POST",
    url: "/people/:personId/events",
    schema: {
      tags,
      summary: "Record what befell a person: death, marriage, move, …",
      params: personParams,
      body: population.eventRequestSchema,
      response: { 200: population.recordedSchema },
    },
    handler: async (request) =>
      valueOf(await population.recordEvent(register, actorOf(request), request.params.personId.toLowerCase(), request.body)),
  });
  app.route({
    method: "POST",
    url: "/births",
    schema: {
      tags,
      summary: "Register a newborn, with a number. Refused while somebody may be this child, unless it is stated why it is not",
      body: population.birthRequestSchema,
      response: { 200: population.recordedSchema },
    },
    handler: async (request) => {
      const [actor, body] = [actorOf(request), request.body];
      const outcome = await population.recordBirth(register, actor, body);
      if (outcome.ok || outcome.refusal.code !== "may-be-known") return valueOf(outcome);
      const like = await likeThisPerson(register, actor, population.factsOfNewborn(body));
      throw new Problem("may-be-known", {}, { candidates: like.map(({ personId, probability }) => ({ personId, probability })) });
    },
  });
  correctionRoutes(app, register);
}

function correctionRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/people/:personId/corrections",
    schema: {
      tags,
      summary: "Propose to correct what the register holds (DC01, DC02)",
      params: personParams,
      body: population.proposalSchema,
      response: { 200: population.correctionViewSchema },
    },
    handler: async (request) =>
      valueOf(await population.proposeCorrection(register, actorOf(request), request.params.personId.toLowerCase(), request.body)),
  });
  app.route({
    method: "POST",
    url: "/people/:personId/corrections/:correctionId/decision",
    schema: {
      tags,
      summary: "Approve or refuse a proposal of somebody else",
      params: personParams.extend({ correctionId: uuidSchema }),
      body: population.decisionSchema,
      response: { 200: population.correctionViewSchema },
    },
    handler: async (request) => {
      const [personId, correctionId] = [request.params.personId.toLowerCase(), request.params.correctionId.toLowerCase()];
      return valueOf(await population.decideCorrection(register, actorOf(request), { personId, correctionId, ...request.body }));
    },
  });
  app.route({
    method: "POST",
    url: "/corrections/query",
    schema: {
      tags,
      summary: "Proposals about people of one's territory",
      body: population.correctionQuerySchema,
      response: { 200: z.array(population.correctionViewSchema) },
    },
    handler: async (request) => valueOf(await population.listCorrections(register, actorOf(request), request.body)),
  });
}
