import { accept, isId, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { type Agency, type ExchangeDeps, isoNow } from "../deps.ts";
import { fanOut, insertMessage } from "../store/deliveries.ts";
import { allTopics, deleteTopic, hasSubscribers, insertTopic, type Topic, topicById, topicByName } from "../store/subscriptions.ts";

/** Topics of the register bear the names of acts about persons: rows of its own, made by migrations. */
const ofTheRegister = /^person\./;

/** notification, createTopic: idempotent; a name that is in use is that topic, whosever it is. */
export async function createTopic(deps: ExchangeDeps, agency: Agency, name: string): Promise<Outcome<Topic, "topic-of-others">> {
  if (!ofTheRegister.test(name)) await insertTopic(deps.sql, { topicId: newId(), name, agencyCode: agency.code, createdAt: isoNow(deps) });
  const topic = await topicByName(deps.sql, name);
  return topic === undefined ? refuse("topic-of-others") : accept(topic);
}

export const listTopics = ({ sql }: ExchangeDeps): Promise<Topic[]> => allTopics(sql);

const ownTopic = async (sql: Queryable, agency: Agency, topicId: string): Promise<Outcome<Topic, "unknown-record" | "topic-of-others">> => {
  const topic = isId(topicId) ? await topicById(sql, topicId) : undefined;
  if (topic === undefined) return refuse("unknown-record");
  return topic.agencyCode === agency.code ? accept(topic) : refuse("topic-of-others");
};

/** notification, deleteTopic: one's own, when nobody waits for its messages any more. */
export const removeTopic = (deps: ExchangeDeps, agency: Agency, topicId: string) =>
  deps.sql.begin(async (tx): Promise<Outcome<null, "unknown-record" | "topic-of-others" | "topic-in-use">> => {
    const topic = await ownTopic(tx, agency, topicId);
    if (!topic.ok) return topic;
    if (await hasSubscribers(tx, topicId)) return refuse("topic-in-use");
    await deleteTopic(tx, topicId);
    return accept(null);
  });

/** notification, publish: to one's own topic. */
export const publish = (deps: ExchangeDeps, agency: Agency, topicId: string, message: { subject: string | null; body: string }) =>
  deps.sql.begin(async (tx): Promise<Outcome<null, "unknown-topic" | "topic-of-others">> => {
    const topic = await ownTopic(tx, agency, topicId);
    if (!topic.ok) return topic.refusal.code === "unknown-record" ? refuse("unknown-topic") : refuse("topic-of-others");
    const messageId = newId();
    const now = isoNow(deps);
    await insertMessage(tx, { messageId, topicId, type: "Notification", createdAt: now, ...message });
    await fanOut(tx, messageId, topicId, now);
    return accept(null);
  });
