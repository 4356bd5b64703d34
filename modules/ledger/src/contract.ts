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
});
export type IntakeReport = z.infer<typeof intakeReportSchema>;

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
