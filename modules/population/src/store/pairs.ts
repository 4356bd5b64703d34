import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { PairState, ScoreExplanation } from "../duplicates/contract.ts";

/** The two ids in either order. */
export type PairIds = readonly [string, string];
export type FoundPair = { ids: PairIds; probability: number; explanation: ScoreExplanation | null };
export type StoredMerge = { absorbedId: string; survivorId: string; mergeId: string; mergedAt: string; mergedBy: string };
export type Judged = { state: PairState; mergeId: string | null; judgedBy: string; judgedAt: string; note: string };
/** What stood of a pair before it was merged; of one that nobody had judged, by nobody. */
export type JudgedBefore = { state: PairState; judgedBy: string | null; judgedAt: string | null; note: string | null };

const inOrder = ([a, b]: PairIds): PairIds => (a < b ? [a, b] : [b, a]);

/**
 * Notes pairs. One that is known keeps its state and its decision; its score is renewed while it is open.
 * @returns how many were not known
 */
export async function recordPairs(tx: Queryable, pairs: readonly FoundPair[], foundBy: string, foundAt: string): Promise<number> {
  if (pairs.length === 0) return 0;
  const ordered = pairs.map((pair) => inOrder(pair.ids));
  const rows = await tx`
    INSERT INTO population.pair (person_id, other_id, probability, explanation, found_by, found_at, state)
    SELECT p.person_id, p.other_id, p.probability, p.explanation::json, ${foundBy}, ${foundAt}, 'open'
    FROM unnest(${ordered.map(([a]) => a)}::uuid[], ${ordered.map(([, b]) => b)}::uuid[], ${pairs.map((pair) => pair.probability)}::real[],
      ${pairs.map(({ explanation }) => (explanation === null ? null : JSON.stringify(explanation)))}::text[])
      AS p (person_id, other_id, probability, explanation)
    ON CONFLICT (person_id, other_id) DO UPDATE SET
      probability = CASE WHEN excluded.explanation IS NULL THEN pair.probability ELSE excluded.probability END,
      explanation = coalesce(excluded.explanation, pair.explanation)
    RETURNING (xmax = 0) AS fresh`;
  return rows.filter((row) => row["fresh"] === true).length;
}

/** Writes a decision about a pair, which is noted first if nobody had found it. */
export async function setPairState(tx: Tx, ids: PairIds, judged: Judged): Promise<void> {
  const [personId, otherId] = inOrder(ids);
  const { state, mergeId, judgedBy, judgedAt, note } = judged;
  await tx`
    INSERT INTO population.pair (person_id, other_id, probability, found_by, found_at, state, merge_id, judged_by, judged_at, note)
    VALUES (${personId}, ${otherId}, 0, 'officer', ${judgedAt}, ${state}, ${mergeId}, ${judgedBy}, ${judgedAt}, ${note})
    ON CONFLICT (person_id, other_id) DO UPDATE SET state = excluded.state, merge_id = excluded.merge_id, judged_by = excluded.judged_by,
      judged_at = excluded.judged_at, note = excluded.note`;
}

/** What was decided of a pair before it is decided anew; null when nobody has noted it. */
export async function judgedOf(tx: Tx, ids: PairIds): Promise<JudgedBefore | null> {
  const [personId, otherId] = inOrder(ids);
  const [row] =
    await tx`SELECT state, judged_by, judged_at, note FROM population.pair WHERE person_id = ${personId} AND other_id = ${otherId} FOR UPDATE`;
  if (row === undefined) return null;
  return {
    ...{ state: row["state"] as PairState, judgedBy: row["judged_by"] as string | null },
    ...{ judgedAt: row["judged_at"] as string | null, note: row["note"] as string | null },
  };
}

/** Puts a pair back to what was decided before, or takes it away if nobody had noted it. */
export async function restorePair(tx: Tx, ids: PairIds, before: JudgedBefore | null): Promise<void> {
  const [personId, otherId] = inOrder(ids);
  if (before === null) {
    await tx`DELETE FROM population.pair WHERE person_id = ${personId} AND other_id = ${otherId}`;
    return;
  }
  const { state, judgedBy, judgedAt, note } = before;
  await tx`
    UPDATE population.pair SET state = ${state}, merge_id = NULL, judged_by = ${judgedBy}, judged_at = ${judgedAt}, note = ${note}
    WHERE person_id = ${personId} AND other_id = ${otherId}`;
}

