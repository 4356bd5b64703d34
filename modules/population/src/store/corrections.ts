import type { Queryable, Tx } from "@dinhdanh/postgres";
import { type FindingKind, findingKinds } from "../contract.ts";
import type { CorrectionChange, CorrectionQuery, CorrectionView } from "../life/correction-contract.ts";

export type CorrectionRow = Omit<CorrectionView, "fullName" | "unitName" | "newCard" | "communes"> & { unitId: number };

/** @returns false when the id is known */
export async function insertCorrection(tx: Tx, row: CorrectionRow): Promise<boolean> {
  const { personId, correctionId, unitId, form, changes, since, evidence, proposedBy, proposedAt, dossierId } = row;
  const { count } = await tx`
    INSERT INTO population.correction (person_id, correction_id, unit_id, form, changes, since, evidence, state, proposed_by, proposed_at, dossier_id)
    VALUES (${personId}, ${correctionId}, ${unitId}, ${form}, ${JSON.stringify(changes)}::text::json, ${since}, ${evidence}, 'proposed',
      ${proposedBy}, ${proposedAt}::timestamptz, ${dossierId})
    ON CONFLICT (person_id, correction_id) DO NOTHING`;
  return count === 1;
}

const columns = (sql: Queryable) =>
  sql`c.person_id, c.correction_id, c.unit_id, c.form, c.changes, c.since, c.evidence, c.state, c.proposed_by, c.proposed_at, c.decided_by, c.decided_at, c.reason, c.dossier_id`;

export async function lockCorrection(tx: Tx, personId: string, correctionId: string): Promise<CorrectionRow | undefined> {
  const [row] = await tx`
    SELECT ${columns(tx)} FROM population.correction c WHERE c.person_id = ${personId} AND c.correction_id = ${correctionId} FOR UPDATE`;
  return row === undefined ? undefined : toRow(row);
}

/** Somebody who is registered elsewhere now, by the code of the commune on a day. */
export type Moved = { personId: string; code: string; day: string };

/** Proposals that nobody has decided go with the person to the commune whose chief decides them now. */
export async function moveProposals(tx: Tx, moved: readonly Moved[]): Promise<void> {
  const column = (of: (one: Moved) => string) => moved.map(of);
  await tx`
    UPDATE population.correction c SET unit_id = u.unit_id
    FROM unnest(${column(({ personId }) => personId)}::uuid[], ${column(({ code }) => code)}::text[], ${column(({ day }) => day)}::date[]) AS m (id, code, day)
    JOIN territory.unit u ON u.code = m.code AND u.level = 'commune' AND u.valid_from <= m.day AND (u.valid_until IS NULL OR u.valid_until > m.day)
    WHERE c.person_id = m.id AND c.state = 'proposed'`;
}

export async function decideRow(
  tx: Tx,
  {
    personId,
    correctionId,
    state,
    decidedBy,
    decidedAt,
    reason,
  }: Pick<CorrectionRow, "personId" | "correctionId" | "state" | "decidedBy" | "decidedAt" | "reason">,
): Promise<void> {
  await tx`
    UPDATE population.correction SET state = ${state}, decided_by = ${decidedBy}, decided_at = ${decidedAt}::timestamptz, reason = ${reason}
    WHERE person_id = ${personId} AND correction_id = ${correctionId}`;
}

/** Proposes what was withdrawn or refused once more: by whom, with which papers, and since when may differ. */
export async function proposeRowAgain(tx: Tx, row: CorrectionRow): Promise<void> {
  await tx`
    UPDATE population.correction SET state = 'proposed', proposed_by = ${row.proposedBy}, proposed_at = ${row.proposedAt}::timestamptz,
      evidence = ${row.evidence}, since = ${row.since}, unit_id = ${row.unitId}, changes = ${JSON.stringify(row.changes)}::text::json,
      decided_by = NULL, decided_at = NULL, reason = NULL
    WHERE person_id = ${row.personId} AND correction_id = ${row.correctionId}`;
}

