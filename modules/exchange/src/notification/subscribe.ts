import { accept, isId, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import { randomToken } from "../agencies.ts";
import { type Agency, type ExchangeDeps, isoNow } from "../deps.ts";
import { insertDelivery, insertMessage, resendConfirmation } from "../store/deliveries.ts";
import {
  confirmSubscription,
  deleteSubscription,
  type Subscription,
  subscriptionsOf,
  topicByName,
  upsertSubscription,
} from "../store/subscriptions.ts";
import { readAddress } from "./reachable.ts";
import { readPolicy } from "./retry-rules.ts";
import { mayBeSentTo } from "./send-request.ts";

export type SubscribeRequest = {
  topic: string;
  protocol: "http" | "email";
  address: string;
  policy?: string | undefined;
  /** where a token is confirmed; the token is appended */
  confirmUrl: string;
};

/**
 * notification, subscribe: idempotent. The address is sent a token, and nothing else until the agency has confirmed with it. Topics of the
 * register carry numbers: the agreement must name them.
 */
export async function subscribe(
  deps: ExchangeDeps,
  agency: Agency,
  request: SubscribeRequest,
): Promise<
  Outcome<Subscription, "protocol-not-offered" | "policy-malformed" | "unknown-topic" | "topic-not-permitted" | "address-not-allowed">
> {
  if (request.protocol !== "http") return refuse("protocol-not-offered");
  if (readPolicy(request.policy) === undefined) return refuse("policy-malformed");
  const topic = await topicByName(deps.sql, request.topic);
  if (topic === undefined) return refuse("unknown-topic");
  if (topic.agencyCode === null && !agency.attributes.includes("uin")) return refuse("topic-not-permitted");
  const url = readAddress(request.address);
  if (url === undefined || !(await mayBeSentTo(url, deps.allowedNetworks))) return refuse("address-not-allowed");
  const now = isoNow(deps);
  return deps.sql.begin(async (tx) => {
    const { topicId } = topic;
    const given = { subscriptionId: newId(), topicId, address: url.href, policy: request.policy ?? null, confirmToken: randomToken() };
    const subscription = await upsertSubscription(tx, { ...given, agencyCode: agency.code, createdAt: now });
    if (subscription.active || (await resendConfirmation(tx, subscription.subscriptionId, now))) return accept(subscription);
    const message = { messageId: newId(), topicId, type: "SubscriptionConfirmation", subject: null, createdAt: now } as const;
    await insertMessage(tx, { ...message, body: request.confirmUrl });
    await insertDelivery(tx, message.messageId, subscription.subscriptionId, now);
    return accept(subscription);
  });
}

/** notification, confirm. Again changes nothing. */
export const confirm = async (deps: ExchangeDeps, agency: Agency, token: string): Promise<Outcome<null, "token-unknown">> =>
  /^[A-Za-z0-9_-]{43}$/.test(token) && (await confirmSubscription(deps.sql, agency.code, token)) ? accept(null) : refuse("token-unknown");

export const listSubscriptions = ({ sql }: ExchangeDeps, agency: Agency): Promise<Subscription[]> => subscriptionsOf(sql, agency.code);

/** notification, unsubscribe: what was still to be delivered is dropped with it. */
export async function unsubscribe(deps: ExchangeDeps, agency: Agency, subscriptionId: string): Promise<Outcome<null, "unknown-record">> {
  if (!isId(subscriptionId)) return refuse("unknown-record");
  return (await deps.sql.begin((tx) => deleteSubscription(tx, agency.code, subscriptionId))) ? accept(null) : refuse("unknown-record");
}
