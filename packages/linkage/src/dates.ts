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

/** `1990-05-17` → 19900517, `1990-05` → 19900500, `1990` → 19900000; anything else 0. */
export function packedDate(iso: string): number {
  const [year = "", month = "", day = ""] = iso.split("-");
  return /^\d{4}$/.test(year) ? Number(year) * 10_000 + Number(month) * 100 + Number(day) : 0;
}

const yearOf = (date: number): number => Math.floor(date / 10_000);
const monthOf = (date: number): number => Math.floor(date / 100) % 100;
const dayOf = (date: number): number => date % 100;

export function isSwapped(a: number, b: number): boolean {
  return dayOf(a) !== 0 && yearOf(a) === yearOf(b) && dayOf(a) === monthOf(b) && monthOf(a) === dayOf(b) && a !== b;
}

/** One knows less, and what both know agrees. */
export function isPartial(a: number, b: number): boolean {
  if (yearOf(a) !== yearOf(b)) return false;
  if (monthOf(a) === 0 || monthOf(b) === 0) return monthOf(a) !== monthOf(b);
  return monthOf(a) === monthOf(b) && (dayOf(a) === 0) !== (dayOf(b) === 0);
}

export function isOnePartOff(a: number, b: number): boolean {
  if (dayOf(a) === 0 || dayOf(b) === 0) return false;
  const same = Number(yearOf(a) === yearOf(b)) + Number(monthOf(a) === monthOf(b)) + Number(dayOf(a) === dayOf(b));
  return same === 2;
}

export const isSameYear = (a: number, b: number): boolean => yearOf(a) === yearOf(b);
