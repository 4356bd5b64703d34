import { type Actor, type Day, refuse, type Refusal } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { may, scopeRefusal } from "@dinhdanh/staff";
import { lastUnitByCode } from "@dinhdanh/territory";

export type UnitRefusal = "not-permitted" | "outside-scope" | "unit-unknown";

/** Why the officer may not hand out cards of the unit that bears the code, or bore it last; undefined when nothing forbids it. */
export async function unitRefusal(sql: Queryable, today: Day, by: Actor, unit: string): Promise<Refusal<UnitRefusal> | undefined> {
  if (!may(by, "hand-out")) return refuse("not-permitted").refusal;
  const found = await lastUnitByCode(sql, unit, today);
  if (found === undefined) return refuse("unit-unknown", { unit }).refusal;
  return scopeRefusal(sql, by, "hand-out", found.unitId);
}
