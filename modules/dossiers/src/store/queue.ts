import type { Queryable, Tx } from "@dinhdanh/postgres";

type Of = { personId: string; dossierId: string };
/** `submittedAt`: when the dossier came to wait for these checks. */
export type Claim = Of & { submittedAt: string };

/**
 * Takes up dossiers whose checks are due. They come back by themselves at `until`, should the worker die; two workers never get the same one
 * within that time. Those of a merged record wait until the merge is undone.
 */
export async function claimChecks(sql: Queryable, now: string, until: string, most: number): Promise<Claim[]> {
  const rows = await sql`
    UPDATE dossiers.checking c SET ready_at = ${until}::timestamptz, attempts = c.attempts + 1
    FROM (SELECT person_id, dossier_id FROM dossiers.checking w WHERE ready_at <= ${now}::timestamptz
        AND NOT EXISTS (SELECT FROM population.merge m WHERE m.absorbed_id = w.person_id)
      ORDER BY ready_at, person_id LIMIT ${most} FOR UPDATE SKIP LOCKED) due
    JOIN dossiers.dossier d ON d.person_id = due.person_id AND d.dossier_id = due.dossier_id
    WHERE c.person_id = due.person_id AND c.dossier_id = due.dossier_id RETURNING c.person_id, c.dossier_id, d.state_since`;
  return rows.map((row) => ({
    ...{ personId: row["person_id"] as string, dossierId: row["dossier_id"] as string },
    submittedAt: row["state_since"] as string,
  }));
}

export async function askAgain(tx: Tx, all: readonly Of[], at: string): Promise<void> {
  if (all.length === 0) return;
  await tx`
    UPDATE dossiers.checking c SET ready_at = ${at}::timestamptz FROM ${given(tx, all)}
    WHERE c.person_id = g.person_id AND c.dossier_id = g.dossier_id`;
}

/** Dossiers that are no longer submitted need no checks. */
export async function forgetChecks(tx: Tx, all: readonly Of[]): Promise<void> {
  if (all.length === 0) return;
  await tx`DELETE FROM dossiers.checking c USING ${given(tx, all)} WHERE c.person_id = g.person_id AND c.dossier_id = g.dossier_id`;
}

/** SQL for rows `g` of person and dossier. */
const given = (tx: Tx, all: readonly Of[]) =>
  tx`unnest(${all.map((one) => one.personId)}::uuid[], ${all.map((one) => one.dossierId)}::uuid[]) AS g (person_id, dossier_id)`;
