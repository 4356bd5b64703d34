/**
 * Splits a line of CSV into cells (RFC 4180), and goes on over further lines while a quoted cell is open. A quote opens a cell only at its
 * beginning and closes it only before a delimiter or the line's end; any other quote within is kept, and noted as `stray`.
 */
export class CellSplitter {
  readonly #delimiter: string;
  #cell = "";
  cells: string[] = [];
  /** the last cell's quote is not closed yet */
  open = false;
  stray = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  start(line: string): void {
    this.cells = [];
    this.stray = false;
    this.#cell = "";
    this.#split(line, 0);
  }

  /** The next line of a record that is `open`. */
  next(line: string): void {
    this.#cell += "\n";
    const after = this.#quoted(line, 0);
    if (after >= 0 && after < line.length) this.#split(line, after + 1);
  }

  #split(line: string, from: number): void {
    let at = from;
    for (;;) {
      if (line[at] === '"') {
        this.#cell = "";
        at = this.#quoted(line, at + 1);
        if (at < 0 || at === line.length) return;
      } else {
        const end = line.indexOf(this.#delimiter, at);
        this.cells.push(end < 0 ? line.slice(at) : line.slice(at, end));
        if (end < 0) return;
        at = end;
      }
      at += 1;
    }
  }

  /** Reads on in a quoted cell. @returns where it ends, or -1 when the line ends within it */
  #quoted(line: string, from: number): number {
    let at = from;
    for (;;) {
      const quote = line.indexOf('"', at);
      if (quote < 0) {
        this.#cell += line.slice(at);
        this.open = true;
        return -1;
      }
      this.#cell += line.slice(at, quote);
      let after = quote + 1;
      if (line[after] === '"') after += 1;
      else {
        while (line[after] === " ") after += 1;
        if (after === line.length || line[after] === this.#delimiter) {
          this.open = false;
          this.cells.push(this.#cell);
          return after;
        }
        this.stray = true;
        after = quote + 1;
      }
      this.#cell += '"';
      at = after;
    }
  }

  /** What is read of a cell that never closes counts as the cell. */
  abandon(): string[] {
    this.open = false;
    return [...this.cells, this.#cell];
  }
}
