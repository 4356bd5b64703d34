import type { Queryable, Tx } from "@dinhdanh/postgres";
import { type Dossier, dossierColumns, isMerged, toDossier } from "./dossiers.ts";
import { type Asker, inReach, unitsWithin } from "./reach.ts";

/** A bulk approval as stored. */
export type Batch = {
  batchId: string;
  unit: string;
  officer: string;
  seed: string;
  sampleRate: number;
  ownLeftOut: number;
  changesWaiting: number;
  changesRefused: number;
  previewedAt: string;
  confirmedAt: string | null;
};
/** `drawnIn`: the batch whose seed decided. */
export type BatchItem = { personId: string; dossierId: string; sampled: boolean; drawnIn: string };

export async function findBatch(sql: Queryable, batchId: string, lock: boolean): Promise<Batch | undefined> {
  const [row] = await sql`
    SELECT batch_id, unit, officer, seed, sample_rate, own_left_out, changes_waiting, changes_refused, previewed_at, confirmed_at
    FROM dossiers.batch
    WHERE batch_id = ${batchId} ${lock ? sql`FOR UPDATE` : sql``}`;
  return row === undefined
    ? undefined
    : {
        ...{
          batchId: row["batch_id"] as string,
          unit: row["unit"] as string,
          officer: row["officer"] as string,
          seed: row["seed"] as string,
        },
        ...{ sampleRate: row["sample_rate"] as number, ownLeftOut: row["own_left_out"] as number },
        ...{ changesWaiting: row["changes_waiting"] as number, changesRefused: row["changes_refused"] as number },
        ...{ previewedAt: row["previewed_at"] as string, confirmedAt: row["confirmed_at"] as string | null },
      };
}

/** One preview after the other: a dossier is drawn for once. */
export async function lockPreviews(tx: Tx): Promise<void> {
  await tx`SELECT 1 FROM dossiers.preview_lock ORDER BY id FOR UPDATE`;
}

export type CleanDossier = {
  personId: string;
  dossierId: string;
  /** the officer had a hand in collecting it */
  own: boolean;
  /** what an earlier preview drew since it is clean; null when there was none */
  drawn: { in: string; sampled: boolean } | null;
};

/** Clean dossiers below a unit that declare something to have changed: few of all. */
export async function cleanDeclaring(tx: Tx, asker: Asker, unitId: number): Promise<{ personId: string; dossierId: string }[]> {
  const rows = await tx`
    SELECT d.person_id, d.dossier_id FROM dossiers.dossier d
    JOIN dossiers.step s ON s.person_id = d.person_id AND s.dossier_id = d.dossier_id AND s.step = 'changes'
    WHERE d.unit_id = ANY (${unitsWithin(tx, asker, unitId)}) AND d.state = 'clean' AND json_array_length(s.content -> 'changes') > 0
      AND NOT ${isMerged(tx, tx`d.person_id`)} ORDER BY d.dossier_id`;
  return rows.map((row) => ({ personId: row["person_id"] as string, dossierId: row["dossier_id"] as string }));
}

/**
 * Clean dossiers below a unit, those due first, locked: whoever calls has locked previews. Left out are those that are looked at by themselves for
 * another reason than a sample, and those `but`.
 */
export async function lockClean(
  tx: Tx,
  asker: Asker,
  { unitId, most, but }: { unitId: number; most: number; but: readonly string[] },
): Promise<CleanDossier[]> {
  const rows = await tx`
    WITH due AS (
      SELECT d.person_id, d.dossier_id, e.drawn_in, e.sampled FROM dossiers.dossier d
      LEFT JOIN LATERAL (
        SELECT i.drawn_in, i.sampled FROM dossiers.batch_item i JOIN dossiers.batch b ON b.batch_id = i.drawn_in
        WHERE i.person_id = d.person_id AND i.dossier_id = d.dossier_id AND b.previewed_at >= d.state_since
        ORDER BY b.previewed_at, i.batch_id LIMIT 1) e ON true
      WHERE d.unit_id = ANY (${unitsWithin(tx, asker, unitId)}) AND d.state = 'clean' AND (NOT d.manual_review OR e.sampled)
        AND NOT ${isMerged(tx, tx`d.person_id`)} AND d.dossier_id <> ALL (${but}::uuid[])
      ORDER BY least(d.due_on, d.stage_due_on), d.state_since, d.dossier_id LIMIT ${most})
    SELECT d.person_id, d.dossier_id, due.drawn_in, due.sampled, ${asker.actor.code} = ANY (d.collectors) AS own
    FROM dossiers.dossier d JOIN due ON due.person_id = d.person_id AND due.dossier_id = d.dossier_id
    WHERE d.state = 'clean' ORDER BY d.person_id, d.dossier_id FOR UPDATE OF d`;
  return rows.map((row) => ({
    ...{ personId: row["person_id"] as string, dossierId: row["dossier_id"] as string, own: row["own"] as boolean },
    drawn: row["drawn_in"] === null ? null : { in: row["drawn_in"] as string, sampled: row["sampled"] as boolean },
  }));
}

