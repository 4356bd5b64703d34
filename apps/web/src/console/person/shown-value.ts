import { sexes } from "@dinhdanh/population/contract";
import { formatPin } from "../words/format.ts";
import type { Language } from "../words/language.tsx";
import { sexWord } from "../words/tables.ts";
import { relationWord, statusWords } from "./person-tables.ts";

/** Fields that hold identification numbers, old ones included. */
const numbers = ["pin", "oldIds", "fatherPin", "motherPin", "spousePin"];

type Saying = Pick<Language, "t" | "day">;

/** A value of a field as people read it: words, days and numbers in their groups. Codes of units, and what no list knows, stay what they are. */
export function shown(field: string, value: string | null, { t, day }: Saying): string {
  if (value === null) return t("historyNothing");
  if (field === "residenceStatus" && Object.hasOwn(statusWords, value)) return t(statusWords[value as keyof typeof statusWords]);
  if (field === "relation") return t(relationWord(value));
  if (field === "sex" && sexes.some((sex) => sex === value)) return t(sexWord(value));
  if (numbers.includes(field)) return value.replaceAll(/\d{9,}/g, formatPin).replaceAll(/,(?=\d)/g, ", ");
  return /^\d{4}-\d{2}(-\d{2})?$/.test(value) ? day(value) : value;
}
