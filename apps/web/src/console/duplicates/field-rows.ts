import type { PersonView } from "@dinhdanh/campaign/contract";
import { statusWords, relationWord } from "../person/person-tables.ts";
import { formatPin } from "../words/format.ts";
import type { Language } from "../words/language.tsx";
import { sexWord } from "../words/tables.ts";
import type { Word } from "../words/words.ts";

/** One piece of information of two records as shown. What is not known is empty, and differs from nothing. */
export type FieldRow = { word: Word; values: readonly [string, string]; differs: boolean };

/** What of a person stands in the table; a row that was refused has no more. */
export type Held = Pick<PersonView, "facts" | "unitPath">;
type Shown = (person: Held, language: Language) => string | undefined;

const fields: readonly (readonly [Word, Shown])[] = [
  ["pairPin", ({ facts }) => facts.pin && formatPin(facts.pin)],
  ["factOldIds", ({ facts }) => facts.oldIds?.map(formatPin).join(", ")],
  ["pairName", ({ facts }) => facts.fullName],
  ["pairBorn", ({ facts }, { day }) => facts.birthDate && day(facts.birthDate)],
  ["pairSex", ({ facts }, { t }) => t(sexWord(facts.sex))],
  ["pairPlace", ({ unitPath }) => unitPath.toReversed().map(({ name }) => name).join(", ")], // prettier-ignore
  ["pairAddress", ({ facts }) => facts.address],
  ["factHousehold", ({ facts }) => facts.householdId],
  ["pairRelation", ({ facts }, { t }) => facts.relation && t(relationWord(facts.relation))],
  ["factStatus", ({ facts }, { t }) => t(statusWords[facts.residenceStatus])],
  ["factFather", ({ facts }) => facts.fatherPin && formatPin(facts.fatherPin)],
  ["factMother", ({ facts }) => facts.motherPin && formatPin(facts.motherPin)],
  ["factPhone", ({ facts }) => facts.phone],
  ["pairOrigin", ({ facts }) => facts.origin],
  ["factEthnicity", ({ facts }) => facts.ethnicity],
  ["factReligion", ({ facts }) => facts.religion],
  ["factDied", ({ facts }, { day }) => facts.diedOn && day(facts.diedOn)],
];

/** Every piece that one of the two records holds. */
export function fieldRows([first, second]: readonly [Held, Held], language: Language): FieldRow[] {
  return fields.flatMap(([word, shown]) => {
    const values = [shown(first, language) ?? "", shown(second, language) ?? ""] as const;
    if (values.every((value) => value === "")) return [];
    return [{ word, values, differs: values[0] !== values[1] && !values.includes("") }];
  });
}
