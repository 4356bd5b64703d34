import { dossierMeasures } from "@dinhdanh/dossiers/contract";
import { isoDaySchema, type Text, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { findingSchema, factsSchema, householdMemberSchema } from "@dinhdanh/population/contract";
import { standingViewSchema } from "@dinhdanh/progress/contract";
import { findingOwnerSchema, qualityMeasures } from "./quality/quality-contract.ts";
import { levels } from "@dinhdanh/territory/contract";
import { z } from "zod";

export * from "./quality/quality-contract.ts";
export * from "./quality/sheet-contract.ts";
export * from "./search-contract.ts";

/** Reasons for leaving an eligible person out of the net target; no official list was found, so this is ours. */
export const exclusionReasons = {
  abroad: { vi: "Ở nước ngoài", en: "Abroad" },
  deceased: { vi: "Đã chết, chưa xóa tên", en: "Deceased, not yet struck off" },
  "lost-contact": { vi: "Không liên lạc được", en: "Lost contact" },
  "serving-sentence": { vi: "Đang chấp hành án", en: "Serving a sentence" },
  "no-biometrics": { vi: "Không thu nhận được sinh trắc học", en: "Unable to give biometrics" },
  "moved-away": { vi: "Đã chuyển đi", en: "Moved away" },
  "wrong-record": { vi: "Bản ghi sai", en: "Wrong record" },
} as const satisfies Record<string, Text>;
export type ExclusionReason = keyof typeof exclusionReasons;

/** The measures that figures, switches and lists speak of, in the order of the line. */
export const mainMeasures = {
  eligible: { vi: "Đủ điều kiện", en: "Eligible" },
  ...dossierMeasures,
  printed: { vi: "Đã in thẻ", en: "Printed" },
  handedOver: { vi: "Đã trả thẻ", en: "Handed over" },
  eidRequested: { vi: "Đăng ký định danh điện tử", en: "e-ID requested" },
  eidApproved: { vi: "Duyệt định danh điện tử", en: "e-ID approved" },
  eidActivated: { vi: "Kích hoạt định danh điện tử", en: "e-ID activated" },
  archiveDigitised: { vi: "Số hóa tàng thư", en: "Archive digitised" },
  excluded: { vi: "Loại trừ có chứng cứ", en: "Excluded with evidence" },
  away: { vi: "Vắng mặt, chưa thu nhận", en: "Away, not collected" },
} as const satisfies Record<string, Text>;
export type MainMeasure = keyof typeof mainMeasures;
export const mainMeasureKeys = Object.keys(mainMeasures) as [MainMeasure, ...MainMeasure[]];

/** The measures that a list of people may be of. */
export const listMeasures = { ...mainMeasures, ...qualityMeasures } as const satisfies Record<string, Text>;
export type ListMeasure = keyof typeof listMeasures;
export const listMeasureKeys = Object.keys(listMeasures) as [ListMeasure, ...ListMeasure[]];

/** `permanent`: everyone registered there; `present`: without those who are away and not collected. */
export const targetBases = ["permanent", "present"] as const;

export const campaignSchema = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.object({ vi: z.string(), en: z.string() }),
  programme: z.enum(["card", "eid", "archive"]),
  basis: z.enum(targetBases),
  /** unit that the campaign covers */
  unit: z.string(),
  startsOn: isoDaySchema,
  /** day set by the ministry's directive */
  directiveOn: isoDaySchema.nullable(),
  /** day set by the ministry's emulation drive */
  emulationOn: isoDaySchema.nullable().default(null),
  /** when set, the target is who was eligible on this day and no longer moves */
  frozenOn: isoDaySchema.nullable().default(null),
  commitments: z.array(z.object({ unit: unitCodeSchema, on: isoDaySchema })),
  simulated: z.boolean().default(false),
});
export type Campaign = z.infer<typeof campaignSchema>;

export const forecastSchema = z.object({
  /** dossiers a day over the last 28 days */
  ratePerDay: z.number(),
  /** expected day of completion, null when nothing moves or nothing remains */
  finishOn: isoDaySchema.nullable(),
  /** 80 % interval */
  earliestOn: isoDaySchema.nullable(),
  latestOn: isoDaySchema.nullable(),
});
export type Forecast = z.infer<typeof forecastSchema>;

/** Leaves a person out of the net target. `actId`: a UUID made by who asks; the same again changes nothing. */
export const exclusionSchema = z.strictObject({
  actId: uuidSchema.transform((id) => id.toLowerCase()),
  reason: z.enum(Object.keys(exclusionReasons) as [ExclusionReason, ...ExclusionReason[]]),
  /** which paper or whose statement proves it */
  evidence: z.string().trim().min(3).max(500),
});
export type Exclusion = z.infer<typeof exclusionSchema>;
export const exclusionEndSchema = exclusionSchema.omit({ reason: true });
export type ExclusionEnd = z.infer<typeof exclusionEndSchema>;

