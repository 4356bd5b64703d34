import { isoDaySchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";

/** One value of one attribute. Both times run from the first to before the second; null is open. */
export const historyEntrySchema = z.object({
  field: z.string(),
  value: z.string().nullable(),
  validFrom: isoDaySchema.nullable(),
  validUntil: isoDaySchema.nullable(),
  recordedFrom: z.string(),
  recordedUntil: z.string().nullable(),
  kind: z.string(),
  actId: z.string(),
  officer: z.string().nullable(),
  evidence: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** What held on `validOn`, as the register knew it at the end of `knownOn`, and every change that it knew of. */
export const historyViewSchema = z.object({
  validOn: isoDaySchema,
  knownOn: isoDaySchema,
  /** attribute → value; null when the register did not know the person then */
  facts: z.record(z.string(), z.string()).nullable(),
  entries: z.array(historyEntrySchema),
});
export type HistoryView = z.infer<typeof historyViewSchema>;
