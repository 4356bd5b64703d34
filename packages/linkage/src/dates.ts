/** Shapes of dates that files hold, the order of day and month as written in Viet Nam and most of the world. */
const shapes: readonly [RegExp, (parts: readonly string[]) => readonly [string, string, string]][] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/, ([y = "", m = "", d = ""]) => [y, m, d]],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, ([d = "", m = "", y = ""]) => [y, m, d]],
  [/^(\d{4})(\d{2})(\d{2})$/, ([y = "", m = "", d = ""]) => [y, m, d]],
  [/^(\d{4})[-/.](\d{1,2})$/, ([y = "", m = ""]) => [y, m, ""]],
  [/^(\d{1,2})[-/.](\d{4})$/, ([m = "", y = ""]) => [y, m, ""]],
  [/^(\d{4})$/, ([y = ""]) => [y, "", ""]],
];

/** `yyyy-mm-dd`, `yyyy-mm` or `yyyy`, as much as the text says; empty when it says no date. Zeros stand for an unknown day or month. */
export function isoDate(text: string): string {
  const bare = text.trim();
  for (const [shape, order] of shapes) {
    const found = shape.exec(bare);
    if (found === null) continue;
    const [year, month, day] = order(found.slice(1)).map(Number) as [number, number, number];
    if (month > 12 || day > 31) return "";
    if (month === 0) return String(year).padStart(4, "0");
    const head = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    return day === 0 ? head : `${head}-${String(day).padStart(2, "0")}`;
  }
  return "";
}

/** Year, month and day side by side in bits, so that two dates are compared by what is not the same in them; months and days that are not known are 0, and so is what is no date. */
export function packedDate(iso: string): number {
  const [year = "", month = "", day = ""] = iso.split("-");
  const [months, days] = [Number(month), Number(day)];
  if (!/^\d{4}$/.test(year) || !(months <= 12 && days <= 31)) return 0;
  return (Number(year) << yearFrom) | (months << monthFrom) | days;
}

const [monthFrom, yearFrom] = [5, 9];
const monthOf = (date: number): number => (date >> monthFrom) & 15;
const dayOf = (date: number): number => date & 31;

export const isSameYear = (a: number, b: number): boolean => (a ^ b) >> yearFrom === 0;

export function isSwapped(a: number, b: number): boolean {
  return isSameYear(a, b) && dayOf(a) !== 0 && dayOf(a) === monthOf(b) && monthOf(a) === dayOf(b) && a !== b;
}

/** One knows less, and what both know agrees. */
export function isPartial(a: number, b: number): boolean {
  if (!isSameYear(a, b)) return false;
  if (monthOf(a) === 0 || monthOf(b) === 0) return monthOf(a) !== monthOf(b);
  return monthOf(a) === monthOf(b) && (dayOf(a) === 0) !== (dayOf(b) === 0);
}

export function isOnePartOff(a: number, b: number): boolean {
  if (dayOf(a) === 0 || dayOf(b) === 0) return false;
  const same = Number(isSameYear(a, b)) + Number(monthOf(a) === monthOf(b)) + Number(dayOf(a) === dayOf(b));
  return same === 2;
}
