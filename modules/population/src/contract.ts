import type { Text } from "@dinhdanh/kernel/contract";
import { isoDaySchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";

export * from "./duplicates/contract.ts";
export * from "./life/attributes.ts";
export * from "./life/correction-contract.ts";
export * from "./life/event-contract.ts";
export * from "./life/history-contract.ts";
export * from "./numbers/contract.ts";

export const residenceStatuses = ["present", "bedridden", "away-in-country", "abroad", "no-contact", "serving-sentence"] as const;
export type ResidenceStatus = (typeof residenceStatuses)[number];
export const sexes = ["male", "female", "unknown"] as const;
export type Sex = (typeof sexes)[number];
export const relations = ["head", "spouse", "child", "parent", "grandchild", "sibling", "other"] as const;

/** What the register holds about a person. Absent keys are unknown. */
export const factsSchema = z.object({
  pin: z.string().optional(),
  oldIds: z.array(z.string()).optional(),
  fullName: z.string(),
  /** `yyyy`, `yyyy-mm` or `yyyy-mm-dd`: as precise as it is known */
  birthDate: z.string().optional(),
  sex: z.enum(sexes),
  permanentUnit: z.string().optional(),
  currentUnit: z.string().optional(),
  address: z.string().optional(),
  householdId: z.string().optional(),
  relation: z.enum(relations).optional(),
  residenceStatus: z.enum(residenceStatuses),
  ethnicity: z.string().optional(),
  religion: z.string().optional(),
  origin: z.string().optional(),
  fatherPin: z.string().optional(),
  motherPin: z.string().optional(),
  spousePin: z.string().optional(),
  /** three letters (ISO 3166-1); absent is Vietnamese */
  nationality: z.string().optional(),
  /** identifying features, as on the card's back */
  features: z.string().optional(),
  phone: z.string().optional(),
  diedOn: z.string().optional(),
  /** day since which the person is declared missing */
  missingSince: z.string().optional(),
});
export type Facts = z.infer<typeof factsSchema>;

/** Kinds of data-quality finding; `conflict` ones must be mended before a dossier can be collected. */
export const findingKinds = {
  "sex-differs-from-number": {
    conflict: true,
    text: { vi: "Giới tính không khớp với số định danh", en: "The sex differs from the number" },
  },
  "year-differs-from-number": {
    conflict: true,
    text: { vi: "Năm sinh không khớp với số định danh", en: "The birth year differs from the number" },
  },
  "impossible-birth-date": { conflict: true, text: { vi: "Ngày sinh không có thật", en: "The birth date does not exist" } },
  "birth-in-future": { conflict: true, text: { vi: "Ngày sinh ở tương lai", en: "The birth date lies in the future" } },
  "no-birth-date": { conflict: true, text: { vi: "Chưa có ngày sinh", en: "There is no birth date" } },
  "impossible-death-date": { conflict: true, text: { vi: "Ngày chết không có thật", en: "The death date does not exist" } },
  "death-before-birth": { conflict: true, text: { vi: "Ngày chết trước ngày sinh", en: "The death lies before the birth" } },
  "unknown-permanent-unit": {
    conflict: true,
    text: { vi: "Nơi thường trú không có trong danh mục", en: "The place of permanent residence is not a known unit" },
  },
  "unknown-current-unit": {
    conflict: false,
    text: { vi: "Nơi ở hiện tại không có trong danh mục", en: "The current place is not a known unit" },
  },
  "sex-unknown": { conflict: false, text: { vi: "Chưa có thông tin giới tính", en: "The sex is unknown" } },
  "no-number": { conflict: false, text: { vi: "Chưa có số định danh", en: "There is no identification number yet" } },
  "unknown-relation": {
    conflict: false,
    text: { vi: "Quan hệ với chủ hộ không đọc được", en: "The relation to the head could not be read" },
  },
  "unknown-residence-status": {
    conflict: false,
    text: { vi: "Tình trạng cư trú không đọc được", en: "The residence status could not be read" },
  },
  "odd-old-number": { conflict: false, text: { vi: "Số CMND không đủ 9 chữ số", en: "An old number does not have 9 digits" } },
  "odd-parent-number": {
    conflict: false,
    text: { vi: "Số định danh cha hoặc mẹ không đủ 12 chữ số", en: "A parent's number does not have 12 digits" },
  },
} as const satisfies Record<string, { conflict: boolean; text: Text }>;
export type FindingKind = keyof typeof findingKinds;

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
  "number-malformed": { vi: "Số định danh phải có đúng 12 chữ số", en: "The number must have exactly 12 digits" },
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
