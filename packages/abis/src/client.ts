import type { z } from "zod";
import { type AnswerOf, type BodyOf, type OperationName, operations, type PathOf, type QueryOf } from "./operations.ts";
import { type AbisTransport, addressOf } from "./route.ts";
import { type AbisError, errorSchema, taskIdSchema } from "./schemas.ts";

/** The ABIS failed, or what it answered is not what the standard says. The request may have been carried out. */
export class AbisFault extends Error {
  readonly status: number;

  constructor(operation: OperationName, status: number, reason: string) {
    super(`abis ${operation}: ${status} ${reason}`);
    this.status = status;
  }
}

/** `pending`: the answer goes to the callback of the request, under this task. `refused`: 400 bad request, 403 not allowed, 404 unknown, 409 the id is taken. */
export type AbisReply<T> =
  | { state: "done"; value: T }
  | { state: "pending"; taskId: string }
  | { state: "refused"; status: 400 | 403 | 404 | 409; error: AbisError | undefined };

type Call<Name extends OperationName> = { path: PathOf<Name>; query: QueryOf<Name>; body: BodyOf<Name> };

export type AbisClient = {
  /** @throws {AbisFault} */
  call: <Name extends OperationName>(name: Name, call: Call<Name>) => Promise<AbisReply<AnswerOf<Name>>>;
};

const refusedStatuses = [400, 403, 404, 409] as const;

/** Speaks OSIA's ABIS interface. What is sent and what comes back is checked; a request that does not fit the standard is a bug here and throws. */
export function createAbisClient(transport: AbisTransport): AbisClient {
  return {
    call: async (name, { path, query, body }) => {
      const { method, query: querySchema, body: bodySchema } = operations[name];
      const sentQuery = (querySchema as z.ZodType).parse(query) as Record<string, string | number | undefined>;
      const sentBody: unknown = (bodySchema as z.ZodType).parse(body);
      const address = addressOf(name, path, sentQuery);
      const { status, body: answer } = await transport({ method, path: address, ...(sentBody === null ? {} : { body: sentBody }) });
      return replyOf(name, status, answer);
    },
  };
}

function replyOf<Name extends OperationName>(name: Name, status: number, answer: unknown): AbisReply<AnswerOf<Name>> {
  if (status === 202) {
    const task = taskIdSchema.safeParse(answer);
    if (!task.success) throw new AbisFault(name, status, "without a task");
    return { state: "pending", taskId: task.data.taskId };
  }
  const refused = refusedStatuses.find((one) => one === status);
  if (refused !== undefined) return { state: "refused", status: refused, error: errorSchema.safeParse(answer).data };
  if (status !== 200 && status !== 204) throw new AbisFault(name, status, "failed");
  return { state: "done", value: answerOf(name, status, answer) };
}

function answerOf<Name extends OperationName>(name: Name, status: number, answer: unknown): AnswerOf<Name> {
  const read = (operations[name].answer as z.ZodType).safeParse(status === 204 ? null : (answer ?? null));
  if (!read.success) throw new AbisFault(name, status, "with another answer than the standard's");
  return read.data as AnswerOf<Name>;
}

/**
 * What an ABIS posts to a callback. `contentType` tells an answer (`application/json`) from an error (`application/error+json`); a task without an answer posts nothing.
 * @throws {AbisFault} when it is neither
 */
export function readCallback<Name extends OperationName>(
  name: Name,
  contentType: string,
  body: unknown,
): { ok: true; value: AnswerOf<Name> } | { ok: false; error: AbisError } {
  if (!contentType.startsWith("application/error+json")) return { ok: true, value: answerOf(name, body === undefined ? 204 : 200, body) };
  const error = errorSchema.safeParse(body);
  if (!error.success) throw new AbisFault(name, 0, "with an error that is none");
  return { ok: false, error: error.data };
}
