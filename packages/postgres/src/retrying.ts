import type { Sql, Tx } from "./pool.ts";

/** Unique violation, serialization failure, deadlock: another writer was faster, and the transaction is decided anew. */
const conflicts = new Set(["23505", "40001", "40P01"]);
const mostAttempts = 8;

/** Does the work in a transaction, and after a conflict with another writer again from its beginning. @throws what the last attempt threw */
export async function retrying<T>(sql: Sql, work: (tx: Tx, attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { value } = await sql.begin(async (tx) => ({ value: await work(tx, attempt) }));
      return value;
    } catch (error) {
      if (attempt === mostAttempts || !conflicts.has((error as { code?: string }).code ?? "")) throw error;
    }
  }
}
