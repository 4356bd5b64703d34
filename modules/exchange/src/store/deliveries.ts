import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { Stuck } from "../contract.ts";

export type NewMessage = {
  messageId: string;
  topicId: string;
  type: "Notification" | "SubscriptionConfirmation";
  subject: string | null;
  body: string;
  createdAt: string;
};

/** A message on its way, with all that a try needs. */
export type Due = Omit<NewMessage, "createdAt"> & {
  createdAt: string;
  topicName: string;
  subscriptionId: string;
  address: string;
  policy: string | null;
  confirmToken: string;
  attempts: number;
  /** whether the agency still has an agreement in force */
  inForce: boolean;
};

export async function insertMessage(sql: Queryable, message: NewMessage): Promise<void> {
  await sql`
    INSERT INTO exchange.message (message_id, topic_id, type, subject, body, created_at)
    VALUES (${message.messageId}, ${message.topicId}, ${message.type}, ${message.subject}, ${message.body}, ${message.createdAt})`;
}

export async function insertDelivery(sql: Queryable, messageId: string, subscriptionId: string, now: string): Promise<void> {
  await sql`
    INSERT INTO exchange.delivery (message_id, subscription_id, state, attempts, next_at)
    VALUES (${messageId}, ${subscriptionId}, 'waiting', 0, ${now})`;
}

/** A message for everyone who has confirmed a subscription to its topic. @returns how many */
export async function fanOut(sql: Queryable, messageId: string, topicId: string, now: string): Promise<number> {
  const { count } = await sql`
    INSERT INTO exchange.delivery (message_id, subscription_id, state, attempts, next_at)
    SELECT ${messageId}::uuid, subscription_id, 'waiting', 0, ${now}::timestamptz FROM exchange.subscription WHERE topic_id = ${topicId} AND active`;
  return count;
}

/** How far the ledger has been read; other readers wait until the transaction ends. */
export async function lockTold(tx: Tx): Promise<number> {
  const [row] = await tx`SELECT until_tx FROM exchange.told WHERE reader = 'notifications' FOR UPDATE`;
  return Number(row?.["until_tx"]);
}

export async function setTold(tx: Tx, untilTx: number): Promise<void> {
  await tx`UPDATE exchange.told SET until_tx = ${untilTx} WHERE reader = 'notifications'`;
}

/** Every transaction below this one has ended: what it wrote is visible, and nothing more will come. */
export async function finishedBelow(tx: Tx): Promise<number> {
  const [row] = await tx`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS tx`;
  return Number(row?.["tx"]);
}

/** First transaction of the window that recorded an act of which the register tells, or null. */
export async function firstTold(tx: Tx, fromTx: number, untilTx: number): Promise<number | null> {
  const [row] = await tx`
    SELECT min(tx) AS tx FROM ledger.act WHERE tx >= ${fromTx} AND tx < ${untilTx}
      AND kind = ANY (ARRAY(SELECT name FROM exchange.topic WHERE agency_code IS NULL))`;
  return typeof row?.["tx"] === "number" ? row["tx"] : null;
}

/**
 * Makes a message of every act of the window whose topic somebody has subscribed to, and a delivery for each of them. The message's id follows
 * from subject and act, whose ids their originator chose.
 * @returns whose data goes to which agency
 */
export async function tellActs(
  tx: Tx,
  window: { fromTx: number; untilTx: number; now: string },
): Promise<{ personId: string; agencyCode: string; purpose: string }[]> {
  const rows = await tx`
    WITH told AS MATERIALIZED (
      SELECT md5(a.subject_id::text || a.act_id::text)::uuid AS message_id, t.topic_id, a.subject_id, a.recorded_at,
        json_build_object('source', 'dinhdanh', 'event', a.kind, 'uin', p.pin, 'personId', a.subject_id, 'occurredAt',
          to_char(a.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))::text AS body
      FROM ledger.act a
      JOIN exchange.topic t ON t.name = a.kind AND t.agency_code IS NULL
      LEFT JOIN population.person p ON p.person_id = a.subject_id
      WHERE a.tx >= ${window.fromTx} AND a.tx < ${window.untilTx}
        AND EXISTS (SELECT 1 FROM exchange.subscription s WHERE s.topic_id = t.topic_id AND s.active)),
    written AS (
      INSERT INTO exchange.message (message_id, topic_id, type, subject, body, created_at)
      SELECT message_id, topic_id, 'Notification', NULL, body, recorded_at FROM told
      ON CONFLICT (message_id) DO NOTHING),
    sent AS (
      INSERT INTO exchange.delivery (message_id, subscription_id, state, attempts, next_at)
      SELECT m.message_id, s.subscription_id, 'waiting', 0, ${window.now}::timestamptz
      FROM told m JOIN exchange.subscription s ON s.topic_id = m.topic_id AND s.active
      ON CONFLICT (message_id, subscription_id) DO NOTHING)
    SELECT DISTINCT m.subject_id, g.code, g.purpose
    FROM told m JOIN exchange.subscription s ON s.topic_id = m.topic_id AND s.active JOIN exchange.agency g ON g.code = s.agency_code
    ORDER BY m.subject_id, g.code`;
  return rows.map((row) => ({
    personId: row["subject_id"] as string,
    agencyCode: row["code"] as string,
    purpose: row["purpose"] as string,
  }));
}

/** Of one address at a time, so that one that is slow or away does not hold up the others. */
const mostOfOne = 4;

/**
 * Takes deliveries that are due; until `claimedUntil` nobody else does. A server that dies meanwhile leaves them to the next: a receiver may
 * see a message twice, never not at all.
 */
