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

/** Units that another came from or went into; `whole`: not in part. */
const kinSchema = z.array(unitSchema.extend({ whole: z.boolean() }));

/** A unit on its own page: the way up, and what it came from or went into. */
export const unitViewSchema = unitSchema.extend({
  ancestors: z.array(unitSchema),
  predecessors: kinSchema,
  successors: kinSchema,
});
export type UnitView = z.infer<typeof unitViewSchema>;

/** What a code means to who looks at it on a day: also when no unit bears it then. */
export const whereaboutsSchema = z.object({
  /** the unit that bears the code on the day; else the last that did before, else the first after; null when none ever does */
  unit: unitSchema.nullable(),
  /** of a unit that has ended: the units of the day that it went into; of one that is not yet: those of the day that it will be formed from */
  kin: kinSchema,
  /** of a unit that has ended: the other units of the day whose figures count its people, the smallest first */
  within: z.array(unitSchema),
});
export type Whereabouts = z.infer<typeof whereaboutsSchema>;

export const countryCode = "00";
export { unitCodeSchema };
export { type RowRefusal, type UnitRowReason, unitRowReasons } from "./import/reasons.ts";
