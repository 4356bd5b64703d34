import { textOf } from "./lexicon.ts";
import type { Wording } from "./similarity.ts";

/** What names the records of a file: a column, text n + 1 that of record n, or their rows. */
export type Ids = { texts: Wording } | { rows: Uint32Array };

/** What names each record. @param split records of the first file, where there are two */
export function namesOf(ids: readonly Ids[], split: number): (record: number) => string {
  const [first, second] = ids.map((own) => {
    if ("rows" in own) return (record: number) => String(own.rows[record]);
    return nameIn(own.texts);
  });
  return (record) => (second !== undefined && record >= split ? second(record - split) : (first?.(record) ?? ""));
}

/** Names that are made at once, and kept as one text: each by itself takes three times as long. */
const atOnce = 4096;

function nameIn({ starts, units }: Wording): (record: number) => string {
  const kept: string[] = [];
  return (record) => {
    const code = record + 1;
    const piece = Math.floor(code / atOnce);
    const first = starts[piece * atOnce] as number;
    const text = (kept[piece] ??= textOf(units, first, starts[Math.min((piece + 1) * atOnce, starts.length - 1)] as number));
    return text.slice((starts[code] as number) - first, (starts[code + 1] as number) - first);
  };
}
