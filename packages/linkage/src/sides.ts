import { readTable } from "@dinhdanh/tabular";
import { checkColumns, readHeaders } from "./load.ts";
import { LinkRefused } from "./refusal.ts";

/** Two files that were joined, the column of their ids, and what columns stand for it, as they were joined. */
export type Between = { files: readonly [string, string]; id: string; columns?: Readonly<Record<string, string>> };

/** In which of two files a record stands. */
export type SideOf = (id: string) => 0 | 1 | undefined;

/** Reads the ids of both files; rows that joining sets aside are no records. @throws {LinkRefused} also where an id stands in both */
export async function readSides({ files, id, columns = {} }: Between): Promise<SideOf> {
  const sides = new Map<string, 0 | 1>();
  for (const side of [0, 1] as const) {
    const file = files[side];
    const { info, headers } = await readHeaders(file, columns);
    checkColumns([id], headers, file);
    const place = headers.indexOf(id);
    for await (const { rows } of readTable(file, info)) {
      for (const { rowNo, cells, problem } of rows) {
        if (problem !== undefined || cells.length !== headers.length) continue;
        const own = (cells[place] ?? "").trim();
        if (own === "") continue;
        if ((sides.get(own) ?? side) !== side) throw new LinkRefused("id-in-both-files", { file, row: String(rowNo) });
        sides.set(own, side);
      }
    }
  }
  return (record) => sides.get(record);
}