/** Proposals that the declared changes of dossiers became. */
export async function rowsOfDossiers(
  sql: Queryable,
  dossiers: readonly { personId: string; dossierId: string }[],
): Promise<CorrectionRow[]> {
  if (dossiers.length === 0) return [];
  const rows = await sql`
    SELECT ${columns(sql)} FROM unnest(${dossiers.map(({ personId }) => personId)}::uuid[], ${dossiers.map(({ dossierId }) => dossierId)}::uuid[])
      AS g (person_id, dossier_id)
    JOIN population.correction c ON c.person_id = g.person_id AND c.dossier_id = g.dossier_id ORDER BY c.person_id, c.correction_id`;
  return rows.map(toRow);
}

/** {@link rowsOfDossiers} of one, locked. */
export async function lockRowsOfDossier(tx: Tx, personId: string, dossierId: string): Promise<CorrectionRow[]> {
  const rows = await tx`
    SELECT ${columns(tx)} FROM population.correction c WHERE c.person_id = ${personId} AND c.dossier_id = ${dossierId}
    ORDER BY c.correction_id FOR UPDATE`;
  return rows.map(toRow);
}

/** Proposals about people whose commune lies in the scope, oldest first; 200 at most. `scopeUnitId` 0 is the country. */
export async function listRows(
  sql: Queryable,
  scopeUnitId: number,
  { state, personId, dossierId }: CorrectionQuery,
): Promise<(CorrectionRow & { fullName: string })[]> {
  const rows = await sql`
    SELECT ${columns(sql)}, p.full_name FROM population.correction c JOIN population.person p ON p.person_id = c.person_id
    WHERE (${scopeUnitId}::int = 0 OR EXISTS (
        SELECT FROM territory.ancestor a WHERE a.unit_id = c.unit_id AND a.ancestor_id = ${scopeUnitId}))
      AND (${state ?? null}::text IS NULL OR c.state = ${state ?? null}) AND (${personId ?? null}::uuid IS NULL OR c.person_id = ${personId ?? null})
      AND (${dossierId ?? null}::uuid IS NULL OR c.dossier_id = ${dossierId ?? null})
    ORDER BY c.proposed_at, c.correction_id LIMIT 200`;
  return rows.map((row) => ({ ...toRow(row), fullName: String(row["full_name"]) }));
}

const toRow = (row: Record<string, unknown>): CorrectionRow => ({
  ...{ personId: String(row["person_id"]), correctionId: String(row["correction_id"]), unitId: Number(row["unit_id"]) },
  ...{ form: row["form"] as CorrectionRow["form"], since: row["since"] as CorrectionRow["since"], evidence: String(row["evidence"]) },
  ...{ state: row["state"] as CorrectionRow["state"], changes: row["changes"] as CorrectionChange[] },
  ...{ proposedBy: String(row["proposed_by"]), proposedAt: String(row["proposed_at"]), reason: row["reason"] as string | null },
  dossierId: row["dossier_id"] as string | null,
  ...{ decidedBy: row["decided_by"] as string | null, decidedAt: row["decided_at"] as string | null },
});

const registerKinds = (Object.keys(findingKinds) as FindingKind[]).filter((kind) => findingKinds[kind].of === "register");

/** Findings about the fields are replaced by those that still hold. Those between records stay: who checks the register tells of their end by an act. */
export async function replaceFindings(
  tx: Tx,
  personId: string,
  fields: readonly string[],
  found: readonly { kind: string; field: string; given: string; conflict: boolean; foundAt: string }[],
): Promise<void> {
  await tx`DELETE FROM population.finding WHERE person_id = ${personId} AND field = ANY(${fields as string[]}::text[])
    AND kind <> ALL (${registerKinds}::text[])`;
  for (const { kind, field, given, conflict, foundAt } of found) {
    await tx`
      INSERT INTO population.finding (person_id, kind, field, given, conflict, found_at)
      VALUES (${personId}, ${kind}, ${field}, ${given}, ${conflict}, ${foundAt}::timestamptz) ON CONFLICT (person_id, kind, field) DO NOTHING`;
  }
}
