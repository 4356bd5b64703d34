import { unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { explanationSchema, factsSchema, pairStateKeys } from "@dinhdanh/population/contract";
import { z } from "zod";

export const pairsQuerySchema = z.strictObject({
  /** only pairs of which one record is registered there; absent: the whole territory */
  unit: unitCodeSchema.optional(),
  state: z.enum(pairStateKeys).default("open"),
  /** only pairs of which both records have a number: one person with two */
  twoNumbers: z.boolean().default(false),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(50),
});

const sideSchema = z.object({
  personId: uuidSchema,
  pin: z.string().nullable(),
  fullName: z.string(),
  birthDate: z.string().nullable(),
  sex: z.string(),
  address: z.string().nullable(),
  unitName: z.string().nullable(),
});
export const pairSchema = z.object({
  person: sideSchema,
  other: sideSchema,
  probability: z.number(),
  explanation: explanationSchema.nullable(),
  foundBy: z.string(),
  foundAt: z.string(),
  state: z.enum(pairStateKeys),
  mergeId: uuidSchema.nullable(),
  /** of a merge: the record that stands for the person */
  survivorId: uuidSchema.nullable(),
  judgedBy: z.string().nullable(),
  judgedAt: z.string().nullable(),
  note: z.string().nullable(),
});
export type Pair = z.infer<typeof pairSchema>;
export const sharedNumbersQuerySchema = z.strictObject({ state: z.enum(["open", "settled"]).default("open") });
/** Two people with one number. `person` is whom it leads to, `other` who was given another when it was settled. */
export const sharedNumberSchema = z.object({
  person: sideSchema,
  other: sideSchema,
  pin: z.string(),
  newPin: z.string().nullable(),
  renumberingId: uuidSchema.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
});
export type SharedNumber = z.infer<typeof sharedNumberSchema>;
/** A case with those who name the number as a parent's or spouse's: it leads to the keeper, and the other may be meant. */
export const sharedCaseSchema = sharedNumberSchema.extend({
  relatives: z.array(
    z.object({
      personId: uuidSchema,
      fullName: z.string(),
      unitName: z.string().nullable(),
      as: z.enum(["fatherPin", "motherPin", "spousePin"]),
    }),
  ),
  /** more of them outside the officer's territory */
  elsewhere: z.int(),
});
export type SharedCase = z.infer<typeof sharedCaseSchema>;
/** A row of a roll that was refused because its number belongs to `person`, who has another name and birth date. */
export const numberClaimSchema = z.object({
  person: sideSchema,
  claimId: uuidSchema,
  pin: z.string(),
  /** what the row says */
  facts: factsSchema,
  unitName: z.string().nullable(),
  fileName: z.string(),
  rowNo: z.int(),
  claimedAt: z.string(),
  state: z.enum(pairStateKeys),
  /** who was registered by the decision that they are two */
  enteredId: uuidSchema.nullable(),
  judgedBy: z.string().nullable(),
  judgedAt: z.string().nullable(),
  note: z.string().nullable(),
});
export type NumberClaim = z.infer<typeof numberClaimSchema>;
/** `total`: both kinds together. */
export const sharedNumbersSchema = z.object({ total: z.int(), cases: z.array(sharedNumberSchema), claims: z.array(numberClaimSchema) });
export type SharedNumbers = z.infer<typeof sharedNumbersSchema>;

const heldSchema = z.object({
  fullName: z.string(),
  pin: z.string().nullable(),
  birthDate: z.string().nullable(),
  sex: z.string(),
  unitName: z.string().nullable(),
  address: z.string().nullable(),
  householdId: z.string().nullable(),
  fatherPin: z.string().nullable(),
  motherPin: z.string().nullable(),
  origin: z.string().nullable(),
});
/** Somebody who may be the person. Outside the officer's territory it is only said that there is someone, and how likely. */
export const candidateSchema = z.object({
  personId: uuidSchema.nullable(),
  held: heldSchema.nullable(),
  /** null while the register was never searched for duplicates: then it is somebody of the same name and date, or number */
  probability: z.number().nullable(),
  explanation: explanationSchema.nullable(),
});
export type CandidateView = z.infer<typeof candidateSchema>;
export const pairsSchema = z.object({ total: z.int(), pairs: z.array(pairSchema) });
export type Pairs = z.infer<typeof pairsSchema>;
