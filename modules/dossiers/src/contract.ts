import { isoDaySchema, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { declaredStates, purposeSchema } from "@dinhdanh/population/contract";
import { z } from "zod";
import { checkKeys, checkOutcomes, dossierCauses } from "./check-rules.ts";
import { stageKeys } from "./limit-rules.ts";
import { captureSlotSchema, channelKeys, kindSchema, missingFingerSchema, stepKeys, stepsOnCardKeys } from "./steps.ts";
import { dossierEvents, dossierStates } from "./workflow-rules.ts";

export * from "./area-contract.ts";
export * from "./calendar-rules.ts";
export * from "./check-rules.ts";
export * from "./eligibility-rules.ts";
export * from "./fee-rules.ts";
export * from "./limit-rules.ts";
export * from "./measure-names.ts";
export * from "./portrait-rules.ts";
export * from "./refusals.ts";
export * from "./signature-drawing.ts";
export * from "./signature-rules.ts";
export * from "./steps.ts";
export * from "./to-mend-rules.ts";
export * from "./workflow-rules.ts";

const textSchema = z.object({ vi: z.string(), en: z.string() });
const idSchema = uuidSchema.transform((id) => id.toLowerCase());
/** ISO 8601 with an offset, from 2000 on. */
const instantSchema = z.iso.datetime({ offset: true }).refine((text) => text >= "2000", { message: "lies too long ago" });
const code = z.string().trim().min(1).max(40);

/** Opens a draft; `dossierId` is a UUIDv7 made by who opens it: the same request again changes nothing. */
export const newDossierSchema = z.strictObject({
  dossierId: idSchema,
  personId: idSchema,
  kind: kindSchema,
  channel: z.enum(channelKeys),
  /** code of the unit that collects */
  unit: unitCodeSchema,
  team: code.nullable().default(null),
  device: code.nullable().default(null),
  /** when the citizen was served, by the clock of who collects */
  occurredAt: instantSchema,
});
export type NewDossier = z.infer<typeof newDossierSchema>;

/** Saves one step of the wizard. `version`: the one that this content replaces; 0 for the first. */
export const saveStepSchema = z.strictObject({ version: z.int().min(0), content: z.record(z.string(), z.unknown()) });
export type SaveStep = z.infer<typeof saveStepSchema>;
export const savedStepSchema = z.object({ step: z.enum(stepKeys), version: z.int(), savedAt: z.string() });
export type SavedStep = z.infer<typeof savedStepSchema>;
export const savedCaptureSchema = z.object({ slot: captureSlotSchema, savedAt: z.string() });
export type SavedCapture = z.infer<typeof savedCaptureSchema>;

/** A finger that cannot be taken. */
export const missingCaptureSchema = z.strictObject({ missing: missingFingerSchema });

/** What the collecting unit is to put right: one at least, each once. */
const namedOf = <Key extends string>(keys: readonly [Key, ...Key[]]) =>
  z
    .array(z.enum(keys))
    .min(1)
    .refine((steps) => new Set(steps).size === steps.length);
/** Of a card whose content is wrong. */
export const cardStepsSchema = namedOf(stepsOnCardKeys);

/**
 * Lets an event happen. `actId` is made by the originator and kept until it is answered: the same request again answers the same and changes
 * nothing. Which other fields an event needs: `reason` and `steps` where `events[event]` says so; `check` for override; `versions` for submit and resubmit,
 * so that what is submitted is what the officer saw.
 */
export const eventRequestSchema = z.strictObject({
  actId: idSchema,
  occurredAt: instantSchema,
  reason: z.string().trim().min(1).max(500).optional(),
  check: z.enum(checkKeys).optional(),
  cause: z.enum(dossierCauses).optional(),
  steps: namedOf(stepKeys).optional(),
  versions: z.partialRecord(z.enum(stepKeys), z.int()).optional(),
});
export type EventRequest = z.infer<typeof eventRequestSchema>;

/** What an event made of the dossier: the slip that a repeat of the request gets again. */
export const receiptSchema = z.object({
  dossierId: uuidSchema,
  actId: uuidSchema,
  event: z.enum(dossierEvents),
  state: z.enum(dossierStates),
  occurredAt: z.string(),
  /** by when the law wants the card; null before it is collected */
  dueOn: isoDaySchema.nullable(),
  /** by when the present stage ends */
  stageDueOn: isoDaySchema.nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const mendSchema = z.object({ check: z.enum(checkKeys), field: z.string(), text: textSchema });
export const checkViewSchema = z.object({
  check: z.enum(checkKeys),
  outcome: z.enum(checkOutcomes),
  cause: z.enum(dossierCauses).nullable(),
  /** what was compared: keys and counts, no personal data */
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** who accepted a failure, and why */
  overriddenBy: z.string().nullable(),
  overrideReason: z.string().nullable(),
  checkedAt: z.string(),
});
export type CheckView = z.infer<typeof checkViewSchema>;

export const captureViewSchema = z.object({
  slot: captureSlotSchema,
  /** null for a missing finger */
  mediaType: z.string().nullable(),
  bytes: z.int(),
  /** NFIQ 2, 0-100; null when the device gave none */
  quality: z.int().nullable(),
  missing: missingFingerSchema.nullable(),
  savedAt: z.string(),
});
export type CaptureView = z.infer<typeof captureViewSchema>;

/** A dossier in a list. */
export const dossierRowSchema = z.object({
  dossierId: uuidSchema,
  personId: uuidSchema,
  fullName: z.string(),
  birthDate: z.string().nullable(),
  state: z.enum(dossierStates),
  kind: kindSchema,
  channel: z.enum(channelKeys),
  unit: z.string(),
  unitName: z.string(),
  /** by the clock of who collected */
  occurredAt: z.string(),
  submittedAt: z.string().nullable(),
  stateSince: z.string(),
  dueOn: isoDaySchema.nullable(),
  stageDueOn: isoDaySchema.nullable(),
  overdue: z.boolean(),
  causes: z.array(z.enum(dossierCauses)),
  /** drawn into a random sample: approved one by one only */
  manualReview: z.boolean(),
  /** why it is not approved as it stands: what it declares is not decided, or was refused; null before it is submitted and once it is approved */
  hold: z.enum(["changes-waiting", "changes-refused"]).nullable(),
  /** words of the officer who put it on hold; null when it is not */
  onHoldFor: z.string().nullable(),
});
export type DossierRow = z.infer<typeof dossierRowSchema>;

/** A dossier with everything in it but the captures' bytes. */
export const dossierViewSchema = dossierRowSchema.extend({
  team: z.string().nullable(),
  device: z.string().nullable(),
  collectors: z.array(z.string()),
  /** of the last return, hold, refusal or withdrawal; once its card was revoked, the key of why */
  reason: z.string().nullable(),
  /** of a draft: by when the law will want the card when it is submitted today; null once `dueOn` says it */
  dueIfSubmitted: isoDaySchema.nullable(),
  /** days off and days worked that were stated beside the built-in ones: the day of an appointment goes by them */
  statedDays: z.array(z.object({ day: isoDaySchema, kind: z.enum(["off", "worked"]) })),
  steps: z.array(
    z.object({
      step: z.enum(stepKeys),
      version: z.int(),
      savedAt: z.string(),
      savedBy: z.string(),
      content: z.record(z.string(), z.unknown()),
    }),
  ),
  captures: z.array(captureViewSchema),
  /** changes that the citizen declares, and what became of each as a proposal */
  declared: z.array(
    z.object({
      field: z.string(),
      form: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      state: z.enum(declaredStates),
      /** of its proposal; null where there is none */
      correctionId: uuidSchema.nullable(),
      decidedBy: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  checks: z.array(checkViewSchema),
  /** exactly what the collecting unit is to put right */
  mends: z.array(mendSchema),
  /** open dossiers of the same person */
  conflicts: z.array(z.object({ dossierId: uuidSchema, state: z.enum(dossierStates), unit: z.string() })),
  history: z.array(
    z.object({
      kind: z.string(),
      occurredAt: z.string(),
      recordedAt: z.string(),
      officer: z.string().nullable(),
      reason: z.string().nullable(),
      /** of a return: what was to be put right, see `toMend` */
      steps: z.array(z.enum(stepKeys)),
    }),
  ),
  /** of a record that is merged into another one: the dossier waits until that is undone, or is withdrawn */
  merged: z.boolean(),
  /** what the reader may do now */
  events: z.array(z.enum(dossierEvents)),
});
export type DossierView = z.infer<typeof dossierViewSchema>;

export const dossierQuerySchema = z.strictObject({
  purpose: purposeSchema,
  /** code of a unit: dossiers collected there and below */
  unit: unitCodeSchema.or(z.literal("00")).optional(),
  states: z.array(z.enum(dossierStates)).min(1).optional(),
  cause: z.enum(dossierCauses).optional(),
  overdue: z.boolean().default(false),
  manualReview: z.boolean().optional(),
  personId: idSchema.optional(),
  offset: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(200).default(50),
});
export type DossierQuery = z.infer<typeof dossierQuerySchema>;
export const dossierPageSchema = z.object({ total: z.int(), dossiers: z.array(dossierRowSchema) });
export type DossierPage = z.infer<typeof dossierPageSchema>;

/** Prepares a bulk approval: draws the sample, which from then on is approved one by one only. */
export const previewRequestSchema = z.strictObject({
  batchId: idSchema,
  unit: unitCodeSchema.or(z.literal("00")),
  most: z.int().min(1).max(10_000).default(1_000),
});
export type PreviewRequest = z.infer<typeof previewRequestSchema>;
export const batchViewSchema = z.object({
  batchId: uuidSchema,
  unit: z.string(),
  state: z.enum(["previewed", "confirmed"]),
  /** dossiers considered = approvable + sampled */
  considered: z.int(),
  sampled: z.int(),
  approvable: z.int(),
  /** left out because the officer had a hand in collecting them */
  ownLeftOut: z.int(),
  /** left out because a change that they declare waits for a decision */
  changesWaiting: z.int(),
  /** left out because a change that they declare was refused: to be returned to who collected */
  changesRefused: z.int(),
  /** of 1: how likely each dossier was drawn */
  sampleRate: z.number(),
  /** hexadecimal: with it anyone can draw the sample again */
  seed: z.string(),
  approved: z.int(),
  /** changed between preview and confirmation */
  skipped: z.int(),
  sample: z.array(uuidSchema),
});
export type BatchView = z.infer<typeof batchViewSchema>;

export const backlogRequestSchema = z.strictObject({
  unit: unitCodeSchema.or(z.literal("00")),
  /** dossiers a working day that the stages can take; the rate measured over the last 10 working days when absent */
  capacityPerDay: z.coerce.number().positive().max(10_000_000).optional(),
});
export const backlogStageSchema = z.object({
  stage: z.enum(stageKeys),
  waiting: z.int(),
  overdue: z.int(),
  oldestSince: z.string().nullable(),
  /** dossiers that left the stage a working day, measured over the last 10 */
  ratePerDay: z.number(),
  /** working days until nothing waits any more; null when nothing leaves */
  workingDaysUntilGone: z.int().nullable(),
});
export const backlogSchema = z.object({
  unit: z.string(),
  asOf: isoDaySchema,
  stages: z.array(backlogStageSchema),
  units: z.array(
    z.object({ unit: z.string(), unitName: z.string(), waiting: z.partialRecord(z.enum(stageKeys), z.int()), overdue: z.int() }),
  ),
});
export type Backlog = z.infer<typeof backlogSchema>;
