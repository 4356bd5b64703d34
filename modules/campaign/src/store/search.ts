import type { Queryable } from "@dinhdanh/postgres";
import { nameMatcher, searchKey } from "@dinhdanh/vietnamese";
import type { SearchMatch } from "../search-contract.ts";
import { type Asker, type Fragment, hasWords, inTerritory } from "./people-scope.ts";

/** Who searches, as of which day. */
export type Search = Asker & { day: string; limit: number };

export type FoundRow = {
  personId: string;
  fullName: string;
  birthDate: string | null;
  sex: string;
  address: string | null;
  unitId: number | null;
  match: SearchMatch;
};

/** SQL for "the person `p` is registered on the day within the actor's territory". */
function inReach(sql: Queryable, search: Search): Fragment {
  if (search.actor.scope === null) return sql`true`;
  return sql`EXISTS (SELECT 1 FROM progress.standing s WHERE s.person_id = p.person_id AND ${stayOn(sql, search)} AND ${inTerritory(sql, search)})`;
}

const stayOn = (sql: Queryable, { day }: Search) =>
  sql`s.stay_from <= ${day}::date AND (s.stay_until IS NULL OR s.stay_until > ${day}::date)`;

const columns = (sql: Queryable, search: Search) => sql`
  p.person_id, p.full_name, p.birth_date, p.sex, p.address,
  (SELECT s.unit_id FROM progress.standing s WHERE s.person_id = p.person_id AND ${stayOn(sql, search)} ORDER BY s.stay_from LIMIT 1) AS unit_id`;

/** The person with an id, when within reach. */
export async function foundById(sql: Queryable, search: Search, personId: string): Promise<FoundRow[]> {
  const rows = await sql`
    SELECT ${columns(sql, search)} FROM population.person p WHERE p.person_id = ${personId} AND ${inReach(sql, search)}`;
  return rows.map((row) => toFound(row, "number"));
}

/** More never had one old number; it tells the planner how few they are, which would else read everybody within reach, 280 ms. */
const mostOfOldNumber = 1000;

/** People within reach who had the old number. */
export async function foundByOldNumber(sql: Queryable, search: Search, oldId: string): Promise<FoundRow[]> {
  const rows = await sql`
    WITH p AS MATERIALIZED (SELECT * FROM population.person WHERE old_ids @> ARRAY[${oldId}] LIMIT ${sql.unsafe(String(mostOfOldNumber))})
    SELECT ${columns(sql, search)} FROM p WHERE ${inReach(sql, search)} ORDER BY p.person_id LIMIT ${search.limit}`;
  return rows.map((row) => toFound(row, "old-number"));
}

/** What `person_name` is an index of. No name is that long, but an index takes no more than some 2,700 bytes. */
const name = (sql: Queryable) => sql`left(p.search_key, 200) COLLATE "C"`;

/** Sorts after whatever may follow. */
const lastCharacter = "\u{10ffff}";
/** How words stand in a text-search query (PostgreSQL 18, 8.11.2): whole, or at least begun. */
const whole = (word: string) => `'${word.replace(/['\\]/g, "$&$&")}'`;
const begun = (word: string) => `${whole(word)}:*`;

/**
 * SQL for "has the words". The index `person_words` is asked by `query`; the second condition says little more, but lets the planner expect few: for a walk
 * in order of the name it would otherwise look at half of all people, 150 to 1,600 ms.
 */
const having = (sql: Queryable, words: readonly string[], query: string): Fragment =>
  sql`array_to_tsvector(array_remove(string_to_array(left(p.search_key, 200), ' '), '')) @@ ${query}::tsquery AND ${hasWords(sql, words)}`;

type Way = { match: SearchMatch; onlyIfNobody?: boolean; where: (sql: Queryable, key: string, words: readonly string[]) => Fragment };
const notBegun = (sql: Queryable, key: string) => sql`NOT starts_with(p.search_key, ${key})`;

/** How people may be found by name, best first, as SQL over `p`. Coarser than {@link nameMatcher}, which decides. */
const ways: readonly Way[] = [
  { match: "exact", where: (sql, key) => sql`${name(sql)} = ${key}` },
  { match: "prefix", where: (sql, key) => sql`${name(sql)} > ${key} AND ${name(sql)} < ${key + lastCharacter}` },
  { match: "contains", where: (sql, key, words) => sql`${having(sql, words, words.map(whole).join("&"))} AND ${notBegun(sql, key)}` },
  {
    match: "contains",
    onlyIfNobody: true,
    where: (sql, key, words) => {
      const query = words.map((word, index) => (index === words.length - 1 ? begun : whole)(word));
      return sql`${having(sql, words, query.join("&"))} AND ${notBegun(sql, key)}`;
    },
  },
  { match: "contains", onlyIfNobody: true, where: (sql, _, words) => having(sql, words, words.map(begun).join("&")) },
];