/** @returns whether the id was free */
export async function insertBatch(tx: Tx, batch: Batch, items: readonly BatchItem[]): Promise<boolean> {
  const fresh = await tx`
    INSERT INTO dossiers.batch (batch_id, unit, officer, seed, sample_rate, own_left_out, changes_waiting, changes_refused, previewed_at)
    VALUES (${batch.batchId}, ${batch.unit}, ${batch.officer}, ${batch.seed}, ${batch.sampleRate}, ${batch.ownLeftOut}, ${batch.changesWaiting},
      ${batch.changesRefused}, ${batch.previewedAt}::timestamptz)
    ON CONFLICT (batch_id) DO NOTHING RETURNING batch_id`;
  if (fresh.length === 0) return false;
  await tx`
    INSERT INTO dossiers.batch_item (person_id, dossier_id, batch_id, sampled, drawn_in)
    SELECT person_id, dossier_id, ${batch.batchId}::uuid, sampled::boolean, drawn_in FROM unnest(${items.map((one) => one.personId)}::uuid[],
      ${items.map((one) => one.dossierId)}::uuid[], ${items.map((one) => String(one.sampled))}::text[], ${items.map((one) => one.drawnIn)}::uuid[])
      AS i (person_id, dossier_id, sampled, drawn_in)`;
  const drawn = items.filter((one) => one.sampled);
  await tx`
    UPDATE dossiers.dossier d SET manual_review = true FROM unnest(${drawn.map((one) => one.personId)}::uuid[], ${drawn.map((one) => one.dossierId)}::uuid[])
      AS i (person_id, dossier_id) WHERE d.person_id = i.person_id AND d.dossier_id = i.dossier_id`;
  return true;
}

/** The next dossiers of a batch that are not decided, locked; `approvable`: clean all the time since, not drawn, in reach, not of a merged record, and collected by others. */
export async function lockUndecided(
  tx: Tx,
  asker: Asker,
  batchId: string,
  most: number,
): Promise<{ dossier: Dossier; approvable: boolean }[]> {
  const rows = await tx`
    SELECT ${dossierColumns(tx)}, d.state = 'clean' AND d.state_since <= b.previewed_at AND NOT d.manual_review
      AND NOT ${isMerged(tx, tx`d.person_id`)} AND ${asker.actor.code} <> ALL (d.collectors) AND ${inReach(tx, asker, tx`d.unit_id`)} AS approvable
    FROM dossiers.dossier d JOIN (
      SELECT person_id, dossier_id FROM dossiers.batch_item WHERE batch_id = ${batchId} AND NOT sampled AND outcome IS NULL
      ORDER BY person_id, dossier_id LIMIT ${most}) i ON i.person_id = d.person_id AND i.dossier_id = d.dossier_id
    JOIN dossiers.batch b ON b.batch_id = ${batchId}
    ORDER BY d.person_id, d.dossier_id FOR UPDATE OF d`;
  return rows.map((row) => ({ dossier: toDossier(row), approvable: row["approvable"] as boolean }));
}

/** Writes what was decided of some dossiers of a batch. */
export async function decide(
  tx: Tx,
  batchId: string,
  decided: readonly { dossier: Dossier; approvable: boolean }[],
  on: { now: string; today: string },
): Promise<void> {
  const approved = decided.filter((one) => one.approvable).map(({ dossier }) => dossier);
  await tx`
    UPDATE dossiers.dossier d SET state = 'approved', state_since = ${on.now}::timestamptz, approved_on = ${on.today}::date
    FROM unnest(${approved.map((one) => one.personId)}::uuid[], ${approved.map((one) => one.dossierId)}::uuid[]) AS i (person_id, dossier_id)
    WHERE d.person_id = i.person_id AND d.dossier_id = i.dossier_id`;
  await tx`
    UPDATE dossiers.batch_item b SET outcome = i.outcome
    FROM unnest(${decided.map(({ dossier }) => dossier.personId)}::uuid[], ${decided.map(({ dossier }) => dossier.dossierId)}::uuid[],
      ${decided.map((one) => (one.approvable ? "approved" : "skipped"))}::text[]) AS i (person_id, dossier_id, outcome)
    WHERE b.batch_id = ${batchId} AND b.person_id = i.person_id AND b.dossier_id = i.dossier_id`;
}

export async function confirmBatch(tx: Tx, batchId: string, now: string): Promise<void> {
  await tx`UPDATE dossiers.batch SET confirmed_at = ${now}::timestamptz WHERE batch_id = ${batchId} AND confirmed_at IS NULL`;
}

export type BatchCounts = { considered: number; sampled: number; approved: number; skipped: number; sample: string[] };

export async function countBatch(sql: Queryable, batchId: string): Promise<BatchCounts> {
  const [row] = await sql`
    SELECT count(*)::int AS considered, (count(*) FILTER (WHERE sampled))::int AS sampled,
      (count(*) FILTER (WHERE outcome = 'approved'))::int AS approved, (count(*) FILTER (WHERE outcome = 'skipped'))::int AS skipped,
      coalesce(array_agg(dossier_id ORDER BY dossier_id) FILTER (WHERE sampled), '{}') AS sample
    FROM dossiers.batch_item WHERE batch_id = ${batchId}`;
  return row as unknown as BatchCounts;
}
