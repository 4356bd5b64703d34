import { isoDaySchema, type Text } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { attributeNames } from "./attributes.ts";

export { type AttributeName, attributeNames, attributeTable } from "./attributes.ts";

/** Scopes as OSIA 7.1 names them in pr.yaml, uin.yaml, dataaccess.yaml and notification.yaml. */
export const scopes = [
  ...(["pr.person.read", "pr.person.write", "pr.person.match", "pr.person.verify", "pr.document.read"] as const),
  ...(["pr.identity.read", "pr.identity.write", "pr.reference.read", "pr.reference.write", "pr.gallery.read"] as const),
  ...(["uin.generate", "notif.sub.read", "notif.sub.write", "notif.topic.read", "notif.topic.write", "notif.topic.publish"] as const),
] as const;
export type Scope = (typeof scopes)[number];

/** Client id of OAuth 2.0: lower-case letters, digits, hyphens. */
export const agencyCodeSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, { message: "must be 2 to 40 lower-case letters, digits or hyphens" });

export const newAgencySchema = z
  .strictObject({
    code: agencyCodeSchema,
    name: z.string().trim().min(1).max(200),
    scopes: z.array(z.enum(scopes)).min(1),
    attributes: z.array(z.enum(attributeNames)),
    /** may merge records and undo it; otherwise its merges are proposed to who adjudicates */
    adjudicates: z.boolean().default(false),
    /** stands beside every read, where the person can see it */
    purpose: z.string().trim().min(3).max(300),
    validFrom: isoDaySchema,
    /** the last day; null where the agreement names none */
    validUntil: isoDaySchema.nullable(),
  })
  .refine(({ validFrom, validUntil }) => validUntil === null || validFrom <= validUntil, {
    path: ["validUntil"],
    message: "must not lie before the first day",
  });
export type NewAgency = z.output<typeof newAgencySchema>;

export const agencyViewSchema = z.object({
  code: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  attributes: z.array(z.string()),
  adjudicates: z.boolean(),
  purpose: z.string(),
  validFrom: isoDaySchema,
  validUntil: isoDaySchema.nullable(),
  disabledAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  /** messages that wait for a further try, and those that nobody tries any more */
  waiting: z.int(),
  dead: z.int(),
});
export type AgencyView = z.infer<typeof agencyViewSchema>;

/** A message that has not arrived; nothing of what it says. */
export const stuckSchema = z.object({
  messageId: z.string(),
  agency: z.string(),
  topic: z.string(),
  address: z.string(),
  state: z.enum(["waiting", "dead"]),
  attempts: z.int(),
  /** when the next try may begin, or the last one was to be */
  nextAt: z.string(),
  /** why the last try failed: `status-` and a number, or a key of `deliveryFaults`; null before the first */
  fault: z.string().nullable(),
});
export type Stuck = z.infer<typeof stuckSchema>;
export const agenciesSchema = z.object({ agencies: z.array(agencyViewSchema), stuck: z.array(stuckSchema) });

/** Why a try failed, but for the status that the agency answered. */
export const deliveryFaults = {
  "address-not-allowed": { vi: "Địa chỉ dẫn vào mạng không được phép", en: "The address leads into a network that is not allowed" },
  "no-answer": { vi: "Máy của cơ quan cắt kết nối", en: "The agency's server cut the connection" },
  "too-slow": { vi: "Quá 10 giây không trả lời", en: "No answer within 10 seconds" },
  unreachable: { vi: "Không kết nối được", en: "No connection could be made" },
  "agreement-ended": { vi: "Thỏa thuận đã hết hạn hoặc bị khóa", en: "The agreement has ended, or access was disabled" },
} as const satisfies Record<string, Text>;

/** Every refusal of the commands that officers use, with what they can do next. */
export const exchangeRefusals = {
  "agency-code-taken": { vi: "Mã cơ quan đã có: chọn mã khác", en: "Another agency has this code: choose another" },
  "unknown-agency": { vi: "Không có cơ quan mang mã này: xem danh sách", en: "No agency has this code: look at the list" },
  "agency-already-disabled": {
    vi: "Cơ quan này đã bị khóa: không phải làm gì",
    en: "This agency is disabled already: nothing is left to do",
  },
} satisfies Record<string, Text>;
export type ExchangeRefusalCode = keyof typeof exchangeRefusals;
