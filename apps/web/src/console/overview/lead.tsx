import type { Coverage } from "@dinhdanh/campaign/contract";
import { Fragment, type ReactNode } from "react";
import { FigureLink } from "../parts/figure-link.tsx";
import { useMainMeasure, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { levelsWords } from "../words/tables.ts";
import { DeadlineWords } from "./deadline-words.tsx";
import { figureOf } from "./figures.ts";
import { Ranked } from "./ranked.tsx";

/** How far, how fast, and when: the sentence under the headline. */
export function Lead({ coverage }: { coverage: Coverage }) {
  const { rich, percent } = useLanguage();
  const { asOf, measure, born } = useView();
  const main = useMainMeasure();
  const figure = figureOf(coverage, measure, main);
  const shared = { unit: coverage.unit, asOf };
  // what is complete is so in the campaign's own measure
  const units = measure === main ? completeUnits(coverage) : [];
  return (
    <p className="lead">
      {rich("leadDone", {
        done: <FigureLink {...shared} n={figure.done} measure={measure} />,
        target: <FigureLink {...shared} n={figure.target} measure="eligible" />,
        percent: percent(figure.ratio),
      })}
      {units.length === 0 ? null : <>, {rich("leadUnits", { list: <UnitCounts coverage={coverage} units={units} /> })}</>}.{" "}
      {/* the pace is kept for everybody together only; where nobody on the rolls at hand is left there is nothing to forecast */}
      {measure === main && born === undefined && figure.remaining > 0 ? <Expectation coverage={coverage} /> : null}
    </p>
  );
}

type Count = { level: "commune" | "district" | "province"; done: number; of: number };

const completeUnits = ({ unitsComplete, level: own }: Coverage): Count[] =>
  (["commune", "district", "province"] as const).flatMap((level) => {
    const count = unitsComplete[level];
    return count === undefined || count.of === 0 || level === own ? [] : [{ level, ...count }];
  });

function UnitCounts({ coverage, units }: { coverage: Coverage; units: Count[] }) {
  const { t, number } = useLanguage();
  const said: ReactNode[] = units.map(({ level, done, of }) => (
    <Ranked key={level} unit={coverage.unit} level={level}>
      {number(done)}/{number(of)} {t(levelsWords[level])}
    </Ranked>
  ));
  return (
    <>
      {said.map((each, index) => (
        <Fragment key={index}>
          {index === 0 ? null : index === said.length - 1 ? t("leadAnd") : ", "}
          {each}
        </Fragment>
      ))}
    </>
  );
}

function Expectation({ coverage }: { coverage: Coverage }) {
  const { t, rich, number, day, nearDay } = useLanguage();
  const { ratePerDay, finishOn, earliestOn, latestOn } = coverage.forecast;
  if (finishOn === null || ratePerDay === 0) return <>{t("leadNoForecast")}</>;
  // in the year of the day that stands before it; over a new year both ends say theirs
  const oneYear = new Set([earliestOn, latestOn, finishOn].map((each) => each?.slice(0, 4))).size === 1;
  const end = (each: string) => (oneYear ? nearDay(each, finishOn) : day(each));
  const interval = earliestOn === null || latestOn === null ? "–" : `${end(earliestOn)}–${end(latestOn)}`;
  const late = coverage.deadlines.some(({ daysAhead }) => daysAhead !== null);
  return (
    <>
      {rich("leadForecast", {
        rate: number(Number(ratePerDay.toFixed(ratePerDay >= 100 ? 0 : ratePerDay >= 1 ? 1 : 2))),
        day: <b>{day(finishOn)}</b>,
        interval,
      })}
      {late ? ", " : "."}
      <DeadlineWords coverage={coverage} />
    </>
  );
}
