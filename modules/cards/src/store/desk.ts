import type { Day } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { countryId } from "@dinhdanh/territory";
import { searchKey } from "@dinhdanh/vietnamese";
import type { Desk, Production } from "../contract.ts";

/** Names of units by code: of those that bear it, or bore it last. */
export async function unitNames(sql: Queryable, codes: readonly string[], today: string): Promise<Map<string, string>> {
  const rows = await sql`
    SELECT DISTINCT ON (u.code) u.code, u.name FROM territory.unit u WHERE u.code = ANY (${[...codes]}::text[]) AND u.valid_from <= ${today}::date
    ORDER BY u.code, u.valid_from DESC`;
  return new Map(rows.map((row) => [String(row["code"]), String(row["name"])]));
}

/** Whether the person is or was registered under the unit, or has a card that is handed over there. 0 is the whole country. */
export async function personInTerritory(sql: Queryable, personId: string, unitId: number): Promise<boolean> {
  if (unitId === countryId) return true;
  const [row] = await sql`
    SELECT EXISTS (SELECT 1 FROM progress.standing s JOIN territory.ancestor a ON a.unit_id = s.unit_id
        WHERE s.person_id = ${personId} AND a.ancestor_id = ${unitId})
      OR EXISTS (SELECT 1 FROM cards.card c JOIN territory.unit u ON u.code = c.unit JOIN territory.ancestor a ON a.unit_id = u.unit_id
        WHERE c.person_id = ${personId} AND a.ancestor_id = ${unitId}) AS reachable`;
  return row?.["reachable"] === true;
}

export type DeskFilter = { unit: string; search?: string | undefined; serial?: string | undefined; offset: number; limit: number };

/** Cards that lie at the unit, in order of given name, and how many match. */
export async function deskCards(sql: Queryable, filter: DeskFilter): Promise<Desk> {
  const words = searchKey(filter.search ?? "").split(" ").filter((word) => word !== ""); // prettier-ignore
  const patterns = words.map((word) => `% ${word.replace(/[\\%_]/g, String.raw`\$&`)}%`);
  const matching = sql`
    FROM cards.card c JOIN population.person p ON p.person_id = c.person_id
    WHERE c.unit = ${filter.unit} AND c.state = 'received'
      AND ${filter.serial === undefined ? sql`true` : sql`c.serial = ${filter.serial}`}
      AND (' ' || p.search_key) LIKE ALL (${patterns}::text[])`;
  const [count] = await sql`SELECT count(*)::int AS n ${matching}`;
  const cards = await sql<Desk["cards"]>`
    SELECT c.person_id AS "personId", c.card_id AS "cardId", c.serial, p.full_name AS "fullName", p.birth_date AS "birthDate", p.sex, p.address,
      c.received_at AS "receivedAt" ${matching}
    ORDER BY split_part(p.search_key, ' ', -1) COLLATE "C", p.search_key COLLATE "C", c.card_id OFFSET ${filter.offset} LIMIT ${filter.limit}`;
  return { total: Number(count?.["n"] ?? 0), cards: [...cards] };
}

/** What waits for a batch, and since when. */
export async function waitingCounts(sql: Queryable, today: Day): Promise<Production["waiting"]> {
  const [row] = await sql<Production["waiting"][]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE priority > 0)::int AS urgent, count(*) FILTER (WHERE due_on < ${today}::date)::int AS overdue,
      min(due_on) AS "oldestDueOn"
    FROM cards.card WHERE state = 'ordered'`;
  if (row === undefined) throw new Error("a count is one row");
  return row;
}

export async function parcelsUnderWay(sql: Queryable, today: Day): Promise<Production["parcels"]> {
  const [row] = await sql<Production["parcels"][]>`
    SELECT count(*) FILTER (WHERE state = 'dispatched')::int AS "onTheWay", count(*) FILTER (WHERE state = 'incomplete')::int AS incomplete,
      count(*) FILTER (WHERE due_on < ${today}::date)::int AS overdue
    FROM cards.parcel WHERE state IN ('dispatched', 'incomplete')`;
  if (row === undefined) throw new Error("a count is one row");
  return row;
}

/** What came back undelivered. */
export async function cardsToShipAgain(sql: Queryable): Promise<{ unit: string; serials: string[] }[]> {
  return sql<{ unit: string; serials: string[] }[]>`
    SELECT unit, array_agg(serial ORDER BY serial) AS serials FROM (
      SELECT unit, serial FROM cards.card WHERE state = 'returned-undelivered' AND serial IS NOT NULL ORDER BY received_at, serial LIMIT 5000) r
    GROUP BY unit ORDER BY count(*) DESC, unit`;
}

export async function cardsToShip(sql: Queryable): Promise<{ unit: string; cards: number }[]> {
  return sql<{ unit: string; cards: number }[]>`
    SELECT unit, count(*)::int AS cards FROM cards.card WHERE state = 'quality-checked' GROUP BY unit ORDER BY cards DESC, unit LIMIT 1000`;
}
