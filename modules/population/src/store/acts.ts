import type { Queryable } from "@dinhdanh/postgres";

/** The kind and payload of an act that is already in the ledger. */
export async function actById(
  sql: Queryable,
  subjectId: string,
  actId: string,
): Promise<{ kind: string; payload: Record<string, unknown> } | undefined> {
  const [row] = await sql`SELECT kind, payload FROM ledger.act WHERE subject_id = ${subjectId} AND act_id = ${actId}`;
  return row === undefined ? undefined : { kind: String(row["kind"]), payload: (row["payload"] ?? {}) as Record<string, unknown> };
}
