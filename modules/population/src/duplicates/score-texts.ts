import type { Text } from "@dinhdanh/kernel/contract";
import type { ScoreExplanation } from "./contract.ts";

/** Comparisons of the suggested model, as people call them. */
const comparisons: Readonly<Record<string, Text>> = {
  // the model compares every number that a record holds
  number: { vi: "số định danh hoặc CMND cũ", en: "identity number, new or old" },
  "personal name": { vi: "tên và tên đệm", en: "given and middle name" },
  surname: { vi: "họ", en: "surname" },
  "birth date": { vi: "ngày sinh", en: "birth date" },
  sex: { vi: "giới tính", en: "sex" },
  unit: { vi: "nơi thường trú", en: "commune" },
  address: { vi: "địa chỉ", en: "address" },
  household: { vi: "hộ", en: "household" },
  "father's number": { vi: "số định danh cha", en: "father's number" },
  "mother's number": { vi: "số định danh mẹ", en: "mother's number" },
  origin: { vi: "quê quán", en: "origin" },
  phone: { vi: "điện thoại", en: "telephone" },
  dependence: { vi: "các mục đi đôi với nhau", en: "what goes together anyway" },
};

/** Levels, by how their names begin; the first that fits. */
const levels: readonly (readonly [string, Text])[] = [
  ["same without-first-word toneless", { vi: "chỉ khác dấu thanh", en: "tone marks differ" }],
  ["same without-first-word unaccented", { vi: "chỉ khác dấu", en: "diacritics differ" }],
  ["same first-word unaccented", { vi: "chỉ khác dấu", en: "diacritics differ" }],
  ["same without-first-word sound", { vi: "đọc giống nhau", en: "sounds the same" }],
  ["same unaccented sorted-words", { vi: "cùng chữ, khác thứ tự", en: "same words in another order" }],
  ["same last-word", { vi: "cùng tên gọi", en: "same given name" }],
  ["same-year", { vi: "cùng năm", en: "same year" }],
  ["same", { vi: "trùng", en: "the same" }],
  ["swapped-day-month", { vi: "đảo ngày và tháng", en: "day and month exchanged" }],
  ["partial-date", { vi: "một bên chỉ biết năm hoặc tháng", en: "one known to the year or month" }],
  ["one-part-differs", { vi: "khác một phần", en: "one part differs" }],
  ["edits", { vi: "khác một chữ số", en: "one digit differs" }],
  ["similar", { vi: "gần giống", en: "similar" }],
  ["other-length", { vi: "số loại khác", en: "a number of another kind" }],
  ["else", { vi: "khác", en: "different" }],
];

/** What a comparison of a score is called; one of a model of one's own by its name. */
export const comparisonText = (comparison: string): Text => comparisons[comparison] ?? { vi: comparison, en: comparison };
export const levelText = (level: string): Text => levels.find(([name]) => level.startsWith(name))?.[1] ?? { vi: level, en: level };

/** Less than this speaks neither way: the odds change by less than half. */
const leastWeight = 0.6;

type Step = ScoreExplanation["steps"][number];

/** The steps of a score that speak for one person and those that speak for two, the weightiest first. */
export function speaking({ steps }: ScoreExplanation): { forOne: Step[]; forTwo: Step[] } {
  const own = steps.filter(({ comparison }) => comparison !== "dependence").toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return { forOne: own.filter(({ weight }) => weight >= leastWeight), forTwo: own.filter(({ weight }) => weight <= -leastWeight) };
}
