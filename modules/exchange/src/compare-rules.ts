import { parsePartialDate } from "@dinhdanh/kernel/contract";
import { canonicalTone, hasDiacritics, normaliseText, searchKey } from "@dinhdanh/vietnamese";
import { type AttributeName, kindOfAttribute } from "./attributes.ts";

export const operators = ["<", ">", "=", ">=", "<=", "!="] as const;
export type Operator = (typeof operators)[number];
export type Given = string | number | boolean;

/** yyyy-mm-dd, yyyy-mm, yyyy, dd/mm/yyyy; clients of the national service also send yyyyMMdd (domain rules, section 8). */
export function readDate(given: string): string | undefined {
  const text = given.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
  const parsed = parsePartialDate(text);
  return parsed.kind === "date" ? parsed.date : undefined;
}

/** Names come unaccented, in capitals, without spaces (domain rules, section 8); with diacritics they must be the same ones. */
function sameName(held: string, given: string): boolean {
  if (hasDiacritics(given)) return accented(held) === accented(given);
  return bare(held) === bare(given);
}
const accented = (text: string) => canonicalTone(normaliseText(text)).toLowerCase().replaceAll(" ", "");
export const bare = (text: string): string => searchKey(text).replaceAll(" ", "");

/** A date known to the day agrees with its year; one known to the year does not agree with a day, which nobody knows. */
const sameDate = (held: string, given: string) => held.startsWith(given);

/** Whether the register's value is the one given. */
export function agrees(name: AttributeName, held: string, given: Given): boolean {
  const text = String(given).trim();
  switch (kindOfAttribute(name)) {
    case "name":
      return sameName(held, text);
    case "date": {
      const date = readDate(text);
      return date !== undefined && sameDate(held, date);
    }
    case "number":
      return held === text;
    case "text":
      return held.toLowerCase() === text.toLowerCase();
  }
}

const first = (date: string) => `${date}-01-01`.slice(0, 10);
/** Later than every day of the period, or the last of it: these are compared as text. */
const last = (date: string) => `${date}-12-31`.slice(0, date.length === 7 ? 7 : 10) + (date.length === 7 ? "-31" : "");

/** Order is for dates; what is known too vaguely to decide does not hold. */
export const isOrdered = (name: AttributeName): boolean => kindOfAttribute(name) === "date";

/** Whether `held operator given` holds for certain. */
export function holds(name: AttributeName, held: string, operator: Operator, given: Given): boolean {
  if (operator === "=") return agrees(name, held, given);
  if (operator === "!=") return !agrees(name, held, given);
  const date = readDate(String(given));
  if (date === undefined) return false;
  switch (operator) {
    case "<":
      return last(held) < first(date);
    case ">":
      return first(held) > last(date);
    case "<=":
      return last(held) <= last(date);
    case ">=":
      return first(held) >= first(date);
  }
}
