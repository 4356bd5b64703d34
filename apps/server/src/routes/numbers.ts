import * as population from "@dinhdanh/population";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["numbers"];
/** An answer of more belongs to the command line. */
const mostOverHttp = 10_000;
const count = z.int().min(1).max(mostOverHttp);

/** Identification numbers: given, set apart, taken back, assigned to people who have none. */
export function numberRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/numbers/allocations",
    schema: {
      tags,
      summary: "Give new numbers; the same request again answers the same numbers",
      body: population.numbersRequestSchema.extend({ count }),
      response: { 200: population.allocatedSchema },
    },
    handler: async (request) => valueOf(await population.allocateNumbers(register, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/numbers/reserves",
    schema: {
      tags,
      summary: "Set numbers apart for a device without a connection",
      body: population.reserveRequestSchema.extend({ count }),
      response: { 200: population.allocatedSchema },
    },
    handler: async (request) => valueOf(await population.reserveNumbers(register, actorOf(request), request.body)),
  });
  app.route({
    method: "GET",
    url: "/numbers/reserves",
    schema: { tags, summary: "Numbers set apart, latest first", response: { 200: z.array(population.reserveViewSchema) } },
    handler: () => population.listReserved(register.sql),
  });
  app.route({
    method: "POST",
    url: "/numbers/returns",
    schema: {
      tags,
      summary: "Take unused numbers of a reserve back",
      body: population.returnRequestSchema,
      response: { 200: population.returnedSchema },
    },
    handler: async (request) => valueOf(await population.returnNumbers(register, actorOf(request), request.body)),
  });
  assignmentRoutes(app, register);
}

function assignmentRoutes(app: App, register: Register): void {
  const body = population.assignRequestSchema;
  const response = { 200: population.assignmentSchema };
  app.route({
    method: "POST",
    url: "/numbers/assignments/preview",
    schema: { tags, summary: "Whom of a unit numbers could be assigned to; writes nothing", body, response },
    handler: async (request) => valueOf(await population.previewAssignment(register, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/numbers/assignments",
    schema: { tags, summary: "Assign numbers to everyone of a unit who has none", body, response },
    handler: async (request) => valueOf(await population.assignNumbers(register, actorOf(request), request.body)),
  });
}
