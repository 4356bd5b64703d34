import type { Queryable } from "@dinhdanh/postgres";
import type { BlankRanges, BlankState, Waiting } from "../contract.ts";

/** In the order in which a batch takes them. */
export async function waitingGroups(sql: Queryable, most: number): Promise<Waiting["groups"]> {
  return sql<Waiting["groups"]>`
    SELECT priority, due_on AS "dueOn", count(*)::int AS cards, count(DISTINCT unit)::int AS units FROM cards.card
    WHERE state = 'ordered' GROUP BY priority, due_on ORDER BY priority DESC, due_on LIMIT ${most}`;
}

/** Serials that follow each other make one range; the check digit, the last, takes no part in the order. */
export async function rangesOf(sql: Queryable, state: BlankState, most: number): Promise<BlankRanges["ranges"]> {
  return sql<BlankRanges["ranges"]>`
    SELECT min(serial) AS first, max(serial) AS last, count(*)::int AS blanks
    FROM (
      SELECT serial, left(serial, 2) AS series, substr(serial, 3, 8)::int - row_number() OVER (PARTITION BY left(serial, 2) ORDER BY serial) AS island
      FROM cards.blank WHERE state = ${state}) AS numbered
    GROUP BY series, island ORDER BY first LIMIT ${most}`;
}
