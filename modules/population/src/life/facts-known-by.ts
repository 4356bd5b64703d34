import type { Queryable } from "@dinhdanh/postgres";
import type { Facts } from "../contract.ts";
import { lifeActs } from "../store/life.ts";
import { foldLife } from "./fold-rules.ts";

/** What the register held about people at a moment, by person; without those whom it did not know yet. @param instant ISO 8601 */
export async function factsKnownBy(sql: Queryable, ids: readonly string[], instant: string): Promise<Map<string, Partial<Facts>>> {
  const [at, known] = [Date.parse(instant), new Map<string, Partial<Facts>>()];
  for (const [personId, acts] of await lifeActs(sql, ids)) {
    const life = foldLife(acts.filter(({ recordedAt = "" }) => Date.parse(recordedAt) <= at));
    if (life.first !== undefined) known.set(personId, life.facts);
  }
  return known;
}
