import { type Coverage, mainMeasures } from "@dinhdanh/campaign/contract";
import { Fragment, type ReactNode } from "react";
import { Blank } from "../parts/blank.tsx";
import { FigureLink } from "../parts/figure-link.tsx";
import { Tag } from "../parts/tag.tsx";
import { useMainMeasure, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { levelsWords, shortName } from "../words/tables.ts";
import { DeadlineWords } from "./deadline-words.tsx";
import { figureOf, isComplete, timingOf } from "./figures.ts";
import { Lead } from "./lead.tsx";
import { Ranked } from "./ranked.tsx";
import { RollNote } from "./roll-note.tsx";

/** The answer of the page in one line. */
export function Headline({ coverage }: { coverage: Coverage }) {
  const { t, rich, say } = useLanguage();
  const { asOf, measure } = useView();
  const main = useMainMeasure();
  const figure = figureOf(coverage, measure, main);
  const unit = coverage.level === "country" ? t("country") : shortName(coverage.name);
  if (figure.target === 0) {
    return (
      <>
        <h1>{t(coverage.roll === "none" ? "nobodyYet" : "nobodyInTarget", { unit })}</h1>
        <Blank>{t(coverage.roll === "none" ? "nobodyYetTeach" : "nobodyInTargetTeach")}</Blank>
      </>
    );
  }
  if (isComplete(coverage, figure) && measure === main) return <CompleteLine coverage={coverage} unit={unit} />;
  if (coverage.roll !== "whole" && figure.remaining === 0) {
    return (
      <>
        <h1>{t("rollNotWhole", { unit })}</h1>
        <RollNote coverage={coverage} />
        <Lead coverage={coverage} />
      </>
    );
  }
  const n = <FigureLink n={figure.remaining} unit={coverage.unit} asOf={asOf} measure={measure} remaining={measure === main} not />;
  const counts = { count: figure.remaining };
  return (
    <>
      <h1>
        {measure === main && main === "collected"
          ? rich("leftToCollect", { unit, n }, counts)
          : rich("leftToDo", { unit, n, measure: say(mainMeasures[measure]).toLocaleLowerCase() }, counts)}
      </h1>
      <RollNote coverage={coverage} />
      <Lead coverage={coverage} />
    </>
  );
}

/** `Hà Nam · 754.277 / 754.277 công dân (100 %) · 109/109 xã · 6/6 huyện · hạng 1 · sớm 8 ngày` */
function CompleteLine({ coverage, unit }: { coverage: Coverage; unit: string }) {
  const { t, rich, percent, day } = useLanguage();
  const { asOf, measure } = useView();
  const timing = timingOf(coverage);
  const shared = { unit: coverage.unit, asOf };
  const parts: ReactNode[] = [
    rich("completeLine", {
      unit,
      done: <FigureLink {...shared} n={coverage.done} measure={measure} />,
      target: <FigureLink {...shared} n={coverage.target} measure="eligible" />,
      percent: percent(1),
    }),
    ...(["commune", "district", "province"] as const).flatMap((level) => {
      const count = coverage.unitsComplete[level];
      if (count === undefined || count.of === 0 || level === coverage.level) return [];
      return [
        <Ranked key={level} unit={coverage.unit} level={level}>
          {t("completeUnits", { done: count.done, of: count.of, level: t(levelsWords[level]) })}
        </Ranked>,
      ];
    }),
    ...(coverage.rank === null ? [] : [t("completeRank", { rank: coverage.rank })]),
    ...(timing?.kind === "ahead"
      ? [t("aheadDays", { n: timing.days })]
      : timing?.kind === "behind"
        ? [t("behindDays", { n: timing.days })]
        : []),
  ];
  return (
    <>
      <h1 className="complete-line">
        {parts.map((part, index) => (
          <Fragment key={index}>
            {index === 0 ? null : " · "}
            <span>{part}</span>
          </Fragment>
        ))}
      </h1>
      <p className="lead">
        <Tag tone="done">{coverage.completedOn === null ? t("complete") : t("leadCompletedOn", { day: day(coverage.completedOn) })}</Tag>{" "}
        <DeadlineWords coverage={coverage} />
      </p>
    </>
  );
}
