import type { Trend } from "@dinhdanh/campaign/contract";
import { CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../words/language.tsx";
import { trendOption } from "./chart-option.ts";
import type { Span } from "./chart-span.ts";

use([LineChart, CustomChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** ECharts draws; what it draws is decided in `chart-option.ts`. */
export function TrendChart({ trend, asOf, span }: { trend: Trend; asOf: string; span: Span }) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const [size, setSize] = useState<{ width: number; height: number }>();
  useEffect(() => {
    if (place.current === null) return undefined;
    const element = place.current;
    const drawn = init(element, null, { renderer: "svg" });
    chart.current = drawn;
    // labels are placed for the width that there is
    const watch = new ResizeObserver(() => {
      drawn.resize();
      setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    if (size !== undefined) chart.current?.setOption(trendOption({ trend, asOf, span, language, size }), { notMerge: true });
  }, [trend, asOf, span, language, size]);
  return <div className="chart-place" ref={place} />;
}
