import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

/** Random bytes drawn 16 KiB at a time: asking for 16 bytes a thousand times costs five times as much. */
const pool = new Uint8Array(16_384);
let used = pool.length;

/** A new UUIDv7: time-ordered, so that index inserts stay at the right edge. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return v7({ random: pool.subarray(used - 16, used) });
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in lower case, any version. */
export const isId = (text: string): boolean => pattern.test(text);
