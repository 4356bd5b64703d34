import type { Actor, Day } from "@dinhdanh/kernel";
import { readFigures } from "@dinhdanh/progress";
import { type Level, unitByCode } from "@dinhdanh/territory";
import type { RankingRow } from "./contract.ts";
import { ranks } from "./ranks.ts";
import type { FigureDeps } from "./scope.ts";
import { campaigns } from "./store/campaigns.ts";
import { membersOf } from "./store/units.ts";
import { frozenBefore, plainCounting, targetOf } from "./target.ts";

/** Units of a level by day of completion, then by what remains. `within`: only those below this unit; places stay national. */
export async function ranking(
  deps: FigureDeps,
  _actor: Actor,
  request: { level: Level; asOf: Day; within?: string | undefined },
): Promise<RankingRow[]> {
  const { sql, engine } = deps;
  const counting = (await campaigns(sql))[0] ?? plainCounting;
  const within = request.within === undefined ? undefined : await unitByCode(sql, request.within, request.asOf);
  if (request.within !== undefined && within === undefined) return [];
  const all = [...(await ranks(deps, counting, request.level, request.asOf, request.asOf)).values()];
  const inside = within === undefined ? undefined : new Set((await membersOf(sql, [within.unitId], all.map(({ unit }) => unit.unitId))).get(within.unitId)).add(within.unitId); // prettier-ignore
  const places = all.filter(({ unit }) => inside?.has(unit.unitId) ?? true);
  const ids = places.map((place) => place.unit.unitId);
  const figures = await readFigures(sql, engine, ids, request.asOf);
  const frozenOn = frozenBefore(counting, request.asOf);
  const frozen = frozenOn === null ? undefined : await readFigures(sql, engine, ids, frozenOn);
  const parents = new Map<string, string>();
  for (const code of new Set(places.flatMap(({ unit }) => unit.parentCode ?? []))) {
    parents.set(code, (await unitByCode(sql, code, request.asOf))?.name ?? "");
  }
  const rows = places.map(({ unit, completedOn, rank }): RankingRow => {
    const counted = targetOf(counting, figures.get(unit.unitId) ?? {}, frozen?.get(unit.unitId));
    return {
      ...{ unit: unit.code, name: unit.name, parentName: parents.get(unit.parentCode ?? "") ?? null },
      ...{ ...counted, remaining: Math.max(0, counted.target - counted.done) },
      ...{ completedOn: completedOn as Day | null, rank },
    };
  });
  return rows.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.remaining - b.remaining || (a.unit < b.unit ? -1 : 1));
}
