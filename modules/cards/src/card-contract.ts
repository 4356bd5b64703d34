import { cardStepsSchema } from "@dinhdanh/dossiers/contract";
import { isoDaySchema, type Text, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { cardEventKeys, cardStateKeys } from "./life-rules.ts";
import { serialSchema } from "./production-contract.ts";

const named = <Key extends string>(texts: Record<Key, Text>) => z.enum(Object.keys(texts) as [Key, ...Key[]]);

/** Why a card was ordered. */
export const orderReasons = {
  dossier: { vi: "Hồ sơ được duyệt", en: "A dossier was approved" },
  spoiled: { vi: "Thẻ trước hỏng khi in", en: "The card before was spoiled" },
  "lost-in-transit": { vi: "Thẻ trước thất lạc trên đường", en: "The card before was lost on its way" },
  "damaged-in-transit": { vi: "Thẻ trước hư trước khi trả", en: "The card before was damaged before it was handed over" },
} as const satisfies Record<string, Text>;
export type OrderReason = keyof typeof orderReasons;

/** Why a card stands on the revocation list. */
export const revocationReasons = {
  replaced: { vi: "Đã cấp thẻ mới", en: "A new card was handed over" },
  "lost-by-citizen": { vi: "Công dân báo mất", en: "Reported lost by the citizen" },
  "lost-in-transit": { vi: "Thất lạc trước khi trả", en: "Lost before it was handed over" },
  spoiled: { vi: "Hỏng hoặc sai nội dung", en: "Spoiled, or its content was wrong" },
  "nationality-lost": { vi: "Thôi hoặc bị tước quốc tịch", en: "Nationality renounced or withdrawn" },
  deceased: { vi: "Người được cấp đã chết", en: "The holder has died" },
  "issued-in-error": { vi: "Cấp sai", en: "Issued in error" },
  "record-merged": {
    vi: "Bản ghi đã gộp vào bản ghi khác của cùng người",
    en: "The record is merged into another one of the person",
  },
  "number-changed": { vi: "Người được cấp đã đổi số định danh", en: "The holder was given another number" },
  court: { vi: "Theo quyết định của tòa hoặc cơ quan có thẩm quyền", en: "By order of a court or authority" },
} as const satisfies Record<string, Text>;
export type CardRevocationReason = keyof typeof revocationReasons;
/**
 * Why the centre may revoke a card. Before it was handed over its dossier ends with it, whichever the reason, for none leaves a dossier from which another
 * card could be made:
 * - the nationality was lost, or the holder has died: nobody is left who is entitled to it. Who regains the nationality applies anew.
 * - issued in error: the dossier ought not to have led to a card (of another person, of somebody not entitled), so none may follow from it. Who is entitled
 *   comes anew, and is collected, checked and approved anew. Where the card alone is wrong, it is rejected for its content, and the dossier is mended.
 * - a court or authority: no card may follow while the decision stands; what was collected before it is out of date when it falls.
 */
const orderableReasons = ["nationality-lost", "deceased", "issued-in-error", "court"] as const satisfies CardRevocationReason[];

/** How the one who takes the card was known. */
export const identityChecks = {
  fingerprint: { vi: "Đối chiếu vân tay", en: "Fingerprint compared" },
  face: { vi: "Đối chiếu khuôn mặt", en: "Face compared" },
  "appointment-slip": { vi: "Giấy hẹn và giấy tờ", en: "Appointment slip and papers" },
} as const satisfies Record<string, Text>;

export const oldCardOutcomes = {
  "taken-back": { vi: "Thu lại thẻ cũ", en: "Taken back" },
  none: { vi: "Chưa từng có thẻ", en: "There was none" },
  lost: { vi: "Thẻ cũ đã mất", en: "The old card is lost" },
  kept: { vi: "Cắt góc, trả lại theo yêu cầu", en: "Corner cut, given back on request" },
} as const satisfies Record<string, Text>;

/** `handOverId` is made by the originator: the same one again changes nothing. */
export const handOverSchema = z.strictObject({
  handOverId: uuidSchema,
  personId: uuidSchema,
  cardId: uuidSchema,
  receiver: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("citizen"), identityCheck: named(identityChecks) }),
    z.strictObject({
      kind: z.literal("authorised"),
      identityCheck: named(identityChecks),
      name: z.string().trim().min(1).max(100),
      /** the paper of authorisation */
      document: z.string().trim().min(1).max(100),
    }),
  ]),
  oldCard: named(oldCardOutcomes),
});
export type HandOver = z.infer<typeof handOverSchema>;

const oneCard = { personId: uuidSchema, cardId: uuidSchema };
export const returnCardSchema = z.strictObject({ ...oneCard, reason: z.string().trim().min(1).max(200) });
export type ReturnCard = z.infer<typeof returnCardSchema>;
export const reportCardSchema = z.discriminatedUnion("event", [
  z.strictObject({ ...oneCard, event: z.literal("report-lost") }),
  z.strictObject({ ...oneCard, event: z.literal("report-damaged") }),
  /** what is wrong on the card, for the unit that collects anew: in words, and by the steps that it is to mend, which are required */
  z.strictObject({
    ...oneCard,
    event: z.literal("reject-content"),
    reason: z.string().trim().min(1).max(200),
    steps: cardStepsSchema.optional(),
  }),
]);
export type ReportCard = z.infer<typeof reportCardSchema>;
export const revokeCardSchema = z.strictObject({ ...oneCard, reason: z.enum(orderableReasons) });
export type RevokeCard = z.infer<typeof revokeCardSchema>;

/** A card of a person. The serial says nothing about them; the number is not repeated here. */
export const cardViewSchema = z.object({
  cardId: uuidSchema,
  personId: uuidSchema,
  dossierId: uuidSchema,
  serial: z.string().nullable(),
  state: z.enum(cardStateKeys),
  orderReason: named(orderReasons),
  priority: z.int(),
  dueOn: isoDaySchema.nullable(),
  orderedAt: z.string(),
  issuedOn: isoDaySchema.nullable(),
  /** null: does not expire, once `issuedOn` is known */
  expiresOn: isoDaySchema.nullable(),
  unit: z.string(),
  unitName: z.string(),
  batchId: uuidSchema.nullable(),
  parcelId: uuidSchema.nullable(),
  /** the card that was to be before this one */
  replaces: uuidSchema.nullable(),
  revoked: z.object({ reason: named(revocationReasons), at: z.string() }).nullable(),
  handedOverAt: z.string().nullable(),
  /** what may happen to it now: one table for the button and the server */
  events: z.array(z.enum(cardEventKeys)),
});
export type CardView = z.infer<typeof cardViewSchema>;

/** Cards that lie at a unit to be handed over. */
export const deskQuerySchema = z.strictObject({
  unit: unitCodeSchema,
  search: z.string().max(100).optional(),
  serial: serialSchema.optional(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(50),
});
export type DeskQuery = z.infer<typeof deskQuerySchema>;
export const deskSchema = z.object({
  total: z.int(),
  cards: z.array(
    z.object({
      ...oneCard,
      serial: z.string(),
      fullName: z.string(),
      birthDate: z.string().nullable(),
      sex: z.string(),
      address: z.string().nullable(),
      receivedAt: z.string(),
    }),
  ),
});
export type Desk = z.infer<typeof deskSchema>;
