import type { Random } from "./random.ts";

const HEX4: string[] = [];
for (let i = 0; i < 65_536; i++) HEX4.push(i.toString(16).padStart(4, "0"));

/** 2021-02-01 UTC in milliseconds, split for hexadecimal: rows are numbered from here, so ids of later rows sort later. */
const EPOCH_MS = 1_612_137_600_000;

/** Version and ordinal of an act within its person: `-8001`, `-8002`, … */
const ACT_ORDINALS = Array.from({ length: 64 }, (_, n) => `-8${HEX4[n]!.slice(1)}`);

/**
 * Ids shaped like UUIDv7 for persons and UUIDv8 for their acts. Row n of the roll has the n-th millisecond as its time part, so inserts
 * into the key's index stay sequential; the rest is random, the last byte included (it chooses the ledger's bucket).
 */
export class IdMint {
  #row = 0;
  /** Shared by the person and every act of theirs: time part and random tail. */
  #head = "";
  #tail = "";
  #personId = "";

  next(random: Random): string {
    const ms = EPOCH_MS + this.#row++;
    const high = Math.floor(ms / 65_536);
    const a = random.bits();
    const b = random.bits();
    const c = random.bits();
    this.#head = `${HEX4[(high >>> 16) & 0xffff]!}${HEX4[high & 0xffff]!}-${HEX4[ms % 65_536]!}`;
    this.#tail = `-${HEX4[0x8000 | (a & 0x3fff)]!}-${HEX4[b >>> 16]!}${HEX4[b & 0xffff]!}${HEX4[c >>> 16]!}`;
    this.#personId = `${this.#head}-${HEX4[0x7000 | (c & 0xfff)]!}${this.#tail}`;
    return this.#personId;
  }

  /** Id of the person's n-th act; increases with n, and no two persons share a time part. */
  actId(ordinal: number): string {
    return this.#head + ACT_ORDINALS[ordinal]! + this.#tail;
  }
}
