import { isoDaySchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { correctableFields } from "./attributes.ts";
import { evidenceSchema } from "./event-contract.ts";

export const correctionStates = ["proposed", "approved", "refused", "withdrawn"] as const;

/**
 * Of a change declared in a dossier: the states of its proposal. `held`: the register holds it without an approval; `not-sent`: the dossier is not submitted;
 * `move`: a residence, which changes by an event of its own; `malformed`: the value cannot be one.
 */
export const declaredStates = [...correctionStates, "held", "not-sent", "move", "malformed"] as const;
export type DeclaredState = (typeof declaredStates)[number];

export const correctionChangeSchema = z.strictObject({
  field: z.enum(correctableFields),
  /** what the register holds; null is nothing */
  from: z.string().max(300).nullable(),
  to: z.string().trim().min(1).max(300).nullable(),
});
export type CorrectionChange = z.infer<typeof correctionChangeSchema>;

/** DC01: changed since a day. DC02: the register is wrong, since the value that it holds was written. */
export const proposalSchema = z.strictObject({
  correctionId: uuidSchema,
  form: z.enum(["DC01", "DC02"]),
  since: isoDaySchema.optional(),
  changes: z
    .array(correctionChangeSchema)
    .min(1)
    .max(20)
    .refine((changes) => new Set(changes.map(({ field }) => field)).size === changes.length, { message: "names a field twice" }),
  evidence: evidenceSchema,
});
export type Proposal = z.infer<typeof proposalSchema>;

export const decisionSchema = z.strictObject({
  decision: z.enum(["approve", "refuse"]),
  reason: z.string().trim().min(1).max(300).optional(),
});
export type Decision = z.infer<typeof decisionSchema>;

export const correctionViewSchema = z.object({
  correctionId: uuidSchema,
  personId: uuidSchema,
  fullName: z.string(),
  unitName: z.string(),
  form: z.enum(["DC01", "DC02"]),
  since: isoDaySchema.nullable(),
  changes: z.array(correctionChangeSchema),
  /** names of the communes that the changes name by their codes */
  communes: z.record(z.string(), z.string()),
  evidence: z.string(),
  state: z.enum(correctionStates),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** in which it was declared; null when it was proposed by itself */
  dossierId: uuidSchema.nullable(),
  /** the person holds a valid card that shows what changes: approving calls for a new one */
  newCard: z.boolean(),
});
export type CorrectionView = z.infer<typeof correctionViewSchema>;

export const correctionQuerySchema = z.strictObject({
  state: z.enum(correctionStates).optional(),
  personId: uuidSchema.optional(),
  /** those that a dossier declares */
  dossierId: uuidSchema.optional(),
});
export type CorrectionQuery = z.infer<typeof correctionQuerySchema>;
