import type { Queryable, Tx } from "@dinhdanh/postgres";
import { type CaptureSlot, type CaptureView, fingerOfSlot, type MissingFinger, type StepContent, type StepKey } from "../contract.ts";
import type { Print } from "../ports.ts";

type Of = { personId: string; dossierId: string };
export type StoredStep = { step: StepKey; version: number; content: Record<string, unknown>; savedAt: string; savedBy: string };

export const stepsOf = async (sql: Queryable, of: Of): Promise<StoredStep[]> => (await stepsOfEach(sql, [of])).get(of.dossierId) ?? [];

/** Steps by dossier. */
export async function stepsOfEach(sql: Queryable, all: readonly Of[]): Promise<Map<string, StoredStep[]>> {
  const rows = await sql`
    SELECT s.dossier_id, s.step, s.version, s.content, s.saved_at, s.saved_by FROM ${given(sql, all)}
    JOIN dossiers.step s ON s.person_id = g.person_id AND s.dossier_id = g.dossier_id ORDER BY s.dossier_id, s.step`;
  return byDossier(rows, (row) => ({
    step: row["step"] as StepKey,
    version: row["version"] as number,
    content: row["content"] as Record<string, unknown>,
    savedAt: row["saved_at"] as string,
    savedBy: row["saved_by"] as string,
  }));
}

type Changes = StepContent<"changes">["changes"];

/** What dossiers declare to have changed; those that declare nothing are left out. */
export async function changesOfEach(sql: Queryable, all: readonly Of[]): Promise<(Of & { changes: Changes; occurredAt: string })[]> {
  const rows = await sql`
    SELECT s.person_id, s.dossier_id, d.occurred_at, s.content -> 'changes' AS changes FROM ${given(sql, all)}
    JOIN dossiers.dossier d ON d.person_id = g.person_id AND d.dossier_id = g.dossier_id
    JOIN dossiers.step s ON s.person_id = g.person_id AND s.dossier_id = g.dossier_id AND s.step = 'changes'
    WHERE json_array_length(s.content -> 'changes') > 0 ORDER BY s.dossier_id`;
  return rows.map((row) => ({
    ...{ personId: row["person_id"] as string, dossierId: row["dossier_id"] as string, changes: row["changes"] as Changes },
    occurredAt: row["occurred_at"] as string,
  }));
}

/** SQL for rows `g` of person and dossier. */
const given = (sql: Queryable, all: readonly Of[]) =>
  sql`unnest(${all.map((one) => one.personId)}::uuid[], ${all.map((one) => one.dossierId)}::uuid[]) AS g (person_id, dossier_id)`;

const byDossier = <T>(rows: Iterable<Record<string, unknown>>, to: (row: Record<string, unknown>) => T): Map<string, T[]> =>
  new Map([...Map.groupBy(rows, (row) => row["dossier_id"] as string)].map(([dossierId, its]) => [dossierId, its.map(to)]));

/** Writes a step, and notes that the officer had a hand in the dossier. */
export async function writeStep(tx: Tx, of: Of, step: StoredStep): Promise<void> {
  await tx`
    WITH hand AS (${addCollector(tx, of, step.savedBy)})
    INSERT INTO dossiers.step (person_id, dossier_id, step, version, content, saved_at, saved_by)
    VALUES (${of.personId}, ${of.dossierId}, ${step.step}, ${step.version}, ${JSON.stringify(step.content)}::text::json, ${step.savedAt}::timestamptz, ${step.savedBy})
    ON CONFLICT (person_id, dossier_id, step) DO UPDATE
      SET version = excluded.version, content = excluded.content, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

const addCollector = (tx: Tx, { personId, dossierId }: Of, officer: string) => tx`
  UPDATE dossiers.dossier SET collectors = collectors || ${officer}::text
  WHERE person_id = ${personId} AND dossier_id = ${dossierId} AND ${officer} <> ALL (collectors)`;

/** An image, or why there is none. */
export type NewCapture = {
  slot: CaptureSlot;
  image: { mediaType: string; bytes: Buffer; quality: number | null } | null;
  missing: MissingFinger | null;
  savedAt: string;
  savedBy: string;
};

export async function writeCapture(tx: Tx, of: Of, capture: NewCapture): Promise<void> {
  const { slot, image, missing, savedAt, savedBy } = capture;
  await tx`
    WITH hand AS (${addCollector(tx, of, savedBy)})
    INSERT INTO dossiers.capture (person_id, dossier_id, slot, media_type, bytes, quality, missing, saved_at, saved_by)
    VALUES (${of.personId}, ${of.dossierId}, ${slot}, ${image?.mediaType ?? null}, ${image?.bytes ?? null}, ${image?.quality ?? null}, ${missing},
      ${savedAt}::timestamptz, ${savedBy})
    ON CONFLICT (person_id, dossier_id, slot) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes, quality = excluded.quality,
      missing = excluded.missing, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

/** Everything about the captures but their bytes. */
export const capturesOf = async (sql: Queryable, of: Of): Promise<CaptureView[]> =>
  (await capturesOfEach(sql, [of])).get(of.dossierId) ?? [];

/** {@link capturesOf} by dossier. */
export async function capturesOfEach(sql: Queryable, all: readonly Of[]): Promise<Map<string, CaptureView[]>> {
  const rows = await sql`
    SELECT c.dossier_id, c.slot, c.media_type, coalesce(length(c.bytes), 0) AS bytes, c.quality, c.missing, c.saved_at FROM ${given(sql, all)}
    JOIN dossiers.capture c ON c.person_id = g.person_id AND c.dossier_id = g.dossier_id ORDER BY c.dossier_id, c.slot`;
  return byDossier(rows, (row) => ({
    slot: row["slot"] as CaptureSlot,
    mediaType: row["media_type"] as string | null,
    bytes: row["bytes"] as number,
    quality: row["quality"] as number | null,
    missing: row["missing"] as MissingFinger | null,
    savedAt: row["saved_at"] as string,
  }));
}

export type CaptureImage = { slot: CaptureSlot; mediaType: string; bytes: Buffer };

/** The images themselves; of one slot when it is named. */
export async function imagesOf(sql: Queryable, { personId, dossierId }: Of, slot?: CaptureSlot): Promise<CaptureImage[]> {
  const rows = await sql`
    SELECT slot, media_type, bytes FROM dossiers.capture WHERE person_id = ${personId} AND dossier_id = ${dossierId} AND bytes IS NOT NULL
      ${slot === undefined ? sql`` : sql`AND slot = ${slot}`} ORDER BY slot`;
  return rows.map((row) => ({ slot: row["slot"] as CaptureSlot, mediaType: row["media_type"] as string, bytes: row["bytes"] as Buffer }));
}

/** The fingerprints among images. */
export const printsOf = (images: readonly CaptureImage[]): Print[] =>
  images.flatMap(({ slot, mediaType, bytes }) => {
    const finger = fingerOfSlot(slot);
    return finger === undefined ? [] : [{ finger, mediaType, bytes }];
  });
