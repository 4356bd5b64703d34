import { dayNumber, dayOf } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { type Measure, measureHolds } from "@dinhdanh/progress";
import { groupOfStatus, groupRank, homeVisitCutoff } from "../remaining-rules.ts";
import { type Asker, bornWithin, byGivenName, type Fragment, hasWords, standsIn, standsUnder, unitsUnder } from "./people-scope.ts";
import { matchingPage } from "./people-matches.ts";

/** Whose list, of which unit and day. */
export type RemainingScope = Asker & {
  unitId: number;
  day: string;
  born?: { from: number; to: number } | undefined;
  measures: { eligible: Measure; collected: Measure; excluded: Measure };
};

/** A run of the list: one group in one commune; for those away also one place. */
export type RemainingRun = { rank: number; unitId: number; place: string | null; n: number };

/** A person of the list as stored; `place` is the code of the unit where one away is now. */
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
    WHEN s.residence_status = 'present' THEN CASE WHEN s.eligible_from <= ${cutoff}::date THEN ${groupRank("homeVisit")}::int ELSE ${groupRank("present")}::int END
    ELSE CASE s.residence_status ${statuses.reduce((all, one) => sql`${all} ${one}`, sql``)} ELSE ${groupRank("present")}::int END END`;
}

/** SQL of everyone eligible and not collected: `person_id`, `unit_id`, `rank`, `excluded_reason`, `place`, `walk_key`. `stands` says where the rows `s` stand; `from` may be some of all. */
function remainingPeople(sql: Queryable, scope: RemainingScope, stands: Fragment, from = sql`progress.standing`): Fragment {
  const { measures, day } = scope;
  return sql`
    SELECT s.person_id, s.unit_id, ${rankOf(sql, sql`s.conflict_on IS NOT NULL`, day)} AS rank,
      CASE WHEN ${measureHolds(sql, measures.excluded, day)} THEN ${reasonOn(sql, day)} END AS excluded_reason, s.place, s.walk_key
    FROM ${from} s
    WHERE ${stands} AND ${bornWithin(sql, scope.born)} AND ${measureHolds(sql, measures.eligible, day)} AND (${measureHolds(sql, measures.collected, day, measures.eligible)}) IS NOT TRUE`;
}

/** SQL of the reason for which the row `s`, excluded on the day, is. */
const reasonOn = (sql: Queryable, day: string): Fragment => sql`CASE WHEN s.excluded_on <= ${day}::date THEN s.excluded_reason ELSE
  (SELECT split_part(key, ':', 2) FROM jsonb_each_text(s.earlier::jsonb) WHERE key LIKE 'excluded:%' AND value::datemultirange @> ${day}::date) END`;

/** How many remain, by run, in no order. */
export async function remainingRuns(sql: Queryable, scope: RemainingScope): Promise<RemainingRun[]> {
  // OFFSET 0: the rank is made once for each
  const people = sql`${remainingPeople(sql, scope, standsUnder(sql, scope, scope.unitId))} OFFSET 0`;
  const rows = await sql`
    SELECT r.rank, r.unit_id, CASE r.rank WHEN ${groupRank("away")}::int THEN r.place END AS place, count(*)::int AS n FROM (${people}) r GROUP BY 1, 2, 3`;
  return rows.map((row) => ({
    rank: row["rank"] as number,
    unitId: row["unit_id"] as number,
    place: row["place"] as string | null,
    n: row["n"] as number,
  }));
}

/** Which part of the list: its runs, a pair of group and commune each, in order, with all of their people; of these, those who are in one of `places`. Null is any. */
export type RemainingPart = { runs: readonly { rank: number; unitId: number; n: number }[]; places: string[] | null };

const columns = (sql: Queryable) => sql`
  p.person_id, p.full_name, p.birth_date, p.sex, p.address, p.household_id, p.phone, r.unit_id, r.rank, r.place, r.excluded_reason`;

/** SQL of the part's people with the place of their run, `run`, in no order. */
function peopleOf(sql: Queryable, scope: RemainingScope, part: RemainingPart): Fragment {
  const ranks = part.runs.map((run) => run.rank);
  const unitIds = part.runs.map((run) => run.unitId);
  const communes = [...new Set(unitIds)];
  const stands = sql`s.unit_id = ANY (${communes}::int[]) AND ${standsUnder(sql, scope, scope.unitId)}`;
  return sql`
    SELECT r.*, run.place AS run FROM (${remainingPeople(sql, scope, stands)} OFFSET 0) r
    JOIN unnest(${ranks}::int[], ${unitIds}::int[]) WITH ORDINALITY AS run (rank, unit_id, place) ON run.rank = r.rank AND run.unit_id = r.unit_id`;
}

/** The same of a run that is read from its beginning, by the index on the walk through the commune. */
function peopleAlong(sql: Queryable, scope: RemainingScope, { rank, unitId }: RemainingPart["runs"][number]): Fragment {
  // the planner takes a comparison of the rank for one that hardly anybody meets, and would read all; a CASE for one that half of them do
  return sql`
    SELECT r.*, 1 AS run FROM (${remainingPeople(sql, scope, standsIn(sql, scope, scope.unitId, unitId))}) r WHERE CASE r.rank WHEN ${rank}::int THEN true END`;
}

/** SQL of people, those of `remaining`, in order: run after run, in each as one walks, address by address, then by name. */
function inOrder(sql: Queryable, remaining: Fragment, select: Fragment, where: Fragment): Fragment {
  return sql`
    SELECT ${select} FROM (${remaining}) r JOIN population.person p ON p.person_id = r.person_id WHERE ${where}
    ORDER BY r.run, r.walk_key NULLS LAST, p.address COLLATE "C" NULLS LAST, ${byGivenName(sql)}`;
}

const inPlaces = (sql: Queryable, { places }: RemainingPart) => (places === null ? sql`true` : sql`r.place = ANY (${places}::text[])`);

/** A run of the people of a part of the list, in its order. */
export async function remainingPage(
  sql: Queryable,
  scope: RemainingScope,
  part: RemainingPart,
  offset: number,
  limit: number,
): Promise<RemainingRow[]> {
  const [run, ...others] = part.runs;
  const end = offset + limit;
  const people = run !== undefined && others.length === 0 && end < run.n / 2 ? peopleAlong(sql, scope, run) : peopleOf(sql, scope, part);
  const rows = await sql`
    ${inOrder(sql, part.places === null ? upTo(sql, people, end) : people, columns(sql), inPlaces(sql, part))} OFFSET ${offset} LIMIT ${limit}`;
  return rows.map(toRemaining);
}

/** SQL: nobody after the page's last address can come into the page; those who live there compete for its last lines. */
const upTo = (sql: Queryable, people: Fragment, end: number): Fragment =>
  sql`${people} ORDER BY run, walk_key FETCH FIRST ${end} ROWS WITH TIES`;

/** People along the walk among whom the first page is looked for; a commune where fewer remain is counted first. */
const walkedAhead = 1000;

/**
 * The first page of a commune before anything is counted, when the beginning of the walk through it fills the page; else null. A unit that took
 * others over begins with whichever of them has the least code, and is not read ahead.
 */
export async function firstPageAhead(sql: Queryable, scope: RemainingScope, limit: number): Promise<RemainingRow[] | null> {
  const { unitId } = scope;
  const walk = sql`(SELECT * FROM progress.standing WHERE unit_id = ${unitId} ORDER BY walk_key FETCH FIRST ${walkedAhead} ROWS WITH TIES)`;
  const stands = sql`${standsIn(sql, scope, unitId, unitId)} AND ${unitId} = ALL (${unitsUnder(sql, scope, unitId)})`;
  const people = sql`SELECT r.*, 1 AS run FROM (${remainingPeople(sql, scope, stands, walk)} OFFSET 0) r WHERE r.rank = 0`;
  const rows = await sql`${inOrder(sql, upTo(sql, people, limit), columns(sql), sql`true`)} LIMIT ${limit}`;
  return rows.length < limit ? null : rows.map(toRemaining);
}

/** All people of a part whose name may match the words, in batches. */
export async function* remainingBatches(
  sql: Queryable,
  scope: RemainingScope,
  part: RemainingPart,
  words: readonly string[],
): AsyncGenerator<RemainingRow[]> {
  const found = sql`${hasWords(sql, words)} AND ${inPlaces(sql, part)}`;
  for await (const rows of inOrder(sql, peopleOf(sql, scope, part), columns(sql), found).cursor(500)) yield rows.map(toRemaining);
}

/** One page of those of a part whose name matches, and how many do. */
export async function remainingMatches(
  sql: Queryable,
  scope: RemainingScope,
  part: RemainingPart,
  find: { search: string; words: string[]; offset: number; limit: number },
): Promise<{ matching: number; people: RemainingRow[] }> {
  const found = sql`${hasWords(sql, find.words)} AND ${inPlaces(sql, part)}`;
  const candidates = inOrder(sql, peopleOf(sql, scope, part), sql`p.person_id, p.full_name`, found);
  const { matching, ids } = await matchingPage(candidates, find.search, find.offset, find.limit);
  if (ids.length === 0) return { matching, people: [] };
  const stand = sql`s.person_id = ANY (${ids}::uuid[]) AND ${standsUnder(sql, scope, scope.unitId)}`;
  const rows = await sql`
    SELECT ${columns(sql)} FROM (${remainingPeople(sql, scope, stand)}) r JOIN population.person p ON p.person_id = r.person_id
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
  place: row["place"] as string | null,
  excludedReason: row["excluded_reason"] as string | null,
});
