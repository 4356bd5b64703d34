import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Candidate, candidatesFor, type CandidatesQuery } from "@dinhdanh/population";
import type { z } from "zod";
import { logListRead } from "./list-reads.ts";
import { type CandidateView, type Pair, type Pairs, pairSchema, type pairsQuerySchema } from "./pairs-contract.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { idsInTerritory } from "./store/people-territory.ts";
import { pairOfIds, pairPage, type PairRow, type PairSide } from "./store/pairs.ts";

/**
 * Records that may be of one person, the likeliest first. An officer sees the pairs of which one record at least is registered in their territory.
 * Refusals: `unit-not-found`.
 */
export async function pairsToJudge(
  deps: PeopleDeps,
  actor: Actor,
  { unit: code, ...page }: z.output<typeof pairsQuerySchema>,
): Promise<Outcome<Pairs, "unit-not-found">> {
  const today = deps.clock.today();
  const unit = code === undefined ? undefined : deps.units.last(code, Number.MAX_SAFE_INTEGER);
  if (code !== undefined && unit === undefined) return refuse("unit-not-found", { unit: code });
  const { total, rows } = await pairPage(deps.sql, { actor, today, unitId: unit?.unitId ?? null }, page);
  await logListRead(deps, actor, "duplicates", rows.flatMap((row) => [row.person, row.other]), "verify"); // prettier-ignore
  return accept({ total, pairs: rows.map((row) => toPair(deps, row)) });
}

/** One pair. Refusals: `pair-not-found`, also when it lies outside the actor's territory. */
export async function pairView(deps: PeopleDeps, actor: Actor, ids: readonly [string, string]): Promise<Outcome<Pair, "pair-not-found">> {
  const row = await pairOfIds(deps.sql, { actor, today: deps.clock.today(), unitId: null }, ids);
  if (row === undefined) return refuse("pair-not-found");
  await logListRead(deps, actor, "duplicates", [row.person, row.other], "verify");
  return accept(toPair(deps, row));
}

/** Who in the register may be somebody of whom a record is about to be made, likeliest first. */
export async function likeThisPerson(deps: PeopleDeps, actor: Actor, facts: CandidatesQuery): Promise<CandidateView[]> {
  const today = deps.clock.today();
  const found = await candidatesFor(deps.sql, facts);
  const within = await idsInTerritory(deps.sql, { actor, today }, found.map(({ personId }) => personId), today); // prettier-ignore
  await logListRead(deps, actor, "duplicates", found.filter(({ personId }) => within.has(personId)), "verify"); // prettier-ignore
  return found.map((one) =>
    within.has(one.personId)
      ? { personId: one.personId, held: heldBy(deps, one), probability: one.probability, explanation: one.explanation }
      : { personId: null, held: null, probability: one.probability, explanation: null },
  );
}

function heldBy({ units, clock }: PeopleDeps, { record }: Candidate): NonNullable<CandidateView["held"]> {
  const { fullName = "", sex = "unknown", permanentUnit, pin = null, birthDate = null } = record;
  const { address = null, householdId = null, fatherPin = null, motherPin = null, origin = null } = record;
  const unitName = permanentUnit === undefined ? null : (units.last(permanentUnit, dayNumber(clock.today()))?.name ?? null);
  return { fullName, pin, birthDate, sex, unitName, address, householdId, fatherPin, motherPin, origin };
}

/** Who decides about two records must be in charge of both: of pairs across a border the level above decides. */
export async function inChargeOfAll({ sql, clock }: PeopleDeps, actor: Actor, personIds: readonly string[]): Promise<boolean> {
  const today = clock.today();
  const within = await idsInTerritory(sql, { actor, today }, personIds, today);
  return personIds.every((personId) => within.has(personId));
}

const toPair = (deps: PeopleDeps, row: PairRow): Pair =>
  pairSchema.parse({ ...row, person: sideView(deps, row.person), other: sideView(deps, row.other) });

export const sideView = ({ units }: PeopleDeps, { unitId, ...person }: PairSide) => ({
  ...person,
  unitName: unitId === null ? null : (units.byId(unitId)?.name ?? null),
});
