import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { logListRead } from "./list-reads.ts";
import { type SharedNumber, type SharedNumbers, sharedNumberSchema } from "./pairs-contract.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { sideView } from "./pairs.ts";
import { sharedNumberOf, type SharedNumberRow, sharedNumbers } from "./store/shared-numbers.ts";

const scopeOf = ({ clock }: PeopleDeps, actor: Actor) => ({ actor, today: clock.today(), unitId: null });

/** Two people with one number, of whom one at least is registered in the officer's territory. */
export async function numbersToSettle(deps: PeopleDeps, actor: Actor, state: "open" | "settled"): Promise<SharedNumbers> {
  const { total, rows } = await sharedNumbers(deps.sql, scopeOf(deps, actor), state);
  await logListRead(deps, actor, "duplicates", rows.flatMap((row) => [row.person, row.other]), "verify"); // prettier-ignore
  return { total, cases: rows.map((row) => toCase(deps, row)) };
}

/** One case. Refusals: `pair-not-found`, also when it lies outside the actor's territory. */
export async function sharedNumberView(
  deps: PeopleDeps,
  actor: Actor,
  ids: readonly [string, string],
): Promise<Outcome<SharedNumber, "pair-not-found">> {
  const row = await sharedNumberOf(deps.sql, scopeOf(deps, actor), ids);
  if (row === undefined) return refuse("pair-not-found");
  await logListRead(deps, actor, "duplicates", [row.person, row.other], "verify");
  return accept(toCase(deps, row));
}

const toCase = (deps: PeopleDeps, row: SharedNumberRow): SharedNumber =>
  sharedNumberSchema.parse({ ...row, person: sideView(deps, row.person), other: sideView(deps, row.other) });
