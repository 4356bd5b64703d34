import { isoDaySchema, type Text } from "@dinhdanh/kernel/contract";
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

/** Codes are reused for other areas after a reform: in the tree of which day those of a roll are read, and what is not found there. */
export const unitsReadSchema = z.object({
  /** the day that was asked for, else the guess */
  on: isoDaySchema,
  /** of today and the last days of earlier trees, the one that knows the most codes, the latest of equals */
  guessed: z.object({ on: isoDaySchema, known: z.int() }),
  today: z.object({ on: isoDaySchema, known: z.int() }),
  /** different codes of communes in the file */
  codes: z.int(),
  /** of these, how many are known on the day */
  known: z.int(),
  rows: z.int(),
  /** rows whose commune is not known on the day, or not given */
  rowsUnknown: z.int(),
  /** the codes not known on the day, most rows first; "" stands for none given */
  unknown: z.array(z.object({ code: z.string(), rows: z.int() })),
  /** cells of the preview that name a unit not known on the day, by position */
  marks: z.array(z.object({ row: z.int(), column: z.int() })),
});
export type UnitsRead = z.infer<typeof unitsReadSchema>;

/** How many rows came back, or entered with a finding, for one reason; a row with several findings counts for each. */
export const intakeReasonSchema = z.object({
  outcome: z.enum(["rejected", "acceptedWithFindings"]),
  reason: z.string(),
  /** in the reader's language */
  words: z.string(),
  rows: z.int(),
});
export type IntakeReason = z.infer<typeof intakeReasonSchema>;

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
  /** of a roll that has not begun: how the unit codes of its rows read on a day */
  units: unitsReadSchema.nullable(),
  /** why rows did not enter, or not clean, most rows first, also while it runs; in lists of imports none */
  reasons: z.array(intakeReasonSchema),
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
