/** A calendar day in Asia/Ho_Chi_Minh as `yyyy-mm-dd`: text, so that no time zone can shift it. */
export type Day = string & { readonly brand: "Day" };

const dayMs = 86_400_000;
/** Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975. */
const offsetMs = 7 * 3_600_000;

const texts = new Map<number, Day>();

/** 9999-12-31: the last day that four digits of a year can name. */
export const lastDay = 2_932_896;

/** Days since 1970-01-01 → `yyyy-mm-dd`. Cached: bulk loads print the same few thousand days millions of times. */
export function dayOf(number: number): Day {
  let text = texts.get(number);
  if (text === undefined) {
    text = new Date(number * dayMs).toISOString().slice(0, 10) as Day;
    texts.set(number, text);
  }
  return text;
}

/** `yyyy-mm-dd` → days since 1970-01-01. The text must be a real day (see {@link isDay}). */
export function dayNumber(day: string): number {
  return daysFromCivil(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

/** Day number of a civil date (proleptic Gregorian; H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The day in Vietnam of an instant, in ms since 1970-01-01T00:00Z. */
export const calendarDay = (epochMs: number): number => Math.floor((epochMs + offsetMs) / dayMs);

/** Last day of a month, 1-12. */
export const endOfMonth = (year: number, month: number): number =>
  daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - 1;

/** Whether the text is `yyyy-mm-dd` and such a day exists. There is no year 0000: PostgreSQL refuses it. */
export function isDay(text: string): text is Day {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  return month >= 1 && month <= 12 && day >= 1 && dayNumber(text) <= endOfMonth(Number(text.slice(0, 4)), month);
}

/** @throws when the text is no day: for constants and checked input */
export function toDay(text: string): Day {
  if (!isDay(text)) throw new Error("not a day of the form yyyy-mm-dd");
  return text;
}

export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);

/** The same day `years` later; 29 February becomes 28 February in a common year (domain rules, section 2). */
export function addYears(number: number, years: number): number {
  const text = dayOf(number);
  const year = Number(text.slice(0, 4)) + years;
  const month = Number(text.slice(5, 7));
  return Math.min(daysFromCivil(year, month, Number(text.slice(8, 10))), endOfMonth(year, month));
}
