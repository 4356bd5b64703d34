import { copyInto, type Queryable, type Sql, type Tx } from "@dinhdanh/postgres";

/** Some free numbers of a bucket, by their positions in its secret order. `free` null: all from `first` to before `end`. */
export type Block = { blockId: string; first: number; end: number; freeCount: number; free: Buffer | null };

const toBlock = (row: Record<string, unknown>): Block => ({
  blockId: String(row["block_id"]),
  first: Number(row["first_position"]),
  end: Number(row["end_position"]),
  freeCount: Number(row["free_count"]),
  free: row["free"] as Buffer | null,
});

/** Key ids of those buckets that have been opened. */
export async function openBuckets(tx: Queryable, buckets: string[]): Promise<Map<string, string>> {
  const rows = await tx`SELECT bucket, key_id FROM population.number_bucket WHERE bucket = ANY(${buckets}::text[])`;
  return new Map(rows.map((row) => [String(row["bucket"]), String(row["key_id"])]));
}

/** @returns false when another transaction has opened it */
export async function insertBucket(tx: Tx, bucket: string, keyId: string, openedAt: string): Promise<boolean> {
  const { count } = await tx`
    INSERT INTO population.number_bucket (bucket, key_id, opened_at) VALUES (${bucket}, ${keyId}, ${openedAt}::timestamptz)
    ON CONFLICT (bucket) DO NOTHING`;
  return count === 1;
}

/** Waits for everyone who registers numbers, and makes them wait until the transaction ends. */
export async function stopNumbers(tx: Tx): Promise<void> {
  await tx`LOCK TABLE population.number IN SHARE MODE`;
}

/** The last six digits of all numbers of a bucket that people bear. One text of them all is 2.5 times as fast as a row each. */
export async function suffixesIn(tx: Tx, bucket: string): Promise<number[]> {
  const [row] = await tx`
    SELECT string_agg(substr(pin, 7), '') AS digits FROM population.number
    WHERE pin >= ${`${bucket}000000`} AND pin <= ${`${bucket}999999`}`;
  const digits = (row?.["digits"] ?? "") as string;
  return Array.from({ length: digits.length / 6 }, (_, index) => Number(digits.slice(index * 6, index * 6 + 6)));
}

export async function insertBlocks(tx: Tx, bucket: string, blocks: readonly Block[]): Promise<void> {
  if (blocks.length === 0) return;
  const rows = blocks.map(({ blockId, first, end, freeCount, free }) => {
    return `${bucket}\t${blockId}\t${first}\t${end}\t${freeCount}\t${free === null ? "\\N" : `\\\\x${free.toString("hex")}`}\n`;
  });
  await copyInto(tx, "population.number_block (bucket, block_id, first_position, end_position, free_count, free)", rows.join(""));
}

/** Locks the first blocks that nobody else holds, or with `wait` the first whoever holds them. */
export async function lockBlocks(tx: Tx, bucket: string, most: number | null, wait: boolean): Promise<Block[]> {
  const rows = await tx`
    SELECT block_id, first_position, end_position, free_count, free FROM population.number_block
    WHERE bucket = ${bucket} ORDER BY block_id LIMIT ${most} FOR UPDATE ${wait ? tx`` : tx`SKIP LOCKED`}`;
  return rows.map(toBlock);
}

const manyPositions = 2_000;

/** Locks the blocks that cover any of the positions; of many positions all blocks, since each is likely to be met. */
export async function lockCovering(tx: Tx, bucket: string, positions: readonly number[]): Promise<Block[]> {
  if (positions.length > manyPositions) return lockBlocks(tx, bucket, null, true);
  const rows = await tx`
    SELECT block_id, first_position, end_position, free_count, free FROM population.number_block
    WHERE bucket = ${bucket}
      AND EXISTS (SELECT FROM unnest(${positions as number[]}::int[]) p WHERE p >= first_position AND p < end_position)
    ORDER BY block_id FOR UPDATE`;
  return rows.map(toBlock);
}

export async function removeBlocks(tx: Tx, bucket: string, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx`DELETE FROM population.number_block WHERE bucket = ${bucket} AND block_id = ANY(${ids}::uuid[])`;
}

/**
 * Clears what removed blocks have left, beside everything: whoever takes numbers next would read through it first (a thousand blocks of a bucket: 5 to
 * 9 % of the time in which 10,000 numbers are given), until the database clears it by itself a minute later.
 */
export async function clearBlocks(sql: Sql): Promise<void> {
  await sql`VACUUM population.number_block`;
}

export async function updateBlock(tx: Tx, bucket: string, { blockId, first, end, freeCount, free }: Block): Promise<void> {
  await tx`
    UPDATE population.number_block SET first_position = ${first}, end_position = ${end}, free_count = ${freeCount}, free = ${free}
    WHERE bucket = ${bucket} AND block_id = ${blockId}`;
}

export async function freeIn(sql: Queryable, bucket: string): Promise<number> {
  const [row] = await sql`SELECT coalesce(sum(free_count), 0)::int AS n FROM population.number_block WHERE bucket = ${bucket}`;
  return Number(row?.["n"]);
}

export async function allBlocks(sql: Queryable, bucket: string): Promise<Block[]> {
  const rows = await sql`
    SELECT block_id, first_position, end_position, free_count, free FROM population.number_block WHERE bucket = ${bucket} ORDER BY block_id`;
  return rows.map(toBlock);
}

export async function listBuckets(sql: Queryable): Promise<{ bucket: string; keyId: string }[]> {
  const rows = await sql`SELECT bucket, key_id FROM population.number_bucket ORDER BY bucket`;
  return rows.map((row) => ({ bucket: String(row["bucket"]), keyId: String(row["key_id"]) }));
}

/** How many numbers of each bucket of a province people bear. */
export async function borneByBucket(sql: Queryable, province: string): Promise<Map<string, number>> {
  const rows = await sql`
    SELECT substr(pin, 1, 6) AS bucket, count(*)::int AS n FROM population.number
    WHERE pin >= ${`${province}000000000`} AND pin <= ${`${province}999999999`} GROUP BY 1 ORDER BY 1`;
  return new Map(rows.map((row) => [String(row["bucket"]), Number(row["n"])]));
}

/** Opened buckets with what is free of each. */
export async function freeByBucket(sql: Queryable): Promise<Map<string, { free: number; openedAt: string }>> {
  const rows = await sql`
    SELECT b.bucket, b.opened_at, coalesce(sum(k.free_count), 0)::int AS free FROM population.number_bucket b
    LEFT JOIN population.number_block k ON k.bucket = b.bucket GROUP BY 1, 2 ORDER BY 1`;
  return new Map(rows.map((row) => [String(row["bucket"]), { free: Number(row["free"]), openedAt: String(row["opened_at"]) }]));
}
