import type { FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { problemBody } from "./body.ts";
import { classify } from "./classify.ts";
import { invalidFields, type ValidationIssue } from "./invalid-fields.ts";
import { languageOf } from "./language.ts";
import { Problem, type ProblemBody, problemType } from "./problem.ts";

/** Whatever goes wrong is answered as a problem in the reader's language; bugs are logged under an id and show nothing else. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = problemOf(error, request);
  const wait = error instanceof Problem ? error.details["retryAfterSeconds"] : undefined;
  return send(reply, body, wait ?? (body.status === 503 ? 5 : undefined));
}

function problemOf(error: unknown, request: FastifyRequest): ProblemBody {
  const locale = languageOf(request.headers["accept-language"]);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation as unknown as ValidationIssue[];
    return problemBody("invalid-request", locale, {}, { errors: invalidFields(issues, locale) });
  }
  const known = classify(error);
  if (known === undefined) {
    request.log.error({ err: error, errorId: request.id, route: request.routeOptions.url }, "unexpected error");
    return problemBody("unexpected", locale, { errorId: request.id }, { errorId: request.id });
  }
  if (known.code === "database-away" || known.code === "no-space")
    request.log.error({ err: error, route: request.routeOptions.url }, known.code);
  return problemBody(known.code, locale, known.details, error instanceof Problem ? error.extra : {});
}

function send(reply: FastifyReply, body: ProblemBody, retryAfter: string | number | undefined): FastifyReply {
  if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
  // the route's own content type and caching, if it got that far, belong to an answer that is not given
  void reply.removeHeader("content-disposition").header("cache-control", "no-store").header("vary", "accept-language");
  return reply.code(body.status).type(problemType).serializer(JSON.stringify).send(body);
}
