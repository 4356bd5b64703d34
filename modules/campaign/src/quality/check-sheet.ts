import type { Writable } from "node:stream";
import type { Actor, Locale, Text } from "@dinhdanh/kernel";
import { factsOfMany, findingKinds, type FindingKind, rollFields } from "@dinhdanh/population";
import type { z } from "zod";
import { logListRead } from "../list-reads.ts";
import type { PeopleDeps } from "../people-deps.ts";
import { unitInBorders } from "../scope.ts";
import { findingsInOrder, type FindingScope, type QueueRow } from "../store/quality.ts";
import type { checkSheetQuerySchema } from "./quality-contract.ts";

/** Number of A4 in the format; the library names it in its types only. */
const a4 = { paperSize: 9 };

/** Findings of one sheet: a team's work of weeks. */
const mostFindings = 20_000;

const texts = {
  sheet: { vi: "Rà soát", en: "Checks" },
  title: { vi: "Phiếu rà soát dữ liệu dân cư: {unit}", en: "Check of population data: {unit}" },
  teach: {
    vi: "Sửa thẳng vào các cột màu trắng; không sửa cột mã người. Lưu lại thành CSV UTF-8 rồi đưa vào trang Nhập dữ liệu: chỉ dòng có thay đổi mới được ghi.",
    en: "Mend the cells themselves, but not the person's id. Save as CSV UTF-8 and bring it in on the Import page: only rows that changed are written.",
  },
  findings: { vi: "Cần kiểm tra", en: "To be checked" },
  signed: { vi: "Người kiểm tra, ngày", en: "Checked by, on" },
} as const satisfies Record<string, Text>;

/**
 * People with findings as a sheet for house-to-house checks, to print or to fill in: what is to be checked, and every column of a roll, so that
 * it can be imported again as it is (Quê quán, Dân tộc … under the names that an import knows). In order of address.
 * @returns how many people it holds
 */
export async function exportCheckSheet(
  deps: PeopleDeps,
  actor: Actor,
  query: z.output<typeof checkSheetQuerySchema>,
  locale: Locale,
  stream: Writable,
): Promise<{ people: number }> {
  const { unit } = await unitInBorders(deps, query);
  const scope: FindingScope = { actor, today: deps.clock.today(), unitId: unit?.unitId ?? -1, kind: query.kind };
  const rows = await findingsInOrder(deps.sql, scope, 0, mostFindings);
  const people = await factsOfMany(deps.sql, [...new Set(rows.map(({ personId }) => personId))]);
  await logListRead(deps, actor, "export", [...people.keys()].map((personId) => ({ personId })), "verify"); // prettier-ignore
  const wrongOf = Map.groupBy(rows, ({ personId }) => personId);
  const lines = [...people].map(([personId, facts]) => ({ personId, facts, wrong: wordsOf(wrongOf.get(personId) ?? [], locale) }));
  lines.sort((a, b) => byAddress(a.facts.address, b.facts.address) || (a.personId < b.personId ? -1 : 1));
  // loaded when the first workbook is asked for: the library takes 0.2 s and 35 MB
  const { default: exceljs } = await import("exceljs");
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const created = new Date(deps.clock.nowMs());
  Object.assign(workbook, { creator: "Định Danh", created, modified: created });
  const sheet = workbook.addWorksheet(texts.sheet[locale], {
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: "1:1" },
    headerFooter: {
      oddHeader: `&C${texts.title[locale].replace("{unit}", unit?.name ?? query.unit)}`,
      oddFooter: `&L${texts.teach[locale]}&R&P/&N`,
    },
    views: [{ state: "frozen", ySplit: 1, xSplit: 1 }],
  });
  const columns = rollFields.map(({ name, aliases }) => ({ name, header: locale === "vi" ? aliases[0] : name }));
  Object.assign(sheet.pageSetup, a4);
  sheet.columns = [
    { header: texts.findings[locale], width: 38 },
    ...columns.map(({ name, header }) => ({ header, width: widths[name] ?? 14 })),
    { header: texts.signed[locale], width: 20 },
  ];
  sheet.getRow(1).font = { bold: true };
  for (const { personId, facts, wrong } of lines) {
    const stated: Partial<Record<string, string>> = { ...facts, personId, oldIds: facts.oldIds?.join(";") ?? "" };
    const row = sheet.addRow([wrong, ...columns.map(({ name }) => stated[name] ?? ""), ""]);
    row.eachCell((cell) => Object.assign(cell, { numFmt: "@", alignment: { vertical: "top", wrapText: true } }));
    row.commit();
  }
  await workbook.commit();
  return { people: lines.length };
}

const widths: Partial<Record<string, number>> = { personId: 12, fullName: 24, address: 30, origin: 24 };

const byAddress = (a = "", b = "") => a.localeCompare(b, "vi", { numeric: true });

const wordsOf = (rows: readonly QueueRow[], locale: Locale): string =>
  rows.map(({ kind }) => (Object.hasOwn(findingKinds, kind) ? findingKinds[kind as FindingKind].text[locale] : kind)).join("; ");
