/** `year`: the last two digits. What is unknown is absent; a known day needs a known month (9303-3 4.8). */
export type MrzDate = { year?: number | undefined; month?: number | undefined; day?: number | undefined };

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** 00 to 99 */
const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));
const part = (n: number | undefined): string => (n === undefined ? "<<" : (twoDigits[n] as string));
const isTwoDigits = (n: number): boolean => Number.isInteger(n) && n >= 0 && n < 100;

/** YYMMDD, unknown parts as `<<`. Takes a whole year too (`1990`). `undefined` for what is no date. */
export function writeMrzDate({ year, month, day }: MrzDate): string | undefined {
  const short = year === undefined ? undefined : year % 100;
  if ((short !== undefined && !isTwoDigits(short)) || !isDate(month, day)) return undefined;
  return part(short) + part(month) + part(day);
}

/** 29 February is one of every year, because the century is not known. */
function isDate(month: number | undefined, day: number | undefined): boolean {
  const days = month === undefined ? 31 : longest[month - 1];
  if (days === undefined) return false;
  return day === undefined || (month !== undefined && Number.isInteger(day) && day >= 1 && day <= days);
}

/** `undefined` for what is no date. */
export function readMrzDate(text: string): MrzDate | undefined {
  const match = /^(\d\d|<<)(\d\d|<<)(\d\d|<<)$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map((digits) => (digits === "<<" ? undefined : Number(digits)));
  if (!isDate(month, day)) return undefined;
  return { ...(year === undefined ? {} : { year }), ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) };
}
