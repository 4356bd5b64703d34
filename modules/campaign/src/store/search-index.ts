import type { Queryable, Tx } from "@dinhdanh/postgres";

/** How far the index has come. */
export type IndexState = { untilTx: number; units: string };

/** Takes the indexer's place until the transaction ends; null while another has it. */
export async function lockIndex(tx: Tx): Promise<IndexState | null> {
  const [row] = await tx`SELECT until_tx, units FROM campaign.sought_state FOR UPDATE SKIP LOCKED`;
  return row === undefined ? null : { untilTx: Number(row["until_tx"]), units: String(row["units"]) };
}

export async function setIndexState(tx: Tx, { untilTx, units }: IndexState): Promise<void> {
  await tx`UPDATE campaign.sought_state SET until_tx = ${untilTx}, units = ${units}`;
}

/** Every transaction below this one has ended: what it wrote is visible, and nothing more will come. */
export async function finishedTx(sql: Queryable): Promise<number> {
  const [row] = await sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS tx`;
  return Number(row?.["tx"]);
}

/** The first transaction at or after `fromTx` that recorded something about people, or null. */
export async function firstNews(sql: Queryable, fromTx: number, untilTx: number): Promise<number | null> {
  const [row] = await sql`SELECT min(tx) AS tx FROM ledger.act WHERE tx >= ${fromTx} AND tx < ${untilTx} AND kind LIKE 'person.%'`;
  return typeof row?.["tx"] === "number" ? row["tx"] : null;
}

/**
 * How many transactions have ended since the first that recorded something about people which the index does not hold; null when it holds all.
 * A minimum, and a literal: for EXISTS, a parameter or a subquery the planner
 * hopes to meet an act soon, and reads all of them (0.4 s of a million).
 */
export async function indexLag(sql: Queryable): Promise<number | null> {
  const [state] = await sql`SELECT until_tx FROM campaign.sought_state`;
  const since = Math.trunc(Number(state?.["until_tx"] ?? 0));
  const [row] = await sql.unsafe(`SELECT min(tx) AS tx FROM ledger.act WHERE tx >= ${since} AND kind LIKE 'person.%'`);
  return typeof row?.["tx"] === "number" ? (await finishedTx(sql)) - row["tx"] : null;
}

/** Of whom transactions recorded something, in order of the id. */
export async function peopleInNews(sql: Queryable, fromTx: number, untilTx: number): Promise<string[]> {
  const rows = await sql`
    SELECT DISTINCT subject_id FROM ledger.act WHERE tx >= ${fromTx} AND tx < ${untilTx} AND kind LIKE 'person.%' ORDER BY 1`.values();
  return (rows as unknown as [string][]).map(([personId]) => personId);
}

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
