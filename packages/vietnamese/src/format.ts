/** Languages in which figures are shown. */
export type Locale = "vi" | "en";

const TAGS = { vi: "vi-VN", en: "en-GB" } as const;
const COUNTS = { vi: new Intl.NumberFormat(TAGS.vi), en: new Intl.NumberFormat(TAGS.en) } as const;
const percents = new Map<string, Intl.NumberFormat>();

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** A count of people or things: 754277 → "754.277" (vi), "754,277" (en). */
export function formatCount(count: number, locale: Locale): string {
  return COUNTS[locale].format(count);
}

/**
 * A share, where 1 is the whole: 0.998 → "99,8%" (vi), "99.8%" (en). `fractionDigits` (default 1) are always shown.
 * A share below the whole never rounds up to 100 %: units are certified on "100 %", so 0.9999 reads 99.9 %.
 */
export function formatPercent(share: number, locale: Locale, fractionDigits = 1): string {
  const largest = 1 - 10 ** -(fractionDigits + 2);
  const shown = share < 1 && share > largest ? largest : share;
  return percentFormat(locale, fractionDigits).format(shown);
}

function percentFormat(locale: Locale, digits: number): Intl.NumberFormat {
  const key = locale + digits;
  let format = percents.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(TAGS[locale], { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });
    percents.set(key, format);
  }
  return format;
}

/**
 * A day, or a birth known only to the month or year: "2023-04-22" → "22/4/2023" (vi), "22 April 2023" (en); "2023-04" → "4/2023", "April 2023";
 * "2023" → "2023". Throws RangeError on any other shape (the calendar itself is not checked: the register stores checked days).
 */
export function formatDate(isoDay: string, locale: Locale): string {
  const parts = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(isoDay);
  // The value is left out: it may be somebody's birthday, and errors end up in logs.
  if (parts === null) throw new RangeError("not an ISO day, month or year");
  const [, year, month, day] = parts;
  if (month === undefined) return String(Number(year));
  const written = locale === "vi" ? [Number(month), Number(year)] : [MONTHS[Number(month) - 1], Number(year)];
  if (day !== undefined) written.unshift(Number(day));
  return written.join(locale === "vi" ? "/" : " ");
}
