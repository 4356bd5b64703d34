import { cardStepsSchema } from "@dinhdanh/dossiers/contract";
import { isoDaySchema, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { type ContentFault, contentFaults } from "./content-faults.ts";
import { cardStateKeys } from "./life-rules.ts";
import { serialPattern } from "./serial-rules.ts";

export const serialSchema = z.string().regex(serialPattern, { message: "must be two letters and nine digits" });
const reasonSchema = z.string().trim().min(1).max(200);

/** Each blank is one of these; together they are all that was ever received. */
export const blankStates = {
  "in-stock": { vi: "Trong kho", en: "In stock" },
  reserved: { vi: "Đã gán cho lô", en: "Reserved" },
  used: { vi: "Đã thành thẻ", en: "Used" },
  spoiled: { vi: "Hỏng", en: "Spoiled" },
  missing: { vi: "Thiếu", en: "Missing" },
} as const;
export type BlankState = keyof typeof blankStates;
export const blankStateKeys = Object.keys(blankStates) as [BlankState, ...BlankState[]];

/** `created` → `personalised` (the machine file is made) → `reported` (the result file was taken) → `checked` (no card waits for the check). */
export const batchStates = {
  created: { vi: "Đã gán phôi", en: "Blanks assigned" },
  personalised: { vi: "Đã có tệp máy", en: "Machine file made" },
  reported: { vi: "Đã có kết quả in", en: "Result taken" },
  checked: { vi: "Đã kiểm tra", en: "Checked" },
} as const;
export type BatchState = keyof typeof batchStates;
export const batchStateKeys = Object.keys(batchStates) as [BatchState, ...BatchState[]];

export const parcelStates = {
  dispatched: { vi: "Đang vận chuyển", en: "On the way" },
  received: { vi: "Đã nhận đủ", en: "Received in full" },
  incomplete: { vi: "Nhận thiếu", en: "Received, cards missing" },
  lost: { vi: "Thất lạc", en: "Lost" },
} as const;
export type ParcelState = keyof typeof parcelStates;
export const parcelStateKeys = Object.keys(parcelStates) as [ParcelState, ...ParcelState[]];

const blankCounts = { inStock: z.int(), reserved: z.int(), used: z.int(), spoiled: z.int(), missing: z.int() };

/** received = inStock + reserved + used + spoiled + missing. */
export const stockSchema = z.object({ received: z.int(), ...blankCounts });
export type Stock = z.infer<typeof stockSchema>;

export const deliverySchema = stockSchema.extend({
  deliveryId: uuidSchema,
  supplier: z.string(),
  firstSerial: z.string(),
  lastSerial: z.string(),
  receivedAt: z.string(),
});

/** Where the books of blanks and the books of cards disagree. */
export const stockDifferences = {
  "delivery-short": { vi: "Lần nhập thiếu phôi trong sổ", en: "A delivery has fewer blanks in the books than its range" },
  "blank-without-card": { vi: "Phôi đã gán mà không có thẻ", en: "A blank is reserved or used, and no card has it" },
  "card-without-blank": { vi: "Thẻ có số sê-ri mà phôi không gán cho thẻ", en: "A card has a serial whose blank is not its own" },
  "blank-of-other-state": { vi: "Trạng thái phôi không hợp với thẻ", en: "The blank's state does not fit its card" },
  "not-found": { vi: "Kiểm kê không thấy", en: "Not found in the last count" },
} as const;
export const reconciliationSchema = z.object({
  total: stockSchema,
  deliveries: z.array(deliverySchema),
  /** at most 1,000 */
  differences: z.array(z.object({ kind: z.enum(Object.keys(stockDifferences) as [keyof typeof stockDifferences]), serial: z.string() })),
  balanced: z.boolean(),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

export const receiveBlanksSchema = z.strictObject({
  deliveryId: uuidSchema,
  supplier: z.string().trim().min(1).max(100),
  firstSerial: serialSchema,
  lastSerial: serialSchema,
});
export type ReceiveBlanks = z.infer<typeof receiveBlanksSchema>;

/** All serials that lie in stock, counted by hand: what should and does not becomes missing, what was missing and is there again returns. */
export const countStockSchema = z.strictObject({
  countId: uuidSchema,
  ranges: z.array(z.strictObject({ first: serialSchema, last: serialSchema })).max(10_000),
});
export type CountStock = z.infer<typeof countStockSchema>;
export const countResultSchema = z.object({
  counted: z.int(),
  /** at most 1,000 of each */
  missing: z.array(z.string()),
  foundAgain: z.array(z.string()),
  /** counted although the books say otherwise: reserved, used, spoiled or never received */
  unexpected: z.array(z.string()),
});
export type CountResult = z.infer<typeof countResultSchema>;

export const createBatchSchema = z.strictObject({ batchId: uuidSchema, capacity: z.int().min(1).max(100_000) });
export type CreateBatch = z.infer<typeof createBatchSchema>;

export const batchSchema = z.object({
  batchId: uuidSchema,
  state: z.enum(batchStateKeys),
  capacity: z.int(),
  cards: z.int(),
  /** cards of the batch by their state now; a card that was not made has left the batch */
  byState: z.partialRecord(z.enum(cardStateKeys), z.int()),
  createdAt: z.string(),
  createdBy: z.string(),
  /** SHA-256 of the machine file; null until it is made */
  machineFileSha256: z.string().nullable(),
  resultFileSha256: z.string().nullable(),
  printed: z.int(),
  failed: z.int(),
  spoiled: z.int(),
});
export type Batch = z.infer<typeof batchSchema>;
export const signingProgressSchema = z.object({ /** null: the batch is not being signed */ signed: z.int().nullable() });
export type SigningProgress = z.infer<typeof signingProgressSchema>;

/** Cards whose content cannot be made. Of people their ids alone. */
export const setAsideSchema = z.object({
  cards: z.array(
    z.object({
      personId: uuidSchema,
      cardId: uuidSchema,
      dossierId: uuidSchema,
      unit: z.string(),
      unitName: z.string(),
      dueOn: isoDaySchema.nullable(),
      cause: z.enum(Object.keys(contentFaults) as [ContentFault, ...ContentFault[]]),
    }),
  ),
  more: z.boolean(),
});
export type SetAside = z.infer<typeof setAsideSchema>;
export const retrySetAsideSchema = z.strictObject({
  cards: z
    .array(z.strictObject({ personId: uuidSchema, cardId: uuidSchema }))
    .min(1)
    .max(500),
});
export type RetrySetAside = z.infer<typeof retrySetAsideSchema>;

export const batchCardSchema = z.object({
  position: z.int(),
  serial: z.string(),
  state: z.enum(cardStateKeys),
  priority: z.int(),
  dueOn: isoDaySchema.nullable(),
  unit: z.string(),
  unitName: z.string(),
  reason: z.string().nullable(),
});
export const batchWithCardsSchema = batchSchema.extend({ list: z.array(batchCardSchema) });
export type BatchWithCards = z.infer<typeof batchWithCardsSchema>;

/** A card that was looked at; with `passRest`, all others of the batch pass with a sample that is large enough and without fault. */
export const checkBatchSchema = z.strictObject({
  checked: z
    .array(
      z.strictObject({
        serial: serialSchema,
        passed: z.boolean(),
        reason: reasonSchema.optional(),
        /** of one that fails: the dossier itself is wrong (another face, wrong data), another card would be so too */
        wrongContent: z.boolean().optional(),
        /** what its dossier is to be mended in: required where the content is wrong */
        steps: cardStepsSchema.optional(),
      }),
    )
    .max(100_000),
  passRest: z.boolean(),
});
export type CheckBatch = z.infer<typeof checkBatchSchema>;

/** Smallest sample of a batch: one card in 20, at least five, or all of fewer. */
export const leastSample = (cards: number): number => Math.min(cards, Math.max(5, Math.ceil(cards / 20)));

/** Without `serials`, all cards that wait for the unit. */
export const dispatchParcelSchema = z.strictObject({
  parcelId: uuidSchema,
  unit: unitCodeSchema,
  carrier: z.string().trim().max(100).optional(),
  serials: z.array(serialSchema).min(1).max(5000).optional(),
});
export type DispatchParcel = z.infer<typeof dispatchParcelSchema>;

export const parcelSchema = z.object({
  parcelId: uuidSchema,
  state: z.enum(parcelStateKeys),
  unit: z.string(),
  unitName: z.string(),
  carrier: z.string().nullable(),
  dispatchedAt: z.string(),
  /** working days allowed for shipping are over after this day */
  dueOn: isoDaySchema,
  overdue: z.boolean(),
  receivedAt: z.string().nullable(),
  cards: z.int(),
  received: z.int(),
  /** not received, after a receipt: named one by one in the list */
  missing: z.int(),
});
export type Parcel = z.infer<typeof parcelSchema>;
export const parcelWithCardsSchema = parcelSchema.extend({
  /** content of the QR on the parcel: it names the parcel, its unit, the number of cards and a digest of their serials */
  qr: z.string(),
  list: z.array(z.object({ serial: z.string(), state: z.enum(cardStateKeys) })),
});
export type ParcelWithCards = z.infer<typeof parcelWithCardsSchema>;

export const receiveParcelSchema = z.strictObject({ serials: z.array(serialSchema).max(5000) });
export type ReceiveParcel = z.infer<typeof receiveParcelSchema>;
export const closeParcelSchema = z.strictObject({ reason: reasonSchema });

/** What the production page opens on. */
export const productionSchema = z.object({
  waiting: z.object({ total: z.int(), urgent: z.int(), overdue: z.int(), oldestDueOn: isoDaySchema.nullable() }),
  byState: z.partialRecord(z.enum(cardStateKeys), z.int()),
  stock: stockSchema,
  parcels: z.object({ onTheWay: z.int(), overdue: z.int(), incomplete: z.int() }),
  /** cards that wait to be shipped, by unit, most first */
  toShip: z.array(z.object({ unit: z.string(), unitName: z.string(), cards: z.int() })),
  /** cards that came back undelivered, by unit, most first; at most 5,000 of them */
  toShipAgain: z.array(z.object({ unit: z.string(), unitName: z.string(), serials: z.array(z.string()) })),
});
export type Production = z.infer<typeof productionSchema>;
