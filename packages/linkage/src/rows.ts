import { readTable, type TableInfo, type TableRow } from "@dinhdanh/tabular";

export type SetAsideReason = "too-few-cells" | "too-many-cells" | "line-too-long" | "unclosed-quote" | "id-missing" | "id-repeated";
/** A file whose columns are known: `from` says where those of the model stand in it, `idPlace` which names a record (undefined: its row). */
export type OpenedTable = { file: string; info: TableInfo; width: number; idPlace: number | undefined; from: number[]; bytes: number };

export type RowReader = {
  /** whether the id of a record has been there; without it, no row is set aside for that */
  isNew?: (id: string) => boolean;
  /** cells in the order of the model's columns */
  take: (cells: readonly string[]) => void;
  setAside?: (row: number, reason: SetAsideReason, cells: string[]) => void;
  onBatch?: (bytesRead: number) => void;
};

/** Reads the records of a file. Rows that are no records are set aside, the same whoever reads. */
export async function readRows(
  { file, info, width, idPlace, from }: OpenedTable,
  { isNew, take, setAside, onBatch }: RowReader,
): Promise<void> {
  const inOrder = from.every((place, index) => place === index);
  for await (const { rows, bytesRead } of readTable(file, info)) {
    for (const row of rows) {
      const id = idPlace === undefined ? String(row.rowNo) : (row.cells[idPlace] ?? "").trim();
      const reason = reasonAgainst(row, width, id) ?? (isNew?.(id) === false ? "id-repeated" : undefined);
      if (reason !== undefined) setAside?.(row.rowNo, reason, row.cells);
      else take(inOrder ? row.cells : from.map((place) => row.cells[place] ?? ""));
    }
    onBatch?.(bytesRead);
  }
}

function reasonAgainst(row: TableRow, width: number, id: string): SetAsideReason | undefined {
  if (row.problem !== undefined) return row.problem;
  if (row.cells.length < width) return "too-few-cells";
  if (row.cells.length > width) return "too-many-cells";
  return id === "" ? "id-missing" : undefined;
}
