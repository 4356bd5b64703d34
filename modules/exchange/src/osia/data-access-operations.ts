import { z } from "zod";
import { list, noBody, type Operation, optional, paging } from "./operation.ts";
import { answeredSchema, attributesSchema, expressionsSchema, matchingErrorSchema } from "./schemas.ts";

const person = "/v1/persons/{uin}";
const otherwise = [400, 401, 403, 404, 500];
const noQuery = z.strictObject({});

/**
 * dataaccess.yaml. Its scopes come in pairs, one for a population and one for a civil registry: this is a population registry.
 * `readDocument` answers multipart/mixed, which has no schema here.
 */
export const dataAccessOperations = {
  queryPersonList: {
    ...({ method: "GET", path: "/v1/persons", scope: "pr.person.read", ok: 200, otherwise } as const),
    query: z.object({ names: list.optional(), ...paging(100) }).catchall(z.string().max(1000)),
    body: noBody,
    answer: z.union([z.array(z.string()), z.array(answeredSchema)]),
  },
  readPersonAttributes: {
    ...({ method: "GET", path: person, scope: "pr.person.read", ok: 200, otherwise } as const),
    query: z.strictObject({ attributeNames: list }),
    body: noBody,
    answer: answeredSchema,
  },
  matchPersonAttributes: {
    ...({ method: "POST", path: `${person}/match`, scope: "pr.person.match", ok: 200, otherwise } as const),
    query: noQuery,
    body: optional(attributesSchema),
    answer: matchingErrorSchema,
  },
  verifyPersonAttributes: {
    ...({ method: "POST", path: `${person}/verify`, scope: "pr.person.verify", ok: 200, otherwise } as const),
    query: noQuery,
    body: optional(expressionsSchema),
    answer: z.boolean(),
  },
  readDocument: {
    ...({ method: "GET", path: `${person}/document`, scope: "pr.document.read", ok: 200, otherwise: [...otherwise, 415] } as const),
    query: z.strictObject({
      secondaryUin: z.string().optional(),
      doctype: z.string(),
      format: z.enum(["pdf", "jpeg", "png", "TBD"]),
    }),
    body: noBody,
    answer: z.unknown(),
  },
} as const satisfies Record<string, Operation>;
