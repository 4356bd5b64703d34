import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { CardState, OrderReason } from "../contract.ts";
import { stopOf } from "./revocations.ts";

/** A row of cards.card. */
export type Card = {
  personId: string;
  cardId: string;
  dossierId: string;
  attempt: number;
  state: CardState;
  orderReason: OrderReason;
  priority: number;
  dueOn: string | null;
  orderedAt: string;
  unit: string;
  serial: string | null;
  batchId: string | null;
  place: number | null;
  reason: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
  sodSha256: string | null;
  parcelId: string | null;
  receivedAt: string | null;
  handedOverAt: string | null;
  handOverId: string | null;
  replaces: string | null;
};

const columns = (sql: Queryable) => sql`
  c.person_id AS "personId", c.card_id AS "cardId", c.dossier_id AS "dossierId", c.attempt, c.state, c.order_reason AS "orderReason",
  c.priority, c.due_on AS "dueOn", c.ordered_at AS "orderedAt", c.unit, c.serial, c.batch_id AS "batchId", c.place, c.reason,
  c.issued_on AS "issuedOn", c.expires_on AS "expiresOn", c.sod_sha256 AS "sodSha256", c.parcel_id AS "parcelId",
  c.received_at AS "receivedAt", c.handed_over_at AS "handedOverAt", c.hand_over_id AS "handOverId", c.replaces`;

const column = <Key extends keyof Card>(cards: readonly Card[], key: Key) => cards.map((card) => card[key]);

/** Writes the cards that are not there yet. @returns the ids of those written */
export async function insertCards(tx: Tx, cards: readonly Card[]): Promise<Set<string>> {
  if (cards.length === 0) return new Set();
  const rows = await tx`
    INSERT INTO cards.card (person_id, card_id, dossier_id, attempt, state, order_reason, priority, due_on, ordered_at, unit, replaces)
    SELECT * FROM unnest(${column(cards, "personId")}::uuid[], ${column(cards, "cardId")}::uuid[], ${column(cards, "dossierId")}::uuid[],
      ${column(cards, "attempt")}::int[], ${column(cards, "state")}::text[], ${column(cards, "orderReason")}::text[],
      ${column(cards, "priority")}::int[], ${column(cards, "dueOn")}::date[], ${column(cards, "orderedAt")}::timestamptz[],
      ${column(cards, "unit")}::text[], ${column(cards, "replaces")}::uuid[])
    ON CONFLICT (person_id, card_id) DO NOTHING RETURNING card_id`;
  return new Set(rows.map((row) => String(row["card_id"])));
}

/** Writes what can change of cards whose rows are locked. */
export async function updateCards(tx: Tx, cards: readonly Card[]): Promise<void> {
  if (cards.length === 0) return;
  await tx`
    UPDATE cards.card c SET state = n.state, priority = n.priority, serial = n.serial, batch_id = n.batch_id, place = n.place, reason = n.reason,
      issued_on = n.issued_on, expires_on = n.expires_on, sod_sha256 = n.sod_sha256, parcel_id = n.parcel_id, received_at = n.received_at,
      handed_over_at = n.handed_over_at, hand_over_id = n.hand_over_id
    FROM unnest(${column(cards, "personId")}::uuid[], ${column(cards, "cardId")}::uuid[], ${column(cards, "state")}::text[],
      ${column(cards, "priority")}::int[], ${column(cards, "serial")}::text[], ${column(cards, "batchId")}::uuid[], ${column(cards, "place")}::int[],
      ${column(cards, "reason")}::text[], ${column(cards, "issuedOn")}::date[], ${column(cards, "expiresOn")}::date[],
      ${column(cards, "sodSha256")}::text[], ${column(cards, "parcelId")}::uuid[], ${column(cards, "receivedAt")}::timestamptz[],
      ${column(cards, "handedOverAt")}::timestamptz[], ${column(cards, "handOverId")}::uuid[])
      AS n (person_id, card_id, state, priority, serial, batch_id, place, reason, issued_on, expires_on, sod_sha256, parcel_id, received_at,
        handed_over_at, hand_over_id)
    WHERE c.person_id = n.person_id AND c.card_id = n.card_id`;
}

/** Every card of a person, locked in order of id; the first lock of all that is done with one person's cards. */
export async function lockCardsOf(tx: Tx, personId: string): Promise<Card[]> {
  return tx<Card[]>`SELECT ${columns(tx)} FROM cards.card c WHERE c.person_id = ${personId} ORDER BY c.card_id FOR UPDATE`;
}

export const cardsOf = (sql: Queryable, personId: string): Promise<Card[]> => cardsOfEach(sql, [personId]);

