import type { Writable } from "node:stream";
import type { Locale, Text } from "@dinhdanh/kernel";
import { attributes, type Facts, findingKinds, type FindingKind, relations, sexes } from "@dinhdanh/population";
import { formatDate } from "@dinhdanh/vietnamese";
import type { Row, stream as streams, Worksheet } from "exceljs";
import type { QueueRow } from "../store/quality.ts";
import { type FindingOwner, inCharge } from "./quality-contract.ts";
import { type EventField, eventFields, sheetColumns, type SheetField, sheetFields, sheetMarkKeys, sheetMarks } from "./sheet-contract.ts";
import { shownOnSheet } from "./sheet-values.ts";

type Wrong = QueueRow & { owner: FindingOwner };
type Line = { personId: string; facts: Facts; wrong: readonly Wrong[]; unitName: string | null };
export type CheckSheet = { lines: readonly Line[]; drawnUp: string; day: string; unit: string };
type Book = InstanceType<typeof streams.xlsx.WorkbookWriter>;
type Context = { sheet: CheckSheet; say: (text: Text) => string; locale: Locale };

/** Number of A4 in the format; the library names it in its types only. */
const a4 = { paperSize: 9 };
/** Named: where a bold cell names no font, LibreOffice takes one with serifs. */
const font = { name: "Calibri", family: 2, size: 11 };
const bold = { ...font, bold: true };
/** Points that a line of that font takes. */
const lineHeight = 15;
const grey = { type: "pattern", pattern: "solid", fgColor: { argb: "FFEFEDE7" } } as const;
const line = { style: "thin", color: { argb: "FFB8B2A6" } } as const;
const framed = { top: line, left: line, bottom: line, right: line };

const texts = {
  fillIn: { vi: "Rà soát", en: "Checks" },
  paper: { vi: "Bản in", en: "Paper" },
  title: { vi: "Phiếu rà soát dữ liệu dân cư: {unit}", en: "Check of population data: {unit}" },
  drawnUp: { vi: "Lập ngày {day}", en: "Drawn up on {day}" },
  teach: {
    vi: "Sửa vào ô trắng, chọn Kết quả, lưu rồi tải lại ở trang Chất lượng. Ô để trống là không đổi. Không sửa cột xám.",
    en: "Mend the white cells, choose a result, save and bring it back on the Quality page. An empty cell changes nothing. Leave grey columns alone.",
  },
  findings: { vi: "Cần kiểm tra", en: "To be checked" },
  pin: { vi: "Số định danh", en: "Number" },
  owner: { vi: "Phụ trách", en: "Owner" },
  person: { vi: "Họ tên, ngày sinh, số định danh", en: "Name, birth date, number" },
  place: { vi: "Địa chỉ, hộ, điện thoại", en: "Address, household, telephone" },
  asRecorded: { vi: "Cần kiểm tra (đang ghi)", en: "To be checked (as recorded)" },
  written: { vi: "Ghi tại nhà", en: "Written at the door" },
  result: { vi: "Kết quả, ngày", en: "Result, on" },
  signed: { vi: "Người cung cấp ký", en: "Signed by who told" },
  officer: { vi: "Cán bộ rà soát (ký, ghi rõ họ tên)", en: "Officer who checked (signature, name)" },
  chief: { vi: "Trưởng Công an xã (ký, ghi rõ họ tên)", en: "Chief of the commune police (signature, name)" },
} as const satisfies Record<string, Text>;

export async function writeCheckSheet(sheet: CheckSheet, locale: Locale, stream: Writable): Promise<void> {
  // loaded when the first workbook is asked for: the library takes 0.2 s and 35 MB
  const { default: exceljs } = await import("exceljs");
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const created = new Date(sheet.drawnUp);
  Object.assign(workbook, { creator: "Định Danh", created, modified: created });
  const context: Context = { sheet, say: (text) => text[locale], locale };
  writeFillIn(workbook, context);
  writePaper(workbook, context);
  await workbook.commit();
}

