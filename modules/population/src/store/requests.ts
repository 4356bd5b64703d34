import type { Queryable, Tx } from "@dinhdanh/postgres";

/** The bucket in which a request was answered. */
export async function bucketOfRequest(sql: Queryable, requestId: string): Promise<string | undefined> {
  const [row] = await sql<{ bucket: string }[]>`SELECT bucket FROM population.number_request WHERE request_id = ${requestId}`;
  return row?.bucket;
}

/** @throws SQLSTATE 23505 when the request was answered meanwhile: run the transaction again */
export async function insertRequest(tx: Tx, requestId: string, bucket: string): Promise<void> {
  await tx`INSERT INTO population.number_request (request_id, bucket) VALUES (${requestId}, ${bucket})`;
}
