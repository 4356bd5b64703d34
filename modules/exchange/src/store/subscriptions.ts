import type { Queryable } from "@dinhdanh/postgres";

export type Topic = { topicId: string; name: string; agencyCode: string | null };
export type Subscription = {
  subscriptionId: string;
  topicId: string;
  address: string;
  policy: string | null;
  active: boolean;
  confirmToken: string;
};
type Row = Record<string, unknown>;

const toTopic = (row: Row): Topic => ({
  topicId: row["topic_id"] as string,
  name: row["name"] as string,
  agencyCode: row["agency_code"] as string | null,
});

const toSubscription = (row: Row): Subscription => ({
  subscriptionId: row["subscription_id"] as string,
  topicId: row["topic_id"] as string,
  address: row["address"] as string,
  policy: row["policy"] as string | null,
  active: row["active"] as boolean,
  confirmToken: row["confirm_token"] as string,
});

/** The topic stays whose it was. */
export async function insertTopic(sql: Queryable, topic: Topic & { createdAt: string }): Promise<void> {
  await sql`
    INSERT INTO exchange.topic (topic_id, name, agency_code, created_at)
    VALUES (${topic.topicId}, ${topic.name}, ${topic.agencyCode}, ${topic.createdAt}) ON CONFLICT (name) DO NOTHING`;
}

export async function topicByName(sql: Queryable, name: string): Promise<Topic | undefined> {
  const [row] = await sql`SELECT topic_id, name, agency_code FROM exchange.topic WHERE name = ${name}`;
  return row === undefined ? undefined : toTopic(row);
}

export async function topicById(sql: Queryable, topicId: string): Promise<Topic | undefined> {
  const [row] = await sql`SELECT topic_id, name, agency_code FROM exchange.topic WHERE topic_id = ${topicId}`;
  return row === undefined ? undefined : toTopic(row);
}

export async function allTopics(sql: Queryable): Promise<Topic[]> {
  return (await sql`SELECT topic_id, name, agency_code FROM exchange.topic ORDER BY name`).map(toTopic);
}

export async function hasSubscribers(sql: Queryable, topicId: string): Promise<boolean> {
  return (await sql`SELECT 1 FROM exchange.subscription WHERE topic_id = ${topicId} LIMIT 1`).length > 0;
}

/** With its messages, which nobody waits for. */
export async function deleteTopic(sql: Queryable, topicId: string): Promise<void> {
  await sql`DELETE FROM exchange.message WHERE topic_id = ${topicId}`;
  await sql`DELETE FROM exchange.topic WHERE topic_id = ${topicId}`;
}

/** Subscribing twice for the same topic and address is one subscription; the later policy holds. */
export async function upsertSubscription(
  sql: Queryable,
  one: Omit<Subscription, "active"> & { agencyCode: string; createdAt: string },
): Promise<Subscription> {
  const [row] = await sql`
    INSERT INTO exchange.subscription AS s (subscription_id, agency_code, topic_id, address, policy, confirm_token, active, created_at)
    VALUES (${one.subscriptionId}, ${one.agencyCode}, ${one.topicId}, ${one.address}, ${one.policy}, ${one.confirmToken}, false, ${one.createdAt})
    ON CONFLICT (agency_code, topic_id, address) DO UPDATE SET policy = excluded.policy
    RETURNING subscription_id, topic_id, address, policy, active, confirm_token`;
  if (row === undefined) throw new Error("a subscription just written is not there");
  return toSubscription(row);
}

export async function subscriptionsOf(sql: Queryable, agencyCode: string): Promise<Subscription[]> {
  const rows = await sql`
    SELECT subscription_id, topic_id, address, policy, active, confirm_token FROM exchange.subscription
    WHERE agency_code = ${agencyCode} ORDER BY created_at, subscription_id`;
  return rows.map(toSubscription);
}

/** @returns whether the agency had such a subscription */
export async function deleteSubscription(sql: Queryable, agencyCode: string, subscriptionId: string): Promise<boolean> {
  const mine = await sql`
    SELECT 1 FROM exchange.subscription WHERE subscription_id = ${subscriptionId} AND agency_code = ${agencyCode} FOR UPDATE`;
  if (mine.length === 0) return false;
  await sql`DELETE FROM exchange.delivery WHERE subscription_id = ${subscriptionId}`;
  await sql`DELETE FROM exchange.subscription WHERE subscription_id = ${subscriptionId}`;
  return true;
}

/** @returns whether the token is of one of the agency's subscriptions */
export async function confirmSubscription(sql: Queryable, agencyCode: string, confirmToken: string): Promise<boolean> {
  const { count } = await sql`
    UPDATE exchange.subscription SET active = true WHERE confirm_token = ${confirmToken} AND agency_code = ${agencyCode}`;
  return count === 1;
}
