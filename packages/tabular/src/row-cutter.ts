import { longestRecord, type RecordCells, RecordCutter } from "./records.ts";

/** A row whose cells are places in decoded text: cell n is `units[bounds[2 * n] … bounds[2 * n + 1]]`. It is the next row's a moment later. */
export type CutRow = {
  rowNo: number;
  problem?: RecordCells["problem"] | undefined;
  units: Uint16Array;
  bounds: Uint32Array;
  cells: number;
};

const [quote, lineEnd] = [0x22, 0x0a];

/**
 * Cuts decoded text into the same rows as `RecordCutter`, for files of which most cells were seen before: no cell becomes a string. Lines in which
 * quotes open and close where they should are cut in place; any other goes to a `RecordCutter`, until that holds nothing back.
 */
export class RowCutter {
  readonly #delimiter: number;
  readonly #careful: RecordCutter;
  readonly #row: CutRow = { rowNo: 0, problem: undefined, units: new Uint16Array(0), bounds: new Uint32Array(64), cells: 0 };
  #units = new Uint16Array(1 << 16);
  /** units that wait for the end of their line */
  #waiting = 0;
  #carriage = "";

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#careful = new RecordCutter(delimiter);
  }

  /** Rows so far, and those left out because they are blank. */
  get rows(): number {
    return this.#careful.rowNo;
  }

  /** Whether what comes next begins a row, whatever came before. */
  get between(): boolean {
    return this.#waiting === 0 && this.#carriage === "" && this.#careful.idle;
  }

  push(text: string, visit: (row: CutRow) => void): void {
    let added = this.#carriage + text;
    // whether a CR stands alone is seen with what comes next
    this.#carriage = added.endsWith("\r") ? "\r" : "";
    if (this.#carriage !== "") added = added.slice(0, -1);
    if (added.includes("\r")) added = added.replace(/\r\n?/g, "\n");
    const until = this.#append(added);
    let from = 0;
    for (let end = this.#units.indexOf(lineEnd); end >= 0 && end < until; end = this.#units.indexOf(lineEnd, from)) {
      this.#line(from, end, visit);
      from = end + 1;
    }
    if (until - from > longestRecord || (from < until && !this.#careful.idle)) {
      this.#carefully(from, until, visit);
      from = until;
    }
    this.#units.copyWithin(0, from, until);
    this.#waiting = until - from;
    // an old line end behind the text would be taken for one of the next
    this.#units.fill(0, this.#waiting, until);
  }

  end(visit: (row: CutRow) => void): void {
    this.#carefully(0, this.#waiting, visit);
    this.#waiting = 0;
    for (const row of [...this.#careful.push(this.#carriage), ...this.#careful.end()]) this.#show(row, visit);
    this.#carriage = "";
  }

  /** @returns where the text ends */
  #append(text: string): number {
    const until = this.#waiting + text.length;
    if (until >= this.#units.length) {
      const larger = new Uint16Array(2 * until);
      larger.set(this.#units.subarray(0, this.#waiting));
      this.#units = larger;
    }
    // every machine that Node 24 runs on is little-endian
    Buffer.from(this.#units.buffer).write(text, 2 * this.#waiting, "utf16le");
    return until;
  }

  #line(from: number, end: number, visit: (row: CutRow) => void): void {
    const plain = this.#careful.idle && end - from <= longestRecord && this.#cut(from, end);
    if (!plain) return this.#carefully(from, end + 1, visit);
    this.#careful.passed();
    const row = this.#row;
    [row.rowNo, row.problem, row.units] = [this.#careful.rowNo, undefined, this.#units];
    visit(row);
  }

  /** @returns whether every quote stands where it should, and some cell is plainly not blank */
  #cut(from: number, end: number): boolean {
    const [row, units, delimiter] = [this.#row, this.#units, this.#delimiter];
    let visible = false;
    row.cells = 0;
    for (let at = from; ; at += 1) {
      let [first, last] = [at, at];
      if (at < end && units[at] === quote) {
        first += 1;
        last = first;
        while (last < end && units[last] !== quote) last += 1;
        at = last + 1;
        if (last === end || (at < end && units[at] !== delimiter)) return false;
      } else {
        while (last < end && units[last] !== delimiter) last += 1;
        at = last;
      }
      this.#bound(first, last);
      visible ||= first < last && (units[first] as number) > 0x20 && (units[first] as number) < 0x7f;
      if (at >= end) return visible;
    }
  }

  #bound(first: number, last: number): void {
    const row = this.#row;
    if (2 * row.cells === row.bounds.length) {
      const larger = new Uint32Array(2 * row.bounds.length);
      larger.set(row.bounds);
      row.bounds = larger;
    }
    row.bounds[2 * row.cells] = first;
    row.bounds[2 * row.cells + 1] = last;
    row.cells += 1;
  }

  #carefully(from: number, until: number, visit: (row: CutRow) => void): void {
    if (from === until) return;
    const text = Buffer.from(this.#units.buffer, 2 * from, 2 * (until - from)).toString("utf16le");
    for (const row of this.#careful.push(text)) this.#show(row, visit);
  }

  #show({ rowNo, cells, problem }: RecordCells, visit: (row: CutRow) => void): void {
    const row = this.#row;
    const text = cells.join("");
    [row.rowNo, row.problem, row.cells] = [rowNo, problem, 0];
    row.units = new Uint16Array(text.length);
    for (let index = 0; index < text.length; index += 1) row.units[index] = text.charCodeAt(index);
    let at = 0;
    for (const cell of cells) this.#bound(at, (at += cell.length));
    visit(row);
  }
}

/** Cells of a row as texts. */
export const textsOf = ({ units, bounds, cells }: CutRow): string[] =>
  Array.from({ length: cells }, (_, n) => {
    const [from, until] = [bounds[2 * n] as number, bounds[2 * n + 1] as number];
    return Buffer.from(units.buffer, units.byteOffset + 2 * from, 2 * (until - from)).toString("utf16le");
  });
