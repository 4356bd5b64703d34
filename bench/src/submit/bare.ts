import { newId } from "@dinhdanh/kernel";
import type { Register } from "@dinhdanh/server";
import type { Draft } from "./drafts.ts";

/**
 * The rows that a submission writes, and nothing else: dossier, queue, act, standing, the tally's deltas. One transaction of prepared statements,
 * durable as the server's.
 */
export async function writeBare({ sql, clock }: Register, draft: Draft): Promise<void> {
  const now = new Date(clock.nowMs()).toISOString();
  const today = clock.today();
  const { personId, dossierId, unitId } = draft;
  const payload = { dossierId, event: "submit", state: "submitted", kind: "first", channel: "counter", dueOn: today, stageDueOn: today, request: dossierId + dossierId }; // prettier-ignore
  await sql.begin(async (tx) => {
    await tx`
      UPDATE dossiers.dossier SET state = 'submitted', state_since = ${now}::timestamptz, submitted_at = ${now}::timestamptz, due_on = ${today}::date,
        stage_due_on = ${today}::date WHERE person_id = ${personId} AND dossier_id = ${dossierId}`;
    await tx`INSERT INTO dossiers.checking (person_id, dossier_id, ready_at) VALUES (${personId}, ${dossierId}, ${now}::timestamptz)`;
    await tx`
      INSERT INTO ledger.act (subject_id, act_id, kind, occurred_at, recorded_at, unit, officer, payload)
      VALUES (${personId}, ${newId()}, 'dossier.collected', ${now}::timestamptz, ${now}::timestamptz, '13450', 'bench-team', ${JSON.stringify(payload)}::text::json)`;
    await tx`UPDATE progress.standing SET collected_on = ${today}::date WHERE person_id = ${personId} AND stay_until IS NULL`;
    await tx`INSERT INTO progress.pending (unit_id, day, measure, n) VALUES (${unitId}, ${today}::date, 2, 1)`;
  });
}
