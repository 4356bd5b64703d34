import { confirm, createTopic, listSubscriptions, listTopics, publish, removeTopic, subscribe, unsubscribe } from "@dinhdanh/exchange";
import { accept } from "@dinhdanh/kernel";
import type { App } from "../../edge/app.ts";
import type { Register } from "../../register.ts";
import { serveInterface } from "./serve-interface.ts";

type Subscription = Awaited<ReturnType<typeof listSubscriptions>>[number];
const subscriptionOf = ({ subscriptionId, topicId, address, policy, active }: Subscription) => ({
  ...({ uuid: subscriptionId, topic: topicId, protocol: "http", address, active } as const),
  ...(policy === null ? {} : { policy }),
});
const topicOf = ({ topicId, name }: { topicId: string; name: string }) => ({ uuid: topicId, name });

/** notification.yaml, and the public key that its messages are signed with. */
export function notificationRoutes(app: App, { exchange }: Register): void {
  serveInterface(app, "notification", {
    subscribe: async ({ agency, query, request }) => {
      const confirmUrl = `${request.protocol}://${request.host}/osia/notification/v1/subscriptions/confirm`;
      const subscribed = await subscribe(exchange, agency, { ...query, confirmUrl });
      return subscribed.ok ? accept(subscriptionOf(subscribed.value)) : subscribed;
    },
    listSubscription: async ({ agency }) => accept((await listSubscriptions(exchange, agency)).map(subscriptionOf)),
    unsubscribe: ({ agency, path }) => unsubscribe(exchange, agency, path.uuid),
    confirm: ({ agency, query }) => confirm(exchange, agency, query.token),
    createTopic: async ({ agency, query }) => {
      const created = await createTopic(exchange, agency, query.name);
      return created.ok ? accept(topicOf(created.value)) : created;
    },
    listTopics: async () => accept((await listTopics(exchange)).map(topicOf)),
    deleteTopic: ({ agency, path }) => removeTopic(exchange, agency, path.uuid),
    publish: ({ agency, path, query, body }) => publish(exchange, agency, path.uuid, { subject: query.subject ?? null, body }),
  });
  app.route({
    method: "GET",
    url: "/notification/keys",
    schema: { hide: true },
    handler: async () => ({ keys: [exchange.messageKey().jwk] }),
  });
}
