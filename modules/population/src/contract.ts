import type { Text } from "@dinhdanh/kernel/contract";
import { isoDaySchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";

export * from "./duplicates/contract.ts";
export * from "./duplicates/score-texts.ts";
export * from "./life/attributes.ts";
export * from "./life/correction-contract.ts";
export { correctedFacts, correctedValue, heldValue } from "./life/correction-rules.ts";
export * from "./life/event-contract.ts";
export * from "./life/history-contract.ts";
export * from "./numbers/contract.ts";
export * from "./facts.ts";
export * from "./quality/contract.ts";
export { qualityRules as findingKinds, type FindingKind } from "./quality/rules.ts";

export const findingSchema = z.object({
  kind: z.string(),
  field: z.string(),
  given: z.string(),
  conflict: z.boolean(),
  foundAt: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Why a row of a roll is rejected. */
export const rollRejections: Record<string, Text> = {
  "name-missing": { vi: "Thiếu họ và tên", en: "The full name is missing" },
  "number-malformed": {
    vi: "Số định danh phải có đúng 12 chữ số; bảng tính có thể đã bỏ số 0 ở đầu",
    en: "The number must have exactly 12 digits; a spreadsheet may have dropped the leading 0",
  },
  "person-id-malformed": { vi: "Mã người phải là UUID", en: "The person id must be a UUID" },
  "birth-date-unreadable": { vi: "Không đọc được ngày sinh", en: "The birth date cannot be read" },
  "sex-unreadable": { vi: "Không đọc được giới tính", en: "The sex cannot be read" },
  "number-taken": { vi: "Số định danh đã thuộc về người khác", en: "The number belongs to another person" },
  "twice-in-file": {
    vi: "Người này đã có ở một dòng khác của tệp với dữ liệu khác",
    en: "Another row of this file holds the same person with other data",
  },
  "person-id-conflict": {
    vi: "Mã người và số định danh thuộc về hai người khác nhau",
    en: "The person id and the number belong to two different people",
  },
};

/** A member of a household, as shown beside a person. */
export const householdMemberSchema = z.object({
  personId: uuidSchema,
  fullName: z.string(),
  birthDate: z.string().nullable(),
  relation: z.string().nullable(),
  diedOn: isoDaySchema.nullable(),
});
export type HouseholdMember = z.infer<typeof householdMemberSchema>;

/** Reasons for reading a person's data; one is stated with every read and shown to the person. */
export const purposes = {
  campaign: { vi: "Thu nhận hồ sơ căn cước", en: "Collecting card dossiers" },
  verify: { vi: "Xác minh dữ liệu dân cư", en: "Verifying population data" },
  service: { vi: "Giải quyết thủ tục theo yêu cầu công dân", en: "Serving the citizen's request" },
  audit: { vi: "Kiểm tra, thanh tra", en: "Audit" },
} as const satisfies Record<string, Text>;
export const purposeSchema = z.enum(Object.keys(purposes) as [keyof typeof purposes, ...(keyof typeof purposes)[]]);
export type Purpose = z.infer<typeof purposeSchema>;
