import * as campaign from "@dinhdanh/campaign";
import { isoDaySchema, uuidSchema } from "@dinhdanh/kernel";
import { purposeSchema } from "@dinhdanh/population";
import { may } from "@dinhdanh/staff";
import { searchUnits } from "@dinhdanh/territory";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { requireReach } from "../edge/reach.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["people"];

/** The people behind figures. What is asked about a person stands in the body: an address stays in histories and logs. */
export function peopleRoutes(app: App, register: Register): void {
  const today = () => register.clock.today();
  app.route({
    method: "POST",
    url: "/people/query",
    config: { anyText: true },
    schema: {
      tags,
      summary: "The people behind a figure",
      body: campaign.peopleQuerySchema,
      response: { 200: campaign.peopleSchema },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "read-people", request.body);
      return campaign.peopleBehind(register, actorOf(request), request.body);
    },
  });
  app.route({
    method: "POST",
    url: "/people/search",
    config: { anyText: true },
    schema: {
      tags,
      summary:
        "People by number, name, birth date, parent, household or unit, and units by name or code. Outside the territory only for a purpose",
      body: campaign.searchRequestSchema,
      response: { 200: campaign.foundSchema },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      const { q, asOf: day = today(), ...how } = request.body;
      const units = await searchUnits(register.sql, q, day, campaign.mostFound);
      if (!may(actor, "read-people")) return { people: [], outside: 0, indexing: false, units };
      const { people, outside, indexing } = await campaign.searchPeople(register, actor, { q, day, limit: campaign.mostFound, ...how });
      return { people: people.map(({ match, ...person }) => ({ ...person, matched: match })), outside, indexing, units };
    },
  });
  app.route({
    method: "GET",
    url: "/people/:personId",
    schema: {
      tags,
      summary: "A person: facts, standing, acts. The read is logged with officer and purpose",
      params: z.strictObject({ personId: uuidSchema }),
      querystring: z.strictObject({ purpose: purposeSchema, asOf: isoDaySchema.optional() }),
      response: { 200: campaign.personViewSchema },
    },
    handler: async (request) => {
      const { purpose, asOf } = request.query;
      const actor = actorOf(request);
      // the day the console opens on: a campaign that is over is seen in the borders of its time
      const day = asOf ?? (await campaign.startView(register, actor)).asOf;
      return valueOf(await campaign.personView(register, actor, request.params.personId.toLowerCase(), { day, purpose }));
    },
  });
}
