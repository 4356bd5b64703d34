import { type Text, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { birthProvinceSchema } from "../numbers/contract.ts";

/** What a pair of records waits for, or what was found. */
export const pairStates = {
  open: { vi: "Chờ xem xét", en: "To be judged" },
  visit: { vi: "Cần xác minh tại chỗ", en: "Needs a visit" },
  same: { vi: "Một người", en: "One person" },
  different: { vi: "Hai người khác nhau", en: "Two people" },
} as const satisfies Record<string, Text>;
export type PairState = keyof typeof pairStates;
export const pairStateKeys = Object.keys(pairStates) as [PairState, ...PairState[]];

/** One step of a score: how much a comparison speaks for one person (log2 of a likelihood ratio). */
export const weighedSchema = z.object({ comparison: z.string(), level: z.string(), weight: z.number() });
export const explanationSchema = z.object({ prior: z.number(), steps: z.array(weighedSchema), probability: z.number() });
export type ScoreExplanation = z.infer<typeof explanationSchema>;

const noteSchema = z.string().trim().min(1).max(500);

/** `mergeId` is made by who asks: the same again changes nothing. */
export const mergeSchema = z.strictObject({ mergeId: uuidSchema, survivorId: uuidSchema, absorbedId: uuidSchema, note: noteSchema });
export type Merge = z.infer<typeof mergeSchema>;
export const mergeQuerySchema = mergeSchema.pick({ survivorId: true, absorbedId: true });
export type MergeQuery = z.infer<typeof mergeQuerySchema>;
export const unmergeSchema = z.strictObject({ actId: uuidSchema, note: noteSchema });
export type Unmerge = z.infer<typeof unmergeSchema>;
export const judgementSchema = z.strictObject({
  actId: uuidSchema,
  personId: uuidSchema,
  otherId: uuidSchema,
  decision: z.enum(["different", "visit"]),
  note: noteSchema,
});
export type Judgement = z.infer<typeof judgementSchema>;

export const atStakeSchema = z.object({
  /** not finished: they wait while the merge stands */
  dossiers: z.array(z.object({ dossierId: uuidSchema, state: z.string() })),
  /** `listed`: on the revocation list while it stands; else it will not be made or handed over */
  cards: z.array(z.object({ cardId: uuidSchema, serial: z.string().nullable(), state: z.string(), listed: z.boolean() })),
});
export type AtStake = z.infer<typeof atStakeSchema>;
/** What a merge would do. `reached`: days of standing that the survivor has from then on. */
export const mergePreviewSchema = atStakeSchema.extend({
  reached: z.array(z.string()),
  keptPin: z.string().nullable(),
  retiredPin: z.string().nullable(),
});
export type MergePreview = z.infer<typeof mergePreviewSchema>;

/** Of two people with one number: who keeps it, and where the birth of the other was registered, whose new number begins so. */
export const numberDecisionSchema = z.strictObject({
  renumberingId: uuidSchema,
  keeperId: uuidSchema,
  otherId: uuidSchema,
  province: birthProvinceSchema,
  note: noteSchema,
});
export type NumberDecision = z.infer<typeof numberDecisionSchema>;
export const numberQuerySchema = numberDecisionSchema.pick({ keeperId: true, otherId: true });
export const renumberedSchema = z.object({ renumberingId: uuidSchema, pin: z.string() });
export type Renumbered = z.infer<typeof renumberedSchema>;

/** A refused row about somebody else's number: the same person, somebody else who is registered now, or not to be told without a visit. */
export const claimJudgementSchema = z.strictObject({
  personId: uuidSchema,
  claimId: uuidSchema,
  decision: z.enum(["same", "different", "visit"]),
  note: noteSchema,
});
export type ClaimJudgement = z.infer<typeof claimJudgementSchema>;
/** `enteredId`: who was registered by the decision `different`. */
export const claimJudgedSchema = z.object({ state: z.enum(pairStateKeys), enteredId: uuidSchema.nullable() });
export type ClaimJudged = z.infer<typeof claimJudgedSchema>;

/** What is known of somebody before a record is made. */
export const candidatesQuerySchema = z.strictObject({
  pin: z.string().max(12).optional(),
  oldIds: z.array(z.string().max(20)).max(10).optional(),
  fullName: z.string().trim().min(1).max(200),
  birthDate: z.string().max(10).optional(),
  sex: z.string().max(10).optional(),
  permanentUnit: z.string().max(5).optional(),
  address: z.string().max(300).optional(),
  householdId: z.string().max(60).optional(),
  fatherPin: z.string().max(12).optional(),
  motherPin: z.string().max(12).optional(),
  origin: z.string().max(200).optional(),
  phone: z.string().max(20).optional(),
});
export type CandidatesQuery = z.infer<typeof candidatesQuerySchema>;

export const duplicateRefusals = {
  "same-record": { vi: "Hai bản ghi là một: hãy chọn hai bản ghi khác nhau", en: "Both are one record: choose two different ones" },
  "already-merged": {
    vi: "Bản ghi này đã được gộp vào bản ghi khác: hãy hủy lần gộp đó trước",
    en: "This record is merged into another one already: undo that merge first",
  },
  "survivor-merged": {
    vi: "Bản ghi giữ lại đã được gộp vào bản ghi khác: hãy chọn bản ghi đang có hiệu lực",
    en: "The record to keep is merged into another one: choose the one in force",
  },
  "has-absorbed": {
    vi: "Bản ghi này đã nhận gộp bản ghi khác: hãy giữ lại nó, hoặc hủy lần gộp đó trước",
    en: "This record has taken up another one: keep it, or undo that merge first",
  },
  "not-merged": { vi: "Không có lần gộp nào mang mã này", en: "There is no merge with this id" },
  "pair-merged": {
    vi: "Hai bản ghi đã được gộp: hãy hủy gộp trước khi quyết định khác",
    en: "The records are merged: undo that before you decide otherwise",
  },
} satisfies Record<string, Text>;
export type DuplicateRefusal = keyof typeof duplicateRefusals;

export const sharedNumberRefusals = {
  "number-not-shared": {
    vi: "Hai người không còn mang cùng một số: tải lại trang",
    en: "The two do not bear one number any more: load the page again",
  },
  "number-not-possible": {
    vi: "Chưa rõ giới tính hoặc năm sinh của người được cấp số mới: cải chính trước",
    en: "Sex or year of birth of who is to be given a number is not known: correct them first",
  },
  "claim-not-found": {
    vi: "Không có dòng bị từ chối này: tải lại danh sách",
    en: "There is no such refused row: load the list again",
  },
  "claim-decided": {
    vi: "Dòng này đã được quyết định: tải lại trang",
    en: "This row was decided about already: load the page again",
  },
  "not-renumbered": {
    vi: "Không có quyết định này, hoặc số đã đổi từ đó: tải lại trang",
    en: "There is no such decision, or the number has changed since: load the page again",
  },
} satisfies Record<string, Text>;
export type SharedNumberRefusal = Exclude<keyof typeof sharedNumberRefusals, "not-renumbered" | `claim-${string}`>;
