import type { Queryable, Tx } from "@dinhdanh/postgres";

/** A `pg_snapshot` as text: transactions below `xmin` and those below `xmax` that are not in `running` have ended. */
export type Snapshot = { xmin: number; xmax: number; running: readonly number[] };
/** How far the index has come: it holds what the transactions visible in `seen` told; units, of which version of the territory. */
export type IndexState = { seen: Snapshot; units: string };

/** Before all transactions. */
export const nothingSeen: Snapshot = { xmin: 1, xmax: 1, running: [] };

/** Takes the indexer's place until the transaction ends; null while another has it. */
export async function lockIndex(tx: Tx): Promise<IndexState | null> {
  const [row] = await tx`SELECT seen::text AS seen, units FROM campaign.sought_state FOR UPDATE SKIP LOCKED`;
  return row === undefined ? null : { seen: readSnapshot(row["seen"]), units: String(row["units"]) };
}

export async function setIndexState(tx: Tx, { seen, units }: IndexState): Promise<void> {
  await tx`UPDATE campaign.sought_state SET seen = ${writeSnapshot(seen)}::pg_snapshot, units = ${units}`;
}

export async function seenByIndex(sql: Queryable): Promise<Snapshot> {
  const [row] = await sql`SELECT seen::text AS seen FROM campaign.sought_state`;
  return readSnapshot(row?.["seen"]);
}

/** What is visible now. */
export async function visibleNow(sql: Queryable): Promise<Snapshot> {
  const [row] = await sql`SELECT pg_current_snapshot()::text AS now`;
  return readSnapshot(row?.["now"]);
}

function readSnapshot(text: unknown): Snapshot {
  const [xmin, xmax, running = ""] = String(text).split(":");
  return { xmin: Number(xmin), xmax: Number(xmax), running: running === "" ? [] : running.split(",").map(Number) };
}

const writeSnapshot = ({ xmin, xmax, running }: Snapshot): string => `${xmin}:${xmax}:${running.join(",")}`;

/** The first transaction that told something of people and is not in `seen`, or null. */
export async function firstNews(sql: Queryable, seen: Snapshot): Promise<number | null> {
  // a literal and an order: for EXISTS, a parameter or a minimum with a filter the planner hopes to meet an act soon, and reads all of them (0.4 s of a million)
  const rows = await sql.unsafe(`SELECT tx FROM ledger.act WHERE ${news(seen)} ORDER BY tx LIMIT 1`);
  return rows[0] === undefined ? null : Number(rows[0]["tx"]);
}

/** How many acts about people are not in `seen`; none are counted beyond `most`. */
export async function countNews(sql: Queryable, seen: Snapshot, most: number): Promise<number> {
  const rows = await sql.unsafe(
    `SELECT count(*)::int AS acts FROM (SELECT FROM ledger.act WHERE ${news(seen)} ORDER BY tx LIMIT ${Math.trunc(most)}) AS waiting`,
  );
  return Number(rows[0]?.["acts"] ?? 0);
}

/** Of whom transactions below `untilTx` told something that is not in `seen`, in order of the id. */
export async function peopleInNews(sql: Queryable, seen: Snapshot, untilTx: number): Promise<string[]> {
  const rows = await sql
    .unsafe(`SELECT DISTINCT subject_id FROM ledger.act WHERE ${news(seen)} AND tx < ${Math.trunc(untilTx)} ORDER BY 1`)
    .values();
  return (rows as unknown as [string][]).map(([personId]) => personId);
}

const news = (seen: Snapshot): string =>
  `tx >= ${Math.trunc(seen.xmin)} AND kind LIKE 'person.%' AND NOT pg_visible_in_snapshot(tx::text::xid8, '${writeSnapshot(seen)}')`;

/**
 * Makes the rows of people anew from their facts and stays. The keys are reached one by one whatever the planner believes: a join with everyone
 * would be planned for a chunk of a first load.
 */
export async function indexPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx`
    WITH made AS MATERIALIZED (
      SELECT p.person_id, lower(p.full_name) AS name, p.search_key, array_to_tsvector(array_remove(
        ARRAY (SELECT 'n' || left(word, 40) FROM unnest(string_to_array(p.search_key, ' ')) AS w (word))
        || ARRAY['y' || left(p.birth_date, 4), CASE WHEN length(p.birth_date) >= 7 THEN 'm' || left(p.birth_date, 7) END,
          CASE WHEN length(p.birth_date) = 10 THEN 'd' || p.birth_date ELSE 'i' || p.birth_date END,
          'h' || left(translate(lower(p.household_id), ' .-/', ''), 60), 'f' || nullif(regexp_replace(p.phone, '[^0-9]', '', 'g'), ''),
          'k' || p.father_pin, 'k' || p.mother_pin]
        || ARRAY (SELECT 'o' || left(old, 40) FROM unnest(p.old_ids) AS o (old))
        || u.units, NULL)) AS doc, k.known
      FROM unnest(${ids}::uuid[]) AS asked (person_id)
      CROSS JOIN LATERAL (SELECT * FROM population.person WHERE person_id = asked.person_id OFFSET 0) p
      CROSS JOIN LATERAL (
        SELECT ARRAY (SELECT DISTINCT 'u' || a.ancestor_id FROM progress.standing s JOIN territory.ancestor a ON a.unit_id = s.unit_id
          WHERE s.person_id = asked.person_id) AS units OFFSET 0) u
      CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM campaign.sought WHERE person_id = asked.person_id) AS known OFFSET 0) k),
    counted AS (
      INSERT INTO campaign.sought_word AS w (word, people)
      SELECT left(word, 40), count(*) FROM made CROSS JOIN LATERAL unnest(string_to_array(search_key, ' ')) AS named (word) WHERE NOT known GROUP BY 1
      ON CONFLICT (word) DO UPDATE SET people = w.people + excluded.people)
    INSERT INTO campaign.sought AS s (person_id, name, name_key, doc) SELECT person_id, name, search_key, doc FROM made
    ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, doc = excluded.doc
    WHERE s.doc <> excluded.doc OR s.name <> excluded.name`;
}

/** Words of names and how many people bear them. */
export async function wordsOfNames(sql: Queryable): Promise<Map<string, number>> {
  const rows = await sql`SELECT word, people FROM campaign.sought_word`.values();
  return new Map(rows as unknown as [string, number][]);
}

/** Names of units without diacritics and without their type, and who bore them. */
export async function namesOfUnits(sql: Queryable): Promise<{ unitId: number; code: string; name: string }[]> {
  const rows = await sql`
    SELECT unit_id, code, regexp_replace(search_key, '^(tinh|thanh pho|quan|huyen|thi xa|thi tran|xa|phuong|dac khu) ', '') AS name
    FROM territory.unit WHERE level <> 'country'`;
  return rows.map((row) => ({ unitId: Number(row["unit_id"]), code: String(row["code"]), name: String(row["name"]) }));
}
