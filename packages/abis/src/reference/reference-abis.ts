import type { z } from "zod";
import { type OperationName, operations } from "../operations.ts";
import { type AbisResponse, type AbisTransport, type Route, routeOf } from "../route.ts";
import { comparing } from "./compare-people.ts";
import type { Handler, ReferenceSettings } from "./context.ts";
import { enrolling } from "./enrol.ts";
import { failed, type ReferenceError, referenceErrors } from "./errors.ts";
import { keeping } from "./keep.ts";
import { memoryStore } from "./store.ts";
import { type Deliver, postTo, TaskQueue } from "./tasks.ts";

export type ReferenceOptions = Partial<ReferenceSettings> & {
  now: ReferenceSettings["now"];
  /** origins that callbacks may go to, `http://127.0.0.1:3000`; none: requests with a callback are refused */
  callbackOrigins?: readonly string[];
  /** how answers go to callbacks; by default an HTTP POST, up to three times */
  deliver?: Deliver;
};

export type ReferenceAbis = {
  /** for `createAbisClient`, in this process */
  transport: AbisTransport;
  /** Resolves when every task has been answered. */
  settled: () => Promise<void>;
};

/**
 * Above the best of 89,700 comparisons of different synthetic fingers (42.1), below the worst of 300 of the same (45.7; README). It says nothing about real fingers.
 */
export const defaultThreshold = 45;

const handlers = { ...enrolling, ...keeping, ...comparing };

/**
 * An ABIS for development, tests and training: OSIA's whole interface in front of a simple comparison of minutiae, deterministic, on one thread, looking at everybody. It compares
 * fingers only, at 500 dpi, from PNG or raw grey pixels. Not for production: real ABIS search millions, and are measured on real fingers (ISO/IEC 19795).
 */
export function createReferenceAbis({
  callbackOrigins = [],
  deliver = postTo(callbackOrigins),
  ...given
}: ReferenceOptions): ReferenceAbis {
  const settings: ReferenceSettings = { store: memoryStore(), threshold: defaultThreshold, leastQuality: 30, ...given };
  const tasks = new TaskQueue(deliver);
  const mayCall = (callback: string) => callbackOrigins.includes(new URL(callback).origin);
  return {
    settled: () => tasks.settled(),
    transport: async (request) => {
      const route = routeOf(request);
      if (route === undefined) return failed("unknown");
      const query = (operations[route.name].query as z.ZodType<Record<string, string>>).safeParse(route.query);
      const body = (operations[route.name].body as z.ZodType).safeParse(request.body ?? null);
      if (!query.success || !body.success) return failed("malformed-request");
      if (route.name === "readTaskStatus" || route.name === "redeliverTaskResult") return taskAnswer(tasks, route);
      const { callback, transactionId = "" } = query.data;
      const work = () => handle(route, query.data, body.data, settings);
      if (callback === undefined) return work();
      if (!mayCall(callback)) return failed("foreign-callback");
      return { status: 202, body: { taskId: tasks.add(callback, transactionId, work) } };
    },
  };
}

function taskAnswer(tasks: TaskQueue, { name, path }: Route): AbisResponse {
  const taskId = path["taskId"] ?? "";
  if (name === "redeliverTaskResult") return tasks.redeliver(taskId) ? { status: 204 } : failed("unknown");
  const status = tasks.status(taskId);
  return status === undefined ? failed("unknown") : { status: 200, body: status };
}

async function handle({ name, path }: Route, query: unknown, body: unknown, settings: ReferenceSettings): Promise<AbisResponse> {
  const handler = (handlers as Record<string, Handler<OperationName> | undefined>)[name];
  if (handler === undefined) return failed("unknown");
  try {
    const answer: unknown = await handler({ path, query, body, settings } as never);
    if (typeof answer === "string" && answer in referenceErrors) return failed(answer as ReferenceError);
    return answer === null ? { status: 204 } : { status: 200, body: answer };
  } catch {
    // the text of what was thrown may carry data of the request
    return failed("failed");
  }
}
