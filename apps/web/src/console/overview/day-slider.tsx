import { dayNumber, dayOf } from "@dinhdanh/kernel/contract";
import { useDebouncedCallback } from "@mantine/hooks";
import { type CSSProperties, useEffect, useState } from "react";
import { daysBetween } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { gridLeft, gridRight } from "./chart-place.ts";

type Props = {
  value: string;
  first: string;
  last: string;
  /** last day of the chart's axis above, to stand in line with it */
  axisEnd: string | undefined;
  onChange: (day: string) => void;
};

/** The browser's own step for Page Up is a tenth of the range: 79 days of this campaign. */
const monthDays = 30;

/** Days that one tick of playing advances, and how often it ticks. */
const playDays = 7;
const playMs = 450;

/** A native range: arrow keys move by a day, Page Up and Down by a month, Home and End to the ends. */
export function DaySlider({ value, first, last, axisEnd, onChange }: Props) {
  const { t, day } = useLanguage();
  const [held, setHeld] = useState<string>();
  const settle = useDebouncedCallback((next: string) => {
    onChange(next);
    setHeld(undefined);
  }, 160);
  const shown = held ?? value;
  const set = (next: string) => {
    setHeld(next);
    settle(next);
  };
  const share = axisEnd === undefined ? 1 : daysBetween(first, last) / Math.max(1, daysBetween(first, axisEnd));
  const style = { "--left": `${gridLeft}px`, "--right": `${gridRight}px`, "--share": share } as CSSProperties;
  return (
    <div className="slider" style={style}>
      <div className="slider-track">
        <input
          type="range"
          aria-label={t("dayLabel")}
          aria-valuetext={day(shown)}
          min={dayNumber(first)}
          max={dayNumber(last)}
          step={1}
          value={dayNumber(shown)}
          onChange={(event) => set(dayOf(Number(event.target.value)))}
          onKeyDown={(event) => {
            const months = { PageDown: -1, PageUp: 1 }[event.key];
            if (months === undefined) return;
            event.preventDefault();
            set(dayOf(Math.max(dayNumber(first), Math.min(dayNumber(last), dayNumber(shown) + months * monthDays))));
          }}
        />
        <div className="slider-ends" aria-hidden="true">
          <span>{day(first)}</span>
          <span>{day(last)}</span>
        </div>
      </div>
      <div className="slider-tools">
        <output>{day(shown)}</output>
        <Play value={value} first={first} last={last} onChange={onChange} />
        <span className="mute small keys">{t("dayHint")}</span>
      </div>
    </div>
  );
}

/** Walks through the campaign a week at a time; from the start when it stands at the end. */
function Play({ value, first, last, onChange }: Omit<Props, "axisEnd">) {
  const { t } = useLanguage();
  const [pressed, setPressed] = useState(false);
  const playing = pressed && value < last;
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => onChange(dayOf(Math.min(dayNumber(value) + playDays, dayNumber(last)))), playMs);
    return () => clearTimeout(timer);
  }, [playing, value, last, onChange]);
  const press = () => {
    if (!playing && value >= last) onChange(first);
    setPressed(!playing);
  };
  return (
    <button type="button" className="plain" aria-pressed={playing} onClick={press}>
      <span aria-hidden="true">{playing ? "❚❚ " : "▶ "}</span>
      {t(playing ? "dayPause" : "dayPlay")}
    </button>
  );
}
