import { newId } from "@dinhdanh/kernel";
import type { Register } from "@dinhdanh/server";
import { province } from "../people.ts";

export type Draft = { dossierId: string; personId: string; unitId: number };

const contents = {
  kind: { circumstance: "no-card-yet" },
  features: { features: "Nốt ruồi cách 1 cm dưới mắt trái" },
  portrait: { measurements: { faces: 1, sharpness: 0.8 } },
  fingerprints: { device: "MTN-1" },
  fee: { exemption: null, paidVnd: 0 },
  signatures: { citizen: "paper", officer: "paper" },
  delivery: { way: "counter", appointmentOn: "2026-01-01" },
};
const slots = ["portrait", ...Array.from({ length: 10 }, (_, index) => `finger-${index + 1}`)];

/** Drafts of people not yet collected, complete but for the submission, written straight to the database. */
export async function completeDrafts({ sql, clock }: Register, n: number): Promise<Draft[]> {
  const people = await sql`
    SELECT s.person_id, s.unit_id, u.code FROM progress.standing s JOIN territory.unit u ON u.unit_id = s.unit_id
    JOIN territory.ancestor a ON a.unit_id = s.unit_id
      AND a.ancestor_id = (SELECT unit_id FROM territory.unit WHERE code = ${province} AND level = 'province' ORDER BY valid_from DESC LIMIT 1)
    WHERE s.stay_until IS NULL AND s.eligible_from <= ${clock.today()} AND s.left_on IS NULL AND s.collected_on IS NULL
    ORDER BY md5(s.person_id::text) LIMIT ${n}`;
  const now = new Date(clock.nowMs()).toISOString();
  const drafts = people.map((row) => ({
    ...{ dossierId: newId(), personId: String(row["person_id"]), unitId: Number(row["unit_id"]) },
    code: String(row["code"]),
  }));
  const [persons, ids] = [drafts.map((one) => one.personId), drafts.map((one) => one.dossierId)];
  await sql`INSERT INTO dossiers.key (person_id, dossier_id) SELECT * FROM unnest(${persons}::uuid[], ${ids}::uuid[])`;
  await sql`
    INSERT INTO dossiers.dossier (person_id, dossier_id, kind, channel, state, state_since, unit, unit_id, opened_at, occurred_at, collectors)
    SELECT p, d, 'first', 'counter', 'draft', ${now}::timestamptz, code, unit_id, ${now}::timestamptz, ${now}::timestamptz, ARRAY['bench-team']
    FROM unnest(${persons}::uuid[], ${ids}::uuid[], ${drafts.map((one) => one.code)}::text[], ${drafts.map((one) => one.unitId)}::int[]) AS i (p, d, code, unit_id)`;
  for (const [step, content] of Object.entries(contents)) {
    await sql`
      INSERT INTO dossiers.step (person_id, dossier_id, step, version, content, saved_at, saved_by)
      SELECT p, d, ${step}, 1, ${JSON.stringify(content)}::text::json, ${now}::timestamptz, 'bench-team' FROM unnest(${persons}::uuid[], ${ids}::uuid[]) AS i (p, d)`;
  }
  for (const slot of slots) {
    await sql`
      INSERT INTO dossiers.capture (person_id, dossier_id, slot, media_type, bytes, quality, saved_at, saved_by)
      SELECT p, d, ${slot}, 'image/jpeg', '\\xffd8ffe0'::bytea, 60, ${now}::timestamptz, 'bench-team' FROM unnest(${persons}::uuid[], ${ids}::uuid[]) AS i (p, d)`;
  }
  await sql`ANALYZE dossiers.dossier, dossiers.key, dossiers.step, dossiers.capture`;
  return drafts;
}
