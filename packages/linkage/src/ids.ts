import { Lexicon } from "./lexicon.ts";
import type { Wording } from "./similarity.ts";

/** What names the records of a file: a column, text n + 1 that of record n, or their rows. */
export type Ids = { texts: Wording } | { rows: Uint32Array };

/** What names each record. @param split records of the first file, where there are two */
export function namesOf(ids: readonly Ids[], split: number): (record: number) => string {
  const [first, second] = ids.map((own) => {
    if ("rows" in own) return (record: number) => String(own.rows[record]);
    const texts = Lexicon.of(own.texts);
    return (record: number) => texts.text(record + 1);
  });
  return (record) => (second !== undefined && record >= split ? second(record - split) : (first?.(record) ?? ""));
}
