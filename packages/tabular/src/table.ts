import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { decoderFor, detectEncoding } from "@dinhdanh/vietnamese";
import { guessDelimiter, RecordCutter, type RecordCells } from "./records.ts";

export type TableRow = { rowNo: number; cells: string[]; problem?: "line-too-long" };
/** `bytesRead` is the position in the file, for progress. */
export type TableBatch<Row = TableRow> = { rows: Row[]; bytesRead: number };
export type TableInfo = { encoding: string; delimiter: string; headers: string[] };

const sampleBytes = 256 * 1024;

/** Encoding, delimiter and header of a CSV file. @throws when the file cannot be read */
export async function inspectTable(path: string): Promise<TableInfo> {
  const { bytes, encoding } = await readSample(path);
  const decoder = decoderFor(encoding);
  const text = decoder.write(bytes) + decoder.end();
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  const delimiter = guessDelimiter(line);
  const cutter = new RecordCutter(delimiter);
  const first = [...cutter.push(text), ...cutter.end()][0];
  return { encoding, delimiter, headers: (first?.cells ?? []).map((header) => header.trim()) };
}

/** Rows after the header, in batches as they are read; the header is row 1. Memory is bounded whatever the file's size. */
export async function* readTable(path: string, info: TableInfo): AsyncGenerator<TableBatch> {
  const cutter = new RecordCutter(info.delimiter);
  let header = true;
  const withoutHeader = (rows: RecordCells[]) => {
    if (!header || rows.length === 0) return rows;
    header = false;
    return rows.slice(1);
  };
  const decoder = decoderFor(info.encoding as Parameters<typeof decoderFor>[0]);
  let bytesRead = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    bytesRead += chunk.length;
    const rows = withoutHeader(cutter.push(decoder.write(chunk)));
    if (rows.length > 0) yield { rows, bytesRead };
  }
  const tail = withoutHeader([...cutter.push(decoder.end()), ...cutter.end()]);
  if (tail.length > 0) yield { rows: tail, bytesRead };
}

async function readSample(path: string): Promise<{ bytes: Uint8Array; encoding: ReturnType<typeof detectEncoding>["encoding"] }> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(sampleBytes);
    const { bytesRead } = await file.read(buffer, 0, sampleBytes, 0);
    let bytes: Uint8Array = buffer.subarray(0, bytesRead);
    // a file that begins with plain ASCII rows may carry its first accented letter later
    const size = (await file.stat()).size;
    if (size > sampleBytes && bytes.every((byte) => byte < 0x80)) {
      const middle = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, Math.floor(size / 2));
      bytes = Buffer.concat([bytes, middle.buffer.subarray(0, middle.bytesRead)]);
    }
    return { bytes, encoding: detectEncoding(bytes).encoding };
  } finally {
    await file.close();
  }
}
