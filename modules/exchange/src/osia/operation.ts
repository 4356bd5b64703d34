import { z } from "zod";
import type { Scope } from "../contract.ts";

/** An operation of one of OSIA's files. */
export type Operation = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** as in the file: `/v1/persons/{uin}` */
  path: string;
  scope: Scope;
  query: z.ZodType;
  body: z.ZodType;
  /** status of success, and its content; `null` where the file names none */
  ok: 200 | 201 | 204;
  answer: z.ZodType;
  /** all other statuses of the file */
  otherwise: readonly number[];
};

export const nothing = z.null();
export const id = z.string().min(1).max(200);
/** In the query all is text; numbers are read from it. */
const from = z.coerce.number().int().min(0).default(0);
const most = (byDefault: number) => z.coerce.number().int().min(1).max(1000).default(byDefault);
export const paging = (limit: number) => ({ offset: from, limit: most(limit) });
/** Given once or again and again. */
export const list = z.preprocess((given) => (typeof given === "string" ? [given] : given), z.array(z.string().max(100)).max(50));
export const truth = z.enum(["true", "false"]).transform((given) => given === "true");
/** OpenAPI 3.0 boxes of "(no body)": Fastify hands on null or undefined. */
export const noBody = z.unknown();
