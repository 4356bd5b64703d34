import { z } from "zod";

/** OSIA (Open Standards Identity API, Secure Identity Alliance) 7.1, ABIS interface 1.6.0. Names and limits are those of `abis.yaml`; where it forbids other properties, so do we. */
export const osiaVersion = "1.6.0";

export const biometricTypes = ["FACE", "FINGER", "IRIS", "SIGNATURE", "UNKNOWN"] as const;
export const biometricTypeSchema = z.enum(biometricTypes);

export const biometricSubTypes = [
  ...(["UNKNOWN", "RIGHT_THUMB", "RIGHT_INDEX", "RIGHT_MIDDLE", "RIGHT_RING", "RIGHT_LITTLE"] as const),
  ...(["LEFT_THUMB", "LEFT_INDEX", "LEFT_MIDDLE", "LEFT_RING", "LEFT_LITTLE"] as const),
  ...(["PLAIN_RIGHT_FOUR_FINGERS", "PLAIN_LEFT_FOUR_FINGERS", "PLAIN_THUMBS"] as const),
  ...(["UNKNOWN_PALM", "RIGHT_FULL_PALM", "RIGHT_WRITERS_PALM", "LEFT_FULL_PALM", "LEFT_WRITERS_PALM"] as const),
  ...(["RIGHT_LOWER_PALM", "RIGHT_UPPER_PALM", "LEFT_LOWER_PALM", "LEFT_UPPER_PALM", "RIGHT_OTHER", "LEFT_OTHER"] as const),
  ...(["RIGHT_INTERDIGITAL", "RIGHT_THENAR", "RIGHT_HYPOTHENAR", "LEFT_INTERDIGITAL", "LEFT_THENAR", "LEFT_HYPOTHENAR"] as const),
  ...(["RIGHT_INDEX_AND_MIDDLE", "RIGHT_MIDDLE_AND_RING", "RIGHT_RING_AND_LITTLE"] as const),
  ...(["LEFT_INDEX_AND_MIDDLE", "LEFT_MIDDLE_AND_RING", "LEFT_RING_AND_LITTLE", "RIGHT_INDEX_AND_LEFT_INDEX"] as const),
  ...(["RIGHT_INDEX_AND_MIDDLE_AND_RING", "RIGHT_MIDDLE_AND_RING_AND_LITTLE"] as const),
  ...(["LEFT_INDEX_AND_MIDDLE_AND_RING", "LEFT_MIDDLE_AND_RING_AND_LITTLE"] as const),
  ...(["EYE_UNDEF", "EYE_RIGHT", "EYE_LEFT", "EYE_BOTH", "PORTRAIT", "LEFT_PROFILE", "RIGHT_PROFILE"] as const),
] as const;
export const biometricSubTypeSchema = z.enum(biometricSubTypes);

export const impressionTypes = [
  ...(["LIVE_SCAN_PLAIN", "LIVE_SCAN_ROLLED", "NONLIVE_SCAN_PLAIN", "NONLIVE_SCAN_ROLLED"] as const),
  ...(["LATENT_IMPRESSION", "LATENT_TRACING", "LATENT_PHOTO", "LATENT_LIFT"] as const),
  ...(["LIVE_SCAN_SWIPE", "LIVE_SCAN_VERTICAL_ROLL", "LIVE_SCAN_PALM", "NONLIVE_SCAN_PALM"] as const),
  ...(["LATENT_PALM_IMPRESSION", "LATENT_PALM_TRACING", "LATENT_PALM_PHOTO", "LATENT_PALM_LIFT"] as const),
  ...(["LIVE_SCAN_OPTICAL_CONTACTLESS_PLAIN", "OTHER", "UNKNOWN"] as const),
] as const;

export const compressionTypes = ["NONE", "WSQ", "JPEG", "JPEG2000", "PNG"] as const;
export const presences = ["BANDAGED", "AMPUTATED", "DAMAGED"] as const;

/** Not in the standard: what one text may hold, so that a body is bounded field by field. */
const text = z.string().max(1000);
const dateTime = z.iso.datetime({ offset: true });
const others = z.record(z.string(), z.unknown());

export const errorSchema = z.strictObject({ code: z.int32(), message: z.string() });
export type AbisError = z.infer<typeof errorSchema>;

export const encryptionSchema = z.strictObject({ type: z.enum(["JWE", "PKCS7"]), scope: text });

export const integritySchema = z.strictObject({
  id: text.optional(),
  scope: text,
  encrypted: z.boolean().optional(),
  followRef: z.boolean().optional(),
  alg: text,
  hash: text,
  type: z.enum(["NONE", "JWS", "PKCS7"]).optional(),
  signature: z.string().max(20_000).optional(),
  signatureRef: z.url().optional(),
});

