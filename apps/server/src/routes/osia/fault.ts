import { errorSchema, type OsiaRefusal, osiaRefusals } from "@dinhdanh/exchange";
import type { Locale } from "@dinhdanh/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { classify } from "../../problems/classify.ts";
import { invalidFields, type ReasonWords } from "../../problems/invalid-fields.ts";
import { languageOf } from "../../problems/language.ts";

/** Thrown at this edge to answer an Error of OSIA. Its message is the code: safe to log. */
export class OsiaFault extends Error {
  readonly code: OsiaRefusal;

  constructor(code: OsiaRefusal) {
    super(code);
    this.code = code;
  }
}

/** `code` and `message` as OSIA's files have them. */
export const errorOf = (code: OsiaRefusal, locale: Locale) => ({
  code: osiaRefusals[code].number,
  message: osiaRefusals[code].text[locale],
});

/** Who reads this holds the file and no form. */
const inTheFile: ReasonWords = {
  missing: { vi: "còn thiếu", en: "is missing" },
  invalid_type: { vi: "khác kiểu ghi trong tệp", en: "is of another type than in the file" },
  too_big: { vi: "dài, lớn hoặc nhiều quá mức nhận", en: "is longer, larger or more than is taken" },
  too_small: { vi: "ngắn, nhỏ hoặc ít quá mức nhận", en: "is shorter, smaller or less than is taken" },
  invalid_value: { vi: "không thuộc các giá trị mà tệp liệt kê", en: "is none of the values that the file lists" },
  unrecognized_keys: { vi: "không có trong tệp", en: "is not in the file" },
  otherwise: { vi: "không viết như trong tệp", en: "is not written as in the file" },
};

/** Seconds after which what is unavailable may be asked for again. */
const retryAfter = 5;

/** Whatever goes wrong is answered as OSIA's Error, also where a file names a status without content. */
export function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const locale = languageOf(request.headers["accept-language"]);
  const code = codeOf(error);
  const answer = errorOf(code, locale);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = invalidFields(error.validation, locale, inTheFile);
    answer.message += ` (${fields.map(({ field, reason }) => `${field}: ${reason}`).join("; ")})`;
  }
  if (code === "unexpected" || code === "unavailable")
    request.log.error({ err: error, errorId: request.id, route: request.routeOptions.url }, `osia: ${code}`);
  if (code === "unavailable") void reply.header("retry-after", retryAfter);
  if (code === "no-token") void reply.header("www-authenticate", 'Bearer realm="osia", error="invalid_token"');
  if (code === "scope-missing") void reply.header("www-authenticate", 'Bearer realm="osia", error="insufficient_scope"');
  return reply
    .code(osiaRefusals[code].status)
    .type("application/json; charset=utf-8")
    .send(JSON.stringify(errorSchema.parse(answer)));
}

function codeOf(error: unknown): OsiaRefusal {
  if (error instanceof OsiaFault) return error.code;
  if (hasZodFastifySchemaValidationErrors(error))
    return error.validation.every(({ keyword }) => keyword === "too_big") ? "too-large" : "malformed";
  switch (classify(error)?.code) {
    case undefined:
      return "unexpected";
    case "database-away":
    case "no-space":
    case "busy":
      return "unavailable";
    case "too-large":
      return "too-large";
    case "unsupported-type":
      return "unsupported-content";
    case "unstorable-text":
      return "value-not-possible";
    case "act-differs":
      return "transaction-differs";
    case "not-found":
      return "unknown-record";
    default:
      return "malformed";
  }
}
