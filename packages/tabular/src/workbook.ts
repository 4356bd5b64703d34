import { SaxesParser } from "saxes";
import { UnusableWorkbook } from "./unusable-workbook.ts";
import { Archive } from "./zip.ts";

/** `rowNo` as the spreadsheet numbers it. */
export type SheetRow = { rowNo: number; cells: string[] };
/** All that is unpacked; of the sheet's rows and of a row's columns. */
export type WorkbookLimits = { bytes: number; rows: number; columns: number };

const oleMagic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
/** Serial of 1970-01-01 where 1900-01-01 is day 1, and how much later days are numbered that count from 1904 (ECMA-376 part 1, 18.17.4.1). */
const unixEpoch = 25_569;
const since1904 = 1_462;

/**
 * The rows of a workbook's first sheet (XLSX, ECMA-376) as texts: dates as `yyyy-mm-dd`, formulas as what they last gave. Nothing of it is run, and it is
 * never held as a tree: 20,000 rows of 22 columns take 1.2 s. Formatting, comments, hidden columns make no difference.
 * @throws {UnusableWorkbook} not a workbook, one with a password, one with macros, or larger than the limits
 */
export function readWorkbook(bytes: Buffer, limits: WorkbookLimits): SheetRow[] {
  // a workbook with a password is not a ZIP archive but an OLE file (MS-OFFCRYPTO 2.3.4)
  if (bytes.subarray(0, 4).equals(oleMagic)) throw new UnusableWorkbook("workbook-locked");
  const archive = new Archive(bytes, limits.bytes);
  if (archive.names.some((name) => /vbaProject|\/macrosheets\//i.test(name))) throw new UnusableWorkbook("workbook-macros");
  const { path, epoch } = firstSheet(archive);
  const sheet = archive.text(path);
  if (sheet === undefined) throw new UnusableWorkbook("workbook-unreadable");
  const shared = sharedTexts(archive.text("xl/sharedStrings.xml"));
  return sheetRows(sheet, { shared, dates: dateStyles(archive.text("xl/styles.xml")), epoch }, limits);
}

type Open = (name: string, attributes: Readonly<Record<string, string>>) => void;
type Handlers = { open: Open; text?: (text: string) => void; close?: (name: string) => void };

/** Names without their prefix: some writers prefix every element. Entities of its own make a file unreadable, so none unfolds. */
function parse(xml: string, { open, text, close }: Handlers): void {
  const parser = new SaxesParser();
  const bare = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("opentag", ({ name, attributes }) => open(bare(name), attributes));
  parser.on("text", (given) => text?.(given));
  parser.on("closetag", ({ name }) => close?.(bare(name)));
  parser.on("error", () => {
    throw new UnusableWorkbook("workbook-unreadable");
  });
  parser.write(xml).close();
}

function firstSheet(archive: Archive): { path: string; epoch: number } {
  let [id, path, epoch] = ["", "", unixEpoch];
  parse(archive.text("xl/workbook.xml") ?? "<none/>", {
    open: (name, attributes) => {
      if (name === "workbookPr" && /^(1|true)$/.test(attributes["date1904"] ?? "")) epoch -= since1904;
      if (name === "sheet" && id === "")
        id = attributes["r:id"] ?? Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
    },
  });
  parse(archive.text("xl/_rels/workbook.xml.rels") ?? "<none/>", {
    open: (name, attributes) => {
      if (name === "Relationship" && attributes["Id"] === id) path = attributes["Target"] ?? "";
    },
  });
  return { path: path.startsWith("/") ? path.slice(1) : `xl/${path}`, epoch };
}

/** Texts that cells refer to, without how they are to be pronounced (`rPh`). */
function sharedTexts(xml: string | undefined): string[] {
  const texts: string[] = [];
  if (xml === undefined) return texts;
  let [within, spoken] = [false, false];
  parse(xml, {
    open: (name) => {
      if (name === "si") texts.push("");
      if (name === "rPh") spoken = true;
      within = name === "t" && !spoken;
    },
    text: (given) => {
      if (within) texts.push(`${texts.pop() ?? ""}${given}`);
    },
    close: (name) => {
      within = false;
      if (name === "rPh") spoken = false;
    },
  });
  return texts;
}

/** Which cell styles show a day: formats 14 to 17 and 22, and those of the file that name days or years (18.8.30). */
function dateStyles(xml: string | undefined): Set<number> {
  const dates = new Set<number>();
  if (xml === undefined) return dates;
  const formats = new Set(["14", "15", "16", "17", "22"]);
  let [within, index] = [false, 0];
  parse(xml, {
    open: (name, attributes) => {
      if (name === "numFmt" && /[dy]/i.test((attributes["formatCode"] ?? "").replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, "")))
        formats.add(attributes["numFmtId"] ?? "");
      if (name === "cellXfs") within = true;
      if (name !== "xf" || !within) return;
      if (formats.has(attributes["numFmtId"] ?? "")) dates.add(index);
      index += 1;
    },
    close: (name) => {
      if (name === "cellXfs") within = false;
    },
  });
  return dates;
}

type Meaning = { shared: readonly string[]; dates: ReadonlySet<number>; epoch: number };

function sheetRows(xml: string, meaning: Meaning, limits: WorkbookLimits): SheetRow[] {
  const rows: SheetRow[] = [];
  let [rowNo, column, type, style, value, within] = [0, 0, "n", -1, "", false];
  let cells: string[] = [];
  parse(xml, {
    open: (name, attributes) => {
      if (name === "row") {
        rowNo = Number(attributes["r"] ?? rowNo + 1);
        [cells, column] = [[], 0];
      } else if (name === "c") {
        column = attributes["r"] === undefined ? column + 1 : columnOf(attributes["r"]);
        [type, style, value] = [attributes["t"] ?? "n", Number(attributes["s"] ?? -1), ""];
      }
      within = name === "v" || name === "t";
    },
    text: (given) => {
      if (within) value += given;
    },
    close: (name) => {
      within = false;
      if (name === "c" && value !== "" && column <= limits.columns) {
        while (cells.length < column - 1) cells.push("");
        cells.push(textOf(value, type, style, meaning));
      }
      if (name !== "row" || cells.every((cell) => cell === "")) return;
      if (rows.length >= limits.rows) throw new UnusableWorkbook("workbook-too-large");
      rows.push({ rowNo, cells });
    },
  });
  return rows;
}

function textOf(value: string, type: string, style: number, { shared, dates, epoch }: Meaning): string {
  if (type === "s") return shared[Number(value)] ?? "";
  if (type !== "n" || !dates.has(style)) return value;
  const day = Math.floor(Number(value)) - epoch;
  return Math.abs(day) < 1_000_000 ? new Date(day * 86_400_000).toISOString().slice(0, 10) : value;
}

/** `AB12` → 28. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.replace(/\d+$/, "")) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
