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
  const ids = level === "country" ? [] : await unitsOfOnly(sql, await communesWithRoll(sql, engine), level, treeDay);
  const peers = ids.length === 0 ? [] : [...(await unitsByIds(sql, ids, treeDay)).values()];
  const runs = await completion(sql, engine, counting, ids);
  const days = peers.map((unit) => ({ unit, completedOn: completedOn(runs.get(unit.unitId), asOf) }));
  const order = days.flatMap((peer) => peer.completedOn ?? []).sort();
  return new Map(
    days.map((peer) => [peer.unit.unitId, { ...peer, rank: peer.completedOn === null ? null : order.indexOf(peer.completedOn) + 1 }]),
  );
}
