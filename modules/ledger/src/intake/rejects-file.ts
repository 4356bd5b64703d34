import type { Text } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { commonRejections } from "../contract.ts";
import { rejectsOf } from "../store/intake.ts";
import { isRejectColumn, rejectColumns } from "./columns.ts";

const pageRows = 10_000;

/** Columns and delimiter of the file that the rows come from: a spreadsheet that wrote `;` does not take `,` apart. */
export type RejectsLayout = { headers: readonly string[]; delimiter: string };

export type RejectsOptions = { layout: RejectsLayout; reasons: Record<string, Text>; reason?: string };

/**
 * The rejected rows, of one reason or of all, as CSV (UTF-8 with BOM, so that Excel reads it) with row, column and reason in front, in the place of those of an
 * earlier round. Mended, the same file can be imported again: the three extra columns are skipped.
 */
export async function* rejectLines(
  sql: Queryable,
  intakeId: string,
  { layout: { headers, delimiter }, reasons, reason: only }: RejectsOptions,
): AsyncGenerator<string> {
  const kept = headers.map((header) => !isRejectColumn(header));
  const line = (front: readonly string[], cells: readonly string[]) =>
    `${[...front, ...cells.filter((_, index) => kept[index] !== false)].map((value) => cell(value, delimiter)).join(delimiter)}\r\n`;
  yield `\uFEFF${line(rejectColumns, headers)}`;
  let afterRow = 0;
  for (;;) {
    const page = await rejectsOf(sql, intakeId, { afterRow, limit: pageRows, reason: only });
    const lines = page.map((reject) => {
      const reason = (reasons[reject.reason] ?? commonRejections[reject.reason])?.vi ?? reject.reason;
      // a row of the wrong length stays so: filled up, it could pass with its cells in the wrong columns
      const cells = reject.reason === "wrong-cell-count" ? reject.source : headers.map((_, index) => reject.source[index] ?? "");
      afterRow = reject.rowNo;
      return line([String(reject.rowNo), reject.field, reason], cells);
    });
    yield lines.join("");
    if (page.length < pageRows) return;
  }
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front; the import takes it off again. */
function cell(value: string, delimiter: string): string {
  const safe = /^\s*[=+\-@]/.test(value) ? `'${value}` : value;
  return /["\r\n]/.test(safe) || safe.includes(delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