const protection = { encryption: encryptionSchema.optional(), integrity: z.array(integritySchema).optional() };

export const missingTypeSchema = z.strictObject({
  biometricSubType: biometricSubTypeSchema.optional(),
  presence: z.enum(presences).optional(),
});

export const biometricDataSchema = z.strictObject({
  biometricType: biometricTypeSchema,
  biometricSubType: biometricSubTypeSchema.optional(),
  instance: text.optional(),
  encounterId: text.optional(),
  /** base64 */
  image: z.string().max(8_000_000).optional(),
  imageRef: z.url().optional(),
  captureDate: dateTime.optional(),
  captureDevice: text.optional(),
  impressionType: z.enum(impressionTypes).optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  bitdepth: z.int().optional(),
  mimeType: text.optional(),
  /** dots per inch */
  resolution: z.int().optional(),
  compression: z.enum(compressionTypes).optional(),
  missing: z.array(missingTypeSchema).optional(),
  metadata: text.optional(),
  comment: text.optional(),
  /** base64 */
  template: z.string().max(1_000_000).optional(),
  templateRef: z.url().optional(),
  templateFormat: text.optional(),
  quality: z.int().optional(),
  qualityFormat: text.optional(),
  algorithm: text.optional(),
  vendor: text.optional(),
  ...protection,
});
export type BiometricData = z.infer<typeof biometricDataSchema>;

export const biometricComputedDataSchema = z.strictObject({
  biometricType: biometricTypeSchema,
  biometricSubType: biometricSubTypeSchema.optional(),
  instance: text.optional(),
  template: z.string(),
  templateFormat: text.optional(),
  quality: z.int().optional(),
  qualityFormat: text.optional(),
  algorithm: text.optional(),
  vendor: text.optional(),
});
export type BiometricComputedData = z.infer<typeof biometricComputedDataSchema>;

export const galleriesSchema = z
  .array(text)
  .min(1)
  .refine((names) => new Set(names).size === names.length, { message: "must be unique" });

/** The client leaves `encounterId` out where the server gives it (`readOnly` in the standard, which still lists it as required). */
export const encounterSchema = z.strictObject({
  encounterId: text.optional(),
  status: z.enum(["ACTIVE", "INACTIVE"]),
  encounterType: text,
  createdDate: dateTime.optional(),
  updatedDate: dateTime.optional(),
  galleries: galleriesSchema,
  clientData: z.base64().max(20_000).optional(),
  contextualData: others.optional(),
  biographicData: others.optional(),
  biometricData: z.array(biometricDataSchema).max(64),
  ...protection,
});
export type Encounter = z.infer<typeof encounterSchema>;

export const filterSchema = z.record(z.string(), z.unknown());
export type Filter = z.infer<typeof filterSchema>;

export const scoreDetailSchema = z.strictObject({
  score: z.number(),
  encounterId: z.string().optional(),
  galleries: galleriesSchema.optional(),
  biometricType: biometricTypeSchema.optional(),
  biometricSubType: biometricSubTypeSchema.optional(),
  instance: z.string().optional(),
  others: others.optional(),
});
export type ScoreDetail = z.infer<typeof scoreDetailSchema>;

export const candidateSchema = z.strictObject({
  personId: z.string(),
  rank: z.int32(),
  score: z.number(),
  scores: z.array(scoreDetailSchema).optional(),
  others: others.optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const personIdsSchema = z.strictObject({ personId: z.string(), encounterId: z.string() });
export const extendablePersonIdsSchema = z.strictObject({ personId: z.string(), encounterId: z.string(), others: others.optional() });
export type ExtendablePersonIds = z.infer<typeof extendablePersonIdsSchema>;

export const taskIdSchema = z.strictObject({ taskId: z.string().min(1).max(200), others: others.optional() });

export const taskStatusSchema = z.enum(["PENDING", "RESPONSE_SCHEDULED", "RESPONSE_ERROR", "RESPONSE_RETRY", "COMPLETED"]);
export type TaskStatus = z.infer<typeof taskStatusSchema>;

const items = z.array(biometricDataSchema).max(64);
export const identifyRequestSchema = z.strictObject({ filter: filterSchema, biometricData: items, ...protection });
export const verifyFromIdRequestSchema = z.strictObject({ biometricData: items, ...protection });
export const verifyFromBioRequestSchema = z.strictObject({ biometricData1: items, biometricData2: items, ...protection });

/** Not named in the standard, written out in place there. */
export const verifyResponseSchema = z.strictObject({ decision: z.boolean(), scores: z.array(scoreDetailSchema).optional() });
export type VerifyResponse = z.infer<typeof verifyResponseSchema>;
