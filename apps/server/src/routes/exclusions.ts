import * as campaign from "@dinhdanh/campaign";
import { uuidSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["people"];
const params = z.strictObject({ personId: uuidSchema });
const response = { 200: z.object({ actId: uuidSchema }) };

/** Who is left out of the net target, and who is taken back. */
export function exclusionRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/people/:personId/exclusion",
    schema: {
      ...{ tags, params, body: campaign.exclusionSchema, response },
      summary: "Leave a person out of the net target, with a reason and evidence",
    },
    handler: async (request) =>
      valueOf(await campaign.excludePerson(register, actorOf(request), request.params.personId.toLowerCase(), request.body)),
  });
  app.route({
    method: "POST",
    url: "/people/:personId/exclusion-end",
    schema: {
      ...{ tags, params, body: campaign.exclusionEndSchema, response },
      summary: "Take a person back into the net target",
    },
    handler: async (request) =>
      valueOf(await campaign.endExclusion(register, actorOf(request), request.params.personId.toLowerCase(), request.body)),
  });
}
