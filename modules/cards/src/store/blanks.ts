import { copyInto, type Queryable, type Tx } from "@dinhdanh/postgres";
import type { BlankState, Stock } from "../contract.ts";

export type Delivery = {
  deliveryId: string;
  supplier: string;
  firstSerial: string;
  lastSerial: string;
  blanks: number;
  receivedAt: string;
  receivedBy: string;
};
/** What becomes of a blank. */
export type BlankChange = { serial: string; state: BlankState; personId: string | null; cardId: string | null };

export async function deliveryOf(sql: Queryable, deliveryId: string): Promise<Delivery | undefined> {
  const [row] = await sql<Delivery[]>`
    SELECT delivery_id AS "deliveryId", supplier, first_serial AS "firstSerial", last_serial AS "lastSerial", blanks,
      received_at AS "receivedAt", received_by AS "receivedBy"
    FROM cards.delivery WHERE delivery_id = ${deliveryId}`;
  return row;
}

/** One receipt of blanks, batch or count after the other: what is chosen among blanks and orders is chosen once. */
export async function lockProduction(tx: Tx): Promise<void> {
  await tx`LOCK TABLE cards.delivery IN SHARE ROW EXCLUSIVE MODE`;
}

export async function insertDelivery(tx: Tx, delivery: Delivery): Promise<void> {
  await tx`
    INSERT INTO cards.delivery (delivery_id, supplier, first_serial, last_serial, blanks, received_at, received_by)
    VALUES (${delivery.deliveryId}, ${delivery.supplier}, ${delivery.firstSerial}, ${delivery.lastSerial}, ${delivery.blanks},
      ${delivery.receivedAt}, ${delivery.receivedBy})`;
}

/** Whether one of the serials is in the books. */
export async function anyBlankOf(tx: Tx, serials: readonly string[]): Promise<boolean> {
  const [row] = await tx`SELECT 1 FROM cards.blank WHERE serial = ANY (${[...serials]}::text[]) LIMIT 1`;
  return row !== undefined;
}

export async function insertBlanks(tx: Tx, deliveryId: string, serials: readonly string[]): Promise<void> {
  const lines = serials.map((serial) => `${serial}\t${deliveryId}\tin-stock\n`);
  await copyInto(tx, "cards.blank (serial, delivery_id, state)", lines.join(""));
}

/** The next blanks in stock, in order of serial. Whoever calls has locked production. */
export async function blanksInStock(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx`SELECT serial FROM cards.blank WHERE state = 'in-stock' ORDER BY serial LIMIT ${most} FOR UPDATE`;
  return rows.map((row) => String(row["serial"]));
}

export async function updateBlanks(tx: Tx, changes: readonly BlankChange[]): Promise<void> {
  if (changes.length === 0) return;
  const column = <Key extends keyof BlankChange>(key: Key) => changes.map((change) => change[key]);
  await tx`
    UPDATE cards.blank b SET state = n.state, person_id = n.person_id, card_id = n.card_id
    FROM unnest(${column("serial")}::text[], ${column("state")}::text[], ${column("personId")}::uuid[], ${column("cardId")}::uuid[])
      AS n (serial, state, person_id, card_id)
    WHERE b.serial = n.serial`;
}

const counts = (sql: Queryable) => sql`
  count(*)::int AS received, count(*) FILTER (WHERE b.state = 'in-stock')::int AS "inStock", count(*) FILTER (WHERE b.state = 'reserved')::int AS reserved,
  count(*) FILTER (WHERE b.state = 'used')::int AS used, count(*) FILTER (WHERE b.state = 'spoiled')::int AS spoiled,
  count(*) FILTER (WHERE b.state = 'missing')::int AS missing`;

export async function stock(sql: Queryable): Promise<Stock> {
  const [row] = await sql<Stock[]>`SELECT ${counts(sql)} FROM cards.blank b`;
  if (row === undefined) throw new Error("a count is one row");
  return row;
}

