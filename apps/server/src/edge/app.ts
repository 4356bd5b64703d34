import type { Agency } from "@dinhdanh/exchange";
import type { Actor } from "@dinhdanh/kernel";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Problem } from "../problems/problem.ts";

/** Fastify whose requests and answers are typed by zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module "fastify" {
  interface FastifyRequest {
    /** who is signed in; set before the route runs */
    actor: Actor | null;
    /** the agency whose token came with the request; set before a route of OSIA runs */
    agency: Agency | null;
  }
}

/** @throws {Problem} nobody is signed in */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Problem("not-signed-in");
  return request.actor;
}