/** The latest first. */
export async function cardsOfEach(sql: Queryable, personIds: readonly string[]): Promise<Card[]> {
  return sql<Card[]>`
    SELECT ${columns(sql)} FROM cards.card c WHERE c.person_id = ANY (${personIds}::uuid[]) ORDER BY c.ordered_at DESC, c.card_id DESC`;
}

/** Those of the cards of people that a decision about their record stops. */
export async function stoppedCards(sql: Queryable, personIds: readonly string[]): Promise<Set<string>> {
  const rows =
    await sql`SELECT c.card_id FROM cards.card c WHERE c.person_id = ANY (${[...personIds]}::uuid[]) AND EXISTS (${stopOf(sql)})`;
  return new Set(rows.map((row) => String(row["card_id"])));
}

/** The next cards for a batch, but for those that a decision stops: urgent ones, then by the end of their time limit, then by order. Whoever calls has locked the batches. */
export async function waitingCards(tx: Tx, capacity: number): Promise<Card[]> {
  return tx<Card[]>`
    SELECT ${columns(tx)} FROM cards.card c WHERE c.state = 'ordered' AND NOT EXISTS (${stopOf(tx)})
    ORDER BY c.priority DESC, c.due_on, c.ordered_at, c.card_id LIMIT ${capacity} FOR UPDATE`;
}

/** The cards of a batch in its order, locked in that order. */
export async function lockBatchCards(tx: Tx, batchId: string): Promise<Card[]> {
  return tx<Card[]>`SELECT ${columns(tx)} FROM cards.card c WHERE c.batch_id = ${batchId} ORDER BY c.place FOR UPDATE`;
}

export async function batchCards(sql: Queryable, batchId: string): Promise<Card[]> {
  return sql<Card[]>`SELECT ${columns(sql)} FROM cards.card c WHERE c.batch_id = ${batchId} ORDER BY c.place`;
}

export async function lockParcelCards(tx: Tx, parcelId: string): Promise<Card[]> {
  return tx<Card[]>`SELECT ${columns(tx)} FROM cards.card c WHERE c.parcel_id = ${parcelId} ORDER BY c.serial FOR UPDATE`;
}

export async function parcelCards(sql: Queryable, parcelId: string): Promise<Card[]> {
  return sql<Card[]>`SELECT ${columns(sql)} FROM cards.card c WHERE c.parcel_id = ${parcelId} ORDER BY c.serial`;
}

export async function setAsideCards(sql: Queryable, most: number): Promise<Card[]> {
  return sql<Card[]>`
    SELECT ${columns(sql)} FROM cards.card c WHERE c.state = 'set-aside' ORDER BY c.due_on, c.ordered_at, c.card_id LIMIT ${most}`;
}

/** The cards that are named, as far as there are, locked. */
export async function lockNamedCards(tx: Tx, named: readonly { personId: string; cardId: string }[]): Promise<Card[]> {
  return tx<Card[]>`
    SELECT ${columns(tx)} FROM cards.card c
    JOIN (SELECT DISTINCT person_id, card_id FROM unnest(${named.map(({ personId }) => personId)}::uuid[], ${named.map(({ cardId }) => cardId)}::uuid[])
      AS i (person_id, card_id)) n ON n.person_id = c.person_id AND n.card_id = c.card_id
    ORDER BY c.person_id, c.card_id FOR UPDATE OF c`;
}

/** Cards that can be shipped to a unit, locked in order of serial: those named, or as many as there are up to `most`. */
export async function lockShippable(
  tx: Tx,
  { unit, states, serials, most }: { unit: string; states: readonly CardState[]; serials: readonly string[] | undefined; most: number },
): Promise<Card[]> {
  return tx<Card[]>`
    SELECT ${columns(tx)} FROM cards.card c WHERE c.unit = ${unit} AND c.state = ANY (${[...states]}::text[])
      AND ${serials === undefined ? tx`true` : tx`c.serial = ANY (${[...serials]}::text[])`}
    ORDER BY c.serial LIMIT ${most} FOR UPDATE`;
}

/** Cards in force whose last day of validity lies before the day, locked. */
export async function lockExpired(tx: Tx, today: string, most: number): Promise<Card[]> {
  return tx<Card[]>`
    SELECT ${columns(tx)} FROM cards.card c WHERE c.state = 'handed-over' AND c.expires_on < ${today}::date
    ORDER BY c.person_id, c.card_id LIMIT ${most} FOR UPDATE`;
}

export async function countByState(sql: Queryable): Promise<Partial<Record<CardState, number>>> {
  const rows = await sql`SELECT state, count(*)::int AS n FROM cards.card GROUP BY state ORDER BY state`;
  return Object.fromEntries(rows.map((row) => [row["state"], row["n"]])) as Partial<Record<CardState, number>>;
}
