import type { Day } from "@dinhdanh/kernel";
import { countryId, descendantsByLevel, type Level, type Unit } from "@dinhdanh/territory";
import { completedOn, completion } from "./completion.ts";
import type { FigureDeps } from "./scope.ts";
import { wholeProvinces } from "./store/units.ts";
import type { Counting } from "./target.ts";

export type Place = { completedOn: string | null; rank: number | null };

/**
 * Places of a level's units by day of completion, nationwide, equal days sharing a place. Only provinces whose roll is in the register
 * take part, i.e. every commune has people: elsewhere a handful who moved there would make a unit look complete.
 */
export async function ranks(
  deps: FigureDeps,
  counting: Counting,
  level: Level,
  treeDay: Day,
  asOf: Day,
): Promise<Map<number, Place & { unit: Unit }>> {
  const peers = await ranked(deps, level, treeDay);
  const runs = await completion(
    deps.sql,
    deps.engine,
    counting,
    peers.map((unit) => unit.unitId),
  );
  const days = peers.map((unit) => ({ unit, completedOn: completedOn(runs.get(unit.unitId), asOf) }));
  const order = days.flatMap((peer) => peer.completedOn ?? []).sort();
  return new Map(
    days.map((peer) => [peer.unit.unitId, { ...peer, rank: peer.completedOn === null ? null : order.indexOf(peer.completedOn) + 1 }]),
  );
}

async function ranked({ sql, engine }: FigureDeps, level: Level, treeDay: Day): Promise<Unit[]> {
  if (level === "country") return [];
  const whole = await wholeProvinces(sql, engine.measureId("eligible"), treeDay);
  if (whole.size === 0) return [];
  if (level === "province")
    return (await descendantsByLevel(sql, countryId, treeDay, "province")).filter(({ unitId }) => whole.has(unitId));
  return (await Promise.all([...whole].map((province) => descendantsByLevel(sql, province, treeDay, level)))).flat();
}
