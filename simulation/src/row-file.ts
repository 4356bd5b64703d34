import { open, rename, type FileHandle } from "node:fs/promises";

/** Rows are joined in chunks of this size: smaller ones cost system calls, larger ones outlive the young generation of the heap. */
const CHUNK_CHARS = 64 * 1024;

/**
 * A file that grows by text. While one chunk is on its way to the disk the next is being composed; `flush` waits for the former,
 * so at most two are in memory. Readers never see half a file: it carries `.part` until `complete`.
 */
export class RowFile {
  #pending = "";
  #writing: Promise<void> = Promise.resolve();
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #encoding: "latin1" | "utf8";

  private constructor(handle: FileHandle, path: string, encoding: "latin1" | "utf8") {
    this.#handle = handle;
    this.#path = path;
    this.#encoding = encoding;
  }

  /** `latin1` is a plain copy of bytes: for files that hold nothing but ASCII. */
  static async create(path: string, encoding: "latin1" | "utf8", header: string): Promise<RowFile> {
    const file = new RowFile(await open(`${path}.part`, "w"), path, encoding);
    file.add(header);
    return file;
  }

  add(text: string): void {
    this.#pending += text;
  }

  isFull(): boolean {
    return this.#pending.length >= CHUNK_CHARS;
  }

  async flush(): Promise<void> {
    const chunk = Buffer.from(this.#pending, this.#encoding);
    this.#pending = "";
    await this.#writing;
    this.#writing = this.#handle.appendFile(chunk);
    // The error belongs to whoever flushes or completes next, not to the process.
    this.#writing.catch(() => undefined);
  }

  async complete(): Promise<void> {
    try {
      await this.flush();
      await this.#writing;
    } finally {
      await this.#handle.close();
    }
    await rename(`${this.#path}.part`, this.#path);
  }

  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#handle.close();
  }
}
