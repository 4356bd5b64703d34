import type { RecordedAct } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";

/** Everything of the given kinds that the ledger holds about some people, in no order; by person. */
export async function actsOfPeople(tx: Tx, ids: string[], kinds: ReadonlySet<string>): Promise<Map<string, RecordedAct[]>> {
  const acts = new Map<string, RecordedAct[]>();
  if (ids.length === 0) return acts;
  // person by person: in the middle of a first load the planner knows nothing of the ledger, and would read all of it for a few hundred people
  const rows = await tx`
    SELECT a.* FROM unnest(${ids}::uuid[]) AS p (id) CROSS JOIN LATERAL (
      SELECT subject_id, act_id, kind, occurred_at, recorded_at, unit, officer, team, device, payload
      FROM ledger.act WHERE subject_id = p.id AND kind = ANY(${[...kinds]}::text[]) OFFSET 0) a`;
  for (const row of rows) {
    const act: RecordedAct = {
      ...{ subjectId: String(row["subject_id"]), actId: String(row["act_id"]), kind: String(row["kind"]) },
      ...{ occurredAt: String(row["occurred_at"]), recordedAt: String(row["recorded_at"]), unit: row["unit"] as string | null },
      ...{ officer: row["officer"] as string | null, team: row["team"] as string | null, device: row["device"] as string | null },
      payload: row["payload"] as Record<string, unknown> | null,
    };
    const theirs = acts.get(act.subjectId);
    if (theirs === undefined) acts.set(act.subjectId, [act]);
    else theirs.push(act);
  }
  return acts;
}