/** People looked at first, and by how much more each time while those in reach or with the diacritics asked for are too few. */
const [firstLook, lookFurther] = [40, 8];

type Candidate = { personId: string; match: SearchMatch };

/** Each way reads people in the order of an index, or the few who have the words. */
async function* candidatesByIndex(sql: Queryable, search: Search, text: string, words: readonly string[]): AsyncGenerator<Candidate> {
  const [key, matches] = [searchKey(text), nameMatcher(text)];
  let found = 0;
  for (const { match, where, onlyIfNobody = false } of ways) {
    if (onlyIfNobody && found > 0) continue;
    let seen = 0;
    for (let most = firstLook; ; most *= lookFurther) {
      const rows = await sql`
        WITH looked AS MATERIALIZED (
          SELECT p.person_id, p.full_name, ${name(sql)} AS name FROM population.person p WHERE ${where(sql, key, words)}
          ORDER BY ${name(sql)}, p.person_id OFFSET ${seen} LIMIT ${most})
        SELECT p.person_id, p.full_name, row_number() OVER (ORDER BY p.name, p.person_id) AS place FROM looked p WHERE ${inReach(sql, search)}
        UNION ALL SELECT NULL, NULL, -count(*) FROM looked ORDER BY place DESC`;
      const looked = -Number(rows.pop()?.["place"]);
      for (const row of rows.toReversed()) {
        if (!matches(row["full_name"] as string)) continue;
        found += 1;
        yield { personId: row["person_id"] as string, match };
      }
      seen += looked;
      if (looked < most) break;
    }
  }
}

/** Of a commune all people's keys are read, 20 ms: of the many whom the indexes would find few live there. */
async function* candidatesInCommune(sql: Queryable, search: Search, text: string, words: readonly string[]): AsyncGenerator<Candidate> {
  const [key, matches] = [searchKey(text), nameMatcher(text)];
  // OFFSET 0 keeps the planner, which does not know how few they are, to looking people up one by one
  const candidates = sql`
    SELECT p.person_id, p.full_name, CASE WHEN p.search_key = ${key} THEN 0 WHEN starts_with(p.search_key, ${key}) THEN 1 ELSE 2 END AS way
    FROM progress.standing s CROSS JOIN LATERAL (SELECT * FROM population.person WHERE person_id = s.person_id OFFSET 0) p
    WHERE ${stayOn(sql, search)} AND ${inTerritory(sql, search)} AND ${hasWords(sql, words)}
    ORDER BY way, p.search_key COLLATE "C", p.person_id`;
  for await (const rows of candidates.cursor(200)) {
    for (const row of rows) {
      const match = ways[row["way"] as number]?.match ?? "contains";
      if (matches(row["full_name"] as string)) yield { personId: row["person_id"] as string, match };
    }
  }
}

/** A province has 2 digits, a district 3, a commune 5. */
const communeCodeLength = 5;

/**
 * People within reach by name: those called just so first, then those whose name begins so, then those who have the words; in each by name. Of a territory
 * larger than a commune, words that are but begun count when nobody was found: the last one first, then each.
 */
export async function foundByName(sql: Queryable, search: Search, text: string, words: readonly string[]): Promise<FoundRow[]> {
  const candidates = search.actor.scope?.length === communeCodeLength ? candidatesInCommune : candidatesByIndex;
  const found = new Map<string, SearchMatch>();
  for await (const { personId, match } of candidates(sql, search, text, words)) {
    if (!found.has(personId)) found.set(personId, match);
    if (found.size === search.limit) break;
  }
  if (found.size === 0) return [];
  const ids = [...found.keys()];
  const rows = await sql`
    SELECT ${columns(sql, search)} FROM population.person p WHERE p.person_id = ANY (${ids}::uuid[]) ORDER BY array_position(${ids}::uuid[], p.person_id)`;
  return rows.map((row) => toFound(row, found.get(row["person_id"] as string) ?? "contains"));
}

const toFound = (row: Record<string, unknown>, match: SearchMatch): FoundRow => ({
  personId: row["person_id"] as string,
  fullName: row["full_name"] as string,
  birthDate: row["birth_date"] as string | null,
  sex: row["sex"] as string,
  address: row["address"] as string | null,
  unitId: row["unit_id"] as number | null,
  match,
});
