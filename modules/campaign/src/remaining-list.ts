import { type Actor, type Day, dayNumber } from "@dinhdanh/kernel";
import type { Unit } from "@dinhdanh/territory";
import type { z } from "zod";
import { type remainingQuerySchema, remainingGroupKeys, type RemainingPerson } from "./contract.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { measureNamed } from "./people-measures.ts";
import { destinationName, groupRank, type Place } from "./remaining-rules.ts";
import { unitOfList, yearsBorn } from "./scope.ts";
import { type RemainingPart, type RemainingRow, type RemainingRun, remainingRuns, type RemainingScope } from "./store/remaining.ts";

export type RemainingQuery = z.output<typeof remainingQuerySchema>;

/** A unit's list before its people are read: who is where, in order of group and commune. */
export type RemainingList = {
  scope: RemainingScope;
  unitName: string;
  runs: RemainingRun[];
  /** code of a place → what the list calls it */
  destinations: Map<string, string>;
};

export type OpenedRemaining = { unit: Pick<Unit, "unitId" | "name">; treeDay: Day; scope: RemainingScope };

/** Whose list it is. Null when no unit bears the code on the day. */
export async function openRemaining(
  deps: PeopleDeps,
  actor: Actor,
  query: Pick<RemainingQuery, "unit" | "asOf" | "borders" | "born">,
): Promise<OpenedRemaining | null> {
  const { engine, clock } = deps;
  const { unit, treeDay } = await unitOfList(deps, query);
  if (unit === undefined) return null;
  const named = (key: string) => measureNamed(engine, key);
  const measures = { eligible: named("eligible"), collected: named("collected"), excluded: named("excluded") };
  const scope = { actor, today: clock.today(), unitId: unit.unitId, day: query.asOf, born: yearsBorn(query.born), measures };
  return { unit, treeDay, scope };
}

/** Counts it. */
export async function countRemaining({ sql, units }: PeopleDeps, { unit, treeDay, scope }: OpenedRemaining): Promise<RemainingList> {
  const runs = await remainingRuns(sql, scope);
  const code = (unitId: number) => units.byId(unitId)?.code ?? "";
  runs.sort((a, b) => a.rank - b.rank || compare(code(a.unitId), code(b.unitId)) || a.unitId - b.unitId);
  const places = [...new Set(runs.flatMap((run) => run.place ?? []))];
  const day = dayNumber(treeDay);
  const own = units.province(unit.unitId, day)?.unitId ?? null;
  const destinations = new Map(places.map((place) => [place, nameOf(placeOf(units, place, day), place, own)]));
  return { scope, unitName: unit.name, runs, destinations };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function placeOf(units: PeopleDeps["units"], code: string, day: number): Place | undefined {
  const unit = units.last(code, day);
  return unit && { name: unit.name, province: units.province(unit.unitId, day) ?? null };
}

/** A code that no unit ever bore is shown as it was given. */
const nameOf = (place: Place | undefined, code: string, own: number | null) => (place === undefined ? code : destinationName(place, own));

/** The runs that a group and a destination leave. */
export function chosenRuns(list: RemainingList, query: Pick<RemainingQuery, "group" | "destination">): RemainingRun[] {
  const rank = query.group === undefined ? null : groupRank(query.group);
  return list.runs.filter(
    (run) =>
      (rank === null || run.rank === rank) &&
      (query.destination === undefined || (run.place !== null && list.destinations.get(run.place) === query.destination)),
  );
}

/** The part of the stored list that the runs make up. Places do not order the list: those of a group and commune are one run. */
export function partOf(
  runs: readonly RemainingRun[],
  query: Pick<RemainingQuery, "destination">,
): Omit<RemainingPart, "runs"> & { runs: RemainingRun[] } {
  const merged: RemainingRun[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && last.rank === run.rank && last.unitId === run.unitId) last.n += run.n;
    else merged.push({ ...run });
  }
  return { runs: merged, places: query.destination === undefined ? null : [...new Set(runs.flatMap((run) => run.place ?? []))] };
}

/** A stored row as the list shows it. */
export function toPerson(row: RemainingRow, list: RemainingList, deps: Pick<PeopleDeps, "units">): RemainingPerson {
  const { unitId, rank, place, ...person } = row;
  const group = remainingGroupKeys[rank];
  if (group === undefined) throw new Error(`no group ${rank}`);
  const destination = group === "away" && place !== null ? (list.destinations.get(place) ?? null) : null;
  const unit = deps.units.byId(unitId);
  return { ...person, unit: unit?.code ?? "", unitName: unit?.name ?? "", group, destination };
}
