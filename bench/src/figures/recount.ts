import type { Sql } from "@dinhdanh/postgres";
import { type Engine, measureHolds, type UnitFigures } from "@dinhdanh/progress";

/** Acts that set the day from which a measure holds for those eligible. */
const milestones: Record<string, string> = {
  collected: "dossier.collected",
  approved: "dossier.approved",
  printed: "card.printed",
  handedOver: "card.handed-over",
  eidRequested: "eid.requested",
  eidApproved: "eid.approved",
  eidActivated: "eid.activated",
  archiveDigitised: "archive.digitised",
};

/** Measures that {@link recountActs} counts. */
export const actMeasures = ["eligible", ...Object.keys(milestones)];

/** All measures of communes on a day, counted from everyone's standing in one pass. */
export async function recountStandings(sql: Sql, engine: Engine, communes: number[], day: string): Promise<Map<number, UnitFigures>> {
  const counts = engine.measures.map((measure) => sql`, count(*) FILTER (WHERE ${measureHolds(sql, measure, day)})::int`);
  const rows = await sql`
    SELECT s.unit_id ${counts.reduce((all, one) => sql`${all} ${one}`, sql``)} FROM progress.standing s
    WHERE s.unit_id = ANY(${communes}::int[]) GROUP BY s.unit_id`.values();
  return named(rows, engine.measures.map(({ key }) => key)); // prettier-ignore
}

/** Eligible and the eight milestones of communes on a day, from the acts; who is eligible where is taken from standing. */
export async function recountActs(sql: Sql, engine: Engine, communes: number[], day: string): Promise<Map<number, UnitFigures>> {
  const eligible = engine.measures.find(({ key }) => key === "eligible");
  if (eligible === undefined) throw new Error("no measure eligible");
  const reached = Object.entries(milestones).map(([key, kind]) => sql`, bool_or(kind = ${kind}) AS ${sql(key)}`);
  const counts = Object.keys(milestones).map((key) => sql`, count(*) FILTER (WHERE r.${sql(key)})::int`);
  const rows = await sql`
    WITH reached AS (
      SELECT subject_id ${reached.reduce((all, one) => sql`${all} ${one}`, sql``)} FROM ledger.act
      WHERE kind = ANY(${Object.values(milestones)}::text[]) AND occurred_at < (${day}::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      GROUP BY subject_id)
    SELECT s.unit_id, count(*)::int ${counts.reduce((all, one) => sql`${all} ${one}`, sql``)}
    FROM progress.standing s LEFT JOIN reached r ON r.subject_id = s.person_id
    WHERE s.unit_id = ANY(${communes}::int[]) AND ${measureHolds(sql, eligible, day)} GROUP BY s.unit_id`.values();
  return named(rows, actMeasures);
}

const named = (rows: readonly number[][], keys: string[]) =>
  new Map(rows.map(([unitId = 0, ...counts]) => [unitId, Object.fromEntries(keys.map((key, index) => [key, counts[index] ?? 0]))]));

/** How many figures differ between what was read and what was counted. */
export function differences(
  read: Map<number, UnitFigures>,
  counted: Map<number, UnitFigures>,
  units: number[],
  keys: readonly string[],
): number {
  let differ = 0;
  for (const unitId of units) {
    for (const key of keys) if ((read.get(unitId)?.[key] ?? 0) !== (counted.get(unitId)?.[key] ?? 0)) differ += 1;
  }
  return differ;
}
