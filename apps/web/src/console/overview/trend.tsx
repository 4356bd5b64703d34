import type { Coverage } from "@dinhdanh/campaign/contract";
import { addDays, toDay } from "@dinhdanh/kernel/contract";
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { trendQuery } from "../api/queries.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useStart, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { spanOf } from "./chart-span.ts";
import { DaySlider } from "./day-slider.tsx";
import { useChangeView } from "./use-change-view.ts";

const TrendChart = lazy(async () => ({ default: (await import("./trend-chart.tsx")).TrendChart }));
const recentDays = 84;

/** The course so far and what is expected, with the slider of days under it. `drawn` is false where the course would count others than the figures. */
export function Trend({ coverage, drawn }: { coverage: Coverage; drawn: boolean }) {
  const { t, number, day } = useLanguage();
  const { firstDay, lastDay } = useStart();
  const { asOf, borders } = useView();
  const change = useChangeView();
  const [recent, setRecent] = useState(false);
  const { unit } = coverage;
  const from = recent ? addDays(toDay(asOf), -recentDays) : firstDay;
  const { data, error, refetch } = useQuery({ ...trendQuery({ unit, asOf, borders, from }), enabled: drawn });
  const trend = data;
  const span = spanOf({ from, asOf, lastDay, recent, trend });
  return (
    <section className="trend">
      {drawn ? (
        <>
          <div className="tools">
            <h2>{t("trendTitle")}</h2>
            <SegmentedControl
              aria-label={t("trendSpan")}
              size="xs"
              value={recent ? "recent" : "all"}
              onChange={(value) => setRecent(value === "recent")}
              data={[
                { value: "all", label: t("trendAll") },
                { value: "recent", label: t("trendRecent") },
              ]}
            />
          </div>
          <figure
            className="chart"
            aria-label={t("trendSummary", { from: day(from), to: day(asOf), done: number(coverage.done), target: number(coverage.target) })}
          >
            {error !== null && trend === undefined ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
            <Suspense fallback={null}>{trend === undefined ? null : <TrendChart trend={trend} asOf={asOf} span={span} />}</Suspense>
          </figure>
        </>
      ) : null}
      <DaySlider
        key={unit}
        value={asOf}
        first={firstDay}
        last={lastDay}
        axisEnd={recent || !drawn ? undefined : span.to}
        onChange={(ngay) => change({ ngay })}
      />
    </section>
  );
}
