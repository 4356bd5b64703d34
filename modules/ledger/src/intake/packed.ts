import { type SourceRow, valuesOf } from "./source.ts";

/** A row for another thread: one text is copied several times as fast as its cells. */
export type PackedRow = { rowNo: number; cells: string; rejection?: NonNullable<SourceRow["rejection"]> };

/** What a cell cannot hold of a row that may enter; of one that may not, it is not kept. */
const between = "\u0000";

export const packRows = (rows: readonly SourceRow[]): PackedRow[] =>
  rows.map(({ rowNo, source, rejection }) =>
    rejection === undefined
      ? { rowNo, cells: source.join(between) }
      : { rowNo, cells: source.map((cell) => cell.replaceAll(between, "")).join(between), rejection },
  );

/** @param positions as in {@link valuesOf} */
export const unpackRows = (rows: readonly PackedRow[], positions: readonly number[]): SourceRow[] =>
  rows.map(({ cells, ...row }) => {
    const source = cells.split(between);
    return { ...row, source, values: valuesOf(source, positions) };
  });
