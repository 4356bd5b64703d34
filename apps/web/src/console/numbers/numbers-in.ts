export type NumbersIn = {
  numbers: string[];
  /** what stands in the first column and is no number; `row` as an editor counts lines */
  faults: { row: number; cell: string }[];
};

/** The first column of a list, without its header. */
export function numbersIn(text: string): NumbersIn {
  const cells = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, index) => ({ row: index + 1, cell: (line.split(/[,;\t]/)[0] ?? "").replaceAll('"', "").trim() }));
  const rows = (/\d/.test(cells[0]?.cell ?? "") ? cells : cells.slice(1)).filter(({ cell }) => cell !== "");
  return { numbers: rows.map(({ cell }) => cell), faults: rows.filter(({ cell }) => !/^\d{12}$/.test(cell)) };
}
