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
const largestPage = 1000;
/** A whole number of the query, where all is text. The files give it no bounds: what lies beyond ours is answered as the nearest within. */
const whole = (byDefault: number, most: number) =>
  z
    .string()
    .regex(/^-?\d+$/)
    .transform((given) => Math.min(Math.max(Number(given), 0), most))
    .default(byDefault);
export const paging = (limit: number) => ({ offset: whole(0, Number.MAX_SAFE_INTEGER), limit: whole(limit, largestPage) });
/** Given once or again and again. */
export const list = z.preprocess((given) => (typeof given === "string" ? [given] : given), z.array(z.string()));
export const truth = z.enum(["true", "false"]).transform((given) => given === "true");
export const noBody = z.unknown();
/** A body that the file does not require. Fastify hands on null where there is none. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((given) => given ?? undefined, schema.optional());
