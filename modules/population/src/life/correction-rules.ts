import { isDay, parsePartialDate } from "@dinhdanh/kernel/contract";
import { normaliseName, normaliseText } from "@dinhdanh/vietnamese";
import { type Facts, relations, sexes } from "../facts.ts";
import type { CorrectionChange } from "./correction-contract.ts";
import type { Value } from "./fold-rules.ts";

/** Of letters that a card can show: any of the Latin script, with what names have beside them. */
function nameOf(text: string): string | undefined {
  const name = normaliseName(text);
  return name.length <= 100 && /^[\p{Script=Latin}\p{M} '’.-]+$/u.test(name) ? name : undefined;
}

/** A birth may be known to its year or month, a death is known to the day; neither is to come. */
function dateOf(field: "birthDate" | "diedOn", text: string, today: string): string | undefined {
  if (field === "diedOn") return isDay(text) && text <= today ? text : undefined;
  const parsed = parsePartialDate(text);
  return parsed.kind === "date" && parsed.date <= today ? parsed.date : undefined;
}

/** Where nobody says which day it is. */
const lastDay = "9999-12-31";

type Reader = (text: string, today: string) => string | undefined;
const oneOf =
  (keys: readonly string[]): Reader =>
  (text) =>
    keys.includes(text) ? text : undefined;
const pin: Reader = (text) => (/^\d{12}$/.test(text) ? text : undefined);

/** Of the fields that are more than a text. */
const readers: Partial<Record<CorrectionChange["field"], Reader>> = {
  fullName: nameOf,
  birthDate: (text, today) => dateOf("birthDate", text, today),
  diedOn: (text, today) => dateOf("diedOn", text, today),
  sex: oneOf(sexes),
  relation: oneOf(relations),
  ...{ fatherPin: pin, motherPin: pin, spousePin: pin },
  // ISO 3166-1 alpha-3, as ICAO Doc 9303-3 has it on a card
  nationality: (text) => (/^[A-Z]{3}$/.test(text) ? text : undefined),
  // whether a commune bears it is asked of the day
  permanentUnit: (text) => (/^\d{5}$/.test(text) ? text : undefined),
  phone: (text) => text.slice(0, 20),
  oldIds: oldIdsOf,
};
/** What every person has. */
const lasting: readonly CorrectionChange["field"][] = ["fullName", "sex", "nationality", "permanentUnit"];

/** The value as the register writes it, or undefined when it cannot be one: also a date after `today`. Null takes it away. */
export function correctedValue({ field, to }: Pick<CorrectionChange, "field" | "to">, today = lastDay): string | null | undefined {
  if (to === null) return lasting.includes(field) ? undefined : null;
  return (readers[field] ?? normaliseText)(to, today);
}

/** What the register shows as the value that a proposal starts from. */
export const heldValue = (facts: Readonly<Partial<Facts>>, field: CorrectionChange["field"]): string | null =>
  field === "oldIds" ? (facts.oldIds?.join(" ") ?? null) : (facts[field] ?? null);

function oldIdsOf(text: string): string | undefined {
  const ids = partsOf(text);
  return ids.length > 0 && ids.length <= 10 && ids.every((id) => /^\d{9}$/.test(id)) ? ids.join(" ") : undefined;
}

const partsOf = (text: string) => [...new Set(text.split(/[;,\s]+/))].filter((part) => part !== "");

/** What changes say, as facts hold it: null where there is nothing any more. */
export const correctedFacts = (changes: readonly Pick<CorrectionChange, "field" | "to">[]): Record<string, Value> =>
  Object.fromEntries(changes.map(({ field, to }) => [field, field === "oldIds" && to !== null ? partsOf(to) : to]));
