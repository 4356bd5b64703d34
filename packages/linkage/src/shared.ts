/** Smaller arrays are copied to threads: a shared one costs a page of its own and a system call, which scoring one record would pay a hundred times. */
const worthSharing = 16_384;
const bufferOf = (bytes: number) => (bytes < worthSharing ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes));

/** Arrays that all threads see; a thread that is given one does not write to it. */
export const sharedU32 = (length: number): Uint32Array => new Uint32Array(bufferOf(length * 4));
/** One that several threads fill. */
export const alwaysShared = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4));
export const sharedU8 = (length: number): Uint8Array => new Uint8Array(bufferOf(length));
export const sharedU16 = (length: number): Uint16Array => new Uint16Array(bufferOf(length * 2));
export const sharedI32 = (length: number): Int32Array => new Int32Array(bufferOf(length * 4));
export const sharedF64 = (length: number): Float64Array => new Float64Array(bufferOf(length * 8));

/** A list of numbers that grows, 4 bytes each. */
export class GrowingU32 {
  #items = new Uint32Array(128);
  length = 0;

  push(value: number): void {
    if (this.length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length] = value;
    this.length += 1;
  }

  includes(value: number, from: number): boolean {
    for (let index = from; index < this.length; index += 1) if (this.#items[index] === value) return true;
    return false;
  }

  copyTo(into: Uint32Array, from: number): void {
    into.set(this.#items.subarray(0, this.length), from);
  }

  /** A shared copy. */
  share(): Uint32Array {
    const out = sharedU32(this.length);
    this.copyTo(out, 0);
    return out;
  }
}
