import { newId } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import type { Block } from "../store/blocks.ts";
import * as store from "../store/blocks.ts";
import type { NumberKey } from "./number-key.ts";
import { bucketSize, permutationOf } from "./permutation.ts";
import { packPositions, unpackPositions } from "./positions.ts";

/** Free numbers in a block: one lock gives a thousand numbers, and a thousand blocks keep as many writers apart. */
const blockSize = 1_000;

/** From so many numbers on that leave a bucket at once, blocks by the hundred are removed with them: {@link store.clearBlocks}. */
export const manyAtOnce = 100 * blockSize;

/** A bucket that was opened with another key: its positions would name other numbers. */
export class OtherKey extends Error {
  constructor() {
    super("this server holds another key of numbers: copy number-key.hex from the first server");
  }
}
/** Fewer numbers are free than were asked for. */
export class BucketFull extends Error {}

/**
 * Makes a bucket ready: cuts what is free of it into blocks of equally many numbers, so that the last percent is as fast as the first. Numbers that
 * people bear are taken up from the key table (0.5 s for 990,000, once); while it reads, nobody registers numbers, and from then on an
 * import marks what it brings (see {@link takeUp}).
 * @throws {OtherKey}
 */
export async function openBucket(tx: Tx, key: NumberKey, bucket: string, openedAt: string): Promise<void> {
  const opened = (await store.openBuckets(tx, [bucket])).get(bucket);
  if (opened !== undefined) {
    if (opened !== key.keyId) throw new OtherKey();
    return;
  }
  await store.stopNumbers(tx);
  if (!(await store.insertBucket(tx, bucket, key.keyId, openedAt))) return openBucket(tx, key, bucket, openedAt);
  const { positionOf } = permutationOf(key, bucket);
  const taken = new Uint8Array(bucketSize);
  for (const suffix of await store.suffixesIn(tx, bucket)) taken[positionOf(suffix)] = 1;
  await store.insertBlocks(tx, bucket, blocksOf(freePositions(taken)));
}

function freePositions(taken: Uint8Array): Int32Array {
  const free = new Int32Array(bucketSize);
  let count = 0;
  for (let position = 0; position < bucketSize; position += 1) if (taken[position] === 0) free[count++] = position;
  return free.subarray(0, count);
}

/** @param free ascending */
export function blocksOf(free: Int32Array): Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < free.length; from += blockSize) blocks.push(blockOf(newId(), free.subarray(from, from + blockSize)));
  return blocks;
}

function blockOf(blockId: string, positions: ArrayLike<number>): Block {
  const first = positions[0] ?? 0;
  const end = (positions[positions.length - 1] ?? first) + 1;
  const freeCount = positions.length;
  return { blockId, first, end, freeCount, free: end - first === freeCount ? null : packPositions(positions, first) };
}

export function freeOf({ first, end, free }: Block): number[] {
  return free === null ? Array.from({ length: end - first }, (_, index) => first + index) : unpackPositions(free, first);
}

/**
 * Takes free positions of an open bucket. Blocks that others hold are passed by; only when nothing else is left are they waited for. The
 * transaction holds the blocks: killed, it gives everything back.
 * @throws {BucketFull}
 */
export async function takePositions(tx: Tx, bucket: string, count: number): Promise<number[]> {
  const taken: number[] = [];
  let most = Math.ceil(count / blockSize) + 1;
  for (const wait of [false, true]) {
    while (taken.length < count) {
      const blocks = await store.lockBlocks(tx, bucket, most, wait);
      if (blocks.length === 0) break;
      await takeFrom(tx, bucket, blocks, { taken, count });
      // blocks thinned out by imports hold few numbers each
      most = Math.min(most * 2, 1_000);
    }
  }
  if (taken.length < count) throw new BucketFull();
  return taken.sort((a, b) => a - b);
}

async function takeFrom(tx: Tx, bucket: string, blocks: Block[], want: { taken: number[]; count: number }): Promise<void> {
  const emptied: string[] = [];
  for (const block of blocks) {
    const missing = want.count - want.taken.length;
    if (missing === 0) break;
    const free = freeOf(block);
    for (const position of free.length <= missing ? free : free.slice(0, missing)) want.taken.push(position);
    if (free.length <= missing) emptied.push(block.blockId);
    else await store.updateBlock(tx, bucket, blockOf(block.blockId, free.slice(missing)));
  }
  await store.removeBlocks(tx, bucket, emptied);
}

/**
 * Marks numbers that others have assigned as taken, where their buckets are open. Must follow the insert into the key table, in its
 * transaction: whoever opens a bucket waits for that insert.
 */
export async function takeUp(tx: Tx, key: () => NumberKey, pins: readonly string[]): Promise<void> {
  if (pins.length === 0) return;
  const byBucket = new Map<string, number[]>();
  for (const pin of pins) {
    const suffixes = byBucket.get(pin.slice(0, 6));
    if (suffixes === undefined) byBucket.set(pin.slice(0, 6), [Number(pin.slice(6))]);
    else suffixes.push(Number(pin.slice(6)));
  }
  const opened = await store.openBuckets(tx, [...byBucket.keys()]);
  for (const [bucket, keyId] of [...opened].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (keyId !== key().keyId) throw new OtherKey();
    const { positionOf } = permutationOf(key(), bucket);
    await markTaken(tx, bucket, (byBucket.get(bucket) ?? []).map(positionOf)); // prettier-ignore
  }
}

/**
 * Blocks that are left with less than half are put together, so that a bucket thinned out by imports costs no more locks than another.
 * @returns how many of the positions had been free
 */
export async function markTaken(tx: Tx, bucket: string, positions: readonly number[]): Promise<number> {
  const gone = new Set(positions);
  let marked = 0;
  const thin: { blockId: string; left: number[] }[] = [];
  for (const block of await store.lockCovering(tx, bucket, positions)) {
    const free = freeOf(block);
    const left = free.filter((position) => !gone.has(position));
    marked += free.length - left.length;
    if (left.length < blockSize / 2) thin.push({ blockId: block.blockId, left });
    else if (left.length < free.length) await store.updateBlock(tx, bucket, blockOf(block.blockId, left));
  }
  await store.removeBlocks(tx, bucket, thin.map(({ blockId }) => blockId)); // prettier-ignore
  const pooled = thin.flatMap(({ left }) => left).sort((a, b) => a - b);
  await store.insertBlocks(tx, bucket, blocksOf(Int32Array.from(pooled)));
  return marked;
}
