/**
 * Memory that files are written into one after the other and that is used again for the next document. Asking for memory anew costs 10 µs for a portrait of 15 KB, most
 * of it for the collector, which comes by the bytes outside of its heap; that is a third of a signature on P-256.
 */
export class FileMemory {
  #piece: Buffer;
  #end: number;

  /** @param length bytes that are enough for the files of most documents; others get a piece of their own size */
  constructor(length: number = 64 * 2 ** 10) {
    this.#piece = Buffer.allocUnsafeSlow(length);
    this.#end = length;
  }

  /** Takes what lies before {@link end}. @returns the piece, of which `length` bytes from the new {@link end} on are the caller's */
  take(length: number): Buffer {
    if (length > this.#end) {
      this.#piece = Buffer.allocUnsafeSlow(Math.max(length, this.#piece.length));
      this.#end = this.#piece.length;
    }
    this.#end -= length;
    return this.#piece;
  }

  get end(): number {
    return this.#end;
  }

  /** Bytes from `start` to `used`, which were taken last, are free again. */
  giveBack(start: number, used: number): void {
    if (this.#end === start) this.#end = used;
  }

  copy(bytes: Uint8Array): Buffer {
    const piece = this.take(bytes.length);
    piece.set(bytes, this.#end);
    return piece.subarray(this.#end, this.#end + bytes.length);
  }

  /** All is free again. Files that were written before must not be used any more: the next ones are written over them. */
  clear(): void {
    this.#end = this.#piece.length;
  }
}

export const copyOf = (bytes: Uint8Array, memory: FileMemory | undefined): Buffer => memory?.copy(bytes) ?? Buffer.from(bytes);