/** Of a pair; null when nobody has noted it. */
export async function pairStateOf(sql: Queryable, ids: PairIds): Promise<PairState | null> {
  const [personId, otherId] = inOrder(ids);
  const [row] = await sql`SELECT state FROM population.pair WHERE person_id = ${personId} AND other_id = ${otherId}`;
  return (row?.["state"] ?? null) as PairState | null;
}

export async function insertMerge(tx: Tx, { absorbedId, survivorId, mergeId, mergedAt, mergedBy }: StoredMerge): Promise<void> {
  await tx`
    INSERT INTO population.merge (absorbed_id, survivor_id, merge_id, merged_at, merged_by)
    VALUES (${absorbedId}, ${survivorId}, ${mergeId}, ${mergedAt}, ${mergedBy})`;
}

/** @returns whether it was in force */
export async function deleteMerge(tx: Tx, mergeId: string): Promise<boolean> {
  const rows = await tx`DELETE FROM population.merge WHERE merge_id = ${mergeId} RETURNING absorbed_id`;
  return rows.length > 0;
}

export async function mergeById(sql: Queryable, mergeId: string): Promise<StoredMerge | undefined> {
  const [row] =
    await sql`SELECT absorbed_id, survivor_id, merge_id, merged_at, merged_by FROM population.merge WHERE merge_id = ${mergeId}`;
  return row === undefined ? undefined : toMerge(row);
}

/** Merges in force in which one of the people takes part, on either side. */
export async function mergesAmong(sql: Queryable, ids: readonly string[]): Promise<StoredMerge[]> {
  const rows = await sql`
    SELECT absorbed_id, survivor_id, merge_id, merged_at, merged_by FROM population.merge
    WHERE absorbed_id = ANY (${[...ids]}::uuid[]) OR survivor_id = ANY (${[...ids]}::uuid[]) ORDER BY merged_at, absorbed_id`;
  return rows.map(toMerge);
}

const toMerge = (row: Record<string, unknown>): StoredMerge => ({
  absorbedId: String(row["absorbed_id"]),
  survivorId: String(row["survivor_id"]),
  mergeId: String(row["merge_id"]),
  mergedAt: String(row["merged_at"]),
  mergedBy: String(row["merged_by"]),
});

/** absorbed record → the one that stands for the person */
export async function survivorsOf(sql: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql`SELECT absorbed_id, survivor_id FROM population.merge WHERE absorbed_id = ANY (${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [String(row["absorbed_id"]), String(row["survivor_id"])]));
}

/** Whether a record was taken up in another one. */
export const isMerged = async (sql: Queryable, personId: string): Promise<boolean> => (await survivorsOf(sql, [personId])).size > 0;

/** Records whose merge in force is not the one that the acts leave in force, or of which one of the two knows nothing. */
export async function mergesThatDiffer(sql: Queryable): Promise<string[]> {
  const rows = await sql`
    WITH said AS (
      SELECT subject_id, kind, (payload ->> 'mergeId')::uuid AS merge_id, (payload ->> 'survivorId')::uuid AS survivor_id
      FROM ledger.act WHERE kind IN ('person.merged', 'person.unmerged')
    ), standing AS (
      SELECT subject_id, merge_id, survivor_id FROM said WHERE kind = 'person.merged'
        AND (subject_id, merge_id) NOT IN (SELECT subject_id, merge_id FROM said WHERE kind = 'person.unmerged')
    )
    SELECT DISTINCT coalesce(m.absorbed_id, s.subject_id) AS person_id FROM population.merge m
    FULL JOIN standing s ON s.subject_id = m.absorbed_id AND s.merge_id = m.merge_id AND s.survivor_id = m.survivor_id
    WHERE m.absorbed_id IS NULL OR s.subject_id IS NULL ORDER BY 1`;
  return rows.map((row) => String(row["person_id"]));
}
