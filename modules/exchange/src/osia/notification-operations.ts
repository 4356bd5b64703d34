import { z } from "zod";
import { noBody, nothing, type Operation } from "./operation.ts";
import { subscriptionSchema, topicSchema } from "./schemas.ts";

const noQuery = z.strictObject({});
/** Of operations that may not answer 400: what else is asked is left alone. */
const anyQuery = z.object({});
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, { message: "must not hold control characters" });

/** notification.yaml; what its callback takes is `messageSchema`. */
export const notificationOperations = {
  subscribe: {
    ...({ method: "POST", path: "/v1/subscriptions", scope: "notif.sub.write", ok: 200, otherwise: [400, 500] } as const),
    query: z.strictObject({
      ...{ topic: name, protocol: z.enum(["http", "email"]).default("http"), address: z.string().max(2000) },
      policy: z.string().max(40).optional(),
    }),
    body: noBody,
    answer: subscriptionSchema,
  },
  listSubscription: {
    ...({ method: "GET", path: "/v1/subscriptions", scope: "notif.sub.read", ok: 200, query: anyQuery, otherwise: [500] } as const),
    body: noBody,
    answer: z.array(subscriptionSchema),
  },
  unsubscribe: {
    ...({ method: "DELETE", path: "/v1/subscriptions/{uuid}", scope: "notif.sub.write", ok: 204, otherwise: [400, 404, 500] } as const),
    query: noQuery,
    body: noBody,
    answer: nothing,
  },
  confirm: {
    ...({ method: "GET", path: "/v1/subscriptions/confirm", scope: "notif.sub.write", ok: 200, otherwise: [400, 500] } as const),
    query: z.strictObject({ token: z.string() }),
    body: noBody,
    answer: nothing,
  },
  createTopic: {
    ...({ method: "POST", path: "/v1/topics", scope: "notif.topic.write", ok: 200, otherwise: [400, 500] } as const),
    query: z.strictObject({ name }),
    body: noBody,
    answer: topicSchema,
  },
  listTopics: {
    ...({ method: "GET", path: "/v1/topics", scope: "notif.topic.read", ok: 200, query: anyQuery, otherwise: [500] } as const),
    body: noBody,
    answer: z.array(topicSchema),
  },
  deleteTopic: {
    ...({ method: "DELETE", path: "/v1/topics/{uuid}", scope: "notif.topic.write", ok: 204, otherwise: [400, 404, 500] } as const),
    query: noQuery,
    body: noBody,
    answer: nothing,
  },
  publish: {
    ...({ method: "POST", path: "/v1/topics/{uuid}/publish", scope: "notif.topic.publish", ok: 200, otherwise: [400, 500] } as const),
    query: z.strictObject({ subject: name.optional() }),
    body: z.string().max(100_000),
    answer: nothing,
  },
} as const satisfies Record<string, Operation>;
