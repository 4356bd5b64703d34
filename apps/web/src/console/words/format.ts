import { addYears, calendarDay, dayNumber, dayOf, type Locale } from "@dinhdanh/kernel/contract";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const grouping = { vi: ".", en: "," } as const;
const point = { vi: ",", en: "." } as const;
/** between a figure and its unit: they stay on one line */
const tie = "\u00a0";

/** 754277 → `754.277` (vi), `754,277` (en). Written out because `Intl` for vi leaves four digits alone in some browsers. */
export function formatNumber(n: number, locale: Locale): string {
  const [whole = "0", fraction] = String(Math.abs(n)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, grouping[locale]);
  return `${n < 0 ? "−" : ""}${grouped}${fraction === undefined ? "" : `${point[locale]}${fraction}`}`;
}

/**
 * A ratio as a percentage with one decimal: `96,8 %`. Cut, not rounded: 99.96 % must not read as complete.
 * Whole only when it is exactly 0 or 1.
 */
export function formatPercent(ratio: number, locale: Locale): string {
  if (ratio === 1 || ratio === 0) return `${ratio * 100}${tie}%`;
  // the small addition undoes binary fractions such as 0.968 × 1000 = 967.9999…
  const tenths = Math.floor(ratio * 1000 + 1e-7);
  return `${formatNumber(Math.floor(tenths / 10), locale)}${point[locale]}${tenths % 10}${tie}%`;
}

/**
 * `2023-04-22` → `22/4/2023` (vi), `22 Apr 2023` (en); also `1990-03` and `1990` for dates known only so far. Of an instant the day on which it was in
 * Vietnam: its own text begins with the day in Greenwich, which before 7 in the morning is the one before.
 */
export function formatDay(given: string, locale: Locale): string {
  const date = given.length > 10 ? dayOf(calendarDay(Date.parse(given))) : given;
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return year;
  const name = locale === "vi" ? String(Number(month)) : (months[Number(month) - 1] ?? month);
  if (day === undefined) return locale === "vi" ? `${name}/${year}` : `${name} ${year}`;
  return locale === "vi" ? `${Number(day)}/${name}/${year}` : `${Number(day)} ${name} ${year}`;
}

/** Without the year when it is the year of `near`. */
export function formatNearDay(date: string, near: string, locale: Locale): string {
  const full = formatDay(date, locale);
  return date.slice(0, 4) === near.slice(0, 4) ? full.slice(0, -5) : full;
}

const two = (n: number) => String(n).padStart(2, "0");

/** An instant with an offset → the clock on the wall in Vietnam: `22/4/2023 08:10`. */
export function formatTime(iso: string, locale: Locale): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  const wall = new Date(ms + 7 * 3_600_000);
  return `${formatDay(dayOf(calendarDay(ms)), locale)} ${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
}

/** `035190000018` → `035 190 000 018`. */
export const formatPin = (pin: string): string => pin.replace(/(\d{3})(?=\d)/g, "$1 ");

/** The most full years that somebody can have at `asOf`, as precisely as the birth is known. Born on 29 February: on 28 February of a common year (addYears). */
export function ageAt(birthDate: string, asOf: string): number {
  const years = Number(asOf.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const birthday = birthDate.length === 10 ? dayOf(addYears(dayNumber(birthDate), Math.max(0, years))) : birthDate;
  return birthday.slice(5) > asOf.slice(5, birthDate.length) ? years - 1 : years;
}

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

const sizes = ["B", "KB", "MB", "GB"];
export function formatSize(bytes: number, locale: Locale): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), sizes.length - 1);
  const size = bytes / 1024 ** step;
  return `${formatNumber(step === 0 ? size : Math.round(size * 10) / 10, locale)}${tie}${sizes[step]}`;
}
