import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { BatchState } from "../contract.ts";

export type BatchRow = {
  batchId: string;
  state: BatchState;
  capacity: number;
  cards: number;
  createdAt: string;
  createdBy: string;
  machineFileSha256: string | null;
  resultFileSha256: string | null;
  printed: number;
  failed: number;
  spoiled: number;
};

const columns = (sql: Queryable) => sql`
  b.batch_id AS "batchId", b.state, b.capacity, b.cards, b.created_at AS "createdAt", b.created_by AS "createdBy",
  b.machine_file_sha256 AS "machineFileSha256", b.result_file_sha256 AS "resultFileSha256", b.printed, b.failed, b.spoiled`;

export async function insertBatch(
  tx: Tx,
  batch: Pick<BatchRow, "batchId" | "capacity" | "cards" | "createdAt" | "createdBy">,
): Promise<void> {
  await tx`
    INSERT INTO cards.batch (batch_id, state, capacity, cards, created_at, created_by)
    VALUES (${batch.batchId}, 'created', ${batch.capacity}, ${batch.cards}, ${batch.createdAt}, ${batch.createdBy})`;
}

export async function batchOf(sql: Queryable, batchId: string): Promise<BatchRow | undefined> {
  const [row] = await sql<BatchRow[]>`SELECT ${columns(sql)} FROM cards.batch b WHERE b.batch_id = ${batchId}`;
  return row;
}

/** The first lock of all that is done with a batch. */
export async function lockBatch(tx: Tx, batchId: string): Promise<BatchRow | undefined> {
  const [row] = await tx<BatchRow[]>`SELECT ${columns(tx)} FROM cards.batch b WHERE b.batch_id = ${batchId} FOR UPDATE`;
  return row;
}

export async function batches(sql: Queryable, most: number): Promise<BatchRow[]> {
  return sql<BatchRow[]>`SELECT ${columns(sql)} FROM cards.batch b ORDER BY b.created_at DESC, b.batch_id DESC LIMIT ${most}`;
}

export async function updateBatch(tx: Tx, batch: BatchRow): Promise<void> {
  await tx`
    UPDATE cards.batch SET state = ${batch.state}, machine_file_sha256 = ${batch.machineFileSha256}, result_file_sha256 = ${batch.resultFileSha256},
      printed = ${batch.printed}, failed = ${batch.failed}, spoiled = ${batch.spoiled}
    WHERE batch_id = ${batch.batchId}`;
}

/** Cards of batches by state. */
export async function batchCounts(sql: Queryable, batchIds: readonly string[]): Promise<{ batchId: string; state: string; n: number }[]> {
  return sql<{ batchId: string; state: string; n: number }[]>`
    SELECT c.batch_id AS "batchId", c.state, count(*)::int AS n FROM cards.card c WHERE c.batch_id = ANY (${[...batchIds]}::uuid[])
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
