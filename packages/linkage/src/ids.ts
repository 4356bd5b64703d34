import { Lexicon, textOf } from "./lexicon.ts";
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

/** Names that are made at once where they are asked for one after another: each by itself takes three times as long. */
const atOnce = 4096;

function nameIn({ starts, units }: Wording): (record: number) => string {
  const texts = Lexicon.of({ starts, units });
  const last = starts.length - 1;
  let [from, until, some] = [1, 1, ""];
  return (record) => {
    const code = record + 1;
    if (code === until && code < last) {
      [from, until] = [code, Math.min(code + atOnce, last)];
      some = textOf(units, starts[from] as number, starts[until] as number);
    }
    if (code < from || code >= until) return texts.text(code);
    const first = starts[from] as number;
    return some.slice((starts[code] as number) - first, (starts[code + 1] as number) - first);
  };
}