function addSheet(workbook: Book, { sheet: { unit, day }, say, locale }: Context, name: Text, foot: string): Worksheet {
  const title = say(texts.title).replace("{unit}", unit);
  const sheet = workbook.addWorksheet(say(name), {
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: "1:1" },
    headerFooter: {
      oddHeader: `&L&"-,Bold"${title}&R${say(texts.drawnUp).replace("{day}", formatDate(day, locale))}`,
      oddFooter: `&L${foot}&R&P/&N`,
    },
    views: [{ state: "frozen", ySplit: 1, xSplit: name === texts.fillIn ? 2 : 0 }],
  });
  Object.assign(sheet.pageSetup, a4, { margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 } });
  return sheet;
}

/** Characters of a column; a page across holds some 145 of them at their full size. */
const widths: Partial<Record<SheetField | EventField, number>> = {
  ...{ fullName: 24, birthDate: 11, sex: 6, address: 28, relation: 11, phone: 12, ethnicity: 10, religion: 10, origin: 22, oldIds: 12 },
  ...{ householdId: 12, currentUnit: 9 },
};
const isGrey = (header: string, say: Context["say"]) =>
  [texts.findings, texts.pin, texts.owner, sheetColumns.personId, sheetColumns.drawnUp].some((text) => say(text) === header);

/** To be filled in on a machine and brought back: facts as text, a list of results, and the ids by which a row is known again. */
function writeFillIn(workbook: Book, context: Context): void {
  const { sheet: check, say, locale } = context;
  const sheet = addSheet(workbook, context, texts.fillIn, say(texts.teach));
  const [name, ...rest] = sheetFields;
  const fields = [...rest, ...eventFields];
  sheet.columns = [
    { header: say(texts.findings), width: 34 },
    { header: say(attributes[name].text), width: widths[name] ?? 14 },
    { header: say(texts.pin), width: 14 },
    ...fields.map((field) => ({ header: say(attributes[field].text), width: widths[field] ?? 14 })),
    { header: say(sheetColumns.mark), width: 19 },
    { header: say(sheetColumns.day), width: 11 },
    { header: say(sheetColumns.toUnit), width: 9 },
    { header: say(sheetColumns.evidence), width: 24 },
    { header: say(texts.owner), width: 24 },
    { header: say(sheetColumns.personId), width: 6 },
    { header: say(sheetColumns.drawnUp), width: 6 },
  ];
  // two pages across, each with name and number: on one the letters are 4 points high, on two 8. The ids need no paper
  const printArea = `A$1:${letterOf(fields.length + 7)}$${check.lines.length + 1}`;
  Object.assign(sheet.pageSetup, { fitToWidth: 2, pageOrder: "overThenDown", printTitlesColumn: "B:C", printArea });
  const markColumn = fields.length + 4;
  sheet.getRow(1).height = 2 * lineHeight + 4;
  const formulae = [`"${sheetMarkKeys.map((mark) => say(sheetMarks[mark].text)).join(",")}"`];
  dress(sheet.getRow(1), true);
  for (const { personId, facts, wrong, unitName } of check.lines) {
    const cells = [
      ...[wrong.map((one) => ruleText(one, say)).join("; "), shownOnSheet(name, facts, locale), facts.pin ?? ""],
      ...fields.map((field) => shownOnSheet(field, facts, locale)),
    ];
    const row = sheet.addRow([...cells, "", "", "", "", ownersText(wrong, unitName, say), personId, check.drawnUp]);
    const tallest = Math.max(...cells.map((text, at) => linesIn([text], sheet.getColumn(at + 1).width ?? 20)));
    row.height = lineHeight * tallest + 2;
    dress(row, false);
    row.eachCell((cell, column) => {
      if (isGrey(String(sheet.getColumn(column).header), say)) cell.fill = grey;
    });
    row.getCell(markColumn).dataValidation = { type: "list", allowBlank: true, formulae };
    row.commit();
  }
  sheet.commit();
}

/** Of one of the first 26 columns. */
const letterOf = (column: number) => String.fromCharCode(64 + column);

