import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { CheckFinding, CheckKey, CheckOutcome, CheckView, DossierCause, Mend } from "../contract.ts";

type Of = { personId: string; dossierId: string };

/** Replaces what the checks of dossiers found before, acceptances included: they are looked at afresh. */
export async function writeFindings(
  tx: Tx,
  all: readonly { dossier: Of; findings: readonly CheckFinding[] }[],
  checkedAt: string,
): Promise<void> {
  const rows = all.flatMap(({ dossier, findings }) =>
    findings.map(({ check, outcome, cause, evidence, mend }) => ({
      ...{ person_id: dossier.personId, dossier_id: dossier.dossierId, check_key: check, outcome, cause, evidence, mends: mend },
    })),
  );
  await tx`
    INSERT INTO dossiers.finding (person_id, dossier_id, check_key, outcome, cause, evidence, mends, checked_at)
    SELECT f.*, ${checkedAt}::timestamptz FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS f (person_id uuid, dossier_id uuid, check_key text, outcome text, cause text, evidence json, mends json)
    ON CONFLICT (person_id, dossier_id, check_key) DO UPDATE SET outcome = excluded.outcome, cause = excluded.cause, evidence = excluded.evidence,
      mends = excluded.mends, checked_at = excluded.checked_at, overridden_by = NULL, override_reason = NULL`;
}

export async function outcomesOf(sql: Queryable, { personId, dossierId }: Of): Promise<CheckOutcome[]> {
  const rows = await sql`SELECT outcome FROM dossiers.finding WHERE person_id = ${personId} AND dossier_id = ${dossierId}`;
  return rows.map((row) => row["outcome"] as CheckOutcome);
}

/** Officers who accepted a failed check of the dossier. */
export async function overridersOf(sql: Queryable, { personId, dossierId }: Of): Promise<string[]> {
  const rows = await sql`
    SELECT DISTINCT overridden_by FROM dossiers.finding
    WHERE person_id = ${personId} AND dossier_id = ${dossierId} AND overridden_by IS NOT NULL ORDER BY 1`;
  return rows.map((row) => row["overridden_by"] as string);
}

export type Acceptance = { by: string; reason: string; at: string };

/** Notes that an officer accepts a check that has failed. @returns whether it had */
export async function acceptFailure(tx: Tx, { personId, dossierId }: Of, check: CheckKey, acceptance: Acceptance): Promise<boolean> {
  const rows = await tx`
    UPDATE dossiers.finding SET outcome = 'overridden', overridden_by = ${acceptance.by}, override_reason = ${acceptance.reason}
    WHERE person_id = ${personId} AND dossier_id = ${dossierId} AND check_key = ${check} AND outcome = 'failed' RETURNING check_key`;
  return rows.length > 0;
}

export async function findingsOfDossier(sql: Queryable, { personId, dossierId }: Of): Promise<(CheckView & { mends: Mend[] })[]> {
  const rows = await sql`
    SELECT check_key, outcome, cause, evidence, mends, checked_at, overridden_by, override_reason FROM dossiers.finding
    WHERE person_id = ${personId} AND dossier_id = ${dossierId} ORDER BY check_key`;
  return rows.map((row) => ({
    check: row["check_key"] as CheckKey,
    outcome: row["outcome"] as CheckOutcome,
    cause: row["cause"] as DossierCause | null,
    evidence: row["evidence"] as CheckView["evidence"],
    mends: row["mends"] as Mend[],
    checkedAt: row["checked_at"] as string,
    overriddenBy: row["overridden_by"] as string | null,
    overrideReason: row["override_reason"] as string | null,
  }));
}
