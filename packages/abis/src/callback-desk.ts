import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type AbisClient, AbisFault, readCallback } from "./client.ts";
import type { AbisError } from "./schemas.ts";
import type { AnswerOf, BodyOf, OperationName, PathOf, QueryOf } from "./operations.ts";

/** `status` is null for an error that came to the callback: that says a code of the ABIS, not what its status would have been. */
export type SettledReply<T> = { state: "done"; value: T } | { state: "refused"; status: number | null; error: AbisError | undefined };
type Call<Name extends OperationName> = { path: PathOf<Name>; query: Omit<QueryOf<Name>, "callback">; body: BodyOf<Name> };

/** `taken` also of an answer that came before: an ABIS posts again when it has not heard that it was heard. */
export type CallbackOutcome = "taken" | "unknown" | "malformed";

export type CallbackDesk = {
  /**
   * Like the client's `call`, but of a task it waits for what the ABIS posts. Whether that comes before or after the 202 makes no difference.
   * @param onTask told the task, once it is known
   * @throws {AbisFault}
   */
  call: <Name extends OperationName>(
    name: Name,
    call: Call<Name>,
    onTask?: (taskId: string) => void,
  ) => Promise<SettledReply<AnswerOf<Name>>>;
  /** What was posted to `callbackOf(key)`; `transactionId` as the ABIS put it into the address. */
  take: (key: string, posted: { transactionId: string; contentType: string; body: unknown }) => CallbackOutcome;
  /** Nobody waits for the answers of the transaction any more. */
  forget: (transactionId: string) => void;
};

type Waiting = { transactionId: string; take: (contentType: string, body: unknown) => CallbackOutcome };

/** Answers remembered as taken. */
const mostTaken = 10_000;

/**
 * Calls with a callback of their own: 256 random bits in its address, known to the ABIS alone, tell which call it answers and that it may. Kept in
 * memory: after a restart an answer is unknown, and the request is made again.
 * @param callbackOf the address for a key
 */
export function createCallbackDesk(client: AbisClient, callbackOf: (key: string) => string): CallbackDesk {
  // by the digest of the key: how long a look-up takes tells nothing about keys
  const waiting = new Map<string, Waiting>();
  const taken = new Set<string>();
  const settle = (digest: string) => {
    waiting.delete(digest);
    taken.add(digest);
    const [oldest] = taken;
    if (taken.size > mostTaken && oldest !== undefined) taken.delete(oldest);
  };
  return {
    call: async (name, { path, query, body }, onTask) => {
      const key = randomBytes(32).toString("base64url");
      const digest = digestOf(key);
      const answered = Promise.withResolvers<SettledReply<AnswerOf<typeof name>>>();
      const take = (contentType: string, posted: unknown) => {
        const reply = replyOf(name, contentType, posted);
        if (reply === undefined) return "malformed";
        settle(digest);
        answered.resolve(reply);
        return "taken";
      };
      // before the request: its answer may be quicker than the 202
      waiting.set(digest, { transactionId: transactionOf(query), take });
      try {
        const reply = await client.call(name, { path, query: { ...query, callback: callbackOf(key) } as QueryOf<typeof name>, body });
        if (reply.state !== "pending") {
          waiting.delete(digest);
          return reply;
        }
        onTask?.(reply.taskId);
      } catch (cause) {
        waiting.delete(digest);
        throw cause;
      }
      return answered.promise;
    },
    take: (key, { transactionId, contentType, body }) => {
      const digest = digestOf(key);
      const one = waiting.get(digest);
      if (one === undefined) return taken.has(digest) ? "taken" : "unknown";
      return isSame(one.transactionId, transactionId) ? one.take(contentType, body) : "unknown";
    },
    forget: (transactionId) => {
      for (const [digest, one] of waiting) if (one.transactionId === transactionId) waiting.delete(digest);
    },
  };
}

const digestOf = (key: string) => createHash("sha256").update(key).digest("hex");
const isSame = (a: string, b: string) => timingSafeEqual(Buffer.from(digestOf(a)), Buffer.from(digestOf(b)));
const transactionOf = (query: object): string => (query as { transactionId: string }).transactionId;

function replyOf<Name extends OperationName>(name: Name, contentType: string, body: unknown): SettledReply<AnswerOf<Name>> | undefined {
  try {
    const read = readCallback(name, contentType, body);
    return read.ok ? { state: "done", value: read.value } : { state: "refused", status: null, error: read.error };
  } catch (cause) {
    if (cause instanceof AbisFault) return undefined;
    throw cause;
  }
}
