import { type Texts, textOf } from "./lexicon.ts";

/** What names the records of a file: a column, text n + 1 that of record n, or their rows. */
export type Ids = { texts: Texts } | { rows: Uint32Array };

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

function nameIn({ starts, bytes }: Texts): (record: number) => string {
  const kept: string[] = [];
  return (record) => {
    const code = record + 1;
    const piece = Math.floor(code / atOnce);
    const [first, last] = [starts[piece * atOnce] as number, starts[Math.min((piece + 1) * atOnce, starts.length - 1)] as number];
    const text = (kept[piece] ??= textOf(bytes, first, last));
    const [from, until] = [starts[code] as number, starts[code + 1] as number];
    return text.length === last - first ? text.slice(from - first, until - first) : textOf(bytes, from, until);
  };
}
