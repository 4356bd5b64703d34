import { z } from "zod";

/** The capture protocol, version 1: docs/capture-protocol.md. Names of fingers and slaps are those of OSIA (BiometricSubType), so nothing is translated on the way. */
export const protocolVersion = 1;

/** In the order in which ten fingers are taken: right hand, left hand (Circular 59/2021/TT-BCA counts the same way). */
export const fingers = [
  ...(["RIGHT_THUMB", "RIGHT_INDEX", "RIGHT_MIDDLE", "RIGHT_RING", "RIGHT_LITTLE"] as const),
  ...(["LEFT_THUMB", "LEFT_INDEX", "LEFT_MIDDLE", "LEFT_RING", "LEFT_LITTLE"] as const),
] as const;
export type Finger = (typeof fingers)[number];
export const fingerSchema = z.enum(fingers);

/** Several fingers laid on at once, four, four and two. */
export const slaps = {
  PLAIN_RIGHT_FOUR_FINGERS: ["RIGHT_INDEX", "RIGHT_MIDDLE", "RIGHT_RING", "RIGHT_LITTLE"],
  PLAIN_LEFT_FOUR_FINGERS: ["LEFT_INDEX", "LEFT_MIDDLE", "LEFT_RING", "LEFT_LITTLE"],
  PLAIN_THUMBS: ["RIGHT_THUMB", "LEFT_THUMB"],
} as const satisfies Record<string, readonly Finger[]>;
export type Slap = keyof typeof slaps;
export const slapSchema = z.enum(["PLAIN_RIGHT_FOUR_FINGERS", "PLAIN_LEFT_FOUR_FINGERS", "PLAIN_THUMBS"]);

/** Why a finger was not taken. Bandaged heals: the appointment says when to come again. */
export const missingReasons = ["AMPUTATED", "BANDAGED", "UNABLE"] as const;
export type MissingReason = (typeof missingReasons)[number];
export const missingSchema = z.strictObject({ finger: fingerSchema, reason: z.enum(missingReasons) });
export type MissingFinger = z.infer<typeof missingSchema>;

/** WSQ is FBI's wavelet compression (IAFIS-IC-0110); RAW is one byte a pixel, rows from the top, 0 is black. */
export const fingerFormats = ["WSQ", "PNG", "RAW"] as const;
export type FingerFormat = (typeof fingerFormats)[number];

/** What one answer may hold at most. A raw finger of 800 × 800 pixels has 640 kB. */
export const captureLimits = { requestBytes: 4096, imageBytes: 1024 * 1024, answerBytes: 8 * 1024 * 1024, sidePx: 1000 } as const;

const base64 = (bytes: number) => z.base64().max(Math.ceil(bytes / 3) * 4);

export const deviceViewSchema = z.strictObject({
  protocol: z.literal(protocolVersion),
  /** as the officer should read it */
  name: z.string().min(1).max(100),
  /** true: what it gives was made by a program and must never stand for a person */
  simulated: z.boolean(),
  state: z.enum(["ready", "busy", "unavailable"]),
  fingers: z.strictObject({ positions: z.array(z.union([fingerSchema, slapSchema])), formats: z.array(z.enum(fingerFormats)) }).nullable(),
  portrait: z.strictObject({ width: z.int().positive(), height: z.int().positive() }).nullable(),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const captureRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("fingers"),
    position: z.union([fingerSchema, slapSchema]),
    format: z.enum(fingerFormats),
    /** fingers of the position that will not be laid on */
    missing: z.array(missingSchema).max(4).default([]),
    /** the device gives up after this time */
    timeoutMs: z.int().min(1000).max(120_000).default(30_000),
  }),
  z.strictObject({ kind: z.literal("portrait"), timeoutMs: z.int().min(1000).max(120_000).default(30_000) }),
]);
export type CaptureRequest = z.output<typeof captureRequestSchema>;
export type CaptureOrder = z.input<typeof captureRequestSchema>;

const sidePx = z.int().positive().max(captureLimits.sidePx);
const fingerImageSchema = z.strictObject({
  format: z.enum(fingerFormats),
  width: sidePx,
  height: sidePx,
  /** dots per inch; 500 is what matchers expect (ANSI/NIST-ITL) */
  dpi: z.literal([500, 1000]),
  data: base64(captureLimits.imageBytes),
});

export const impressionSchema = z.strictObject({
  finger: fingerSchema,
  image: fingerImageSchema,
  /** 1 worst to 100 best, as NFIQ 2 counts */
  quality: z.int().min(1).max(100),
});
export type Impression = z.infer<typeof impressionSchema>;

export const captureResultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fingers"), impressions: z.array(impressionSchema).max(4), missing: z.array(missingSchema).max(4) }),
  z.strictObject({
    kind: z.literal("portrait"),
    image: z.strictObject({ mimeType: z.literal("image/jpeg"), data: base64(5 * 1024 * 1024) }),
  }),
]);
export type CaptureResult = z.infer<typeof captureResultSchema>;

/** Why a capture ended without a result. */
export const captureFailures = {
  "timed-out": {
    vi: "Hết thời gian chờ: mời công dân đặt tay rồi bắt đầu lại",
    en: "Nothing was laid on in time: ask the person to lay the fingers on, then start again",
  },
  "poor-quality": {
    vi: "Vân tay không rõ: lau mặt kính và ngón tay rồi lấy lại",
    en: "The print is not clear: wipe the glass and the fingers, then take it again",
  },
  "wrong-count": {
    vi: "Số ngón không đúng: đặt đủ ngón, hoặc ghi ngón thiếu",
    en: "The number of fingers is wrong: lay on all of them, or note which are missing",
  },
  "device-error": { vi: "Thiết bị lỗi: cắm lại thiết bị rồi thử lại", en: "The device failed: plug it in again, then try again" },
} as const;
export type CaptureFailure = keyof typeof captureFailures;

export const captureViewSchema = z.strictObject({
  captureId: z.uuid(),
  state: z.enum(["waiting", "capturing", "done", "failed", "cancelled"]),
  /** 0 to 1 */
  progress: z.number().min(0).max(1),
  /** a small PNG of what the device sees now, or null */
  preview: base64(64 * 1024).nullable(),
  failure: z.enum(["timed-out", "poor-quality", "wrong-count", "device-error"]).nullable(),
  result: captureResultSchema.nullable(),
});
export type CaptureView = z.infer<typeof captureViewSchema>;

/** Why the device does not take a request, with the HTTP status. */
export const deviceRefusals = {
  "foreign-origin": 403,
  "wrong-token": 401,
  "unknown-address": 404,
  "unknown-capture": 404,
  "malformed-request": 400,
  "unsupported-position": 422,
  "unsupported-format": 422,
  busy: 409,
  "request-too-large": 413,
} as const;
export type DeviceRefusal = keyof typeof deviceRefusals;

export const deviceProblemSchema = z.strictObject({
  code: z.enum(Object.keys(deviceRefusals) as [DeviceRefusal, ...DeviceRefusal[]]),
});

export const fingersOf = (position: Finger | Slap): readonly Finger[] =>
  position in slaps ? slaps[position as Slap] : [position as Finger];
