import type { Trend } from "@dinhdanh/campaign/contract";
import type { CustomSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { calendarDay, dayNumber, dayOf } from "@dinhdanh/kernel/contract";
import { daysBetween } from "../words/format.ts";
import type { Language } from "../words/language.tsx";
import type { Span } from "./chart-span.ts";
import { placeLabels, shiftClear, widthOf } from "./chart-labels.ts";
import { gridBottom, gridLeft, gridRight, gridTop, labelRow } from "./chart-place.ts";
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
  const marks = deadlineMarks(given);
  const rows = 1 + Math.max(0, ...marks.map(({ row }) => row));
  const top = gridTop + Math.max(0, rows - 2) * labelRow;
  return {
    animation: false,
    textStyle: { fontFamily: "Be Vietnam Pro, system-ui, sans-serif", fontSize: 12 },
    grid: { left: gridLeft, right: gridRight, top, bottom: gridBottom, outerBoundsMode: "none" },
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
      doneLine(given, thinned(points), { scale, top, marks: marks.map(({ mark }) => mark) }),
      ...(last === undefined ? [] : forecastBand(given, last)),
    ],
  };
}

/** Months over a whole campaign, days over some weeks. */
function axisDay(day: string, { span, asOf, language }: Given): string {
  return daysBetween(span.from, span.to) > 240 ? language.day(day.slice(0, 7)) : language.nearDay(day, asOf);
}

type Point = { day: string; done: number; target: number };

function targetLine(given: Given, data: [string, number][]): LineSeriesOption {
  const { language } = given;
  const said = `${language.t("trendTarget")} ${language.number(data.at(-1)?.[1] ?? 0)}`;
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
      ...endLabel(-12, endShift(given, said)),
      color: ink.mute,
      formatter: () => said,
    },
  };
}

const beside = 14;

/** Stands left of the day's line and on paper: no tick of a deadline and no line of the grid runs through its words. */
const endLabel = (drop: number, shift: number) => ({
  ...{ align: "right" as const, offset: [-beside - shift, drop], fontSize: 12, lineHeight: 16 },
  ...{ backgroundColor: ink.paper, padding: [0, 3] },
});

/** Where a day stands, px from the left of the plot. */
const placeOf = ({ span, size }: Given, day: string) =>
  (daysBetween(span.from, day) / Math.max(1, daysBetween(span.from, span.to))) * (size.width - gridLeft - gridRight);

/** How far the label at the end of a line moves, so that it keeps clear of the deadlines' ticks. */
function endShift(given: Given, said: string): number {
  const { trend } = given;
  const last = trend.days.at(-1);
  if (last === undefined) return 0;
  const ticks = deadlinesOf(trend).map(({ on }) => placeOf(given, on));
  return shiftClear(placeOf(given, last) - beside, widthOf(said), ticks);
}

type Plot = { scale: Scale; top: number; marks: ReturnType<typeof deadlineMarks>[number]["mark"][] };

function doneLine(given: Given, points: Point[], { scale, top, marks }: Plot): LineSeriesOption {
  const { asOf, span, size, language } = given;
  const last = points.at(-1);
  const said = last === undefined ? "" : `${language.number(last.done)} ${language.t("trendCollected")}`;
  const plot = {
    width: size.width - gridLeft - gridRight,
    height: size.height - top - gridBottom,
    days: daysBetween(span.from, span.to),
  };
  const shift = endShift(given, said);
  const drop = dropBelow(
    points.map(({ day, done }) => ({ day: dayNumber(day), n: done })),
    scale,
    { ...plot, shift },
  );
  return {
    type: "line",
    name: language.t("trendCollected"),
    data: points.map(({ day, done }) => [day, done]),
    showSymbol: false,
    lineStyle: { color: ink.act, width: 2 },
    itemStyle: { color: ink.act },
    endLabel: { show: true, ...endLabel(drop, shift), color: ink.ink, formatter: () => said },
    markLine: { symbol: "none", silent: true, animation: false, z: 1, data: [...marks, dayMark(asOf)] },
  };
}

const dayMark = (asOf: string) => ({
  xAxis: asOf,
  lineStyle: { color: ink.act, type: "dotted" as const, width: 1 },
  label: { show: false },
});

function deadlinesOf({ directiveOn, emulationOn, commitmentOn }: Trend) {
  const set = [
    { on: commitmentOn, word: "commitment" },
    { on: emulationOn, word: "emulation" },
    { on: directiveOn, word: "directive" },
  ] as const;
  return set.flatMap(({ on, word }) => (on === null ? [] : [{ on, word }])).toSorted((a, b) => a.on.localeCompare(b.on));
}

/** Each deadline is named above its line, in a row in which it runs into no other. */
function deadlineMarks(given: Given) {
  const { trend, asOf, language } = given;
  const named = deadlinesOf(trend).map(({ on, word }) => ({ on, said: `${language.t(word)} ${language.nearDay(on, asOf)}` }));
  const places = placeLabels(named.map(({ on, said }) => ({ x: placeOf(given, on), width: widthOf(said) })));
  return named.map(({ on, said }, index) => {
    const { row, align } = places[index] ?? { row: 0, align: "right" };
    const label = {
      ...{ formatter: said, position: "end" as const, align, color: ink.ink },
      // across and along the line; the library's types know one number only
      distance: [align === "right" ? -2 : 2, 4 + row * labelRow] as unknown as number,
    };
    return { row, mark: { xAxis: on, lineStyle: { color: ink.ink, width: 1, type: "solid" as const }, label } };
  });
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
