import type { Text } from "@dinhdanh/kernel/contract";
import { z } from "zod";

/** Answers of a verification, each different from the others. */
export const verdicts = {
  genuine: { vi: "Thẻ thật, đang có giá trị", en: "Genuine and in force" },
  altered: { vi: "Bị sửa, hoặc không phải thẻ đã cấp", en: "Altered, or never issued" },
  "unknown-signer": { vi: "Người ký không nằm trong danh sách tin cậy", en: "Signed by someone who is not trusted" },
  revoked: { vi: "Thẻ đã bị thu hồi, báo mất hoặc thay thế", en: "Revoked, lost or replaced" },
  expired: { vi: "Thẻ hết hạn", en: "Expired" },
} as const satisfies Record<string, Text>;
export type Verdict = keyof typeof verdicts;
const verdictSchema = z.enum(Object.keys(verdicts) as [Verdict, ...Verdict[]]);

/** The files of a chip that anybody may read who has its MRZ, by their names. EF.DG3, the fingerprints, is none of them. */
export const chipFileNames = ["EF_COM", "EF_DG1", "EF_DG2", "EF_DG13", "EF_DG14", "EF_DG15", "EF_SOD"] as const;
export type ChipFileName = (typeof chipFileNames)[number];
/** 200 KB of a file: a portrait for a chip has 20. */
const chipFileSchema = z.base64().max(280_000);

/** One of the three. Larger bodies are refused before they are read. */
export const verifyRequestSchema = z.union([
  z.strictObject({ qr: z.string().min(1).max(6000) }),
  z.strictObject({ mrz: z.string().min(1).max(200) }),
  z.strictObject({
    chip: z.strictObject({
      EF_DG1: chipFileSchema,
      EF_SOD: chipFileSchema,
      EF_COM: chipFileSchema.optional(),
      EF_DG2: chipFileSchema.optional(),
      EF_DG13: chipFileSchema.optional(),
      EF_DG14: chipFileSchema.optional(),
      EF_DG15: chipFileSchema.optional(),
    }),
  }),
]);
export type VerifyRequest = z.infer<typeof verifyRequestSchema>;

export const verificationSchema = z.object({
  verdict: verdictSchema,
  /** what was looked at: `register` the books, `chip` signatures and hashes */
  by: z.array(z.enum(["register", "chip"])),
  /** codes of what was found, e.g. the data group that was altered; never a person's data */
  findings: z.array(z.string()),
});
export type Verification = z.infer<typeof verificationSchema>;

/** A line of the revocation list. The digest of EF.SOD names the card to who reads the chip; a number could be guessed, it cannot. */
export const revokedEntrySchema = z.object({
  serial: z.string().nullable(),
  sodSha256: z.string().nullable(),
  reason: z.string(),
  revokedOn: z.string(),
});
export type RevokedEntry = z.infer<typeof revokedEntrySchema>;

export const revocationListSchema = z.object({
  format: z.literal("dinhdanh-revoked"),
  version: z.literal(1),
  issuedAt: z.string(),
  entries: z.array(revokedEntrySchema),
  /** Ed25519 over the JSON text of the object without `keyId`, `publicKey` and `signature` */
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
export type RevocationList = z.infer<typeof revocationListSchema>;

/** What a reader needs to verify chips without a connection; in PEM. */
export const trustListSchema = z.object({ csca: z.array(z.string()), crl: z.string().nullable() });
export type TrustListFiles = z.infer<typeof trustListSchema>;
