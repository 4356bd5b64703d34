import { type EventEmitter, once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Locale } from "@dinhdanh/kernel";
import exceljs from "exceljs";
import type { RemainingPerson } from "./contract.ts";
import { sheetColumns, sheetTexts } from "./export-sheet.ts";

/** A sheet ends at 1,048,576 rows; a longer list goes on in the next one. */
const mostPeopleOfSheet = 1_000_000;

/** Number of A4 in the format; the library names it in its types only. */
const a4 = { paperSize: 9 };

const bold = { bold: true };
const asText = { numFmt: "@", alignment: { vertical: "top", wrapText: true } } as const;

/** What stands above each sheet's header, a line a row. */
export type SheetHead = { lines: string[]; simulated: boolean; locale: Locale };

type Sheet = ReturnType<InstanceType<typeof exceljs.stream.xlsx.WorkbookWriter>["addWorksheet"]>;

/** A workbook of people that is sent while it is written. Ready to print: A4 across, the header on every page, pages numbered. */
export class PeopleWorkbook {
  readonly #workbook;
  readonly #stream: Writable;
  readonly #head: SheetHead;
  readonly #ended: Promise<void>;
  #sheet: Sheet | undefined;
  #sheets = 0;
  #inSheet = 0;
  #people = 0;

  /** @param createdMs when the file says that it was made, ms since the epoch */
  constructor(stream: Writable, head: SheetHead, createdMs: number) {
    const created = new Date(createdMs);
    const zip = { zlib: { level: 6 } } as const;
    this.#workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false, zip });
    Object.assign(this.#workbook, { creator: "Định Danh", lastModifiedBy: "Định Danh", created, modified: created });
    this.#stream = stream;
    this.#head = head;
    this.#ended = finished(stream, { readable: false });
    // told where it is awaited; a reader who leaves must not bring the process down
    this.#ended.catch(() => {});
  }

  /** Writes people and waits until the reader has taken what came before. @throws when the reader has left */
  async add(people: readonly RemainingPerson[]): Promise<void> {
    for (const person of people) {
      if (this.#sheet === undefined || this.#inSheet === mostPeopleOfSheet) this.#openSheet();
      this.#people += 1;
      this.#inSheet += 1;
      this.#sheet?.addRow([this.#people, ...sheetColumns.map((column) => column.text(person, this.#head.locale))]).commit();
    }
    // lets what was written so far go on its way, and errors come back
    await setImmediate();
    if (this.#stream.destroyed) await this.#ended;
    for (const pipe of pipesOf(this.#sheet)) {
      const { _writableState: state } = pipe;
      if (state.needDrain) await Promise.race([once(pipe, "drain"), this.#ended]);
    }
    if (this.#stream.writableNeedDrain) await Promise.race([once(this.#stream, "drain"), this.#ended]);
  }

  /** Ends file and stream. @throws when the reader has left */
  async finish(): Promise<void> {
    if (this.#sheet === undefined) this.#openSheet();
    this.#closeSheet();
    await Promise.race([this.#workbook.commit(), this.#ended]);
  }

  #openSheet(): void {
    this.#closeSheet();
    this.#sheets += 1;
    this.#inSheet = 0;
    const { locale, lines, simulated } = this.#head;
    const headerRow = lines.length + 2;
    const name = sheetTexts.sheet[locale] + (this.#sheets === 1 ? "" : ` ${this.#sheets}`);
    const printed = {
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
    } as const;
    const sheet = this.#workbook.addWorksheet(name, {
      views: [{ state: "frozen", ySplit: headerRow }],
      pageSetup: printed,
      headerFooter: {
        oddFooter: `&C${sheetTexts.page[locale]} &P / &N`,
        ...(simulated ? { oddHeader: `&R${sheetTexts.simulated[locale]}` } : {}),
      },
    });
    Object.assign(sheet.pageSetup, a4);
    sheet.columns = [{ width: 7 }, ...sheetColumns.map(({ width }) => ({ width, style: asText }))];
    for (const line of lines) writeTitle(sheet, line);
    writeTitle(sheet, simulated ? sheetTexts.simulated[locale] : "");
    const header = sheet.addRow([sheetTexts.number[locale], ...sheetColumns.map((column) => column.header[locale])]);
    header.font = bold;
    header.commit();
    this.#sheet = sheet;
  }

  #closeSheet(): void {
    if (this.#sheet === undefined) return;
    const headerRow = this.#head.lines.length + 2;
    const to = { row: headerRow + this.#inSheet, column: sheetColumns.length + 1 };
    this.#sheet.autoFilter = { from: { row: headerRow, column: 1 }, to };
    this.#sheet.commit();
  }
}

/** A stream of the library's: older than `writableNeedDrain`. */
type Pipe = EventEmitter & { _writableState: { needDrain: boolean } };

/** Where the sheet's rows wait to be packed. The library never waits itself: a list of 250,000 would hold 100 MB there. */
const pipesOf = (sheet: Sheet | undefined): Pipe[] => (sheet as unknown as { stream: { pipes: Pipe[] } } | undefined)?.stream.pipes ?? [];

function writeTitle(sheet: Sheet, text: string): void {
  const row = sheet.addRow([text]);
  row.font = bold;
  row.commit();
}
