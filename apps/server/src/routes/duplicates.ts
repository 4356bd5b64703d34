import * as campaign from "@dinhdanh/campaign";
import { type Actor, uuidSchema } from "@dinhdanh/kernel";
import * as population from "@dinhdanh/population";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";
import { requireCharge, sharedNumberRoutes } from "./shared-numbers.ts";

const tags = ["duplicates"];
const merged = z.object({ mergeId: uuidSchema });

/** Records that may be of one person: who they are, and what is decided about them. */
export function duplicateRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/duplicates/query",
    schema: {
      ...{ tags, body: campaign.pairsQuerySchema, response: { 200: campaign.pairsSchema } },
      summary: "Pairs of records that may be of one person, the likeliest first",
    },
    handler: async (request) => valueOf(await campaign.pairsToJudge(register, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/duplicates/candidates",
    schema: {
      ...{ tags, body: population.candidatesQuerySchema, response: { 200: z.array(campaign.candidateSchema) } },
      summary: "Who may be this person already, before a record is made",
    },
    handler: async (request) => campaign.likeThisPerson(register, actorOf(request), request.body),
  });
  app.route({
    method: "GET",
    url: "/duplicates/:personId/:otherId",
    schema: {
      ...{ tags, params: z.strictObject({ personId: uuidSchema, otherId: uuidSchema }), response: { 200: campaign.pairSchema } },
      summary: "A pair of records with the explanation of its score",
    },
    handler: async (request) => {
      const { personId, otherId } = request.params;
      return valueOf(await campaign.pairView(register, actorOf(request), [personId.toLowerCase(), otherId.toLowerCase()]));
    },
  });
  decisionRoutes(app, register);
  sharedNumberRoutes(app, register);
}

function decisionRoutes(app: App, register: Register): void {
  const inCharge = (actor: Actor, ids: readonly string[]) => requireCharge(register, actor, ids);
  app.route({
    method: "POST",
    url: "/duplicates/judgements",
    schema: {
      ...{ tags, body: population.judgementSchema, response: { 200: z.object({ actId: uuidSchema }) } },
      summary: "Two people, or to be visited",
    },
    handler: async (request) => {
      await inCharge(actorOf(request), [request.body.personId, request.body.otherId]);
      return valueOf(await population.judgePair(register, actorOf(request), request.body));
    },
  });
  app.route({
    method: "POST",
    url: "/duplicates/merges",
    schema: { ...{ tags, body: population.mergeSchema, response: { 200: merged } }, summary: "One person: merge the records" },
    handler: async (request) => {
      await inCharge(actorOf(request), [request.body.survivorId, request.body.absorbedId]);
      return valueOf(await population.mergePeople(register, actorOf(request), request.body));
    },
  });
  app.route({
    method: "POST",
    url: "/duplicates/merges/preview",
    schema: {
      ...{ tags, body: population.mergeQuerySchema, response: { 200: population.mergePreviewSchema } },
      summary: "What a merge would do to dossiers, cards, numbers and counts",
    },
    handler: async (request) => {
      await inCharge(actorOf(request), [request.body.survivorId, request.body.absorbedId]);
      return valueOf(await population.previewMerge(register, request.body));
    },
  });
  app.route({
    method: "POST",
    url: "/duplicates/merges/:mergeId/undo",
    schema: {
      ...{ tags, params: z.strictObject({ mergeId: uuidSchema }), body: population.unmergeSchema, response: { 200: merged } },
      summary: "Undo a merge",
    },
    handler: async (request) => {
      const mergeId = request.params.mergeId.toLowerCase();
      const [merge, undone] = [await population.mergeById(register.sql, mergeId), await population.undoneById(register.sql, mergeId)];
      const two = merge === undefined ? undone && [undone.otherId, undone.personId] : [merge.survivorId, merge.absorbedId];
      if (two === undefined) throw new Problem("not-merged");
      await inCharge(actorOf(request), two);
      return valueOf(await population.unmergePeople(register, actorOf(request), mergeId, request.body));
    },
  });
}
