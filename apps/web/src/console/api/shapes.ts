import { uuidSchema } from "@dinhdanh/kernel/contract";
import { intakeReportSchema } from "@dinhdanh/ledger/contract";
import { type Level, unitSchema } from "@dinhdanh/territory/contract";
import { z } from "zod";

/** Answers that no module's contract describes, because the server composes them. */
export type RankedLevel = Exclude<Level, "country">;

export const foundSchema = z.object({
  people: z.array(
    z.object({
      personId: uuidSchema,
      fullName: z.string(),
      birthDate: z.string().nullable(),
      unitName: z.string().nullable(),
      matched: z.string(),
    }),
  ),
  units: z.array(unitSchema),
});
export type Found = z.infer<typeof foundSchema>;

export const importKinds = ["roll", "acts"] as const;
export type ImportKind = (typeof importKinds)[number];

export const importSchema = z.object({
  importId: z.string(),
  kind: z.enum(importKinds),
  fileName: z.string(),
  sizeBytes: z.number(),
  encoding: z.string().nullable(),
  state: z.enum(["preview", "running", "finished", "failed"]),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  fields: z.array(z.string()),
  preview: z.array(z.array(z.string())),
  progress: z.object({ rows: z.int(), fraction: z.number().nullable() }),
  report: intakeReportSchema.nullable(),
  problem: z.string().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type ImportView = z.infer<typeof importSchema>;
