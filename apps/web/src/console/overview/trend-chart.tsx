import type { Trend } from "@dinhdanh/campaign/contract";
import { CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useLanguage } from "../words/language.tsx";
import { trendOption } from "./chart-option.ts";
import type { Span } from "./chart-span.ts";

use([LineChart, CustomChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** ECharts draws; what it draws is decided in `chart-option.ts`. */
export function TrendChart({ trend, asOf, span }: { trend: Trend; asOf: string; span: Span }) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useEffect(() => {
    if (place.current === null) return undefined;
    const element = place.current;
    const drawn = init(element, null, { renderer: "svg" });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    if (place.current === null) return;
    chart.current?.setOption(
      trendOption({
        trend,
        asOf,
        span,

        language,
        size: { width: place.current.clientWidth, height: place.current.clientHeight },
      }),
      { notMerge: true },
    );
  }, [trend, asOf, span, language]);
  return <div className="chart-place" ref={place} />;
}
