import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import { logListRead } from "./list-reads.ts";
import {
  type NumberClaim,
  numberClaimSchema,
  type SharedCase,
  sharedCaseSchema,
  type SharedNumber,
  type SharedNumbers,
  sharedNumberSchema,
} from "./pairs-contract.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { sideView } from "./pairs.ts";
import { numberClaimOf, type NumberClaimRow, numberClaims } from "./store/number-claims.ts";
import { relativesOfNumber, sharedNumberOf, type SharedNumberRow, sharedNumbers } from "./store/shared-numbers.ts";

const scopeOf = ({ clock }: PeopleDeps, actor: Actor) => ({ actor, today: clock.today(), unitId: null });

/** Two people with one number: in the register, and in rows that were refused for it; of whom one at least is registered in the officer's territory. */
export async function numbersToSettle(deps: PeopleDeps, actor: Actor, state: "open" | "settled"): Promise<SharedNumbers> {
  const { total, rows } = await sharedNumbers(deps.sql, scopeOf(deps, actor), state);
  const claimed = await numberClaims(deps.sql, scopeOf(deps, actor), state);
  const read = [...rows.flatMap((row) => [row.person, row.other]), ...claimed.rows.map((row) => row.person)];
  await logListRead(deps, actor, "duplicates", read, "verify");
  const claims = claimed.rows.map((row) => toClaim(deps, row));
  return { total: total + claimed.total, cases: rows.map((row) => toCase(deps, row)), claims };
}

/** One case. Refusals: `pair-not-found`, also when it lies outside the actor's territory. */
export async function sharedNumberView(
  deps: PeopleDeps,
  actor: Actor,
  ids: readonly [string, string],
): Promise<Outcome<SharedCase, "pair-not-found">> {
  const row = await sharedNumberOf(deps.sql, scopeOf(deps, actor), ids);
  if (row === undefined) return refuse("pair-not-found");
  const all = await relativesOfNumber(deps.sql, scopeOf(deps, actor), { pin: row.pin, ids });
  const known = all.filter(({ within }) => within);
  await logListRead(deps, actor, "duplicates", [row.person, row.other, ...known], "verify");
  const relatives = known.map(({ unitId, ...one }) => ({ ...one, unitName: deps.units.byId(unitId ?? -1)?.name ?? null }));
  return accept(sharedCaseSchema.parse({ ...toCase(deps, row), relatives, elsewhere: all.length - known.length }));
}

const toCase = (deps: PeopleDeps, row: SharedNumberRow): SharedNumber =>
  sharedNumberSchema.parse({ ...row, person: sideView(deps, row.person), other: sideView(deps, row.other) });

/** One refused row. Refusals: `claim-not-found`, also when the number's bearer lives outside the actor's territory. */
export async function numberClaimView(
  deps: PeopleDeps,
  actor: Actor,
  personId: string,
  claimId: string,
): Promise<Outcome<NumberClaim, "claim-not-found">> {
  const row = await numberClaimOf(deps.sql, scopeOf(deps, actor), personId, claimId);
  if (row === undefined) return refuse("claim-not-found");
  await logListRead(deps, actor, "duplicates", [row.person], "verify");
  return accept(toClaim(deps, row));
}

function toClaim(deps: PeopleDeps, { unitsOn, ...row }: NumberClaimRow): NumberClaim {
  const unitName = deps.units.last(row.facts.permanentUnit ?? "", dayNumber(unitsOn))?.name ?? null;
  return numberClaimSchema.parse({ ...row, person: sideView(deps, row.person), unitName });
}
