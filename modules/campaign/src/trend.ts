import { accept, type Actor, addDays, type Day, dayNumber, dayOf, type Outcome } from "@dinhdanh/kernel";
import { deltasBetween, openingDay, readFigures } from "@dinhdanh/progress";
import type { Trend } from "./contract.ts";
import { forecast } from "./forecast.ts";
import { type FigureDeps, type FigureRefusal, openScope, type ScopeRequest } from "./scope.ts";
import { commitmentOf, type Counting, doneOf, frozenBefore, targetOf } from "./target.ts";

export type TrendRequest = ScopeRequest & { from?: Day | undefined };

/** Target and done of a unit at the end of every day, from the campaign's start (or `from`) to `asOf`, with the forecast after it. */
export async function trend(deps: FigureDeps, actor: Actor, request: TrendRequest): Promise<Outcome<Trend, FigureRefusal>> {
  const opened = await openScope(deps, actor, request);
  if (!opened.ok) return opened;
  const { unit, campaign, counting } = opened.value;
  const opening = dayOf(openingDay);
  const wanted = request.from ?? campaign?.startsOn ?? addDays(request.asOf, -365);
  const from = wanted < opening ? opening : wanted > request.asOf ? request.asOf : wanted;
  // the forecast looks at as many days as that of the coverage, also when fewer are shown
  const lookback = addDays(request.asOf, -30);
  const counted = await countedDaily(deps, unit.unitId, counting, lookback < from ? lookback : from, request.asOf);
  const shown = counted.slice(-(dayNumber(request.asOf) - dayNumber(from) + 1));
  const last = counted.at(-1) ?? { target: 0, done: 0 };
  const daily = counted.slice(1).map((one, index) => one.done - (counted[index]?.done ?? 0));
  return accept({
    ...{ unit: unit.code, days: shown.map((_, index) => addDays(from, index)) },
    ...{ target: shown.map((one) => one.target), done: shown.map((one) => one.done) },
    ...{ directiveOn: campaign?.directiveOn ?? null, emulationOn: campaign?.emulationOn ?? null },
    ...{ commitmentOn: commitmentOf(campaign, unit) },
    forecast: forecast(last.target - last.done, daily, request.asOf),
  });
}

/** Target and done at the end of each day, from one day to another. */
async function countedDaily({ sql, engine }: FigureDeps, id: number, counting: Counting, from: Day, to: Day) {
  const keys = ["eligible", "away", doneOf(counting)] as const;
  const measures = keys.map((key) => engine.measureId(key));
  const frozenOn = frozenBefore(counting, to);
  const frozen = frozenOn === null ? undefined : (await readFigures(sql, engine, [id], frozenOn)).get(id);
  const running = { ...(await readFigures(sql, engine, [id], addDays(from, -1))).get(id) };
  const byDay = Map.groupBy(await deltasBetween(sql, [id], measures, from, to), (delta) => delta.day);
  return Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, index) => {
    const day = addDays(from, index);
    for (const [place, key] of keys.entries()) {
      const delta = byDay.get(day)?.find((one) => one.measure === measures[place])?.n ?? 0;
      running[key] = (running[key] ?? 0) + delta;
    }
    return targetOf(counting, running, frozenOn !== null && day > frozenOn ? frozen : undefined);
  });
}
