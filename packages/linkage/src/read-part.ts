import { type CutRow, readSpan, type Span, type TableInfo, textsOf } from "@dinhdanh/tabular";
import type { Forms } from "./forms.ts";
import { IdColumn, type IdTexts } from "./id-column.ts";
import { textOf } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { type Part, PartBuilder } from "./part.ts";
import { GrowingU32 } from "./shared.ts";

export type SetAsideReason = "too-few-cells" | "too-many-cells" | "line-too-long" | "unclosed-quote" | "id-missing" | "id-repeated";
/** A file whose columns are known: `headers` as the model calls them; `bytes` of it. */
export type OpenedTable = { file: string; info: TableInfo; headers: string[]; bytes: number };

/** Some fields of a span of a file, to be read; bytes read are told in `read[part]`, which threads share. */
export type ReadWork = { table: OpenedTable; model: Model; span: Span; fields: readonly string[]; read: Float64Array; part: number };
export type ReadPart = Part & {
  ids: { texts: IdTexts } | { rows: Uint32Array };
  /** with the row's number in the span */
  setAside: { row: number; reason: SetAsideReason; cells: string[] }[];
  /** of the span, the blank and the header included */
  rows: number;
  /** the span ended between two rows */
  between: boolean;
};

/** Reads the records of a span. Rows that are no records are set aside. */
export async function readPart({ table, model, span, fields, read, part }: ReadWork, forms: Forms): Promise<ReadPart> {
  const { file, info, headers } = table;
  const builder = new PartBuilder(model, new Map(headers.map((header, place) => [header, place])), forms, fields);
  const idPlace = model.id === undefined ? undefined : headers.indexOf(model.id);
  const [ids, rowNos] = [new IdColumn(), new GrowingU32()];
  const setAside: ReadPart["setAside"] = [];
  const visit = (row: CutRow) => {
    let reason = reasonAgainst(row, headers.length);
    if (reason === undefined) {
      if (idPlace === undefined) rowNos.push(row.rowNo);
      else reason = takeId(ids, row, idPlace);
    }
    if (reason === undefined) builder.add(row);
    else setAside.push({ row: row.rowNo, reason, cells: textsOf(row) });
  };
  const onRead = (bytes: number) => {
    const done = (read[part] = (read[part] as number) + bytes);
    builder.left = builder.records * ((span.until - span.from) / done - 1);
    ids.expected = builder.records + builder.left;
  };
  const { rows, between } = await readSpan(file, info, span, { visit, onRead });
  return { ...builder.finish(), ids: idPlace === undefined ? { rows: rowNos.share() } : { texts: ids.share() }, setAside, rows, between };
}

function reasonAgainst({ problem, cells }: CutRow, width: number): SetAsideReason | undefined {
  if (problem !== undefined) return problem;
  if (cells < width) return "too-few-cells";
  return cells > width ? "too-many-cells" : undefined;
}

/** Whether an id stands as it is: ASCII, without white space around it. */
function isPlain(bytes: Uint8Array, from: number, until: number): boolean {
  if (from === until || (bytes[from] as number) <= 0x20 || (bytes[until - 1] as number) <= 0x20) return false;
  for (let at = from; at < until; at += 1) if ((bytes[at] as number) >= 0x7f) return false;
  return true;
}

/** Notes the id in NFC, without the white space around it. */
function takeId(ids: IdColumn, { bytes, bounds }: CutRow, place: number): SetAsideReason | undefined {
  const [from, until] = [bounds[2 * place] as number, bounds[2 * place + 1] as number];
  if (isPlain(bytes, from, until)) return ids.take(bytes, from, until) ? undefined : "id-repeated";
  const id = Buffer.from(textOf(bytes, from, until).normalize("NFC").trim());
  if (id.length === 0) return "id-missing";
  return ids.take(id, 0, id.length) ? undefined : "id-repeated";
}
