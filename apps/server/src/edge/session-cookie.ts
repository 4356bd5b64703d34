import { sessionLongestMs } from "@dinhdanh/staff";
import type { FastifyReply, FastifyRequest } from "fastify";

const name = "dinhdanh";

export const tokenOf = (request: FastifyRequest): string | undefined => request.cookies[name];

/** Out of reach of scripts and of other sites; over https only where there is https. */
const attributes = (request: FastifyRequest) => ({
  path: "/",
  httpOnly: true,
  sameSite: "strict" as const,
  secure: request.protocol === "https",
});

export function giveToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(name, token, { ...attributes(request), maxAge: sessionLongestMs / 1000 });
}

export function takeToken(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(name, attributes(request));
}
