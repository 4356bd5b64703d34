import type { Queryable } from "@dinhdanh/postgres";
import { type Asker, standsUnder } from "./people-scope.ts";

export type Period = { unitId: number; from: string; to: string };
export type TeamCount = {
  team: string | null;
  collected: number;
  officers: number;
  awayFromHome: number;
  unit: string | null;
  units: number;
};

/** Away from home: registered here, living elsewhere. */
const awayStatuses = ["away-in-country", "abroad"];

/**
 * First collected dossiers of a period by team, most first. Standing knows the day of each person's first one, so only the people of the
 * period are looked up among the acts.
 */
export async function collectedByTeam(sql: Queryable, asker: Asker, period: Period): Promise<TeamCount[]> {
  const rows = await sql`
    WITH first AS (
      SELECT s.person_id, s.collected_on, s.residence_status = ANY (${awayStatuses}::text[]) AS away FROM progress.standing s
      WHERE s.collected_on BETWEEN ${period.from}::date AND ${period.to}::date
        AND s.stay_from <= s.collected_on AND (s.stay_until IS NULL OR s.stay_until > s.collected_on)
        AND ${standsUnder(sql, asker, period.unitId)}),
    one AS (
      SELECT DISTINCT ON (first.person_id) first.person_id, first.away, act.team, act.officer, act.unit
      FROM first JOIN ledger.act act ON act.subject_id = first.person_id AND act.kind = 'dossier.collected'
        AND act.occurred_at >= first.collected_on::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
        AND act.occurred_at < (first.collected_on + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      ORDER BY first.person_id, act.occurred_at, act.act_id),
    -- by officer and place first: counting distinct ones of a team would sort everybody again
    parts AS (SELECT team, officer, unit, count(*) AS collected, count(*) FILTER (WHERE away) AS away FROM one GROUP BY team, officer, unit),
    places AS (SELECT team, unit, sum(collected) AS collected FROM parts GROUP BY team, unit),
    most AS (SELECT DISTINCT ON (team) team, unit FROM places WHERE unit IS NOT NULL ORDER BY team, collected DESC, unit COLLATE "C")
    SELECT parts.team, sum(collected)::int AS collected, count(DISTINCT officer)::int AS officers, sum(away)::int AS away,
      most.unit, count(DISTINCT parts.unit)::int AS units
    FROM parts LEFT JOIN most ON most.team IS NOT DISTINCT FROM parts.team
    GROUP BY parts.team, most.unit ORDER BY collected DESC, parts.team COLLATE "C" NULLS LAST`;
  return rows.map((row) => ({
    team: row["team"] as string | null,
    collected: row["collected"] as number,
    officers: row["officers"] as number,
    awayFromHome: row["away"] as number,
    unit: row["unit"] as string | null,
    units: row["units"] as number,
  }));
}
