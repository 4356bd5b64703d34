import Papa from "papaparse";

/** A record longer than this is not a row of a table: an unclosed quote or a file that is no table. */
const longestRecord = 256 * 1024;

export type RecordCells = { rowNo: number; cells: string[]; problem?: "line-too-long" };

/**
 * Cuts decoded text into CSV records (RFC 4180, any line end) as it arrives. The header is row 1.
 * A record of more than 256 KiB comes out as one problem row, and reading goes on at the next line: memory stays bounded.
 */
export class RecordCutter {
  readonly #delimiter: string;
  #rest = "";
  #rowNo = 0;
  #skipping = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  push(text: string): RecordCells[] {
    return this.#take(text, false);
  }

  end(): RecordCells[] {
    return this.#take("", true);
  }

  #take(text: string, last: boolean): RecordCells[] {
    const out: RecordCells[] = [];
    this.#rest += text;
    if (this.#skipping && !this.#skipToNextLine()) return out;
    while (this.#rest !== "") {
      const parser = new Papa.Parser({ delimiter: this.#delimiter, newline: this.#newline(), quoteChar: '"' });
      const result = parser.parse(this.#rest, 0, !last) as unknown as { data: string[][]; meta: { cursor: number } };
      for (const cells of result.data) {
        this.#rowNo += 1;
        if (cells.length > 1 || cells[0]?.trim() !== "") out.push({ rowNo: this.#rowNo, cells });
      }
      this.#rest = this.#rest.slice(result.meta.cursor);
      if (last) this.#rest = "";
      if (this.#rest.length <= longestRecord) break;
      this.#rowNo += 1;
      out.push({ rowNo: this.#rowNo, cells: [], problem: "line-too-long" });
      this.#skipping = true;
      if (!this.#skipToNextLine()) break;
    }
    return out;
  }

  #skipToNextLine(): boolean {
    const end = this.#rest.search(/[\r\n]/);
    if (end < 0) {
      this.#rest = "";
      return false;
    }
    this.#rest = this.#rest.slice(end).replace(/^\r?\n|^\r/, "");
    this.#skipping = false;
    return true;
  }

  #newline(): "\r\n" | "\n" {
    const at = this.#rest.indexOf("\n");
    return at > 0 && this.#rest[at - 1] === "\r" ? "\r\n" : "\n";
  }
}

/** `,`, `;` or tab: whichever stands most often in the header line. Excel in a Vietnamese locale writes `;`. */
export function guessDelimiter(header: string): string {
  const count = (character: string) => header.split(character).length - 1;
  return [",", ";", "\t"].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}
