import { expect, it } from "vitest";
import { formatDay } from "../words/format.ts";
import { shown } from "./shown-value.ts";

const vietnamese = { t: (word: string) => word, day: (date: string) => formatDay(date, "vi") };

it.each([
  ["birthDate", "1956-05", "5/1956"],
  ["birthDate", "1956", "1956"],
  ["birthDate", "1990-02-30", "30/2/1990"],
  ["birthDate", "sáng 30 Tết", "sáng 30 Tết"],
  ["motherPin", "035077132167", "035 077 132 167"],
  ["oldIds", "168999021,035077132167", "168 999 021, 035 077 132 167"],
  ["oldIds", "12ab", "12ab"],
  ["residenceStatus", "no-contact", "statusNoContact"],
  ["residenceStatus", "đi đâu không rõ", "đi đâu không rõ"],
  ["sex", "female", "female"],
  ["sex", "nửa nọ nửa kia", "nửa nọ nửa kia"],
  ["permanentUnit", "13450", "13450"],
])("shows %s %s as %s", (field, value, said) => {
  expect(shown(field, value, vietnamese)).toBe(said);
});

it("says that nothing is held", () => {
  expect(shown("phone", null, vietnamese)).toBe("historyNothing");
});
