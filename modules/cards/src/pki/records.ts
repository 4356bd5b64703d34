import { z } from "zod";
import { pkiSettingsSchema } from "./settings.ts";

/** RFC 5280, 5.3.1, those that fit a signer. */
export const revocationReasons = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
} as const;
export type RevocationReason = keyof typeof revocationReasons;
export const revocationReasonNames = ["unspecified", "keyCompromise", "affiliationChanged", "superseded", "cessationOfOperation"] as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const serial = z.string().regex(/^[0-9A-F]{2,40}$/);
/** Inside the folder, and nowhere else. */
const path = z.string().regex(/^([a-z0-9][a-z0-9-]*\/)?[a-z0-9][a-z0-9-]*\.[a-z]{2,3}$/);

const keyLabel = z.string().regex(/^[a-z0-9-]+$/);

/** A certificate as the transcript names it. */
export const certificateEntrySchema = z.strictObject({
  role: z.enum(["csca", "link", "signer", "master-list-signer"]),
  /** counted per role, from 1 */
  number: z.int().min(1),
  path,
  serial,
  /** SHA-256 of the certificate, DER */
  sha256,
  keyLabel,
  /** SHA-256 of the SubjectPublicKeyInfo, DER, named curve */
  keySha256: sha256,
  validFrom: instant,
  validUntil: instant,
  keyUseFrom: instant,
  keyUseUntil: instant,
});
export type CertificateEntry = z.infer<typeof certificateEntrySchema>;

const revocationSchema = z.strictObject({ serial, reason: z.enum(revocationReasonNames), at: instant });
export type Revocation = z.infer<typeof revocationSchema>;

const crlEntrySchema = z.strictObject({ number: z.int().min(1), thisUpdate: instant, nextUpdate: instant, revoked: z.int() });
export type CrlEntry = z.infer<typeof crlEntrySchema>;

const protections = ["passphrase", "none", "pkcs11"] as const;
export type Protection = (typeof protections)[number];

const pkiActs = ["init", "issue-signer", "revoke-signer", "crl", "rotate-csca", "master-list", "destroy-key"] as const;

/** What one command did: everything that the folder holds, but the private keys, follows from these. */
const contentSchema = z.strictObject({
  act: z.enum(pkiActs),
  /** of the first record only */
  founding: z.strictObject({ settings: pkiSettingsSchema, protection: z.enum(protections) }).optional(),
  certificates: z.array(certificateEntrySchema),
  revocation: revocationSchema.optional(),
  crl: crlEntrySchema.optional(),
  /** label of a private key that is no more */
  destroyed: keyLabel.optional(),
  /** `content` in base64; null for private keys, which are named by their hash alone */
  files: z.array(z.strictObject({ path, sha256, content: z.base64().nullable() })),
});
export type RecordContent = z.infer<typeof contentSchema>;

/** One line of the transcript. `hash` covers all before it, `previous` the record before; the CSCA's key signs the hash. */
export const recordSchema = z.strictObject({
  number: z.int().min(1),
  previous: sha256,
  at: instant,
  /** who stood there, as given */
  operators: z.array(z.string()),
  /** as typed; secrets are never arguments */
  command: z.string(),
  ...contentSchema.shape,
  hash: sha256,
  signature: z.base64(),
});
export type TranscriptRecord = z.infer<typeof recordSchema>;
