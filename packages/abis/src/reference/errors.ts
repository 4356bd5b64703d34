import type { AbisResponse } from "../route.ts";

/** Errors of the reference, with OSIA's numeric code and the HTTP status. Texts name no person and no value. */
export const referenceErrors = {
  "malformed-request": [400, 1, "the request is not what the interface says"],
  "unreadable-image": [400, 2, "an image is neither a readable PNG nor raw grey pixels at 500 dpi; the reference reads no WSQ"],
  "low-quality": [400, 3, "no finger is clear enough to be compared"],
  "nothing-to-compare": [400, 4, "the reference compares fingers only, and there is none"],
  "unknown-filter": [400, 5, "the reference filters by biometricType only"],
  "foreign-callback": [403, 6, "callbacks go to agreed addresses only"],
  unknown: [404, 7, "there is no such record"],
  "already-known": [409, 8, "the record exists"],
  full: [500, 9, "the reference holds as many records as it may"],
  failed: [500, 10, "the request failed"],
} as const satisfies Record<string, readonly [number, number, string]>;

export type ReferenceError = keyof typeof referenceErrors;

export const failed = (error: ReferenceError): AbisResponse => {
  const [status, code, message] = referenceErrors[error];
  return { status, body: { code, message } };
};
