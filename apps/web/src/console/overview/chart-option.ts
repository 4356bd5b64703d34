import type { Trend } from "@dinhdanh/campaign/contract";
import type { CustomSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { calendarDay, dayNumber, dayOf } from "@dinhdanh/kernel/contract";
import { daysBetween } from "../words/format.ts";
import type { Language } from "../words/language.tsx";
import type { Span } from "./chart-span.ts";
import { gridBottom, gridLeft, gridRight, gridTop } from "./chart-place.ts";
import { dropBelow, type Scale, scaleOf } from "./chart-scale.ts";

type Option = ComposeOption<LineSeriesOption | CustomSeriesOption | GridComponentOption | TooltipComponentOption>;

/** Names of tokens, not colours: SVG resolves them, so that the chart follows the theme and the paper by itself. */
const ink = { act: "var(--act)", ink: "var(--ink)", mute: "var(--mute)", hair: "var(--hair)", paper: "var(--paper)" } as const;

type Given = { trend: Trend; asOf: string; span: Span; language: Language; size: { width: number; height: number } };

/** Up to one point a day is drawn; a campaign of three years would be a thousand, which no screen shows. */
const maxPoints = 400;

function thinned<T>(values: readonly T[]): T[] {
  const step = Math.ceil(values.length / maxPoints);
  return values.filter((_, index) => index % step === 0 || index === values.length - 1);
}

export function trendOption(given: Given): Option {
  const { trend, span, language } = given;
  const points = trend.days.map((day, index) => ({ day, done: trend.done[index] ?? 0, target: trend.target[index] ?? 0 }));
  const last = points.at(-1);
  const scale = scaleOf(points.flatMap(({ done, target }) => [done, target]));
  return {
    animation: false,
    textStyle: { fontFamily: "Be Vietnam Pro, system-ui, sans-serif", fontSize: 12 },
    grid: { left: gridLeft, right: gridRight, top: gridTop, bottom: gridBottom, outerBoundsMode: "none" },
    tooltip: tooltip(given),
    xAxis: {
      type: "time",
      min: span.from,
      max: span.to,
      axisLine: { lineStyle: { color: ink.hair } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: ink.mute, hideOverlap: true, formatter: (ms: number) => axisDay(dayOf(calendarDay(ms)), given) },
    },
    yAxis: {
      type: "value",
      ...scale,
      axisLabel: { color: ink.mute, formatter: (n: number) => language.number(n) },
      splitLine: { lineStyle: { color: ink.hair } },
    },
    series: [
      targetLine(
        given,
        thinned(points).map(({ day, target }) => [day, target]),
      ),
      doneLine(given, thinned(points), scale),
      ...(last === undefined ? [] : forecastBand(given, last)),
    ],
  };
}

/** Months over a whole campaign, days over some weeks. */
function axisDay(day: string, { span, asOf, language }: Given): string {
  return daysBetween(span.from, span.to) > 240 ? language.day(day.slice(0, 7)) : language.nearDay(day, asOf);
}

type Point = { day: string; done: number; target: number };

function targetLine({ language }: Given, data: [string, number][]): LineSeriesOption {
  return {
    type: "line",
    name: language.t("trendTarget"),
    step: "end",
    symbol: "none",
    data,
    lineStyle: { color: ink.ink, width: 1 },
    itemStyle: { color: ink.ink },
    endLabel: {
      show: true,
      ...endLabel(-12),
      color: ink.mute,
      formatter: ({ value }) => `${language.t("trendTarget")} ${language.number((value as [string, number])[1])}`,
    },
  };
}

/** Stands left of the day's line and on paper: no tick of a deadline and no line of the grid runs through its words. */
const endLabel = (drop: number) => ({
  ...{ align: "right" as const, offset: [-14, drop], fontSize: 12, lineHeight: 16 },
  ...{ backgroundColor: ink.paper, padding: [0, 3] },
});

function doneLine({ trend, asOf, span, size, language }: Given, points: Point[], scale: Scale): LineSeriesOption {
  const last = points.at(-1);
  const said = last === undefined ? "" : `${language.number(last.done)} ${language.t("trendCollected")}`;
  const plot = {
    width: size.width - gridLeft - gridRight,
    height: size.height - gridTop - gridBottom,
    days: daysBetween(span.from, span.to),
  };
  const drop = dropBelow(
    points.map(({ day, done }) => ({ day: dayNumber(day), n: done })),
    scale,
    plot,
  );
  return {
    type: "line",
    name: language.t("trendCollected"),
    data: points.map(({ day, done }) => [day, done]),
    showSymbol: false,
    lineStyle: { color: ink.act, width: 2 },
    itemStyle: { color: ink.act },
    endLabel: { show: true, ...endLabel(drop), color: ink.ink, formatter: () => said },
    markLine: { symbol: "none", silent: true, animation: false, z: 1, data: [...deadlineMarks(trend, asOf, language), dayMark(asOf)] },
  };
}

const dayMark = (asOf: string) => ({
  xAxis: asOf,
  lineStyle: { color: ink.act, type: "dotted" as const, width: 1 },
  label: { show: false },
});

/** Each deadline is named above its line, the next one a row higher, so that near ones do not run into each other. */
function deadlineMarks({ directiveOn, emulationOn, commitmentOn }: Trend, asOf: string, language: Language) {
  const set = [
    { on: commitmentOn, word: "commitment" },
    { on: emulationOn, word: "emulation" },
    { on: directiveOn, word: "directive" },
  ] as const;
  const known = set.flatMap(({ on, word }) => (on === null ? [] : [{ on, word }])).toSorted((a, b) => a.on.localeCompare(b.on));
  return known.map(({ on, word }, row) => ({
    xAxis: on,
    lineStyle: { color: ink.ink, width: 1, type: "solid" as const },
    label: {
      formatter: `${language.t(word)} ${language.nearDay(on, asOf)}`,
      position: "end" as const,
      align: "right" as const,
      distance: [-2, 4 + (row % 2) * 16] as unknown as number,
      color: ink.ink,
    },
  }));
}

/** From the last figure to the target: the expected day dashed, the 80 % interval as a wash. */
function forecastBand({ trend, language }: Given, last: Point): (LineSeriesOption | CustomSeriesOption)[] {
  const { finishOn, earliestOn, latestOn } = trend.forecast;
  if (finishOn === null) return [];
  const corners: [string, number][] = [
    [last.day, last.done],
    [earliestOn ?? finishOn, last.target],
    [latestOn ?? finishOn, last.target],
  ];
  return [
    {
      type: "custom",
      silent: true,
      clip: true,
      data: [corners.flat()],
      renderItem: (_, api) => ({
        type: "polygon",
        shape: { points: corners.map((corner) => api.coord(corner)) },
        style: { fill: ink.act, opacity: 0.16 },
      }),
    },
    {
      type: "line",
      name: language.t("trendForecast"),
      symbol: "none",
      data: [
        [last.day, last.done],
        [finishOn, last.target],
      ],
      lineStyle: { color: ink.act, width: 1, type: "dashed" },
      itemStyle: { color: ink.act },
      tooltip: { show: false },
    },
  ];
}

type Hovered = { seriesName?: string; value?: unknown };

function tooltip({ language }: Given): TooltipComponentOption {
  return {
    trigger: "axis",
    backgroundColor: ink.paper,
    borderColor: ink.hair,
    textStyle: { color: ink.ink, fontSize: 12, fontFamily: "inherit" },
    extraCssText: "box-shadow: none",
    axisPointer: { lineStyle: { color: ink.mute, type: "dotted" } },
    formatter: (hovered) => {
      const all = (Array.isArray(hovered) ? hovered : [hovered]) as Hovered[];
      const rows = all.flatMap(({ seriesName, value }) =>
        Array.isArray(value) && seriesName !== undefined ? [{ seriesName, day: String(value[0]), n: Number(value[1]) }] : [],
      );
      const [first] = rows;
      if (first === undefined) return "";
      return [language.day(first.day), ...rows.map(({ seriesName, n }) => `${language.number(n)} ${seriesName}`)].join("<br>");
    },
  };
}
