import { CellSplitter } from "./cells.ts";

/** A line longer than this is not a row of a table. */
export const longestRecord = 256 * 1024;

export type RecordCells = { rowNo: number; cells: string[]; problem?: "line-too-long" | "unclosed-quote" };

/**
 * Cuts decoded text into CSV records (any line end; one within quotes becomes LF) as it arrives. The header is row 1. Written by hand because a
 * forgotten quote must cost one row and not the file: a record that takes up 256 KiB, the file's end or a quote in the wrong place before its
 * quote closes is one problem row, and the lines after its first are read again, each alone. So every character is read twice at most,
 * memory stays bounded, and the pieces in which the text arrives make no difference.
 */
export class RecordCutter {
  readonly #delimiter: string;
  readonly #splitter: CellSplitter;
  #rest = "";
  /** the line that is arriving is too long already; nothing is kept of it */
  #overlong = false;
  /** lines of a record whose quote is open */
  #held: string[] = [];
  #heldLength = 0;
  rowNo = 0;
  #begun: boolean;

  /** @param begun whether a row came before: lines without any content are then left out from the first on */
  constructor(delimiter: string, begun = false) {
    [this.#delimiter, this.#begun] = [delimiter, begun];
    this.#splitter = new CellSplitter(delimiter);
  }

  /** Nothing is held back: what comes next begins a row. */
  get idle(): boolean {
    return this.#held.length === 0 && this.#rest === "" && !this.#overlong;
  }

  /** A row that was read elsewhere is counted. */
  passed(): void {
    this.rowNo += 1;
    this.#begun = true;
  }

  push(text: string): RecordCells[] {
    const out: RecordCells[] = [];
    let buffer = this.#rest + text;
    // whether a CR stands alone is seen with what comes next
    const carriage = buffer.endsWith("\r") ? "\r" : "";
    if (carriage !== "") buffer = buffer.slice(0, -1);
    const rest = this.#lines(buffer, out);
    if (rest.length > longestRecord) this.#overlong = true;
    this.#rest = (this.#overlong ? "" : rest) + carriage;
    return out;
  }

  end(): RecordCells[] {
    const out: RecordCells[] = [];
    const rest = this.#lines(this.#rest, out);
    if (rest !== "" || this.#overlong) this.#line(rest, out);
    this.#release(out);
    this.#rest = "";
    return out;
  }

  /** @returns what follows the last line end */
  #lines(text: string, out: RecordCells[]): string {
    const buffer = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    let from = 0;
    for (let end = buffer.indexOf("\n"); end >= 0; end = buffer.indexOf("\n", from)) {
      this.#line(buffer.slice(from, end), out);
      from = end + 1;
    }
    return buffer.slice(from);
  }

  #line(line: string, out: RecordCells[]): void {
    if (this.#overlong || line.length > longestRecord) {
      this.#overlong = false;
      this.#release(out);
      this.rowNo += 1;
      out.push({ rowNo: this.rowNo, cells: [], problem: "line-too-long" });
      return;
    }
    const splitter = this.#splitter;
    if (this.#held.length > 0) splitter.next(line);
    else if (line.includes('"')) splitter.start(line);
    else return this.#emit(line.split(this.#delimiter), out);
    if (!splitter.open && this.#held.length === 0) return this.#emit(splitter.cells, out);
    this.#held.push(line);
    this.#heldLength += line.length + 1;
    if (splitter.stray || this.#heldLength > longestRecord) return this.#release(out);
    if (splitter.open) return;
    this.#held = [];
    this.#heldLength = 0;
    this.#emit(splitter.cells, out);
  }

  /** The quote that holds these lines together was a mistake: each is read alone. */
  #release(out: RecordCells[]): void {
    const lines = this.#held;
    this.#held = [];
    this.#heldLength = 0;
    for (const line of lines) {
      this.#splitter.start(line);
      if (!this.#splitter.open) this.#emit(this.#splitter.cells, out);
      else {
        this.rowNo += 1;
        out.push({ rowNo: this.rowNo, cells: this.#splitter.abandon(), problem: "unclosed-quote" });
      }
    }
  }

  /** Lines without any content are counted, and left out: spreadsheets write `,,,` below a table. Above it, that is a header without names. */
  #emit(cells: string[], out: RecordCells[]): void {
    this.rowNo += 1;
    if (!cells.some((cell) => cell.trim() !== "") && (this.#begun || cells.length === 1)) return;
    this.#begun = true;
    out.push({ rowNo: this.rowNo, cells });
  }
}

/** `,`, `;` or tab: whichever stands most often, outside quotes, in the first line of a table that is not blank. Excel in a Vietnamese locale writes `;`. */
export function guessDelimiter(text: string): string {
  const bare = text.slice(0, 65_536).replace(/"[^"]*"/g, "x");
  const header = /[^\r\n]*[^\s,;][^\r\n]*/.exec(bare)?.[0] ?? "";
  const count = (character: string) => header.split(character).length - 1;
  return [",", ";", "\t"].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}
