import type { Queryable } from "@dinhdanh/postgres";
import { type Measure, measureHolds } from "@dinhdanh/progress";
import { matchingPage } from "./people-matches.ts";
import { type Asker, bornWithin, byGivenName, type Fragment, hasWords, standsUnder } from "./people-scope.ts";

/** The people behind a figure: those for whom `measure` holds on the day or, with `not`, those at stage `after` for whom it does not. */
export type Behind = Asker & {
  unitId: number;
  day: string;
  measure: Measure;
  after: Measure;
  not: boolean;
  born?: { from: number; to: number } | undefined;
};

export type BehindRow = {
  personId: string;
  fullName: string;
  birthDate: string | null;
  sex: string;
  address: string | null;
  unitId: number;
  /** day from which the measure holds; null for those for whom it does not */
  since: string | null;
};

const holds = (sql: Queryable, behind: Behind) => sql`${bornWithin(sql, behind.born)} AND ${holdsOfAnyAge(sql, behind)}`;

const holdsOfAnyAge = (sql: Queryable, behind: Behind) =>
  behind.not
    ? sql`${measureHolds(sql, behind.after, behind.day)} AND (${measureHolds(sql, behind.measure, behind.day)}) IS NOT TRUE`
    : measureHolds(sql, behind.measure, behind.day);

/** SQL of the latest of the measure's `since` days, the beginning of the stay and of a span in which it holds, and the end of one in which it did not. */
function sinceDay(sql: Queryable, behind: Behind): Fragment {
  if (behind.not) return sql`NULL::date`;
  const column = (field: string) => sql`s.${sql(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))}`;
  const days = behind.measure.since.map(column);
  const { within, except = [], key } = behind.measure;
  const began = within === undefined ? [] : [column(within[0])];
  const resumed = [...began, ...except.flatMap(([, until]) => (until === null ? [] : [column(until)]))];
  const past = resumed.map((day) => sql`CASE WHEN ${day} <= ${behind.day}::date THEN ${day} END`);
  const edge = within === undefined ? sql`upper(earlier)` : sql`lower(earlier)`;
  past.push(
    sql`(SELECT max(${edge}) FROM unnest((s.earlier::jsonb ->> ${key}::text)::datemultirange) AS earlier WHERE ${edge} <= ${behind.day}::date)`,
  );
  return sql`GREATEST(s.stay_from ${[...days, ...past].reduce((all, day) => sql`${all}, ${day}`, sql``)})`;
}

/** How many there are in each commune. Reads progress.standing alone. */
export async function peopleByCommune(sql: Queryable, behind: Behind): Promise<{ unitId: number; n: number }[]> {
  const rows = await sql`
    SELECT s.unit_id, count(*)::int AS n FROM progress.standing s
    WHERE ${standsUnder(sql, behind, behind.unitId)} AND ${holds(sql, behind)} GROUP BY 1`;
  return rows.map((row) => ({ unitId: row["unit_id"] as number, n: row["n"] as number }));
}

/** SQL of the people of some communes: in the communes' order, in each by given name. */
function inOrder(sql: Queryable, behind: Behind, unitIds: number[], select: Fragment, where: Fragment): Fragment {
  return sql`
    SELECT ${select}
    FROM progress.standing s JOIN unnest(${unitIds}::int[]) WITH ORDINALITY AS commune (unit_id, place) ON commune.unit_id = s.unit_id
    JOIN population.person p ON p.person_id = s.person_id
    WHERE s.unit_id = ANY (${unitIds}::int[]) AND ${standsUnder(sql, behind, behind.unitId)} AND ${holds(sql, behind)} AND ${where}
    ORDER BY commune.place, ${byGivenName(sql)}`;
}

const columns = (sql: Queryable, behind: Behind) =>
  sql`p.person_id, p.full_name, p.birth_date, p.sex, p.address, s.unit_id, ${sinceDay(sql, behind)} AS since`;

/** A run of people, in order of commune and given name. */
export async function peoplePage(sql: Queryable, behind: Behind, unitIds: number[], offset: number, limit: number): Promise<BehindRow[]> {
  const rows = await sql`${inOrder(sql, behind, unitIds, columns(sql, behind), sql`true`)} OFFSET ${offset} LIMIT ${limit}`;
  return rows.map(toRow);
}

/** One page of those whose name matches, and how many do. */
export async function peopleMatches(
  sql: Queryable,
  behind: Behind,
  unitIds: number[],
  find: { search: string; words: string[]; offset: number; limit: number },
): Promise<{ matching: number; people: BehindRow[] }> {
  const candidates = inOrder(sql, behind, unitIds, sql`p.person_id, p.full_name`, hasWords(sql, find.words));
  const { matching, ids } = await matchingPage(candidates, find.search, find.offset, find.limit);
  if (ids.length === 0) return { matching, people: [] };
  const rows = await sql`
    SELECT ${columns(sql, behind)} FROM progress.standing s JOIN population.person p ON p.person_id = s.person_id
    WHERE s.person_id = ANY (${ids}::uuid[]) AND ${standsUnder(sql, behind, behind.unitId)} AND ${holds(sql, behind)}
    ORDER BY array_position(${ids}::uuid[], p.person_id)`;
  return { matching, people: rows.map(toRow) };
}

const toRow = (row: Record<string, unknown>): BehindRow => ({
  personId: row["person_id"] as string,
  fullName: row["full_name"] as string,
  birthDate: row["birth_date"] as string | null,
  sex: row["sex"] as string,
  address: row["address"] as string | null,
  unitId: row["unit_id"] as number,
  since: row["since"] as string | null,
});
