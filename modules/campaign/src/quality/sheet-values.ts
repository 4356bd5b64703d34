import { addDays, type Day, isDay, type Locale, parsePartialDate, type Text } from "@dinhdanh/kernel";
import { correctedValue, type Facts, heldValue, relationWords, sexWords, wordIn } from "@dinhdanh/population";
import { formatDate } from "@dinhdanh/vietnamese";
import { type EventField, type SheetField, type SheetMark, sheetMarkKeys, sheetMarks } from "./sheet-contract.ts";

const sexTexts: Readonly<Record<Facts["sex"], Text>> = {
  ...{ male: { vi: "Nam", en: "male" }, female: { vi: "Nữ", en: "female" }, unknown: { vi: "", en: "" } },
};
const relationTexts: Readonly<Record<NonNullable<Facts["relation"]>, Text>> = {
  ...{ head: { vi: "chủ hộ", en: "head" }, spouse: { vi: "vợ hoặc chồng", en: "spouse" }, child: { vi: "con", en: "child" } },
  ...{ parent: { vi: "cha mẹ", en: "parent" }, grandchild: { vi: "cháu", en: "grandchild" } },
  ...{ sibling: { vi: "anh chị em", en: "sibling" }, other: { vi: "khác", en: "other" } },
};

/** A fact as the sheet shows it; what is not known is an empty cell. */
export function shownOnSheet(field: SheetField | EventField, facts: Partial<Facts>, locale: Locale): string {
  if (field === "sex") return sexTexts[facts.sex ?? "unknown"][locale];
  if (field === "relation") return facts.relation === undefined ? "" : relationTexts[facts.relation][locale];
  if (field === "oldIds") return facts.oldIds?.join("; ") ?? "";
  const held = facts[field] ?? "";
  return field === "birthDate" && locale === "vi" && held !== "" ? formatDate(held, "vi") : held;
}

/** What a cell says of a fact that an event changes; undefined when it cannot be one. Spreadsheets take the zeros before a code away. */
export const eventValue = (field: EventField, text: string): string | undefined =>
  field === "currentUnit" ? unitCode(text) : text.length <= 40 ? text : undefined;

export const unitCode = (text: string): string | undefined => (/^\d{1,5}$/.test(text) ? text.padStart(5, "0") : undefined);

/** What a cell says of a fact: the value as the register writes it, or undefined when it cannot be one. An empty cell says nothing: null. */
export function saidOnSheet(field: SheetField, text: string): string | null | undefined {
  if (text === "") return null;
  const word = field === "sex" ? wordIn(sexWords, text) : field === "relation" ? wordIn(relationWords, text) : asTyped(field, text);
  return word === undefined ? undefined : (correctedValue({ field, to: word }) ?? undefined);
}

/** What a spreadsheet made a number of, as it was typed: a day counted from 1900, a telephone or an old number whose first zero is gone. */
function asTyped(field: SheetField, text: string): string {
  if (field === "birthDate") return dayOfSerial(text) ?? text;
  if (field === "oldIds") return text.replaceAll(/(?<!\d)\d{8}(?!\d)/g, "0$&");
  return field === "phone" && /^[1-9]\d{8}$/.test(text) ? `0${text}` : text;
}

/** Days of a spreadsheet are counted from 30/12/1899, since it takes 1900 for a leap year (ECMA-376, part 1, 18.17.4.1); five digits: 1927 to 2173. */
const dayOfSerial = (text: string): Day | undefined => (/^\d{5}$/.test(text) ? addDays("1899-12-30" as Day, Number(text)) : undefined);

/** Whether a cell still shows a fact: also as spreadsheets leave it, which take the zeros before a number away. */
export function stillShows(field: SheetField | EventField, text: string, facts: Partial<Facts>): boolean {
  const [vi, en] = [shownOnSheet(field, facts, "vi"), shownOnSheet(field, facts, "en")];
  if (text === vi || text === en || (/^\d+$/.test(text) && en === text.padStart(en.length, "0"))) return true;
  if (field === "householdId" || field === "currentUnit") return false;
  return (saidOnSheet(field, text) ?? "") === (heldValue(facts, field) ?? "");
}

/** The day of a cell, `yyyy-mm-dd`; undefined when it names none. */
export function dayOnSheet(text: string): string | undefined {
  const parsed = parsePartialDate(dayOfSerial(text) ?? text);
  return parsed.kind === "date" && isDay(parsed.date) ? parsed.date : undefined;
}

const plain = (text: string) => text.trim().toLowerCase();

export const markOf = (text: string): SheetMark | undefined =>
  sheetMarkKeys.find((mark) => Object.values(sheetMarks[mark].text).some((word) => plain(word) === plain(text)));
