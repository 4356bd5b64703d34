import type { Actor } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";

/** Who asks, on which day. */
export type Asker = { actor: Actor; today: string };
export type Fragment = ReturnType<typeof unitOfScope>;

/** SQL for the unit that the actor was given; by its code alone, the unit that bears it today, or the last that did. */
const unitOfScope = (sql: Queryable, { actor, today }: Asker) =>
  actor.scopeUnitId === undefined
    ? sql`(SELECT u.unit_id FROM territory.unit u WHERE u.code = ${actor.scope} AND u.valid_from <= ${today}::date ORDER BY u.valid_from DESC LIMIT 1)`
    : sql`${actor.scopeUnitId}::int`;

/** SQL for "the unit lies in the actor's territory"; an unknown unit does for the whole country only. @param unit a column or a number */
export function inReach(sql: Queryable, asker: Asker, unit: Fragment): Fragment {
  if (asker.actor.scope === null) return sql`true`;
  return sql`EXISTS (SELECT 1 FROM territory.ancestor a WHERE a.unit_id = ${unit} AND a.ancestor_id = ${unitOfScope(sql, asker)})`;
}

/** {@link inReach} for rows `g` that carry each asker's scope: `scope` the code, `scope_unit` the unit when it is known. */
export const inReachOfEach = (sql: Queryable, today: string, unit: Fragment): Fragment => sql`(g.scope IS NULL OR EXISTS (
  SELECT 1 FROM territory.ancestor a WHERE a.unit_id = ${unit} AND a.ancestor_id = coalesce(g.scope_unit,
    (SELECT u.unit_id FROM territory.unit u WHERE u.code = g.scope AND u.valid_from <= ${today}::date ORDER BY u.valid_from DESC LIMIT 1))))`;

/** SQL for an array of the units below `unitId` that lie in the actor's territory, for lists. */
export function unitsWithin(sql: Queryable, asker: Asker, unitId: number): Fragment {
  const scope =
    asker.actor.scope === null
      ? sql``
      : sql`INTERSECT SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${unitOfScope(sql, asker)}`;
  return sql`ARRAY (SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${unitId} ${scope})`;
}
