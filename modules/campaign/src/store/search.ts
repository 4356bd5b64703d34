import type { Queryable } from "@dinhdanh/postgres";
import { type Asker, type Fragment, inTerritory } from "./people-scope.ts";

/** Who searches, as of which day. */
export type Search = Asker & { day: string };

/** A person who may be meant. */
export type Candidate = { personId: string; name: string; nameKey: string };
/** The name that is looked for, in small letters and without diacritics, and its words as they were typed. */
export type SoughtName = { text: string; key: string; accented: readonly string[] };

export type FoundRow = {
  personId: string;
  fullName: string;
  birthDate: string | null;
  sex: string;
  address: string | null;
  unitId: number | null;
  /** whether the person is registered on the day within the actor's territory */
  within: boolean;
};

/** Matches that are looked at and put in order; the best come by other ways when there are more. */
const mostMatches = 1000;
/** The same where a word was typed twice, which few of those who bear it do: all of them in any commune. */
const mostOfTwice = 8000;
/** People of one name that are looked at. */
const mostNamesakes = 1000;
/** The same where many names are looked for at once. */
const mostOfOne = 100;
const mostCandidates = 100;

/** Candidates of a text search query, those called just so first, then those whose name begins so, then by name. */
export async function matching(sql: Queryable, query: string, name: SoughtName): Promise<Candidate[]> {
  const twice = wordsTwice(name.key);
  const rows = await sql`
    SELECT person_id, name, name_key FROM (
      SELECT * FROM campaign.sought WHERE doc @@ ${query}::text::tsquery LIMIT ${twice.length === 0 ? mostMatches : mostOfTwice}) s
    WHERE ${twice.reduce((all, pattern) => sql`${all} AND ' ' || name_key ~ ${pattern}`, sql`true`)}
    ORDER BY ${bestFirst(sql, name)} LIMIT ${mostCandidates}`;
  return rows.map(toCandidate);
}

/** Patterns of the words that were typed more than once: the index knows of each only that a name holds it. */
function wordsTwice(key: string): string[] {
  const times = Map.groupBy(key.split(" "), (word) => word);
  return [...times].flatMap(([word, all]) => (all.length > 1 && /^\w+$/.test(word) ? [all.map(() => ` ${word}`).join(".*")] : []));
}

/** Candidates whose name begins with what was typed, by the index of names: the best of the hundred thousands that a common name finds. */
export async function namedSo(sql: Queryable, name: SoughtName, within: string | null): Promise<Candidate[]> {
  const units = within === null ? sql`true` : sql`doc @@ ${within}::text::tsquery`;
  const rows = await sql`
    SELECT person_id, name, name_key FROM (
      SELECT * FROM (SELECT * FROM campaign.sought WHERE name_key = ${name.key} ORDER BY person_id LIMIT ${mostNamesakes}) e
      UNION ALL
      SELECT * FROM (SELECT * FROM campaign.sought WHERE name_key > ${name.key} AND name_key < ${`${name.key}\u{10ffff}`}
        ORDER BY name_key, person_id LIMIT ${mostNamesakes}) b) s
    WHERE ${units} ORDER BY ${bestFirst(sql, name)} LIMIT ${mostCandidates}`;
  return rows.map(toCandidate);
}

/** Candidates whose name begins with one of these, by the index of names. */
export async function namedOneOf(sql: Queryable, keys: readonly string[], name: SoughtName, within: string | null): Promise<Candidate[]> {
  const units = within === null ? sql`true` : sql`s.doc @@ ${within}::text::tsquery`;
  const rows = await sql`
    SELECT s.person_id, s.name, s.name_key FROM unnest(${keys}::text[]) AS k (key) CROSS JOIN LATERAL (
      SELECT * FROM campaign.sought WHERE name_key >= k.key AND name_key < k.key || ${"\u{10ffff}"} ORDER BY name_key, person_id LIMIT ${mostOfOne}) s
    WHERE ${units} ORDER BY ${bestFirst(sql, name)} LIMIT ${mostCandidates}`;
  return rows.map(toCandidate);
}

function bestFirst(sql: Queryable, { text, key, accented }: SoughtName): Fragment {
  const withMarks = accented
    .map((word) => sql`(strpos(' ' || name, ${` ${word}`}) > 0)::int`)
    .reduce((sum, one) => sql`${sum} + ${one}`, sql`(SELECT 0)`);
  return sql`name = ${text} DESC, ${withMarks} DESC, name_key = ${key} DESC, starts_with(name_key, ${key}) DESC, name_key, person_id`;
}

const toCandidate = (row: Record<string, unknown>): Candidate => ({
  personId: row["person_id"] as string,
  name: row["name"] as string,
  nameKey: row["name_key"] as string,
});

/** People whose number is one of these. */
export async function bearersOf(sql: Queryable, numbers: readonly string[]): Promise<string[]> {
  const rows = await sql`SELECT person_id FROM population.number WHERE pin = ANY (${numbers}::text[]) ORDER BY pin LIMIT ${mostCandidates}`;
  return rows.map((row) => row["person_id"] as string);
}

/** People whose number begins so. */
export async function bearersOfBegun(sql: Queryable, digits: string): Promise<string[]> {
  const rows = await sql`
    SELECT person_id FROM population.number WHERE pin >= ${digits} AND pin <= ${digits.padEnd(12, "9")} ORDER BY pin LIMIT ${mostCandidates}`;
  return rows.map((row) => row["person_id"] as string);
}

/** Numbers of people. */
export async function numbersOf(sql: Queryable, ids: readonly string[]): Promise<string[]> {
  const rows = await sql`SELECT pin FROM population.person WHERE person_id = ANY (${ids}::uuid[]) AND pin IS NOT NULL ORDER BY pin`;
  return rows.map((row) => row["pin"] as string);
}

/** What is shown of people, in the order of the ids. */
export async function shownOf(sql: Queryable, search: Search, ids: readonly string[]): Promise<FoundRow[]> {
  if (ids.length === 0) return [];
  const rows = await sql`
    SELECT p.person_id, p.full_name, p.birth_date, p.sex, p.address, s.unit_id, coalesce(${inTerritory(sql, search)}, false) AS within
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS asked (person_id, place)
    CROSS JOIN LATERAL (SELECT * FROM population.person WHERE person_id = asked.person_id OFFSET 0) p
    LEFT JOIN LATERAL (
      SELECT unit_id FROM progress.standing WHERE person_id = asked.person_id AND stay_from <= ${search.day}::date
        AND (stay_until IS NULL OR stay_until > ${search.day}::date) ORDER BY stay_from LIMIT 1) s ON true
    ORDER BY asked.place`;
  return rows.map((row) => ({
    personId: row["person_id"] as string,
    fullName: row["full_name"] as string,
    birthDate: row["birth_date"] as string | null,
    sex: row["sex"] as string,
    address: row["address"] as string | null,
    unitId: row["unit_id"] as number | null,
    within: row["within"] as boolean,
  }));
}
