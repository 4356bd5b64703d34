import { type Actor, refuse, type Refusal } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { countryId, isBelow } from "@dinhdanh/territory";
import { type Action, may } from "./contract.ts";
import { findOfficer } from "./store/officers.ts";

/**
 * The unit whose people the actor may see, for a predicate in SQL: `… JOIN territory.ancestor a ON a.unit_id = p.unit_id AND a.ancestor_id = ${id}`.
 * It comes from the officer's row, not from the code in the actor, which may mean another area by now. 0 is the whole country.
 * @returns undefined, i.e. nobody, for an officer who is unknown or disabled or whose row says otherwise than the actor
 */
export async function scopeUnitId(sql: Queryable, actor: Actor): Promise<number | undefined> {
  if (actor.role === "system") return actor.scope === null ? countryId : undefined;
  const officer = await findOfficer(sql, actor.code);
  if (officer === undefined || officer.disabledAt !== null) return undefined;
  return officer.role === actor.role && officer.scope === actor.scope ? officer.scopeUnitId : undefined;
}

export type ScopeRefusalCode = "not-permitted" | "outside-scope";

/** Why the actor may not do `action` with the people of a unit; undefined when nothing forbids it. */
export async function scopeRefusal(
  sql: Queryable,
  actor: Actor,
  action: Action,
  unitId: number,
): Promise<Refusal<ScopeRefusalCode> | undefined> {
  if (!may(actor, action)) return refuse("not-permitted").refusal;
  const scope = await scopeUnitId(sql, actor);
  if (scope !== undefined && (await isBelow(sql, unitId, scope))) return undefined;
  return refuse("outside-scope").refusal;
}

/** Whether the actor may see the people of a unit. */
export const mayRead = async (sql: Queryable, actor: Actor, unitId: number): Promise<boolean> =>
  (await scopeRefusal(sql, actor, "read-people", unitId)) === undefined;
