import type { Day } from "@dinhdanh/kernel";
import { type Level, type Unit, unitsByIds } from "@dinhdanh/territory";
import { completedOn, completion } from "./completion.ts";
import { communesWithRoll } from "./rolls.ts";
import type { FigureDeps } from "./scope.ts";
import { unitsOfOnly } from "./store/units.ts";
import type { Counting } from "./target.ts";

export type Place = { completedOn: string | null; rank: number | null };

/**
 * Places of a level's units by day of completion, nationwide, equal days sharing a place. Only units whose whole roll is in the
 * register take part: elsewhere a handful who moved there would make a unit look complete.
 */
export async function ranks(
  deps: FigureDeps,
  counting: Counting,
  level: Level,
  treeDay: Day,
  asOf: Day,
): Promise<Map<number, Place & { unit: Unit }>> {
  const { sql, engine } = deps;
  const peers = level === "country" ? [] : await ranked(deps, level, treeDay);
  const runs = await completion(sql, engine, counting, peers.map(({ unitId }) => unitId)); // prettier-ignore
  const days = peers.map((unit) => ({ unit, completedOn: completedOn(runs.get(unit.unitId), asOf) }));
  const order = days.flatMap((peer) => peer.completedOn ?? []).sort();
  return new Map(
    days.map((peer) => [peer.unit.unitId, { ...peer, rank: peer.completedOn === null ? null : order.indexOf(peer.completedOn) + 1 }]),
  );
}

async function ranked({ sql, engine }: FigureDeps, level: Exclude<Level, "country">, treeDay: Day): Promise<Unit[]> {
  const communes = await communesWithRoll(sql, engine);
  const ids = level === "commune" ? [...communes] : await unitsOfOnly(sql, communes, level, treeDay);
  const units = ids.length === 0 ? [] : [...(await unitsByIds(sql, ids, treeDay)).values()];
  return units.filter(({ validFrom, validUntil }) => validFrom <= treeDay && (validUntil === null || validUntil > treeDay));
}
