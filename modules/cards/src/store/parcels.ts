import type { Day } from "@dinhdanh/kernel";
import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { ParcelState } from "../contract.ts";

export type ParcelRow = {
  parcelId: string;
  state: ParcelState;
  unit: string;
  carrier: string | null;
  cards: number;
  dispatchedAt: string;
  dispatchedBy: string;
  dueOn: Day;
  receivedAt: string | null;
  closedReason: string | null;
};
/** `absent`: cards that have not been received. */
export type ParcelCounts = { unitName: string; absent: number };

const columns = (sql: Queryable) => sql`
  p.parcel_id AS "parcelId", p.state, p.unit, p.carrier, p.cards, p.dispatched_at AS "dispatchedAt", p.dispatched_by AS "dispatchedBy",
  p.due_on AS "dueOn", p.received_at AS "receivedAt", p.closed_reason AS "closedReason"`;

/** Name of the unit that bears the code, or bore it last. */
const nameOfUnit = (sql: Queryable, code: ReturnType<Queryable>, today: string) => sql`
  coalesce((SELECT u.name FROM territory.unit u WHERE u.code = ${code} AND u.valid_from <= ${today}::date ORDER BY u.valid_from DESC LIMIT 1), ${code})`;

export async function insertParcel(tx: Tx, parcel: Omit<ParcelRow, "state" | "receivedAt" | "closedReason">): Promise<void> {
  await tx`
    INSERT INTO cards.parcel (parcel_id, state, unit, carrier, cards, dispatched_at, dispatched_by, due_on)
    VALUES (${parcel.parcelId}, 'dispatched', ${parcel.unit}, ${parcel.carrier}, ${parcel.cards}, ${parcel.dispatchedAt}, ${parcel.dispatchedBy}, ${parcel.dueOn})`;
}

/** Two that make the same parcel at once: one after the other. */
export async function lockParcels(tx: Tx): Promise<void> {
  await tx`LOCK TABLE cards.parcel IN SHARE ROW EXCLUSIVE MODE`;
}

export async function parcelOf(sql: Queryable, parcelId: string): Promise<ParcelRow | undefined> {
  const [row] = await sql<ParcelRow[]>`SELECT ${columns(sql)} FROM cards.parcel p WHERE p.parcel_id = ${parcelId}`;
  return row;
}

export async function lockParcel(tx: Tx, parcelId: string): Promise<ParcelRow | undefined> {
  const [row] = await tx<ParcelRow[]>`SELECT ${columns(tx)} FROM cards.parcel p WHERE p.parcel_id = ${parcelId} FOR UPDATE`;
  return row;
}

export async function updateParcel(tx: Tx, parcel: ParcelRow): Promise<void> {
  await tx`
    UPDATE cards.parcel SET state = ${parcel.state}, received_at = ${parcel.receivedAt}, closed_reason = ${parcel.closedReason}
    WHERE parcel_id = ${parcel.parcelId}`;
}

export type ParcelFilter = { today: string; parcelId?: string; units?: readonly string[]; openOnly?: boolean; most: number };

/** Parcels with the counts of their cards, those that are due first. */
export async function parcelsWithCounts(sql: Queryable, filter: ParcelFilter): Promise<(ParcelRow & ParcelCounts)[]> {
  const { today, parcelId, units, openOnly = false, most } = filter;
  return sql<(ParcelRow & ParcelCounts)[]>`
    SELECT ${columns(sql)}, ${nameOfUnit(sql, sql`p.unit`, today)} AS "unitName", absent.n AS absent
    FROM cards.parcel p CROSS JOIN LATERAL (
      SELECT count(*)::int AS n FROM cards.card c
      WHERE c.parcel_id = p.parcel_id AND c.state IN ('shipped', 'lost') AND c.received_at IS NULL) absent
    WHERE ${parcelId === undefined ? sql`true` : sql`p.parcel_id = ${parcelId}`}
      AND ${units === undefined ? sql`true` : sql`p.unit = ANY (${[...units]}::text[])`}
      AND ${openOnly ? sql`p.state IN ('dispatched', 'incomplete')` : sql`true`}
    ORDER BY p.state IN ('dispatched', 'incomplete') DESC, p.due_on, p.dispatched_at, p.parcel_id LIMIT ${most}`;
}

/** Codes of the units of a territory, whenever they existed. */
export async function codesUnder(sql: Queryable, unitId: number): Promise<string[]> {
  const rows = await sql`
    SELECT DISTINCT u.code FROM territory.ancestor a JOIN territory.unit u ON u.unit_id = a.unit_id WHERE a.ancestor_id = ${unitId} ORDER BY u.code`;
  return rows.map((row) => String(row["code"]));
}
