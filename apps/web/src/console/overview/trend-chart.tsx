import type { Trend } from "@dinhdanh/campaign/contract";
import { useComputedColorScheme } from "@mantine/core";
import { CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useLanguage } from "../words/language.tsx";
import { type Ink, trendOption } from "./chart-option.ts";
import type { Span } from "./chart-span.ts";

use([LineChart, CustomChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** `scheme` says which theme the tokens are read in. */
const inkOf = (element: Element, scheme: "light" | "dark"): Ink => {
  if (element.closest(`[data-mantine-color-scheme="${scheme}"]`) === null) document.documentElement.dataset["mantineColorScheme"] = scheme;
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    act: token("--act"),
    ink: token("--ink"),
    mute: token("--mute"),
    hair: token("--hair"),
    paper: token("--paper"),
    amber: token("--amber"),
  };
};

/** ECharts draws; what it draws is decided in `chart-option.ts`. */
export function TrendChart({ trend, asOf, span }: { trend: Trend; asOf: string; span: Span }) {
  const language = useLanguage();
  const scheme = useComputedColorScheme("light");
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
        ink: inkOf(place.current, scheme),
        language,
        size: { width: place.current.clientWidth, height: place.current.clientHeight },
      }),
      { notMerge: true },
    );
  }, [trend, asOf, span, language, scheme]);
  return <div className="chart-place" ref={place} />;
}
