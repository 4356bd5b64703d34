import { longestRecord, type RecordCells, RecordCutter } from "./records.ts";

/** A row whose cells are places in UTF-8 bytes: cell n is `bytes[bounds[2 * n] … bounds[2 * n + 1]]`. It is the next row's a moment later. */
export type CutRow = {
  rowNo: number;
  problem?: RecordCells["problem"] | undefined;
  bytes: Uint8Array;
  bounds: Uint32Array;
  cells: number;
};

const [quote, lineEnd, carriageReturn] = [0x22, 0x0a, 0x0d];

/**
 * Cuts UTF-8 bytes into the same rows as `RecordCutter` cuts their text, for files of which most cells were seen before: no cell becomes a string, none is decoded, or brought to NFC.
 * Lines in which quotes open and close where they should are cut in place; any other goes to a `RecordCutter`, until that holds nothing back.
 */
export class RowCutter {
  readonly #delimiter: number;
  readonly #careful: RecordCutter;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #row: CutRow = { rowNo: 0, problem: undefined, bytes: new Uint8Array(0), bounds: new Uint32Array(64), cells: 0 };
  #bytes = Buffer.alloc(1 << 17);
  /** bytes that wait for the end of their line */
  #waiting = 0;
  #afterCarriage = false;

  /** @param delimiter an ASCII character; @param begun as `RecordCutter` has it */
  constructor(delimiter: string, begun = false) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#careful = new RecordCutter(delimiter, begun);
  }

  /** Rows so far, and those left out because they are blank. */
  get rows(): number {
    return this.#careful.rowNo;
  }

  /** Whether what comes next begins a row, whatever came before. */
  get between(): boolean {
    return this.#waiting === 0 && !this.#afterCarriage && this.#careful.idle;
  }

  push(added: Uint8Array, visit: (row: CutRow) => void): void {
    const until = this.#append(added);
    const bytes = this.#bytes.subarray(0, until);
    let from = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, from)) {
      this.#line(from, end, visit);
      from = end + 1;
    }
    if (until - from > longestRecord || (from < until && !this.#careful.idle)) {
      this.#carefully(from, until, visit);
      from = until;
    }
    bytes.copyWithin(0, from, until);
    this.#waiting = until - from;
  }

  end(visit: (row: CutRow) => void): void {
    if (this.#afterCarriage) this.push(Uint8Array.of(lineEnd), visit);
    this.#carefully(0, this.#waiting, visit);
    this.#waiting = 0;
    for (const row of [...this.#careful.push(this.#decoder.decode()), ...this.#careful.end()]) this.#show(row, visit);
  }

  /** Adds bytes behind those that wait; every line end becomes LF. Whether a CR stands alone is seen with what comes next. @returns where they end */
  #append(added: Uint8Array): number {
    const most = this.#waiting + added.length + 1;
    if (most > this.#bytes.length) {
      const larger = Buffer.alloc(2 * most);
      larger.set(this.#bytes.subarray(0, this.#waiting));
      this.#bytes = larger;
    }
    if (!this.#afterCarriage && !added.includes(carriageReturn)) {
      this.#bytes.set(added, this.#waiting);
      return this.#waiting + added.length;
    }
    let to = this.#waiting;
    for (const byte of added) {
      if (this.#afterCarriage) this.#bytes[to++] = lineEnd;
      const isSecond = this.#afterCarriage && byte === lineEnd;
      this.#afterCarriage = byte === carriageReturn;
      if (!isSecond && !this.#afterCarriage) this.#bytes[to++] = byte;
    }
    return to;
  }

  #line(from: number, end: number, visit: (row: CutRow) => void): void {
    const plain = this.#careful.idle && end - from <= longestRecord && this.#cut(from, end);
    if (!plain) return this.#carefully(from, end + 1, visit);
    this.#careful.passed();
    const row = this.#row;
    [row.rowNo, row.problem, row.bytes] = [this.#careful.rowNo, undefined, this.#bytes];
    visit(row);
  }

  /** @returns whether every quote stands where it should, and some cell is plainly not blank */
  #cut(from: number, end: number): boolean {
    const [row, bytes, delimiter] = [this.#row, this.#bytes, this.#delimiter];
    let visible = false;
    row.cells = 0;
    for (let at = from; ; at += 1) {
      let [first, last] = [at, at];
      if (at < end && bytes[at] === quote) {
        first += 1;
        last = first;
        while (last < end && bytes[last] !== quote) last += 1;
        at = last + 1;
        if (last === end || (at < end && bytes[at] !== delimiter)) return false;
      } else {
        while (last < end && bytes[last] !== delimiter) last += 1;
        at = last;
      }
      this.#bound(first, last);
      visible ||= first < last && (bytes[first] as number) > 0x20 && (bytes[first] as number) < 0x7f;
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
    const text = this.#decoder.decode(this.#bytes.subarray(from, until), { stream: true });
    for (const row of this.#careful.push(text)) this.#show(row, visit);
  }

  #show({ rowNo, cells, problem }: RecordCells, visit: (row: CutRow) => void): void {
    const row = this.#row;
    [row.rowNo, row.problem, row.cells, row.bytes] = [rowNo, problem, 0, Buffer.from(cells.join(""))];
    let at = 0;
    for (const cell of cells) this.#bound(at, (at += Buffer.byteLength(cell)));
    visit(row);
  }
}

/** Cells of a row as texts. */
export const textsOf = ({ bytes, bounds, cells }: CutRow): string[] =>
  Array.from({ length: cells }, (_, n) => {
    const [from, until] = [bounds[2 * n] as number, bounds[2 * n + 1] as number];
    return Buffer.from(bytes.buffer, bytes.byteOffset + from, until - from).toString();
  });
