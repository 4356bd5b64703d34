import type { Text } from "@dinhdanh/kernel/contract";
import { canonicalTone, normaliseText } from "@dinhdanh/vietnamese";
import type { Facts } from "../facts.ts";
import type { FindingKind } from "./rules.ts";
import { inProperCase, textFields } from "./texts.ts";

/** What may be mended in many records at once: texts, and what a check from house to house finds. */
export type MendField = (typeof textFields)[number] | "phone" | "relation" | "residenceStatus";
/** A value to change in one record; empty is nothing. */
export type TextChange = { field: MendField; before: string; after: string };

type BulkMend = {
  text: Text;
  finds: FindingKind;
  fields: readonly Exclude<MendField, "relation" | "residenceStatus">[];
  mend: (text: string) => string;
};

/** Mends that need no look at papers, so that they can be made in many records at once. What a mend leaves wrong stays a finding. */
export const bulkMends = {
  "tone-placement": {
    ...{ finds: "tone-placement", fields: textFields, mend: canonicalTone },
    text: { vi: "Đặt dấu thanh thống nhất (hoà → hòa)", en: "Tone marks in their common places (hoà → hòa)" },
  },
  "name-case": {
    ...{ finds: "name-case", fields: ["fullName"], mend: inProperCase },
    text: { vi: "Viết hoa chữ đầu mỗi tiếng của họ tên", en: "A capital at the start of each word of the name" },
  },
  "stray-spaces": {
    ...{ finds: "stray-spaces", fields: textFields, mend: normaliseText },
    text: { vi: "Bỏ khoảng trắng thừa và ký tự ẩn", en: "Without stray spaces and invisible characters" },
  },
  "phone-form": {
    ...{ finds: "odd-phone", fields: ["phone"], mend: phoneForm },
    text: { vi: "Viết số điện thoại liền, bỏ +84", en: "Telephone numbers without spaces and +84" },
  },
} as const satisfies Record<string, BulkMend>;
export type BulkMendKey = keyof typeof bulkMends;
export const bulkMendKeys = Object.keys(bulkMends) as [BulkMendKey, ...BulkMendKey[]];

/** `+84 912 345 678` → `0912345678`; what does not become a number of ours stays. */
function phoneForm(phone: string): string {
  const digits = phone.replace(/[\s().-]/g, "").replace(/^(?:\+|00)?84/, "0");
  return /^0\d{9,10}$/.test(digits) ? digits : phone;
}

/** What a mend would change in a record. */
export function changesOf(mend: BulkMendKey, facts: Facts): TextChange[] {
  const { fields, mend: change }: BulkMend = bulkMends[mend];
  return fields.flatMap((field) => {
    const before = facts[field];
    const after = before === undefined ? "" : change(before);
    return before === undefined || after === before || after === "" ? [] : [{ field, before, after }];
  });
}
