import { inflateRawSync } from "node:zlib";
import { UnusableWorkbook } from "./unusable-workbook.ts";

type Entry = { name: string; method: number; flags: number; offset: number; packedBytes: number };

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
/** The end record and the longest comment after it. */
const farthestEnd = 22 + 0xffff;
const mostEntries = 1_000;

/**
 * Files of a small ZIP archive by name (APPNOTE.TXT 4.3), inflated when asked for. What an archive says of its sizes is not believed: all that is inflated
 * counts against `mostBytes`, and is cut off there, so an archive that unfolds a thousandfold costs no more than its due.
 * @throws {UnusableWorkbook} `workbook-unreadable`, `workbook-locked` (encrypted), `workbook-too-large`
 */
export class Archive {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  #left: number;

  constructor(bytes: Buffer, mostBytes: number) {
    this.#bytes = bytes;
    this.#left = mostBytes;
    const end = bytes.lastIndexOf("PK\u0005\u0006", bytes.length - 22, "latin1");
    if (end < 0 || end < bytes.length - farthestEnd || bytes.readUInt32LE(end) !== endMark)
      throw new UnusableWorkbook("workbook-unreadable");
    const count = bytes.readUInt16LE(end + 10);
    if (count > mostEntries) throw new UnusableWorkbook("workbook-too-large");
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw new UnusableWorkbook("workbook-unreadable");
      const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
      const name = bytes.toString("utf8", at + 46, at + 46 + (nameBytes ?? 0));
      const entry = { name, flags: bytes.readUInt16LE(at + 8), method: bytes.readUInt16LE(at + 10) };
      this.#entries.set(name, { ...entry, packedBytes: bytes.readUInt32LE(at + 20), offset: bytes.readUInt32LE(at + 42) });
      at += 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** @returns undefined when there is no such file */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    const { offset, packedBytes, method, flags } = entry;
    if ((flags & 1) === 1) throw new UnusableWorkbook("workbook-locked");
    const bytes = this.#bytes;
    if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localMark) throw new UnusableWorkbook("workbook-unreadable");
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const file = this.#inflate(bytes.subarray(start, start + packedBytes), method);
    this.#left -= file.length;
    return file.toString("utf8");
  }

  #inflate(packed: Buffer, method: number): Buffer {
    if (packed.length > this.#left || this.#left <= 0) throw new UnusableWorkbook("workbook-too-large");
    if (method === 0) return packed;
    if (method !== 8) throw new UnusableWorkbook("workbook-unreadable");
    try {
      return inflateRawSync(packed, { maxOutputLength: this.#left });
    } catch (error) {
      const { code } = error as { code?: string };
      throw new UnusableWorkbook(code === "ERR_BUFFER_TOO_LARGE" ? "workbook-too-large" : "workbook-unreadable");
    }
  }
}
