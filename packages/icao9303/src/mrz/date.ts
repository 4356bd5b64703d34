/** `year`: the last two digits. What is unknown is absent; a known day needs a known month (9303-3 4.8). */
export type MrzDate = { year?: number; month?: number; day?: number };

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const part = (n: number | undefined): string => (n === undefined ? "<<" : String(n).padStart(2, "0"));

/** YYMMDD, unknown parts as `<<`. Takes a whole year too (`1990`). `undefined` for what is no date. */
export function writeMrzDate({ year, month, day }: MrzDate): string | undefined {
  const text = part(year === undefined ? undefined : year % 100) + part(month) + part(day);
  return readMrzDate(text) === undefined ? undefined : text;
}

/** `undefined` for what is no date. 29 February is accepted in every year, because the century is not known. */
export function readMrzDate(text: string): MrzDate | undefined {
  const match = /^(\d\d|<<)(\d\d|<<)(\d\d|<<)$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map((digits) => (digits === "<<" ? undefined : Number(digits)));
  if (month === undefined && day !== undefined) return undefined;
  const days = month === undefined ? 31 : longest[month - 1];
  if (days === undefined || (day !== undefined && (day < 1 || day > days))) return undefined;
  return { ...(year === undefined ? {} : { year }), ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) };
}
