import { isoDaySchema, unitCodeSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";

export const levels = ["country", "province", "district", "commune"] as const;
export type Level = (typeof levels)[number];

/** A unit in the borders of one day. */
export const unitSchema = z.object({
  /** small integer key inside this register */
  unitId: z.int(),
  /** statistical code; `00` is the country */
  code: z.string(),
  /** with its type: `Xã Liêm Phong` */
  name: z.string(),
  level: z.enum(levels),
  parentCode: z.string().nullable(),
  validFrom: isoDaySchema,
  /** first day on which it no longer exists; null while it does */
  validUntil: isoDaySchema.nullable(),
});
export type Unit = z.infer<typeof unitSchema>;

/** A unit that was looked for: the one above it tells namesakes apart. */
export const foundUnitSchema = unitSchema.extend({ parentName: z.string().nullable() });
export type FoundUnit = z.infer<typeof foundUnitSchema>;

/** A unit on its own page: the way up, and what it came from or went into. */
export const unitViewSchema = unitSchema.extend({
  ancestors: z.array(unitSchema),
  predecessors: z.array(unitSchema.extend({ whole: z.boolean() })),
  successors: z.array(unitSchema.extend({ whole: z.boolean() })),
});
export type UnitView = z.infer<typeof unitViewSchema>;

export const countryCode = "00";
export { unitCodeSchema };
export { type RowRefusal, type UnitRowReason, unitRowReasons } from "./import/reasons.ts";
