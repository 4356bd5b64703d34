import type { Actor, Day } from "@dinhdanh/kernel";
import { type Action, scopeRefusal } from "@dinhdanh/staff";
import { unitByCode } from "@dinhdanh/territory";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

/**
 * Lists of people are asked for by unit. A unit beyond the officer's territory is refused: an empty list would say that nobody is left there.
 * @throws {Problem} `unit-not-found`, `not-permitted`, `outside-scope`
 */
export async function requireReach({ sql }: Register, actor: Actor, action: Action, where: { unit: string; asOf: Day }): Promise<void> {
  const unit = await unitByCode(sql, where.unit, where.asOf);
  if (unit === undefined) throw new Problem("unit-not-found", { unit: where.unit });
  const refusal = await scopeRefusal(sql, actor, action, unit.unitId);
  if (refusal !== undefined) throw new Problem(refusal.code);
}
