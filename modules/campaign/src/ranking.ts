import { type Actor, type Day } from "@dinhdanh/kernel";
import { readFigures } from "@dinhdanh/progress";
import { isBelow, type Level, unitByCode } from "@dinhdanh/territory";
import type { RankingRow } from "./contract.ts";
import { ranks } from "./ranks.ts";
import type { FigureDeps } from "./scope.ts";
import { campaigns } from "./store/campaigns.ts";
import { plainCounting, targetOf } from "./target.ts";

/** Units of a level by day of completion, then by what remains. `within`: only those below this unit; places stay national. */
export async function ranking(deps: FigureDeps, _actor: Actor, request: { level: Level; asOf: Day; within?: string | undefined }): Promise<RankingRow[]> {
  const { sql, engine } = deps;
  const counting = (await campaigns(sql))[0] ?? plainCounting;
  const places = [...(await ranks(deps, counting, request.level, request.asOf, request.asOf)).values()];
  const ids = places.map((place) => place.unit.unitId);
  const figures = await readFigures(sql, engine, ids, request.asOf);
  const frozen = counting.frozenOn === null ? undefined : await readFigures(sql, engine, ids, counting.frozenOn);
  const within = request.within === undefined ? undefined : await unitByCode(sql, request.within, request.asOf);
  const rows: RankingRow[] = [];
  for (const { unit, completedOn, rank } of places) {
    if (within !== undefined && !(await isBelow(sql, unit.unitId, within.unitId))) continue;
    const counted = targetOf(counting, figures.get(unit.unitId) ?? {}, frozen?.get(unit.unitId));
    const parent = unit.parentCode === null ? undefined : await unitByCode(sql, unit.parentCode, request.asOf);
    rows.push({
      ...{ unit: unit.code, name: unit.name, parentName: parent?.name ?? null },
      ...{ ...counted, remaining: Math.max(0, counted.target - counted.done) },
      ...{ completedOn: completedOn as Day | null, rank },
    });
  }
  return rows.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.remaining - b.remaining || (a.unit < b.unit ? -1 : 1));
}
