import type { Outcome } from "@dinhdanh/kernel";
import { z } from "zod";
import { type ProblemCode, problemTable } from "./table.ts";

export const problemType = "application/problem+json";

/** RFC 9457. `code` is stable; `title` and `detail` are words in the reader's language. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** what to do next */
    detail: z.string(),
    code: z.string(),
    /** of an unexpected error: the id under which it is logged */
    errorId: z.string().optional(),
    /** the fields of the request that cannot be read, without their values */
    errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    /** of `may-be-known`: records that may be of the person; `personId` is null of one outside the officer's territory */
    candidates: z.array(z.object({ personId: z.string().nullable(), probability: z.number().nullable() })).optional(),
  })
  .meta({ description: "RFC 9457 problem" });
export type ProblemBody = z.infer<typeof problemSchema>;

export type ProblemDetails = Record<string, string | number>;
export type ProblemExtra = Pick<ProblemBody, "errorId" | "errors" | "candidates">;

/** Thrown by a route to answer a problem. Its message is the code: safe to log. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  readonly extra: ProblemExtra;

  constructor(code: ProblemCode, details: ProblemDetails = {}, extra: ProblemExtra = {}) {
    super(code);
    this.code = code;
    this.details = details;
    this.extra = extra;
  }

  get status(): number {
    return problemTable[this.code].status;
  }
}

/**
 * The value of an outcome. A refusal code that is not in the table does not compile.
 * @throws {Problem} when it was refused
 */
export function valueOf<T, Code extends ProblemCode>(outcome: Outcome<T, Code>): T {
  if (outcome.ok) return outcome.value;
  throw new Problem(outcome.refusal.code, outcome.refusal.details);
}
