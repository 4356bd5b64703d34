import { isoDaySchema, type Text, unitCodeSchema } from "@dinhdanh/kernel/contract";
import { type TableFault, tableFaults } from "@dinhdanh/tabular/faults";
import { unitRowReasons, unitSchema } from "@dinhdanh/territory/contract";
import { z } from "zod";
import { areas, type Area } from "./limit-rules.ts";

export const areaKeys = Object.keys(areas) as [Area, ...Area[]];
const unitCode = unitCodeSchema.or(z.literal("00"));

/** States the area of a unit and of all below it; null takes the statement away. */
export const statedAreaSchema = z.strictObject({ area: z.enum(areaKeys).nullable() });

export const areaQuerySchema = z.strictObject({ unit: unitCode, asOf: isoDaySchema.optional() });

const areaRowSchema = unitSchema.pick({ code: true, name: true, level: true }).extend({
  /** by which the legal limit goes */
  area: z.enum(areaKeys),
  /** of which unit it is stated, this one or the nearest above; null: nothing is stated, and the name of the unit decides */
  from: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** what is stated of the unit itself, by whom and when */
  stated: z.object({ area: z.enum(areaKeys), by: z.string().nullable(), at: z.string().nullable() }).nullable(),
});
export type AreaRow = z.infer<typeof areaRowSchema>;

/** Working days that the law gives for the card of a dossier collected from one day until another. */
const limitSchema = z.object({
  from: isoDaySchema.nullable(),
  /** the last day; null while it holds */
  until: isoDaySchema.nullable(),
  first: z.int(),
  change: z.int(),
  reissue: z.int(),
});

export const areaViewSchema = z.object({
  asOf: isoDaySchema,
  unit: areaRowSchema,
  /** the way down to it from the country */
  above: z.array(z.object({ code: z.string(), name: z.string() })),
  below: z.array(areaRowSchema),
  limits: z.record(z.enum(areaKeys), z.array(limitSchema)),
});
export type AreaView = z.infer<typeof areaViewSchema>;

/** Why a row of a file of areas is refused, in the order of the checks; what is wrong with a row or a unit is said as of a file of units. */
export const areaRowReasons = {
  "line-too-long": unitRowReasons["line-too-long"],
  "unclosed-quote": unitRowReasons["unclosed-quote"],
  "wrong-cell-count": unitRowReasons["wrong-cell-count"],
  "bad-code": unitRowReasons["bad-code"],
  "bad-day": unitRowReasons["bad-day"],
  "unit-unknown": { vi: "Không có đơn vị mang mã này vào ngày đó", en: "No unit bears this code on that day" },
  "bad-area": {
    vi: "Khu vực phải là urban, remote, other, hoặc none để bỏ điều đã ghi",
    en: "The area must be urban, remote, other, or none to take away what is stated",
  },
  "twice-in-file": unitRowReasons["twice-in-file"],
} satisfies Record<string, Text>;
export type AreaRowReason = keyof typeof areaRowReasons;
const areaRowRefusalSchema = z.object({
  /** counts the header as 1 */
  row: z.int(),
  column: z.string(),
  reason: z.enum(Object.keys(areaRowReasons) as [AreaRowReason, ...AreaRowReason[]]),
});
export type AreaRowRefusal = z.infer<typeof areaRowRefusalSchema>;

/** What a file of areas changes; `read` is the sum of the other four counts. Of lists the first hundred, in the order of the file. */
export const areaChangesSchema = z.object({
  ...{ read: z.int(), added: z.int(), changed: z.int(), removed: z.int(), unchanged: z.int() },
  /** `area` null takes away, `was` null: nothing was stated */
  changes: z.array(z.object({ code: z.string(), name: z.string(), was: z.enum(areaKeys).nullable(), area: z.enum(areaKeys).nullable() })),
  /** of all changes: what was shown is what is written */
  digest: z.string(),
});
export type AreaChanges = z.infer<typeof areaChangesSchema>;

export { tableFaults };
export const areaPreviewSchema = z.object({
  /** null while anything is refused: all of the file or nothing */
  would: areaChangesSchema.nullable(),
  fault: z.object({ code: z.enum(Object.keys(tableFaults) as [TableFault, ...TableFault[]]), column: z.string() }).nullable(),
  refused: z.array(areaRowRefusalSchema),
  refusedRows: z.int(),
});
export type AreaPreview = z.infer<typeof areaPreviewSchema>;
export const areaFileQuerySchema = z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) });
