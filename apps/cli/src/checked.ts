import type { ZodType } from "zod";
import { Refused } from "./output.ts";

/** What was typed, as a request. @throws {Refused} naming the field at fault */
export function checked<T>(schema: ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const details = { field: issue?.path.join(".") ?? "", reason: issue?.message ?? "" };
  throw new Refused({ code: "malformed", retryable: false, details });
}
