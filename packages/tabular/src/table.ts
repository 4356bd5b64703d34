import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { decoderFor, detectEncoding } from "@dinhdanh/vietnamese";
import { guessDelimiter, RecordCutter, type RecordCells } from "./records.ts";

export type TableRow = RecordCells;
/** `bytesRead` is the position in the file, for progress. */
export type TableBatch<Row = TableRow> = { rows: Row[]; bytesRead: number };
export type TableInfo = { encoding: string; delimiter: string; headers: string[] };

const sampleBytes = 256 * 1024;
/** as much as the detection of encodings looks at */
const tellingBytes = 64 * 1024;

/** Encoding, delimiter and header of a CSV file. @throws when the file cannot be read */
export async function inspectTable(path: string): Promise<TableInfo> {
  const { bytes, encoding } = await readSample(path);
  const decoder = decoderFor(encoding);
  const text = decoder.write(bytes) + decoder.end();
  const delimiter = guessDelimiter(text);
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
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) {
    bytesRead += chunk.length;
    const rows = withoutHeader(cutter.push(decoder.write(chunk)));
    if (rows.length > 0) yield { rows, bytesRead };
  }
  const tail = withoutHeader([...cutter.push(decoder.end()), ...cutter.end()]);
  if (tail.length > 0) yield { rows: tail, bytesRead };
}

/** A small table as a whole; the header is row 1. */
export function tableOf(bytes: Uint8Array): { headers: string[]; rows: TableRow[] } {
  const decoder = decoderFor(detectEncoding(bytes).encoding);
  const text = decoder.write(bytes) + decoder.end();
  const cutter = new RecordCutter(guessDelimiter(text));
  const [header, ...rows] = [...cutter.push(text), ...cutter.end()];
  return { headers: (header?.cells ?? []).map((cell) => cell.trim()), rows };
}

/** The beginning of the file, and its encoding, told from where it stops being ASCII: many accented names may come late. */
async function readSample(path: string): Promise<{ bytes: Uint8Array; encoding: ReturnType<typeof detectEncoding>["encoding"] }> {
  const file = await open(path);
  try {
    const bytes = await readAt(file, 0);
    if (bytes.subarray(0, tellingBytes).some((byte) => byte === 0 || byte >= 0x80))
      return { bytes, encoding: detectEncoding(bytes).encoding };
    const late = await firstAccented(path);
    const telling = late < 0 ? bytes : await readAt(file, Math.max(0, late - 64));
    return { bytes, encoding: detectEncoding(telling).encoding };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, position);
  return buffer.subarray(0, bytesRead);
}

/** Position of the first byte that is not ASCII, or -1; 1 GB a second. */
async function firstAccented(path: string): Promise<number> {
  let position = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) {
    for (let index = 0; index < chunk.length; index += 1) if ((chunk[index] ?? 0) >= 0x80) return position + index;
    position += chunk.length;
  }
  return -1;
}
