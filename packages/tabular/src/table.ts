import { isAscii } from "node:buffer";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { decoderFor, detectEncoding, type Encoding } from "@dinhdanh/vietnamese";
import { guessDelimiter, RecordCutter, type RecordCells } from "./records.ts";
import { type CutRow, RowCutter } from "./row-cutter.ts";

export type TableRow = RecordCells;
/** `bytesRead` is the position in the file, for progress. */
export type TableBatch<Row = TableRow> = { rows: Row[]; bytesRead: number };
export type TableInfo = { encoding: string; delimiter: string; headers: string[] };

const sampleBytes = 256 * 1024;
/** as much as the detection of encodings looks at */
const tellingBytes = 64 * 1024;

/** An Excel workbook where a CSV file is wanted. */
export class WorkbookGiven extends Error {
  readonly code = "workbook";
}

/** Of XLSX, which is a ZIP archive, and of XLS and of what has a password, which are OLE files (MS-CFB 2.2). */
const workbookMagic = [Buffer.from("PK\u0003\u0004", "latin1"), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];

function refuseWorkbook(bytes: Uint8Array): void {
  if (workbookMagic.some((magic) => magic.equals(bytes.subarray(0, magic.length)))) throw new WorkbookGiven("a workbook, not a CSV file");
}

/** Encoding, delimiter and header of a CSV file. @throws {WorkbookGiven}, and when the file cannot be read */
export async function inspectTable(path: string): Promise<TableInfo> {
  const { bytes, encoding } = await readSample(path);
  refuseWorkbook(bytes);
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
  const decoder = decoderFor(info.encoding as Encoding);
  let bytesRead = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) {
    bytesRead += chunk.length;
    const rows = withoutHeader(cutter.push(decoder.write(chunk)));
    if (rows.length > 0) yield { rows, bytesRead };
  }
  const tail = withoutHeader([...cutter.push(decoder.end()), ...cutter.end()]);
  if (tail.length > 0) yield { rows: tail, bytesRead };
}

/** Bytes of a file, from the beginning of one line to that of another. */
export type Span = { from: number; until: number };
/** `between`: the span ended between two rows, so that the next one is read as if there had been no cut. */
export type CutSpan = { rows: number; between: boolean };

/**
 * Cuts the file into spans that can be read side by side, each of `least` bytes at least: `most` at most, and one where the encoding has no bytes that are
 * always a line's end.
 */
export async function spansOf(path: string, { encoding }: TableInfo, most: number, least: number): Promise<Span[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const count = encoding === "utf-8" ? Math.max(1, Math.min(most, Math.floor(size / least))) : 1;
    const starts = [0];
    for (let part = 1; part < count; part += 1) {
      const start = await lineAfter(file, Math.floor((size * part) / count));
      if (start > (starts.at(-1) ?? 0) && start < size) starts.push(start);
    }
    return starts.map((from, index) => ({ from, until: starts[index + 1] ?? size }));
  } finally {
    await file.close();
  }
}

/** Where the first line begins after a position, or -1 when none does for a long while. */
async function lineAfter(file: FileHandle, position: number): Promise<number> {
  const end = (await readAt(file, position)).indexOf(0x0a);
  return end < 0 ? -1 : position + end + 1;
}

/** Rows of a span, cut in place; the header is not shown. A span that does not begin the file counts its rows from 1. */
export async function readSpan(
  path: string,
  info: TableInfo,
  { from, until }: Span,
  { visit, onRead }: { visit: (row: CutRow) => void; onRead?: (bytes: number) => void },
): Promise<CutSpan> {
  const cutter = new RowCutter(info.delimiter, from > 0);
  const utf8 = utf8Of(info.encoding as Encoding);
  let header = from === 0;
  const show = (row: CutRow) => {
    if (!header) visit(row);
    header = false;
  };
  const file = await open(path);
  try {
    // the same memory for each piece: a stream takes new pages for every one
    const buffer = Buffer.alloc(Math.min(1 << 18, until - from));
    for (let position = from; position < until;) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, until - position), position);
      if (bytesRead === 0) break;
      position += bytesRead;
      cutter.push(utf8.write(buffer.subarray(0, bytesRead)), show);
      onRead?.(bytesRead);
    }
  } finally {
    await file.close();
  }
  cutter.push(utf8.end(), show);
  const between = cutter.between && !header;
  cutter.end(show);
  return { rows: cutter.rows, between };
}

const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** Text of a file as UTF-8, from its beginning or from that of a line. What is UTF-8 stays as it is, in NFC or not, but for the mark before it. */
function utf8Of(encoding: Encoding): { write: (chunk: Uint8Array) => Uint8Array; end: () => Uint8Array } {
  if (encoding !== "utf-8") {
    const decoder = decoderFor(encoding);
    return { write: (chunk) => Buffer.from(decoder.write(chunk)), end: () => Buffer.from(decoder.end()) };
  }
  let head: Uint8Array | undefined = new Uint8Array(0);
  return {
    write(chunk) {
      if (head === undefined) return chunk;
      const all: Uint8Array = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (all.length < byteOrderMark.length) {
        head = Buffer.from(all);
        return new Uint8Array(0);
      }
      head = undefined;
      return byteOrderMark.every((byte, at) => all[at] === byte) ? all.subarray(byteOrderMark.length) : all;
    },
    end: () => head ?? new Uint8Array(0),
  };
}

/** A small table as a whole; the header is row 1. @throws {WorkbookGiven} */
export function tableOf(bytes: Uint8Array): { headers: string[]; rows: TableRow[] } {
  refuseWorkbook(bytes);
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

/** Position of the first byte that is not ASCII, or -1; 3 GB a second. */
async function firstAccented(path: string): Promise<number> {
  let position = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (!isAscii(chunk)) return position + chunk.findIndex((byte) => byte >= 0x80);
    position += chunk.length;
  }
  return -1;
}
