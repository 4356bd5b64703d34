import type { Text } from "@dinhdanh/kernel/contract";
import { z } from "zod";

/** Every row of an imported file is counted once: read = accepted + acceptedWithFindings + rejected + unchanged. */
export const intakeReportSchema = z.object({
  read: z.int(),
  accepted: z.int(),
  acceptedWithFindings: z.int(),
  rejected: z.int(),
  unchanged: z.int(),
  /** path of the file of rejected rows, which can be mended and imported again; null when there are none */
  rejectsFile: z.string().nullable(),
  /** of a roll: new pairs of records that may be of one person; null when it is too large to be compared at once, absent when nothing is compared */
  duplicatePairs: z.int().nullable().optional(),
});
export type IntakeReport = z.infer<typeof intakeReportSchema>;

/** Kinds of file that can be imported. */
export const importKinds = ["roll", "acts"] as const;
export type ImportKind = (typeof importKinds)[number];

/** An import from the page, from upload to report. */
export const importViewSchema = z.object({
  importId: z.string(),
  kind: z.enum(importKinds),
  fileName: z.string(),
  sizeBytes: z.int(),
  encoding: z.string().nullable(),
  state: z.enum(["preview", "running", "finished", "failed"]),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  /** what a column can be */
  fields: z.array(z.string()),
  /** of these, what every row needs: without a column for it nothing is imported */
  required: z.array(z.string()),
  /** the first 10 rows, while the import has not begun */
  preview: z.array(z.array(z.string())),
  progress: z.object({ rows: z.int(), fraction: z.number().nullable() }),
  /** `rejectsFile` is an address of the API */
  report: intakeReportSchema.nullable(),
  /** why it failed, in words */
  problem: z.string().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type ImportView = z.infer<typeof importViewSchema>;

/** Reasons that any kind of file may meet; each kind adds its own. */
export const commonRejections: Record<string, Text> = {
  "line-too-long": { vi: "Dòng dài quá 256 KB", en: "The line is longer than 256 KB" },
  "unclosed-quote": { vi: "Dấu ngoặc kép chưa đóng", en: "A quote is not closed" },
  "not-json": { vi: "Dòng không phải là một đối tượng JSON", en: "The line is not one JSON object" },
  "unknown-key": { vi: "Trường không có trong định dạng", en: "This key is not part of the format" },
  "wrong-cell-count": { vi: "Số ô của dòng khác số cột của tệp", en: "The row has more or fewer cells than the header" },
  "nul-byte": { vi: "Ô chứa byte NUL", en: "The cell contains a NUL byte" },
  "broken-text": { vi: "Ô chứa ký tự hỏng (sai bảng mã)", en: "The cell contains broken characters (wrong encoding)" },
  "cell-too-long": { vi: "Ô dài quá 1.000 ký tự", en: "The cell is longer than 1,000 characters" },
};
