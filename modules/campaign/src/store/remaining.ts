import { dayNumber, dayOf } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { type Measure, measureHolds } from "@dinhdanh/progress";
import { groupOfStatus, groupRank, homeVisitCutoff } from "../remaining-rules.ts";
import { type Asker, byGivenName, type Fragment, hasWords, standsUnder } from "./people-scope.ts";
import { matchingPage } from "./people-matches.ts";

/** Whose list, of which unit and day. */
export type RemainingScope = Asker & {
  unitId: number;
  day: string;
  measures: { eligible: Measure; collected: Measure; excluded: Measure };
};

/** A run of the list: one group in one commune; for those away also one place. */
export type RemainingRun = { rank: number; unitId: number; place: string | null; n: number };

/** A person of the list as stored; `place` is the code of the unit where they are now. */
export type RemainingRow = {
  personId: string;
  fullName: string;
  birthDate: string | null;
  sex: string;
  address: string | null;
  householdId: string | null;
  phone: string | null;
  unitId: number;
  rank: number;
  place: string | null;
  excludedReason: string | null;
};

/** SQL for the place of a row's group in the list: `remainingGroup` for columns. `s` is progress.standing. */
export function rankOf(sql: Queryable, conflict: Fragment, day: string): Fragment {
  const cutoff = dayOf(homeVisitCutoff(dayNumber(day)));
  const statuses = Object.entries(groupOfStatus).map(([status, group]) => sql`WHEN ${status} THEN ${groupRank(group)}::int`);
  return sql`CASE WHEN ${conflict} THEN ${groupRank("conflict")}::int
    WHEN s.residence_status = 'present' AND s.eligible_from <= ${cutoff}::date THEN ${groupRank("homeVisit")}::int
    ELSE CASE s.residence_status ${statuses.reduce((all, one) => sql`${all} ${one}`, sql``)} ELSE ${groupRank("present")}::int END END`;
}

/** SQL of everyone eligible and not collected: `person_id`, `unit_id`, `rank`, `excluded_reason`. `only` narrows the rows `s`. */
function remainingPeople(sql: Queryable, scope: RemainingScope, only: Fragment): Fragment {
  const { measures, day } = scope;
  const conflict = sql`EXISTS (SELECT 1 FROM population.finding f WHERE f.person_id = s.person_id AND f.conflict)`;
  return sql`
    SELECT s.person_id, s.unit_id, ${rankOf(sql, conflict, day)} AS rank,
      CASE WHEN ${measureHolds(sql, measures.excluded, day)} THEN s.excluded_reason END AS excluded_reason
    FROM progress.standing s
    WHERE ${standsUnder(sql, scope, scope.unitId)} AND ${only} AND ${measureHolds(sql, measures.eligible, day)}
      AND (${measureHolds(sql, measures.collected, day)}) IS NOT TRUE`;
}

/** How many remain, by run, in no order. Reads population.person only for those away. */
export async function remainingRuns(sql: Queryable, scope: RemainingScope): Promise<RemainingRun[]> {
  const away = groupRank("away");
  const rows = await sql`
    WITH remaining AS MATERIALIZED (${remainingPeople(sql, scope, sql`true`)})
    SELECT rank, unit_id, NULL AS current_unit, count(*)::int AS n FROM remaining WHERE rank <> ${away}::int GROUP BY 1, 2
    UNION ALL
    SELECT r.rank, r.unit_id, p.current_unit, count(*)::int FROM remaining r JOIN population.person p ON p.person_id = r.person_id
    WHERE r.rank = ${away}::int GROUP BY 1, 2, 3`;
  return rows.map((row) => ({
    rank: row["rank"] as number,
    unitId: row["unit_id"] as number,
    place: row["current_unit"] as string | null,
    n: row["n"] as number,
  }));
}

/** Which part of the list: its runs, a pair of group and commune each, in order. `places: null` is any. */
export type RemainingPart = { runs: readonly { rank: number; unitId: number }[]; places: string[] | null };

const columns = (sql: Queryable) => sql`
  p.person_id, p.full_name, p.birth_date, p.sex, p.address, p.household_id, p.phone, p.current_unit, r.unit_id, r.rank, r.excluded_reason`;

/** SQL of the part's people in order: run after run, in each as one walks, address by address, then by name. */
function inOrder(sql: Queryable, scope: RemainingScope, part: RemainingPart, select: Fragment, where: Fragment): Fragment {
  const ranks = part.runs.map((run) => run.rank);
  const unitIds = part.runs.map((run) => run.unitId);
  const communes = [...new Set(unitIds)];
  return sql`
    WITH remaining AS MATERIALIZED (${remainingPeople(sql, scope, sql`s.unit_id = ANY (${communes}::int[])`)})
    SELECT ${select}
    FROM remaining r JOIN unnest(${ranks}::int[], ${unitIds}::int[]) WITH ORDINALITY AS run (rank, unit_id, place) ON run.rank = r.rank AND run.unit_id = r.unit_id
    JOIN population.person p ON p.person_id = r.person_id
    WHERE ${where} ${part.places === null ? sql`` : sql`AND p.current_unit = ANY (${part.places}::text[])`}
    ORDER BY run.place, p.address COLLATE "vi-x-icu" NULLS LAST, ${byGivenName(sql)}`;
}

/** A run of the people of a part of the list, in its order. */
export async function remainingPage(
  sql: Queryable,
  scope: RemainingScope,
  part: RemainingPart,
  offset: number,
  limit: number,
): Promise<RemainingRow[]> {
  const rows = await sql`${inOrder(sql, scope, part, columns(sql), sql`true`)} OFFSET ${offset} LIMIT ${limit}`;
  return rows.map(toRemaining);
}

/** All people of a part whose name may match the words, in batches. */
export async function* remainingBatches(
  sql: Queryable,
  scope: RemainingScope,
  part: RemainingPart,
  words: readonly string[],
): AsyncGenerator<RemainingRow[]> {
  for await (const rows of inOrder(sql, scope, part, columns(sql), hasWords(sql, words)).cursor(500)) yield rows.map(toRemaining);
}

/** One page of those of a part whose name matches, and how many do. */
export async function remainingMatches(
  sql: Queryable,
  scope: RemainingScope,
  part: RemainingPart,
  find: { search: string; words: string[]; offset: number; limit: number },
): Promise<{ matching: number; people: RemainingRow[] }> {
  const candidates = inOrder(sql, scope, part, sql`p.person_id, p.full_name`, hasWords(sql, find.words));
  const { matching, ids } = await matchingPage(candidates, find.search, find.offset, find.limit);
  if (ids.length === 0) return { matching, people: [] };
  const rows = await sql`
    WITH remaining AS MATERIALIZED (${remainingPeople(sql, scope, sql`s.person_id = ANY (${ids}::uuid[])`)})
    SELECT ${columns(sql)} FROM remaining r JOIN population.person p ON p.person_id = r.person_id
    ORDER BY array_position(${ids}::uuid[], p.person_id)`;
  return { matching, people: rows.map(toRemaining) };
}

const toRemaining = (row: Record<string, unknown>): RemainingRow => ({
  personId: row["person_id"] as string,
  fullName: row["full_name"] as string,
  birthDate: row["birth_date"] as string | null,
  sex: row["sex"] as string,
  address: row["address"] as string | null,
  householdId: row["household_id"] as string | null,
  phone: row["phone"] as string | null,
  unitId: row["unit_id"] as number,
  rank: row["rank"] as number,
  place: row["current_unit"] as string | null,
  excludedReason: row["excluded_reason"] as string | null,
});
