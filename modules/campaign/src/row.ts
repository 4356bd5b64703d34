import type { Day } from "@dinhdanh/kernel";
import type { UnitFigures } from "@dinhdanh/progress";
import type { Unit } from "@dinhdanh/territory";
import { type Campaign, type CoverageRow, exclusionReasons, type MainMeasure, mainMeasureKeys } from "./contract.ts";
import { daysAhead, forecast } from "./forecast.ts";
import { commitmentOf } from "./target.ts";

export type RowInput = {
  unit: Unit;
  asOf: Day;
  figures: UnitFigures;
  counted: { target: number; done: number };
  daily: number[];
  unitsComplete: CoverageRow["unitsComplete"];
  roll: CoverageRow["roll"];
  unitsWithRoll: CoverageRow["unitsWithRoll"];
  completedOn: string | null;
  rank: number | null;
  campaign: Campaign | null;
};

/** One unit's figures as the page and the command print them. Pure. */
export function coverageRow(input: RowInput): CoverageRow {
  const { unit, asOf, figures, counted, campaign } = input;
  const remaining = Math.max(0, counted.target - counted.done);
  const outlook = forecast(remaining, input.daily, asOf);
  const figure = (key: string) => figures[key] ?? 0;
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    ...{ unit: unit.code, name: unit.name, level: unit.level, asOf },
    ...{ target: counted.target, done: counted.done, remaining },
    measures: Object.fromEntries(mainMeasureKeys.map((key) => [key, figure(key)])) as Record<MainMeasure, number>,
    excludedByReason: Object.fromEntries(
      Object.keys(exclusionReasons)
        .map((reason) => [reason, figure(`excluded:${reason}`)] as const)
        .filter(([, n]) => n > 0),
    ),
    gross: ratio(figure("collected"), figure("eligible")),
    net: ratio(figure("collected"), figure("eligible") - figure("excluded")),
    ...{ unitsComplete: input.unitsComplete, roll: input.roll, unitsWithRoll: input.unitsWithRoll },
    completedOn: input.completedOn as Day | null,
    rank: input.rank,
    forecast: outlook,
    deadlines: deadlines(campaign, unit, (input.completedOn ?? outlook.finishOn) as Day | null, input.completedOn !== null),
    last30Days: input.daily,
  };
}

function deadlines(campaign: Campaign | null, unit: Unit, completion: Day | null, actual: boolean): CoverageRow["deadlines"] {
  const list: CoverageRow["deadlines"] = [];
  const add = (kind: CoverageRow["deadlines"][number]["kind"], on: Day | null) => {
    if (on !== null) list.push({ kind, on, daysAhead: completion === null ? null : daysAhead(on, completion), actual });
  };
  add("directive", campaign?.directiveOn ?? null);
  add("emulation", campaign?.emulationOn ?? null);
  add("commitment", commitmentOf(campaign, unit));
  return list;
}
