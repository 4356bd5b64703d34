import { z } from "zod";

export const keyAlgorithms = ["P-256", "P-384"] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** PrintableString or UTF8String without control characters. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}]+$/u, { message: "must not hold control characters" });

/**
 * What a PKI writes into its certificates; chosen once, when it is made. Names are neutral by default: they are those of no state's real PKI.
 * Periods follow ICAO Doc 9303-12, section 5 (CSCA keys 3 to 5 years, signers' keys at most 3 months, CRL at least every 90 days).
 */
export const pkiSettingsSchema = z.strictObject({
  /** ISO 3166-1 alpha-2, upper case: the C of every name */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("VN"),
  /** as in the MRZ: stands in the alternative names and tells whose documents these keys sign */
  issuingState: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("VNM"),
  organisation: name.default("Dinh Danh SPECIMEN"),
  /** the same over all rotations: so one CRL covers all, and a link certificate is self-issued (RFC 5280, 6.1.4 (l)) */
  cscaName: name.default("CSCA SPECIMEN"),
  /** a number follows */
  signerName: name.default("Document Signer SPECIMEN"),
  contact: z.email().default("pki@dinhdanh.invalid"),
  /** where relying parties fetch the CRL: one's own place, and the two of the ICAO PKD for who takes part in it */
  crlUrls: z
    .array(z.url({ protocol: /^(https?|ldap)$/ }))
    .min(1)
    .default(["http://pki.dinhdanh.invalid/crl"]),
  /** codes of the MRZ's first field that the signers sign */
  documentTypes: z
    .array(z.string().regex(/^[A-Z]{1,2}$/))
    .min(1)
    .default(["ID"]),
  cscaAlgorithm: z.enum(keyAlgorithms).default("P-384"),
  signerAlgorithm: z.enum(keyAlgorithms).default("P-256"),
  /** `explicit` is ICAO's letter; OpenSSL 3 and others refuse signers that have it (docs/pki.md) */
  curveParameters: z.enum(["named", "explicit"]).default("named"),
  cscaKeyYears: z.int().min(1).max(5).default(5),
  signerKeyDays: z.int().min(1).max(92).default(90),
  /** 22: a card issued right after the 38th birthday is valid until the 60th, the longest of those that expire */
  cardYears: z.int().min(1).max(50).default(22),
  crlDays: z.int().min(1).max(90).default(90),
});
export type PkiSettings = z.infer<typeof pkiSettingsSchema>;
