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
    handler: () => population.listReserved(register),
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
  stockRoutes(app, register);
  assignmentRoutes(app, register);
}

/** A million numbers of twelve digits as JSON. */
const largestList = 16 * 2 ** 20;

function stockRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/numbers/buckets",
    schema: {
      ...{ tags, summary: "How full the numbers of a province are, by sex and year of birth" },
      ...{ querystring: population.bucketQuerySchema, response: { 200: population.bucketsSchema } },
    },
    handler: async (request) => valueOf(await population.readBuckets(register, actorOf(request), request.query)),
  });
  app.route({
    method: "POST",
    url: "/numbers/taken-up",
    bodyLimit: largestList,
    schema: {
      ...{
        tags,
        summary: "Take up numbers that others have assigned: none of them is given from now on. The same list again changes nothing",
      },
      ...{ body: population.takeUpRequestSchema, response: { 200: population.takenUpSchema } },
    },
    handler: async (request) => valueOf(await population.takeUpList(register, actorOf(request), request.body.numbers)),
  });
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