export async function stockByDelivery(sql: Queryable): Promise<(Stock & Delivery)[]> {
  return sql<(Stock & Delivery)[]>`
    SELECT d.delivery_id AS "deliveryId", d.supplier, d.first_serial AS "firstSerial", d.last_serial AS "lastSerial", d.blanks,
      d.received_at AS "receivedAt", d.received_by AS "receivedBy", s.*
    FROM cards.delivery d CROSS JOIN LATERAL (SELECT ${counts(sql)} FROM cards.blank b WHERE b.delivery_id = d.delivery_id) s
    ORDER BY d.received_at DESC, d.delivery_id`;
}

/** Where the books of blanks and of cards disagree; `states` says which states of a blank go with a state of a card. */
export async function bookDifferences(
  sql: Queryable,
  states: readonly { card: string; blank: BlankState }[],
  most: number,
): Promise<{ kind: string; serial: string }[]> {
  return sql<{ kind: string; serial: string }[]>`
    WITH fits AS (SELECT * FROM unnest(${states.map((one) => one.card)}::text[], ${states.map((one) => one.blank)}::text[]) AS f (card, blank)),
    found AS (
      SELECT 'blank-without-card' AS kind, b.serial FROM cards.blank b
      LEFT JOIN cards.card c ON c.person_id = b.person_id AND c.card_id = b.card_id AND c.serial = b.serial
      WHERE c.card_id IS NULL AND (b.state IN ('reserved', 'used') OR b.card_id IS NOT NULL)
      UNION ALL
      SELECT 'card-without-blank', c.serial FROM cards.card c LEFT JOIN cards.blank b ON b.serial = c.serial
      WHERE c.serial IS NOT NULL AND (b.card_id IS DISTINCT FROM c.card_id OR b.person_id IS DISTINCT FROM c.person_id)
      UNION ALL
      SELECT 'blank-of-other-state', b.serial FROM cards.blank b
      JOIN cards.card c ON c.person_id = b.person_id AND c.card_id = b.card_id AND c.serial = b.serial
      WHERE NOT EXISTS (SELECT 1 FROM fits WHERE fits.card = c.state AND fits.blank = b.state)
      UNION ALL
      SELECT 'not-found', b.serial FROM cards.blank b WHERE b.state = 'missing')
    SELECT kind, serial FROM found ORDER BY kind, serial LIMIT ${most}`;
}

/** Of serials counted in stock: those that the books have elsewhere or not at all, those that were missing, and those in the books that were not counted. */
export async function compareCount(
  tx: Tx,
  counted: readonly string[],
): Promise<{ unexpected: string[]; foundAgain: string[]; missing: string[] }> {
  const rows = await tx`
    WITH counted AS MATERIALIZED (SELECT DISTINCT serial FROM unnest(${[...counted]}::text[]) AS c (serial))
    SELECT CASE WHEN b.state = 'missing' THEN 'foundAgain' ELSE 'unexpected' END AS kind, c.serial FROM counted c
    LEFT JOIN cards.blank b ON b.serial = c.serial WHERE b.state IS DISTINCT FROM 'in-stock'
    UNION ALL
    SELECT 'missing', b.serial FROM cards.blank b WHERE b.state = 'in-stock' AND NOT EXISTS (SELECT 1 FROM counted c WHERE c.serial = b.serial)
    ORDER BY 1, 2`;
  const of = (kind: string) => rows.filter((row) => row["kind"] === kind).map((row) => String(row["serial"]));
  return { unexpected: of("unexpected"), foundAgain: of("foundAgain"), missing: of("missing") };
}

export async function countOf(tx: Tx, countId: string): Promise<{ digest: string; result: unknown } | undefined> {
  const [row] = await tx<{ digest: string; result: unknown }[]>`SELECT digest, result FROM cards.stock_count WHERE count_id = ${countId}`;
  return row;
}

export async function insertCount(
  tx: Tx,
  count: { countId: string; digest: string; result: unknown; at: string; by: string },
): Promise<void> {
  await tx`
    INSERT INTO cards.stock_count (count_id, digest, result, counted_at, counted_by)
    VALUES (${count.countId}, ${count.digest}, ${JSON.stringify(count.result)}::text::json, ${count.at}, ${count.by})`;
}
