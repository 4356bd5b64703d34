import { type SourceRow, valuesOf } from "./source.ts";

/** A row for another thread: one text is copied several times as fast as its cells. */
export type PackedRow = { rowNo: number; cells: string; rejection?: NonNullable<SourceRow["rejection"]> };

/** What no cell of a row that may enter holds, but for those of columns that are left out: there it is not kept, nor where the row may not enter. */
const between = "\u0000";

const withoutIt = (cell: string): string => (cell.includes(between) ? cell.replaceAll(between, "") : cell);

export const packRows = (rows: readonly SourceRow[]): PackedRow[] =>
  rows.map(({ rowNo, source, rejection }) => ({
    ...{ rowNo, cells: source.map(withoutIt).join(between) },
    ...(rejection === undefined ? {} : { rejection }),
  }));

/** @param positions as in {@link valuesOf} */
export const unpackRows = (rows: readonly PackedRow[], positions: readonly number[]): SourceRow[] =>
  rows.map(({ cells, ...row }) => {
    const source = cells.split(between);
    return { ...row, source, values: valuesOf(source, positions) };
  });
