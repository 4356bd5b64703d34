/** A calendar day as a whole number of days since 1970-01-01, so that comparing and adding days costs nothing. */
export type Day = number;

/** Stands for "has not happened": later than every day of a simulation. */
export const NEVER: Day = 1_000_000;

const FIRST_YEAR = 1890;
const LAST_YEAR = 2060;

/** Days from the civil calendar: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
export function dayNumber(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : MONTH_LENGTHS[month - 1]!;
}

const OFFSET = dayNumber(FIRST_YEAR, 1, 1);
const texts: string[] = [];
const years: number[] = [];
const fourteenth: number[] = [];

for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
  for (let month = 1; month <= 12; month++) {
    const prefix = `${year}-${month < 10 ? "0" : ""}${month}-`;
    for (let d = 1; d <= monthLength(year, month); d++) {
      texts.push(`${prefix}${d < 10 ? "0" : ""}${d}`);
      years.push(year);
      fourteenth.push(dayNumber(year + 14, month, Math.min(d, monthLength(year + 14, month))));
    }
  }
}

/** `yyyy-mm-dd`. */
export function dateText(day: Day): string {
  return texts[day - OFFSET]!;
}

export function yearOf(day: Day): number {
  return years[day - OFFSET]!;
}

/** First day on which a person born on this day is 14; born on 29 February: 28 February of a common year. */
export function fourteenthBirthday(birthDay: Day): Day {
  return fourteenth[birthDay - OFFSET]!;
}

export function parseDay(text: string): Day {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) throw new Error(`not a date (yyyy-mm-dd): ${text}`);
  const day = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (texts[day - OFFSET] !== text) throw new Error(`no such day: ${text}`);
  return day;
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekday(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

const clock: string[] = [];
for (let minute = 0; minute < 1440; minute++) {
  // Seconds hang on the minute: 1,440 ready strings instead of 86,400, and still no clock that always shows :00.
  const parts = [Math.floor(minute / 60), minute % 60, (minute * 37) % 60];
  clock.push(`T${parts.map((n) => String(n).padStart(2, "0")).join(":")}+07:00`);
}

/** A moment is counted in minutes since 1970-01-01 00:00 in Asia/Ho_Chi_Minh. */
export function momentText(moment: number): string {
  const day = Math.floor(moment / 1440);
  return texts[day - OFFSET]! + clock[moment - day * 1440]!;
}

export function momentOf(day: Day, minuteOfDay: number): number {
  return day * 1440 + minuteOfDay;
}
