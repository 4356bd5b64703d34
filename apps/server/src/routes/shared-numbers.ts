import * as campaign from "@dinhdanh/campaign";
import { type Actor, uuidSchema } from "@dinhdanh/kernel";
import * as population from "@dinhdanh/population";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["duplicates"];

/** Who decides about two records must be in charge of both. */
export const requireCharge = async (register: Register, actor: Actor, ids: readonly string[]) => {
  if (!(await campaign.inChargeOfAll(register, actor, ids))) throw new Problem("outside-territory");
};

/** Two people with one number: who keeps it, and who is given another. */
export function sharedNumberRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/duplicates/numbers/query",
    schema: {
      ...{ tags, body: campaign.sharedNumbersQuerySchema, response: { 200: campaign.sharedNumbersSchema } },
      summary: "Two people with one number",
    },
    handler: async (request) => campaign.numbersToSettle(register, actorOf(request), request.body.state),
  });
  app.route({
    method: "GET",
    url: "/duplicates/numbers/:personId/:otherId",
    schema: {
      ...{ tags, params: z.strictObject({ personId: uuidSchema, otherId: uuidSchema }), response: { 200: campaign.sharedCaseSchema } },
      summary: "Two people with one number, and what was decided",
    },
    handler: async (request) => {
      const { personId, otherId } = request.params;
      return valueOf(await campaign.sharedNumberView(register, actorOf(request), [personId.toLowerCase(), otherId.toLowerCase()]));
    },
  });
  claimRoutes(app, register);
  settlingRoutes(app, register);
}

/** Rows that were refused because their number belongs to somebody else. */
function claimRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/duplicates/claims/:personId/:claimId",
    schema: {
      ...{ tags, params: z.strictObject({ personId: uuidSchema, claimId: uuidSchema }), response: { 200: campaign.numberClaimSchema } },
      summary: "A refused row and the person to whom its number belongs",
    },
    handler: async (request) => {
      const { personId, claimId } = request.params;
      return valueOf(await campaign.numberClaimView(register, actorOf(request), personId.toLowerCase(), claimId.toLowerCase()));
    },
  });
  app.route({
    method: "POST",
    url: "/duplicates/claims/judgements",
    schema: {
      ...{ tags, body: population.claimJudgementSchema, response: { 200: population.claimJudgedSchema } },
      summary: "One person, somebody else who is registered, or to be visited",
    },
    handler: async (request) => {
      await requireCharge(register, actorOf(request), [request.body.personId]);
      return valueOf(await population.judgeClaim(register, actorOf(request), request.body));
    },
  });
}

function settlingRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/duplicates/numbers/preview",
    schema: {
      ...{ tags, body: population.numberQuerySchema, response: { 200: population.atStakeSchema } },
      summary: "What giving the other a new number would stop",
    },
    handler: async (request) => {
      await requireCharge(register, actorOf(request), [request.body.keeperId, request.body.otherId]);
      return valueOf(await population.previewNumber(register, request.body));
    },
  });
  app.route({
    method: "POST",
    url: "/duplicates/numbers",
    schema: {
      ...{ tags, body: population.numberDecisionSchema, response: { 200: population.renumberedSchema } },
      summary: "Who keeps the number; the other is given a new one",
    },
    handler: async (request) => {
      await requireCharge(register, actorOf(request), [request.body.keeperId, request.body.otherId]);
      return valueOf(await population.settleNumber(register, actorOf(request), request.body));
    },
  });
  app.route({
    method: "POST",
    url: "/duplicates/numbers/:renumberingId/undo",
    schema: {
      ...{ tags, params: z.strictObject({ renumberingId: uuidSchema }), body: population.unmergeSchema },
      ...{ response: { 200: z.object({ renumberingId: uuidSchema }) }, summary: "Undo the decision about a number" },
    },
    handler: async (request) => {
      const renumberingId = request.params.renumberingId.toLowerCase();
      const [known, undone] = [
        await population.renumberingById(register.sql, renumberingId),
        await population.undoneById(register.sql, renumberingId),
      ];
      const two = known === undefined ? undone && [undone.otherId, undone.personId] : [known.keeperId, known.personId];
      if (two === undefined) throw new Problem("not-renumbered");
      await requireCharge(register, actorOf(request), two);
      return valueOf(await population.unsettleNumber(register, actorOf(request), renumberingId, request.body));
    },
  });
}
