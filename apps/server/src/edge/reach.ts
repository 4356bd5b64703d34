import { unitInBorders, yearsBorn } from "@dinhdanh/campaign";
import type { Actor, Day } from "@dinhdanh/kernel";
import { type Action, may, scopeRefusal, scopeUnitId } from "@dinhdanh/staff";
import { shareCommunes } from "@dinhdanh/territory";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";

/**
 * Lists of people are asked for by unit. A unit beyond the officer's territory is refused: an empty list would say that nobody is left there.
 * @throws {Problem} `years-reversed`, `unit-not-found`, `not-permitted`, `outside-scope`
 */
export async function requireReach(
  register: Register,
  actor: Actor,
  action: Action,
  where: { unit: string; asOf: Day; borders: "day" | "today"; born?: string | undefined },
): Promise<void> {
  const { sql } = register;
  yearsOf(where.born);
  const { unit } = await unitInBorders(register, where);
  if (unit === undefined) throw new Problem("unit-not-found", { unit: where.unit });
  if (where.borders === "today" && may(actor, action)) {
    // a territory given in earlier borders lies across those of today: the list holds the part within it
    const scope = await scopeUnitId(sql, actor);
    if (scope !== undefined && (await shareCommunes(sql, unit.unitId, scope))) return;
  }
  const refusal = await scopeRefusal(sql, actor, action, unit.unitId);
  if (refusal !== undefined) throw new Problem(refusal.code);
}

/** @throws {Problem} `years-reversed` */
export function yearsOf(born: string | undefined): { from: number; to: number } | undefined {
  const years = yearsBorn(born);
  if (years !== undefined && years.from > years.to) throw new Problem("years-reversed");
  return years;
}
