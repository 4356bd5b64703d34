import { accept, type Actor, addDays, type Outcome } from "@dinhdanh/kernel";
import { deltasBetween, readCohortFigures, readFigures, type UnitFigures } from "@dinhdanh/progress";
import { ancestorIds, childrenOf, descendantsByLevel, type Level, type Unit } from "@dinhdanh/territory";
import { completedOn, completion } from "./completion.ts";
import type { Coverage, CoverageRow } from "./contract.ts";
import { ranks } from "./ranks.ts";
import { communesWithRoll, rollsOf } from "./rolls.ts";
import { coverageRow } from "./row.ts";
import { type FigureDeps, type FigureRefusal, openScope, type Scope, type ScopeRequest } from "./scope.ts";
import { membersOf } from "./store/units.ts";
import { doneOf, frozenBefore, isComplete, targetOf } from "./target.ts";

export type CoverageRequest = ScopeRequest & { born?: { from: number; to: number } | undefined };

/**
 * A unit's figures with those of the units right below it, as of the end of a day. Refusals: see {@link FigureRefusal}.
 * A cohort (`born`) has figures only: no completion day, rank, forecast or last 30 days, which would be those of everyone.
 */
export async function coverage(deps: FigureDeps, actor: Actor, request: CoverageRequest): Promise<Outcome<Coverage, FigureRefusal>> {
  const opened = await openScope(deps, actor, request);
  if (!opened.ok) return opened;
  const scope = opened.value;
  const rows = await coverageRows(deps, scope, request);
  const [own, ...children] = rows;
  if (own === undefined) throw new Error("coverage has no row for its own unit");
  return accept({ ...own, children, borders: request.borders ?? "day", campaign: scope.campaign?.key ?? "" });
}

async function coverageRows(deps: FigureDeps, scope: Scope, request: CoverageRequest): Promise<CoverageRow[]> {
  const { sql, engine } = deps;
  const { unit, treeDay, counting } = scope;
  const units = [unit, ...(await childrenOf(sql, unit.unitId, treeDay))];
  const ids = units.map((one) => one.unitId);
  const below = await unitsBelow(deps, unit, treeDay);
  const all = [...new Set([...ids, ...below.map((one) => one.unitId)])];
  const figuresAt = (day: string) => figuresOf(deps, scope, request, all, day);
  const figures = await figuresAt(request.asOf);
  const frozenOn = frozenBefore(counting, request.asOf);
  const frozen = frozenOn === null ? undefined : await figuresAt(frozenOn);
  const counted = new Map(all.map((id) => [id, targetOf(counting, figures.get(id) ?? {}, frozen?.get(id))]));
  const members = await membersOf(sql, ids, below.map((one) => one.unitId)); // prettier-ignore
  const levelOf = new Map(below.map((one) => [one.unitId, one.level]));
  const everyone = request.born === undefined;
  const rolls = rollsOf([...new Map([...units, ...below].map((one) => [one.unitId, one])).values()], await communesWithRoll(sql, engine));
  const hasRoll = (id: number) => rolls.get(id) === "whole";
  const complete = (id: number) => hasRoll(id) && isComplete(counted.get(id) ?? { target: 0, done: 0 });
  const daily = everyone ? await dailyDone(deps, ids, engine.measureId(doneOf(counting)), request.asOf) : undefined;
  const runs = everyone ? await completion(sql, engine, counting, ids) : undefined;
  const places = everyone ? await placesOf(deps, scope, units, request) : undefined;
  return units.map((one) =>
    coverageRow({
      unit: one,
      asOf: request.asOf,
      figures: figures.get(one.unitId) ?? {},
      counted: counted.get(one.unitId) ?? { target: 0, done: 0 },
      daily: daily?.get(one.unitId) ?? [],
      unitsComplete: countUnits(members.get(one.unitId) ?? [], levelOf, complete),
      roll: rolls.get(one.unitId) ?? "none",
      unitsWithRoll: countUnits(members.get(one.unitId) ?? [], levelOf, hasRoll),
      completedOn: hasRoll(one.unitId) ? completedOn(runs?.get(one.unitId), request.asOf) : null,
      rank: hasRoll(one.unitId) ? (places?.get(one.unitId)?.rank ?? null) : null,
      campaign: scope.campaign,
    }),
  );
}

/** Districts and communes that count towards the unit on the tree's day. */
async function unitsBelow({ sql }: FigureDeps, unit: Unit, treeDay: Unit["validFrom"]): Promise<Unit[]> {
  const levels: Level[] =
    unit.level === "country"
      ? ["province", "district", "commune"]
      : unit.level === "province"
        ? ["district", "commune"]
        : unit.level === "district"
          ? ["commune"]
          : [];
  return (await Promise.all(levels.map((level) => descendantsByLevel(sql, unit.unitId, treeDay, level)))).flat();
}

async function figuresOf(
  deps: FigureDeps,
  scope: Scope,
  request: CoverageRequest,
  ids: number[],
  day: string,
): Promise<Map<number, UnitFigures>> {
  if (request.born === undefined) return readFigures(deps.sql, deps.engine, ids, day);
  const ancestors = await ancestorIds(deps.sql);
  const cohort = { within: scope.unit.unitId, bornFrom: request.born.from, bornTo: request.born.to, ancestors };
  return readCohortFigures(deps.sql, deps.engine, cohort, ids, day);
}

/** People done on each of the 30 days up to `asOf`, oldest first. */
async function dailyDone({ sql }: FigureDeps, ids: number[], measure: number, asOf: CoverageRow["asOf"]): Promise<Map<number, number[]>> {
  const days = Array.from({ length: 30 }, (_, index) => addDays(asOf, index - 29));
  const position = new Map<string, number>(days.map((day, index) => [day, index]));
  const daily = new Map(ids.map((id) => [id, new Array<number>(30).fill(0)]));
  for (const { unitId, day, n } of await deltasBetween(sql, ids, [measure], days[0] ?? asOf, asOf)) {
    const row = daily.get(unitId);
    const index = position.get(day);
    if (row !== undefined && index !== undefined) row[index] = n;
  }
  return daily;
}

async function placesOf(deps: FigureDeps, scope: Scope, units: Unit[], request: CoverageRequest) {
  const levels = [...new Set(units.map((unit) => unit.level))];
  const places = await Promise.all(levels.map((level) => ranks(deps, scope.counting, level, scope.treeDay, request.asOf)));
  return new Map(places.flatMap((place) => [...place]));
}

/** How many of the units, by level, something holds for. */
function countUnits(members: number[], levelOf: Map<number, Level>, holds: (id: number) => boolean): CoverageRow["unitsComplete"] {
  const counts: CoverageRow["unitsComplete"] = {};
  for (const id of members) {
    const level = levelOf.get(id);
    if (level === undefined) continue;
    const entry = (counts[level] ??= { done: 0, of: 0 });
    entry.of += 1;
    if (holds(id)) entry.done += 1;
  }
  return counts;
}
