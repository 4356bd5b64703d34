import type { Actor } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import type { measureHolds } from "@dinhdanh/progress";
import { searchKey } from "@dinhdanh/vietnamese";

/** A piece of SQL. */
export type Fragment = ReturnType<typeof measureHolds>;

/** Who asks, on which day. */
export type Asker = { actor: Actor; today: string };

/**
 * SQL for the units of the actor's territory. The scope is the unit that the officer was given; by its code alone, the unit that bears it
 * today, or the last that did. Nothing, hence nobody, when no unit ever bore it.
 */
const unitsOfScope = (sql: Queryable, { actor, today }: Asker) =>
  actor.scopeUnitId === undefined
    ? sql`SELECT unit_id FROM territory.ancestor WHERE ancestor_id =
        (SELECT u.unit_id FROM territory.unit u WHERE u.code = ${actor.scope} AND u.valid_from <= ${today}::date ORDER BY u.valid_from DESC LIMIT 1)`
    : sql`SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${actor.scopeUnitId}`;

/** SQL for "the row `s` of progress.standing lies in the actor's territory". People of no known unit are seen from the whole country only. */
export function inTerritory(sql: Queryable, asker: Asker): Fragment {
  if (asker.actor.scope === null) return sql`true`;
  return sql`s.unit_id = ANY (ARRAY (${unitsOfScope(sql, asker)}))`;
}

/**
 * SQL for "the row `s` of progress.standing is of a unit that counts towards `unitId` and lies in the actor's territory". The units are
 * read once, as an array: a join with them lets the planner start from everybody.
 */
export const standsUnder = (sql: Queryable, asker: Asker, unitId: number): Fragment =>
  sql`s.unit_id = ANY (${unitsUnder(sql, asker, unitId)})`;

/** SQL for these units, as an array. */
export function unitsUnder(sql: Queryable, asker: Asker, unitId: number): Fragment {
  const scope = asker.actor.scope === null ? sql`` : sql`INTERSECT ${unitsOfScope(sql, asker)}`;
  return sql`ARRAY (SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${unitId} ${scope})`;
}

/** SQL for the same of one commune's rows, said in a way that lets them be read in an index's order. */
export const standsIn = (sql: Queryable, asker: Asker, unitId: number, commune: number): Fragment =>
  sql`s.unit_id = ${commune} AND ${commune} = ANY (${unitsUnder(sql, asker, unitId)})`;

/** SQL for "the person of the row `s` was born in these years". */
export const bornWithin = (sql: Queryable, years: { from: number; to: number } | undefined): Fragment =>
  years === undefined ? sql`true` : sql`s.birth_year BETWEEN ${years.from} AND ${years.to}`;

/** Words of a name as searched for, or null when no name can match them. */
export function searchWords(text: string): string[] | null {
  const key = searchKey(text);
  // no name holds a control character, and PostgreSQL takes no NUL
  return key === "" || /\p{Cc}/u.test(key) ? null : key.split(" ");
}

/** SQL for "every word begins a word of `p.search_key`". Coarser than matchesName, which decides. */
export function hasWords(sql: Queryable, words: readonly string[]): Fragment {
  const parts = words.map((word) => sql`(' ' || p.search_key) LIKE ${`% ${word.replace(/[\\%_]/g, String.raw`\$&`)}%`}`);
  return parts.reduce((all, part) => sql`${all} AND ${part}`, sql`true`);
}

/** SQL for the order of people within a unit: given name, then the rest of the name, then id. */
export const byGivenName = (sql: Queryable) => sql`split_part(p.search_key, ' ', -1) COLLATE "C", p.search_key COLLATE "C", p.person_id`;
