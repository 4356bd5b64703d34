import { createWriteStream } from "node:fs";
import { once } from "node:events";
import type { Text } from "@dinhdanh/kernel";
import type { Sql } from "@dinhdanh/postgres";
import { commonRejections } from "../contract.ts";
import { rejectsOf } from "../store/intake.ts";
import { isRejectColumn, rejectColumns } from "./columns.ts";

const pageRows = 10_000;

/** Columns and delimiter of the file that the rows come from: a spreadsheet that wrote `;` does not take `,` apart. */
export type RejectsLayout = { headers: readonly string[]; delimiter: string };

/**
 * Writes the rejected rows as CSV (UTF-8 with BOM, so that Excel reads it) with row, column and reason in front, in the place of those of an
 * earlier round. Mended, the same file can be imported again: the three extra columns are skipped.
 */
export async function writeRejectsFile(
  sql: Sql,
  intakeId: string,
  { headers, delimiter }: RejectsLayout,
  reasons: Record<string, Text>,
  path: string,
): Promise<string> {
  const out = createWriteStream(path, { mode: 0o600 });
  const kept = headers.map((header) => !isRejectColumn(header));
  const line = (front: readonly string[], cells: readonly string[]) =>
    `${[...front, ...cells.filter((_, index) => kept[index] !== false)].map((value) => cell(value, delimiter)).join(delimiter)}\r\n`;
  out.write(`\uFEFF${line(rejectColumns, headers)}`);
  let after = 0;
  for (;;) {
    const page = await rejectsOf(sql, intakeId, after, pageRows);
    for (const reject of page) {
      const reason = (reasons[reject.reason] ?? commonRejections[reject.reason])?.vi ?? reject.reason;
      // a row of the wrong length stays so: filled up, it could pass with its cells in the wrong columns
      const cells = reject.reason === "wrong-cell-count" ? reject.source : headers.map((_, index) => reject.source[index] ?? "");
      out.write(line([String(reject.rowNo), reject.field, reason], cells));
      after = reject.rowNo;
    }
    if (page.length < pageRows) break;
  }
  out.end();
  await once(out, "finish");
  return path;
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front; the import takes it off again. */
function cell(value: string, delimiter: string): string {
  const safe = /^\s*[=+\-@]/.test(value) ? `'${value}` : value;
  return /["\r\n]/.test(safe) || safe.includes(delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