export async function claimDue(
  sql: Queryable,
  { now, today, claimedUntil, most }: { now: string; today: string; claimedUntil: string; most: number },
): Promise<Due[]> {
  const rows = await sql`
    WITH ranked AS (
      SELECT message_id, subscription_id, next_at, row_number() OVER (PARTITION BY subscription_id ORDER BY next_at, message_id) AS place
      FROM (SELECT * FROM exchange.delivery WHERE state = 'waiting' AND next_at <= ${now} ORDER BY next_at LIMIT 2000) d),
    due AS (SELECT message_id, subscription_id FROM ranked WHERE place <= ${mostOfOne} ORDER BY next_at, message_id LIMIT ${most}),
    claimed AS (
      UPDATE exchange.delivery d SET next_at = ${claimedUntil}, attempts = d.attempts + 1 FROM due
      WHERE d.message_id = due.message_id AND d.subscription_id = due.subscription_id AND d.state = 'waiting' AND d.next_at <= ${now}
      RETURNING d.message_id, d.subscription_id, d.attempts)
    SELECT c.message_id, c.subscription_id, c.attempts, m.topic_id, m.type, m.subject, m.body, m.created_at, t.name, s.address, s.policy,
      s.confirm_token, g.disabled_at IS NULL AND g.valid_from <= ${today} AND (g.valid_until IS NULL OR g.valid_until >= ${today}) AS in_force
    FROM claimed c
    JOIN exchange.message m ON m.message_id = c.message_id
    JOIN exchange.topic t ON t.topic_id = m.topic_id
    JOIN exchange.subscription s ON s.subscription_id = c.subscription_id
    JOIN exchange.agency g ON g.code = s.agency_code
    ORDER BY m.created_at, c.message_id`;
  return rows.map((row) => ({
    ...{ messageId: row["message_id"] as string, subscriptionId: row["subscription_id"] as string, topicId: row["topic_id"] as string },
    ...{ type: row["type"] as Due["type"], subject: row["subject"] as string | null, body: row["body"] as string },
    ...{ createdAt: row["created_at"] as string, topicName: row["name"] as string, address: row["address"] as string },
    ...{ policy: row["policy"] as string | null, confirmToken: row["confirm_token"] as string, attempts: row["attempts"] as number },
    inForce: row["in_force"] as boolean,
  }));
}

type Key = Pick<Due, "messageId" | "subscriptionId">;

export async function markDelivered(sql: Queryable, { messageId, subscriptionId }: Key, now: string): Promise<void> {
  await sql`
    UPDATE exchange.delivery SET state = 'delivered', delivered_at = ${now}, fault = NULL
    WHERE message_id = ${messageId} AND subscription_id = ${subscriptionId}`;
}

/** @param nextAt null: nobody tries any more */
export async function markFailed(sql: Queryable, { messageId, subscriptionId }: Key, fault: string, nextAt: string | null): Promise<void> {
  await sql`
    UPDATE exchange.delivery SET state = CASE WHEN ${nextAt}::timestamptz IS NULL THEN 'dead' ELSE 'waiting' END,
      next_at = coalesce(${nextAt}::timestamptz, next_at), fault = ${fault}
    WHERE message_id = ${messageId} AND subscription_id = ${subscriptionId} AND state = 'waiting'`;
}

/** What waits for a further try and what is dead, latest first; no contents. */
export async function stuckDeliveries(sql: Queryable, agencyCode: string | null, limit: number): Promise<Stuck[]> {
  const rows = await sql`
    SELECT d.message_id, s.agency_code, t.name, s.address, d.state, d.attempts, d.next_at, d.fault
    FROM exchange.delivery d
    JOIN exchange.subscription s ON s.subscription_id = d.subscription_id
    JOIN exchange.topic t ON t.topic_id = s.topic_id
    WHERE d.state <> 'delivered' AND (${agencyCode}::text IS NULL OR s.agency_code = ${agencyCode})
    ORDER BY d.state, d.next_at DESC, d.message_id LIMIT ${limit}`;
  return rows.map((row) => ({
    ...{ messageId: row["message_id"] as string, agency: row["agency_code"] as string, topic: row["name"] as string },
    ...{ address: row["address"] as string, state: row["state"] as Stuck["state"], attempts: row["attempts"] as number },
    ...{ nextAt: row["next_at"] as string, fault: row["fault"] as string | null },
  }));
}

/** Everything of an agency that is dead or waits is due now, with all its tries before it. @returns how many */
export async function resendAll(sql: Queryable, agencyCode: string, now: string): Promise<number> {
  const { count } = await sql`
    UPDATE exchange.delivery d SET state = 'waiting', attempts = 0, next_at = ${now}
    FROM exchange.subscription s
    WHERE s.subscription_id = d.subscription_id AND s.agency_code = ${agencyCode}
      AND (d.state = 'dead' OR (d.state = 'waiting' AND d.fault IS NOT NULL))`;
  return count;
}

/** A confirmation that has not been taken is due again. @returns whether there was one */
export async function resendConfirmation(sql: Queryable, subscriptionId: string, now: string): Promise<boolean> {
  const { count } = await sql`
    UPDATE exchange.delivery d SET state = 'waiting', attempts = 0, next_at = ${now}
    FROM exchange.message m
    WHERE m.message_id = d.message_id AND m.type = 'SubscriptionConfirmation' AND d.subscription_id = ${subscriptionId}`;
  return count > 0;
}

/** What was delivered is kept for a while, for questions, and then goes: it holds personal data. */
export async function forgetDelivered(sql: Queryable, before: string): Promise<void> {
  await sql`DELETE FROM exchange.delivery WHERE state = 'delivered' AND delivered_at < ${before}`;
  await sql`
    DELETE FROM exchange.message m WHERE m.created_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM exchange.delivery d WHERE d.message_id = m.message_id)`;
}
