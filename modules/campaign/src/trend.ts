import { accept, type Actor, addDays, type Day, dayNumber, dayOf, type Outcome } from "@dinhdanh/kernel";
import { deltasBetween, openingDay, readFigures } from "@dinhdanh/progress";
import type { Trend } from "./contract.ts";
import { forecast } from "./forecast.ts";
import { type FigureDeps, type FigureRefusal, openScope, type ScopeRequest } from "./scope.ts";
import { doneOf, targetOf } from "./target.ts";

export type TrendRequest = ScopeRequest & { from?: Day | undefined };

/** Target and done of a unit at the end of every day, from the campaign's start (or `from`) to `asOf`, with the forecast after it. */
export async function trend(deps: FigureDeps, actor: Actor, request: TrendRequest): Promise<Outcome<Trend, FigureRefusal>> {
  const opened = await openScope(deps, actor, request);
  if (!opened.ok) return opened;
  const { unit, campaign, counting } = opened.value;
  const { sql, engine } = deps;
  const opening = dayOf(openingDay);
  const wanted = request.from ?? (campaign?.startsOn as Day | undefined) ?? addDays(request.asOf, -365);
  const from = wanted < opening ? opening : wanted > request.asOf ? request.asOf : wanted;
  const keys = ["eligible", "away", doneOf(counting)] as const;
  const id = unit.unitId;
  const frozen = counting.frozenOn === null ? undefined : (await readFigures(sql, engine, [id], counting.frozenOn)).get(id);
  const running = { ...(await readFigures(sql, engine, [id], addDays(from, -1))).get(id) };
  const byDay = Map.groupBy(
    await deltasBetween(sql, [id], keys.map((key) => engine.measureId(key)), from, request.asOf), // prettier-ignore
    (delta) => delta.day,
  );
  const days = Array.from({ length: dayNumber(request.asOf) - dayNumber(from) + 1 }, (_, index) => addDays(from, index));
  const counted = days.map((day) => {
    for (const key of keys) {
      const delta = byDay.get(day)?.find((one) => one.measure === engine.measureId(key))?.n ?? 0;
      running[key] = (running[key] ?? 0) + delta;
    }
    return targetOf(counting, running, frozen);
  });
  const done = counted.map((one) => one.done);
  const last = counted.at(-1) ?? { target: 0, done: 0 };
  return accept({
    ...{ unit: unit.code, days, target: counted.map((one) => one.target), done },
    directiveOn: campaign?.directiveOn ?? null,
    commitmentOn: campaign?.commitments.find((one) => one.unit === unit.code)?.on ?? null,
    forecast: forecast(last.target - last.done, done.map((n, index) => n - (done[index - 1] ?? n)).slice(1), request.asOf), // prettier-ignore
  });
}
