import { type Actor, dayNumber } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { type Action, scopeRefusal, type ScopeRefusalCode } from "@dinhdanh/staff";
import { countryId } from "@dinhdanh/territory";
import type { Facts } from "../contract.ts";
import type { NumberDeps } from "../numbers/deps.ts";
import { factsOf } from "../store/reads.ts";

/** What commands about people need. */
export type LifeDeps = NumberDeps & {
  /** cards that somebody holds and that are valid now: brought by the room of cards */
  cardsInForce: (sql: Queryable, personId: string) => Promise<readonly unknown[]>;
};

export type ReachRefusal = "person-not-found" | ScopeRefusalCode;

/** The commune in which a person is registered now; the country for who is in none. */
function unitOf({ units, ledger }: Pick<LifeDeps, "units" | "ledger">, facts: Pick<Facts, "permanentUnit">): number {
  const { permanentUnit } = facts;
  return permanentUnit === undefined ? countryId : (units.last(permanentUnit, dayNumber(ledger.clock.today()))?.unitId ?? countryId);
}

/** A person whom the actor may do something about, or why not. */
export async function personInReach(
  deps: LifeDeps,
  by: Actor,
  action: Action,
  personId: string,
): Promise<{ facts: Facts; unitId: number } | ReachRefusal> {
  const facts = await factsOf(deps.sql, personId);
  if (facts === null) return "person-not-found";
  const unitId = unitOf(deps, facts);
  return (await scopeRefusal(deps.sql, by, action, unitId))?.code ?? { facts, unitId };
}

/** What happened earlier is noted at the beginning of its day. */
export function instantOf({ ledger }: Pick<LifeDeps, "ledger">, on: string): string {
  return on === ledger.clock.today() ? new Date(ledger.clock.nowMs()).toISOString() : `${on}T00:00:00+07:00`;
}