export const deadlineSchema = z.object({
  kind: z.enum(["directive", "emulation", "commitment"]),
  on: isoDaySchema,
  /** days ahead (positive) or behind (negative) of completion, or of the forecast while incomplete; null when neither is known */
  daysAhead: z.int().nullable(),
  /** whether daysAhead counts from an actual completion */
  actual: z.boolean(),
});

const unitCountsSchema = z.record(z.string(), z.object({ done: z.int(), of: z.int() }));

/** One unit's figures. Rates are ratios (1 = 100 %) and may exceed 1. */
export const coverageRowSchema = z.object({
  unit: z.string(),
  name: z.string(),
  level: z.enum(levels),
  asOf: isoDaySchema,
  target: z.int(),
  done: z.int(),
  remaining: z.int(),
  measures: z.record(z.enum(mainMeasureKeys), z.int()),
  excludedByReason: z.record(z.string(), z.int()),
  /** collected / eligible */
  gross: z.number().nullable(),
  /** collected / (eligible − excluded with evidence) */
  net: z.number().nullable(),
  /** units below, by level: how many are complete, their roll whole */
  unitsComplete: unitCountsSchema,
  /** whether the register holds everybody's roll here: of every commune below, of some, of none; `part` and `none` prove no 100 % */
  roll: z.enum(["whole", "part", "none"]),
  /** units below, by level: how many have a whole roll */
  unitsWithRoll: unitCountsSchema,
  /** first day of the unbroken run of complete days up to `asOf` */
  completedOn: isoDaySchema.nullable(),
  /** place among the units of the same level in the campaign's country, by day of completion; null while incomplete */
  rank: z.int().nullable(),
  forecast: forecastSchema,
  deadlines: z.array(deadlineSchema),
  /** collected on each of the last 30 days, oldest first */
  last30Days: z.array(z.int()),
});
export type CoverageRow = z.infer<typeof coverageRowSchema>;
export const coverageSchema = coverageRowSchema.extend({
  children: z.array(coverageRowSchema),
  borders: z.enum(["day", "today"]),
  campaign: z.string(),
});
export type Coverage = z.infer<typeof coverageSchema>;

export const rankingRowSchema = z.object({
  unit: z.string(),
  name: z.string(),
  parentName: z.string().nullable(),
  target: z.int(),
  done: z.int(),
  remaining: z.int(),
  completedOn: isoDaySchema.nullable(),
  /** by day of completion; null while incomplete */
  rank: z.int().nullable(),
});
export type RankingRow = z.infer<typeof rankingRowSchema>;

/** What the console opens on. */
export const startSchema = z.object({
  campaign: campaignSchema.nullable(),
  unit: z.string(),
  /** the last day with an act of the campaign, or today */
  asOf: isoDaySchema,
  firstDay: isoDaySchema,
  lastDay: isoDaySchema,
  campaigns: z.array(campaignSchema),
});
export type Start = z.infer<typeof startSchema>;

export const trendSchema = z.object({
  unit: z.string(),
  days: z.array(isoDaySchema),
  /** per day, as of its end */
  target: z.array(z.int()),
  done: z.array(z.int()),
  directiveOn: isoDaySchema.nullable(),
  emulationOn: isoDaySchema.nullable(),
  commitmentOn: isoDaySchema.nullable(),
  forecast: forecastSchema,
});
export type Trend = z.infer<typeof trendSchema>;

/** What it takes to collect from a person who remains, easiest first. */
export const remainingGroups = {
  present: { vi: "Có mặt tại địa bàn", en: "Present", todo: { vi: "mời đến điểm thu nhận", en: "call in" } },
  homeVisit: { vi: "Ốm đau, từ 80 tuổi", en: "Bedridden, or 80 and over", todo: { vi: "đến tận nhà", en: "home visit" } },
  away: { vi: "Ở tỉnh khác", en: "In another province", todo: { vi: "tổ lưu động theo nơi đến", en: "travelling team, by destination" } },
  conflict: { vi: "Dữ liệu mâu thuẫn", en: "Record in conflict", todo: { vi: "làm sạch trước", en: "clean first" } },
  sentence: { vi: "Đang chấp hành án", en: "Serving a sentence", todo: { vi: "phối hợp trại giam", en: "arrange with the prison" } },
  abroad: { vi: "Ở nước ngoài", en: "Abroad", todo: { vi: "chờ về, lập chứng cứ", en: "wait, with evidence" } },
  noContact: { vi: "Chưa liên lạc được", en: "No contact", todo: { vi: "công an viên xác minh", en: "have an officer find them" } },
} as const;
export type RemainingGroup = keyof typeof remainingGroups;
export const remainingGroupKeys = Object.keys(remainingGroups) as [RemainingGroup, ...RemainingGroup[]];

