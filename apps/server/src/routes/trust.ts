import { createHash } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import * as cards from "@dinhdanh/cards";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { App } from "../edge/app.ts";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["cards"];
/** A verification carries a few files of a chip; whoever asks need not be signed in. */
const largestVerification = 2 * 2 ** 20;
/** Of one client address; behind a proxy of this machine, of the address that it names. */
const mostVerifications = { perAddress: 120, windowMs: 60_000 };

/** Proving a card genuine, by anybody: with a connection, and the lists for doing without one. */
export async function trustRoutes(app: App, register: Register): Promise<void> {
  const deps = register.cards;
  await app.register(rateLimit, {
    ...{ global: false, max: mostVerifications.perAddress, timeWindow: mostVerifications.windowMs },
    // thrown, and answered like every problem
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem("too-many-requests", { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
  app.route({
    method: "POST",
    url: "/verify",
    bodyLimit: largestVerification,
    config: { rateLimit: {}, anyText: true },
    schema: {
      tags,
      summary: "Is this card genuine? A QR text, an MRZ, or the files of its chip",
      body: cards.verifyRequestSchema,
      response: { 200: cards.verificationSchema },
    },
    handler: async (request) => cards.verifyCard(deps, request.body),
  });
  app.route({
    method: "GET",
    url: "/trust-list",
    schema: {
      tags,
      summary: "Certificates and revocation lists for verifying without a connection",
      response: { 200: cards.trustListSchema, 304: z.null() },
    },
    handler: async (request, reply) => {
      const list = await cards.trustList(deps);
      return isKnown(request, reply, list, 300) ? reply.code(304).send(null) : list;
    },
  });
  app.route({
    method: "GET",
    url: "/revoked-cards",
    schema: {
      tags,
      summary: "Cards that must not be accepted any more, signed",
      response: { 200: cards.revocationListSchema, 304: z.null() },
    },
    handler: async (request, reply) => {
      const list = await cards.revocationList(deps);
      // every list is signed anew, with its moment: the same entries under the same key are the same list
      return isKnown(request, reply, { entries: list.entries, keyId: list.keyId }, 60) ? reply.code(304).send(null) : list;
    },
  });
}

/**
 * Says how long a list may be kept and what it is known by. @returns whether the reader has it already
 * @param content what makes two lists the same
 */
function isKnown(request: FastifyRequest, reply: FastifyReply, content: unknown, maxAgeSeconds: number): boolean {
  const tag = `"${createHash("sha256").update(JSON.stringify(content)).digest("base64url")}"`;
  void reply.header("etag", tag).header("cache-control", `public, max-age=${maxAgeSeconds}`);
  const known = request.headers["if-none-match"]?.split(",").map((one) => one.trim().replace(/^W\//, "")) ?? [];
  return known.includes(tag) || known.includes("*");
}
