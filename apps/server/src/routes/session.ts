import {
  demoSignInRequestSchema,
  listDemoOfficers,
  officerNames,
  officerNameSchema,
  officerViewSchema,
  type SessionView,
  sessionOf,
  sessionViewSchema,
  signIn,
  signInDemo,
  signInRequestSchema,
  signOut,
} from "@dinhdanh/staff";
import { z } from "zod";
import type { App } from "../edge/app.ts";
import { giveToken, takeToken, tokenOf } from "../edge/session-cookie.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

/** The module's view with the officer's code under the name that every list of officers uses. */
const signedInSchema = sessionViewSchema.omit({ officer: true }).extend({ code: z.string() });
const signedIn = ({ officer, ...rest }: SessionView) => ({ code: officer, ...rest });

const tags = ["session"];

export function sessionRoutes(app: App, register: Register, options: { demo: boolean }): void {
  app.route({
    method: "GET",
    url: "/session",
    schema: { tags, summary: "Who is signed in", response: { 200: z.object({ officer: signedInSchema.nullable(), demo: z.boolean() }) } },
    handler: async (request) => {
      const token = tokenOf(request);
      const session = token === undefined ? undefined : await sessionOf(register, token);
      return { officer: session === undefined ? null : signedIn(session), demo: options.demo };
    },
  });
  app.route({
    method: "POST",
    url: "/session",
    schema: { tags, summary: "Sign in", body: signInRequestSchema, response: { 200: signedInSchema } },
    handler: async (request, reply) => {
      const { token, session } = valueOf(await signIn(register, request.body));
      giveToken(request, reply, token);
      return signedIn(session);
    },
  });
  app.route({
    method: "POST",
    url: "/session/demo",
    schema: {
      tags,
      summary: "Sign in as an officer of the demonstration",
      body: demoSignInRequestSchema,
      response: { 200: signedInSchema },
    },
    handler: async (request, reply) => {
      const { token, session } = valueOf(await signInDemo(register, request.body.code, options.demo));
      giveToken(request, reply, token);
      return signedIn(session);
    },
  });
  app.route({
    method: "DELETE",
    url: "/session",
    schema: { tags, summary: "Sign out", response: { 204: z.null() } },
    handler: async (request, reply) => {
      const token = tokenOf(request);
      if (token !== undefined) await signOut(register, token);
      takeToken(request, reply);
      return reply.code(204).send(null);
    },
  });
  app.route({
    method: "GET",
    url: "/officers/:code",
    schema: {
      tags,
      summary: "What an officer is called, who stands by code with acts, reads and decisions",
      params: z.strictObject({ code: z.string().min(1).max(100) }),
      response: { 200: officerNameSchema },
    },
    handler: async ({ params: { code } }) => ({ name: (await officerNames(register.sql, [code])).get(code) ?? null }),
  });
  app.route({
    method: "GET",
    url: "/demo/officers",
    schema: { tags, summary: "Officers of the demonstration; none outside it", response: { 200: z.array(officerViewSchema) } },
    handler: async () => (options.demo ? listDemoOfficers(register) : []),
  });
}