export const remainingPersonSchema = z.object({
  personId: uuidSchema,
  fullName: z.string(),
  birthDate: z.string().nullable(),
  sex: z.string(),
  address: z.string().nullable(),
  householdId: z.string().nullable(),
  phone: z.string().nullable(),
  unit: z.string(),
  unitName: z.string(),
  group: z.enum(remainingGroupKeys),
  /** name of the province or unit where they are, for those away */
  destination: z.string().nullable(),
  excludedReason: z.string().nullable(),
});
export type RemainingPerson = z.infer<typeof remainingPersonSchema>;

export const remainingSchema = z.object({
  unit: z.string(),
  name: z.string(),
  asOf: isoDaySchema,
  total: z.int(),
  groups: z.array(
    z.object({
      group: z.enum(remainingGroupKeys),
      count: z.int(),
      /** for those away: how many by destination, most first */
      destinations: z.array(z.object({ name: z.string(), count: z.int() })),
    }),
  ),
  /** the people asked for: easy groups first, then by address and name */
  people: z.array(remainingPersonSchema),
  /** how many match the filters */
  matching: z.int(),
});
export type Remaining = z.infer<typeof remainingSchema>;

/** Whom a figure or a list is about, beside unit and day. */
const narrowing = {
  /** the tree as of the day, or today's with the past folded into it */
  borders: z.enum(["day", "today"]).default("day"),
  /** years of birth, `2004-2008` */
  born: z
    .string()
    .regex(/^(19|20)\d{2}-(19|20)\d{2}$/)
    .optional(),
};
export const coverageQuerySchema = z.strictObject({
  unit: unitCodeSchema,
  asOf: isoDaySchema,
  ...narrowing,
  campaign: campaignSchema.shape.key.optional(),
});
export const trendQuerySchema = coverageQuerySchema.omit({ born: true }).extend({ from: isoDaySchema.optional() });

export const remainingQuerySchema = z.strictObject({
  unit: unitCodeSchema,
  asOf: isoDaySchema,
  ...narrowing,
  group: z.enum(remainingGroupKeys).optional(),
  destination: z.string().max(100).optional(),
  /** name, with or without diacritics */
  search: z.string().max(100).optional(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(50),
});

export const peopleQuerySchema = z.strictObject({
  unit: unitCodeSchema,
  asOf: isoDaySchema,
  ...narrowing,
  measure: z.enum(listMeasureKeys),
  /** people for whom the measure does not hold although they are eligible */
  not: z.boolean().default(false),
  /** with `not`: instead of the eligible, those for whom this measure holds; the backlog between two stages */
  after: z.enum(listMeasureKeys).optional(),
  search: z.string().max(100).optional(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(50),
});
export const peopleSchema = z.object({
  /** of the unit */
  name: z.string(),
  total: z.int(),
  people: z.array(
    z.object({
      personId: uuidSchema,
      fullName: z.string(),
      birthDate: z.string().nullable(),
      sex: z.string(),
      address: z.string().nullable(),
      unit: z.string(),
      unitName: z.string(),
      since: isoDaySchema.nullable(),
    }),
  ),
});
export type People = z.infer<typeof peopleSchema>;

export * from "./pairs-contract.ts";

export const collectedSchema = z.object({
  unit: z.string(),
  from: isoDaySchema,
  to: isoDaySchema,
  total: z.int(),
  by: z.array(
    z.object({
      ...{ team: z.string().nullable(), collected: z.int(), officers: z.int(), awayFromHome: z.int() },
      /** where most were collected, and in how many units any were; null where no act says it */
      ...{ unit: z.string().nullable(), unitName: z.string().nullable(), units: z.int() },
    }),
  ),
});
export type Collected = z.infer<typeof collectedSchema>;

export const actViewSchema = z.object({
  actId: uuidSchema,
  kind: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  officer: z.string().nullable(),
  team: z.string().nullable(),
  device: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()).nullable(),
});
export type ActView = z.infer<typeof actViewSchema>;

export const personViewSchema = z.object({
  personId: uuidSchema,
  facts: factsSchema,
  unitName: z.string().nullable(),
  unitPath: z.array(z.object({ code: z.string(), name: z.string() })),
  currentUnitName: z.string().nullable(),
  /** like `unitPath`; empty when the current place is the permanent one, or no known unit */
  currentUnitPath: z.array(z.object({ code: z.string(), name: z.string() })),
  findings: z.array(findingSchema.extend({ owner: findingOwnerSchema })),
  household: z.array(householdMemberSchema),
  standing: z.array(standingViewSchema),
  acts: z.array(actViewSchema),
  reads: z.array(z.object({ officer: z.string(), purpose: z.string(), view: z.string(), readAt: z.string() })),
});
export type PersonView = z.infer<typeof personViewSchema>;
