import type { Queryable } from "@dinhdanh/postgres";
import type { DossierView } from "../contract.ts";

/** An act about a person by its id; undefined when the ledger has none. */
export async function recordedAct(
  sql: Queryable,
  personId: string,
  actId: string,
): Promise<{ occurredAt: string; payload: Record<string, unknown> | null } | undefined> {
  const [row] = await sql`SELECT occurred_at, payload FROM ledger.act WHERE subject_id = ${personId} AND act_id = ${actId}`;
  return row === undefined
    ? undefined
    : { occurredAt: row["occurred_at"] as string, payload: row["payload"] as Record<string, unknown> | null };
}

export type DossierAct = DossierView["history"][number];

/** Acts of a dossier and of its card, oldest first; what the system does follows from what an officer did in the same moment. */
export async function actsOfDossier(sql: Queryable, personId: string, dossierId: string): Promise<DossierAct[]> {
  const rows = await sql`
    SELECT kind, occurred_at, recorded_at, officer, payload -> 'steps' AS steps,
      CASE WHEN kind LIKE 'dossier.%' OR kind = 'card.content-rejected' THEN payload ->> 'reason' END AS reason FROM ledger.act
    WHERE subject_id = ${personId} AND payload ->> 'dossierId' = ${dossierId} ORDER BY recorded_at, officer = 'system', act_id`;
  return rows.map((row) => ({
    kind: row["kind"] as string,
    occurredAt: row["occurred_at"] as string,
    recordedAt: row["recorded_at"] as string,
    officer: row["officer"] as string | null,
    reason: row["reason"] as string | null,
    steps: (row["steps"] as DossierAct["steps"] | null) ?? [],
  }));
}

/** Where acts say that a person is permanently registered: stated by a roll, reached by a move, or put right by a correction. */
export type StatedResidence = { kind: string; occurredAt: string; unit: string | null; unitsOn: string };

/** By person, oldest first. */
export async function statedResidences(sql: Queryable, personIds: readonly string[]): Promise<Map<string, StatedResidence[]>> {
  const rows = await sql`
    SELECT subject_id, kind, occurred_at, CASE kind WHEN 'person.moved' THEN payload ->> 'toUnit' WHEN 'person.amended' THEN payload -> 'changes' ->> 'permanentUnit' ELSE payload ->> 'permanentUnit' END AS unit,
      coalesce(payload ->> 'unitsOn', (occurred_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text) AS units_on
    FROM ledger.act WHERE subject_id = ANY (${personIds}::uuid[]) AND (kind IN ('person.registered', 'person.corrected', 'person.moved')
      OR kind = 'person.amended' AND payload -> 'changes' ->> 'permanentUnit' IS NOT NULL)
    ORDER BY subject_id, occurred_at, act_id`;
  const stated = rows.map((row) => ({
    personId: row["subject_id"] as string,
    kind: row["kind"] as string,
    occurredAt: row["occurred_at"] as string,
    unit: row["unit"] as string | null,
    unitsOn: row["units_on"] as string,
  }));
  return Map.groupBy(stated, (one) => one.personId);
}