/** To be printed and written on at the door: few columns, room for a hand, and who signs. */
function writePaper(workbook: Book, context: Context): void {
  const { sheet: check, say, locale } = context;
  const marks = sheetMarkKeys.map((mark) => say(sheetMarks[mark].text)).join(" · ");
  const sheet = addSheet(workbook, context, texts.paper, `${say(sheetColumns.mark)}: ${marks}`);
  const headers = [texts.person, texts.place, texts.asRecorded, texts.written, texts.result, texts.signed].map(say);
  const columnWidths = [26, 30, 42, 34, 18, 16];
  sheet.columns = [{ header: "№", width: 5 }, ...headers.map((header, index) => ({ header, width: columnWidths[index] ?? 20 }))];
  sheet.getRow(1).height = 2 * lineHeight + 4;
  dress(sheet.getRow(1), true);
  for (const [index, { facts, wrong }] of check.lines.entries()) {
    const taken = [...new Set(wrong.flatMap(({ owner }) => (owner === null ? [] : `${say(texts.owner)}: ${owner.name ?? owner.officer}`)))];
    const person = [facts.fullName, [shownOnSheet("birthDate", facts, locale), shownOnSheet("sex", facts, locale)].join(" · "), facts.pin];
    const place = [facts.address, [facts.householdId, shownOnSheet("relation", facts, locale)].filter(Boolean).join(" · "), facts.phone];
    const asked = wrong.map((one) => [ruleText(one, say), givenText(one, locale)].filter((text) => text !== "").join(": "));
    const cells = [person, place, [...asked, ...taken]].map((lines) => lines.filter((one) => one !== undefined && one !== "") as string[]);
    const row = sheet.addRow([index + 1, ...cells.map(inLines), "", "", ""]);
    const tallest = Math.max(...cells.map((lines, column) => linesIn(lines, columnWidths[column] ?? 20)));
    row.height = Math.max(3 * lineHeight, lineHeight * tallest) + 4;
    dress(row, false);
    row.commit();
  }
  sheet.addRow([]).commit();
  const row = sheet.addRow(["", say(texts.officer), "", "", say(texts.chief)]);
  row.font = bold;
  row.commit();
  sheet.commit();
}

/** Lines of a cell as runs of text: LibreOffice sets plain lines side by side where they fit into the column. */
const inLines = (lines: readonly string[]) => ({
  richText: lines.map((text, index) => ({ font, text: index === 0 ? text : `\n${text}` })),
});

/** How many lines they take in a column so many characters wide. */
const linesIn = (lines: readonly string[], width: number): number =>
  lines.reduce((sum, text) => sum + Math.max(1, Math.ceil((text.length + 1) / width)), 0);

/** All as text: a spreadsheet would make a number of a telephone, and a day of a birth known to the month. */
function dress(row: Row, head: boolean): void {
  row.eachCell({ includeEmpty: true }, (cell) => {
    Object.assign(cell, { numFmt: "@", alignment: { vertical: "top", wrapText: true }, border: framed });
    if (head) Object.assign(cell, { font: bold, fill: grey });
  });
}

/** Whose work a person's findings are: officers who have taken some over, and the commune for the rest. */
const ownersText = (wrong: readonly Wrong[], unitName: string | null, say: Context["say"]): string =>
  [...new Set(wrong.map(({ owner }) => (owner === null ? say(inCharge(unitName)) : (owner.name ?? owner.officer))))].join("; ");

const ruleText = ({ kind }: QueueRow, say: Context["say"]): string =>
  Object.hasOwn(findingKinds, kind) ? say(findingKinds[kind as FindingKind].text) : kind;

/** What a finding names, in the words of the sheet where it is one of its facts; a status says no more than its rule. */
function givenText({ field, given }: QueueRow, locale: Locale): string {
  if (field === "residenceStatus") return "";
  // a relation that no list knows stands as the roll wrote it
  const known: readonly string[] = field === "sex" ? sexes : field === "relation" ? relations : [];
  if ((field === "sex" || field === "relation") && known.includes(given)) return shownOnSheet(field, { [field]: given }, locale);
  return /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/.test(given) ? formatDate(given, locale) : given;
}
