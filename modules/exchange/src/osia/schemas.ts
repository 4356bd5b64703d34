import { biometricDataSchema, encounterSchema } from "@dinhdanh/abis";
import { z } from "zod";
import { operators } from "../compare-rules.ts";

/**
 * Objects of OSIA 7.1 (Copyright © Secure Identity Alliance 2022, https://github.com/SecureIdentityAlliance/osia): pr 1.5.0, uin 1.2.0,
 * dataaccess 1.3.0, notification 1.2.0. Names and limits are those of the files; where they forbid other properties, so do we. Where a limit is
 * not theirs it bounds what one request may hold.
 */
const text = z.string().max(1000);
const dateTime = z.iso.datetime({ offset: true });

export const errorSchema = z.strictObject({ code: z.int32(), message: z.string() });

const longest = 1000;
/** The bound stands beside the union, which would only say that none of its kinds fits. */
const scalarSchema = z.union([z.string(), z.number(), z.boolean()]).check(({ value, issues }) => {
  if (typeof value === "string" && value.length > longest)
    issues.push({ code: "too_big", origin: "string", maximum: longest, inclusive: true, input: value });
});
export const attributesSchema = z.record(z.string(), scalarSchema);

const expressionWith = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.strictObject({ attributeName: z.string().max(100), operator: z.enum(values), value: scalarSchema });
/** pr.yaml has `!=`, dataaccess.yaml has not. */
export const prExpressionsSchema = z.array(expressionWith(operators)).max(50);
export const expressionsSchema = z.array(expressionWith(["<", ">", "=", ">=", "<="])).max(50);

export const answeredSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), errorSchema]));
export const matchingErrorSchema = z.array(z.strictObject({ attributeName: z.string(), errorCode: z.union([z.literal(0), z.literal(1)]) }));

export const personSchema = z.strictObject({
  personId: text.optional(),
  status: z.enum(["ACTIVE", "INACTIVE"]),
  physicalStatus: z.enum(["DEAD", "ALIVE"]),
});

const { encryption, integrity, galleries, clientData, contextualData, biographicData } = encounterSchema.shape;
const documentPartSchema = z.strictObject({
  pages: z.array(z.int()).min(1).optional(),
  data: z.string().max(8_000_000).optional(),
  dataRef: z.url().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  mimeType: text.optional(),
  captureDate: dateTime.optional(),
  captureDevice: text.optional(),
  ...{ encryption, integrity },
});
export const documentDataSchema = z.strictObject({
  documentType: z.enum(["ID_CARD", "PASSPORT", "INVOICE", "BIRTH_CERTIFICATE", "FORM", "OTHER"]),
  documentTypeOther: text.optional(),
  instance: text.optional(),
  parts: z.array(documentPartSchema).min(1).max(50),
  integrity,
});

export const identitySchema = z.strictObject({
  identityId: text,
  identityType: text,
  status: z.enum(["CLAIMED", "VALID", "INVALID", "REVOKED"]),
  createdDate: dateTime.optional(),
  updatedDate: dateTime.optional(),
  galleries: galleries.optional(),
  ...{ clientData, contextualData, biographicData },
  biometricData: z
    .array(biometricDataSchema.omit({ encounterId: true }).extend({ identityId: text.optional() }))
    .max(64)
    .optional(),
  documentData: z.array(documentDataSchema).max(64).optional(),
  ...{ encryption, integrity },
});
/** `identityId` is readOnly in the standard, which still lists it as required: clients leave it out. */
export const givenIdentitySchema = identitySchema
  .partial({ identityId: true })
  // the file says nothing of what these hold
  .extend({ contextualData: z.unknown().optional(), biographicData: z.unknown().optional() });
/** A merge patch (RFC 7396): any part, and null for what shall go. */
export const identityPatchSchema = z.record(z.string(), z.unknown());

export const topicSchema = z.strictObject({ uuid: z.string().optional(), name: z.string().optional() });
export const subscriptionSchema = z.strictObject({
  uuid: z.string().optional(),
  topic: z.string().optional(),
  protocol: z.enum(["http", "email"]).optional(),
  address: z.string().optional(),
  policy: z.string().optional(),
  active: z.boolean().optional(),
});
export const messageSchema = z.strictObject({
  type: z.enum(["SubscriptionConfirmation", "Notification"]),
  token: z.string().optional(),
  topic: z.string().optional(),
  message: z.string(),
  messageId: z.string().optional(),
  subject: z.string().optional(),
  subscribeURL: z.url().optional(),
  timestamp: dateTime.optional(),
});
export type Message = z.infer<typeof messageSchema>;
