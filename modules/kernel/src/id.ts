import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";
import { systemClock } from "./clock.ts";

/** Random bytes drawn 16 KiB at a time: asking for 16 bytes a thousand times costs five times as much. */
const pool = new Uint8Array(16_384);
let used = pool.length;

/** Millisecond of the last id, and its place within it. */
let lastMs = 0;
let sequence = 0;

/**
 * A new UUIDv7: time-ordered, so that index inserts stay at the right edge. Every id of a process is greater than the one before, also within a
 * millisecond and when the clock is set back: acts that are recorded together keep the order in which they were made.
 */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  const random = pool.subarray(used - 16, used);
  const nowMs = systemClock.nowMs();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    // 31 bits by chance: as many are left to count up before the 32 of the sequence are full
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(4) >>> 1;
  } else sequence += 1;
  return v7({ random, msecs: lastMs, seq: sequence });
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in lower case, any version. */
export const isId = (text: string): boolean => pattern.test(text);
