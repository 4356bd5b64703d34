import { dayOf } from "@dinhdanh/kernel";
import { BinaryRows, copyInto, copyOut, type Queryable, type Tx } from "@dinhdanh/postgres";
import { openingDay } from "../opening-day.ts";

export type Delta = { unitId: number; day: number; measure: number; n: number };

const opening = dayOf(openingDay);

/** Up to here one prepared statement is cheaper than a COPY: half the round trips. */
export const fewDeltas = 256;

export async function insertPending(tx: Tx, waiting: readonly Delta[]): Promise<void> {
  if (waiting.length > fewDeltas) {
    const rows = new BinaryRows(4, waiting.length * 32);
    for (const { unitId, day, measure, n } of waiting) rows.row().int32(unitId).date(day).int16(measure).int32(n);
    return copyInto(tx, "progress.pending (unit_id, day, measure, n)", rows);
  }
  if (waiting.length === 0) return;
  await tx`
    INSERT INTO progress.pending (unit_id, day, measure, n)
    SELECT * FROM unnest(${waiting.map((delta) => delta.unitId)}::int[], ${waiting.map((delta) => dayOf(delta.day))}::date[],
      ${waiting.map((delta) => delta.measure)}::smallint[], ${waiting.map((delta) => delta.n)}::int[])`;
}

/** Whether deltas wait to be folded. */
export async function hasPending(sql: Queryable): Promise<boolean> {
  const [row] = await sql`SELECT EXISTS (SELECT FROM progress.pending) AS waiting`;
  return Boolean(row?.["waiting"]);
}

/** Takes the folder's place until the transaction ends. */
export async function lockFold(tx: Tx): Promise<{ horizon: string | null }> {
  const [row] = await tx`SELECT horizon FROM progress.fold FOR UPDATE`;
  return { horizon: (row?.["horizon"] ?? null) as string | null };
}

/**
 * Moves what is pending into a temporary table, summed for the communes and all their ancestors (today's borders included).
 * @returns whether anything moved
 */
export async function takePending(tx: Tx): Promise<boolean> {
  // of a whole roll: a million cells and as many of the units above, summed without going to the disk
  await tx`SET LOCAL work_mem = '128MB'`;
  await tx`CREATE TEMPORARY TABLE rolled (unit_id integer, day date, measure smallint, n integer) ON COMMIT DROP`;
  const taken = await tx`
    WITH taken AS (DELETE FROM progress.pending RETURNING unit_id, day, measure, n),
    own AS (SELECT unit_id, day, measure, sum(n)::int AS n FROM taken GROUP BY 1, 2, 3 HAVING sum(n) <> 0)
    INSERT INTO rolled SELECT a.ancestor_id, o.day, o.measure, sum(o.n)::int FROM own o JOIN territory.ancestor a ON a.unit_id = o.unit_id
    GROUP BY 1, 2, 3 HAVING sum(o.n) <> 0`;
  return taken.count > 0;
}

export async function addToTally(tx: Tx): Promise<void> {
  const [found] = await tx`SELECT EXISTS (SELECT FROM progress.tally) AS begun`;
  // the place of the folder is ours, so nobody else fills it meanwhile: half the work of looking for each row first
  if (found?.["begun"] !== true) {
    await tx`INSERT INTO progress.tally (unit_id, day, measure, n) SELECT unit_id, day, measure, n FROM rolled ORDER BY unit_id, day, measure`;
    return;
  }
  await tx`
    INSERT INTO progress.tally AS t (unit_id, day, measure, n) SELECT unit_id, day, measure, n FROM rolled ORDER BY unit_id, day, measure
    ON CONFLICT (unit_id, day, measure) DO UPDATE SET n = t.n + excluded.n`;
}

/** End of the week (opening day plus a multiple of seven) in which a day lies. */
const weekEnd = (sql: Queryable) => sql`(${opening}::date + (ceil((day - ${opening}::date) / 7.0) * 7)::int)`;

/** Element by element; arrays may differ in length. */
const addArrays = (sql: Queryable, a: string, b: string) => sql`
  (SELECT array_agg(coalesce(x, 0) + coalesce(y, 0) ORDER BY i) FROM unnest(${sql(a)}, ${sql(b)}) WITH ORDINALITY AS t (x, y, i))`;

/**
 * Adds what was taken to the prefix sums: gives each week that changed its row, then adds the running sums of the deltas to
 * that row and all later ones. Rows exist only up to the horizon, so an act of today touches one row a unit.
 */
export async function addToBalances(tx: Tx, horizon: string): Promise<void> {
  await tx`
    CREATE TEMPORARY TABLE week ON COMMIT DROP AS
    SELECT unit_id, ${weekEnd(tx)} AS on_day, measure::int, sum(n)::int AS n FROM rolled WHERE day <= ${horizon}::date GROUP BY 1, 2, 3`;
  await tx`
    INSERT INTO progress.balance (unit_id, on_day, totals)
    SELECT w.unit_id, w.on_day, coalesce(before.totals, '{}') FROM (SELECT DISTINCT unit_id, on_day FROM week) w
    LEFT JOIN LATERAL (
      SELECT totals FROM progress.balance b WHERE b.unit_id = w.unit_id AND b.on_day <= w.on_day ORDER BY on_day DESC LIMIT 1) before ON true
    ORDER BY 1, 2
    ON CONFLICT (unit_id, on_day) DO NOTHING`;
  await tx`ANALYZE week`;
  await tx`
    WITH touched AS (
      SELECT b.unit_id, b.on_day FROM (SELECT unit_id, min(on_day) AS first FROM week GROUP BY 1) f
      JOIN progress.balance b ON b.unit_id = f.unit_id AND b.on_day >= f.first),
    running AS (
      SELECT t.unit_id, t.on_day, m.measure, sum(w.n) OVER (PARTITION BY t.unit_id, m.measure ORDER BY t.on_day) AS n
      FROM touched t CROSS JOIN generate_series(1, (SELECT max(measure) FROM week)) AS m (measure)
      LEFT JOIN week w ON w.unit_id = t.unit_id AND w.on_day = t.on_day AND w.measure = m.measure),
    added AS (SELECT unit_id, on_day, array_agg(coalesce(n, 0)::int ORDER BY measure) AS sums FROM running GROUP BY 1, 2)
    UPDATE progress.balance b SET totals = ${addArrays(tx, "b.totals", "a.sums")} FROM added a
    WHERE b.unit_id = a.unit_id AND b.on_day = a.on_day`;
}

/** When weeks have gone by: what the tally already knew of them becomes balances. */
export async function extendBalances(tx: Tx, from: string, to: string): Promise<void> {
  await tx`
    CREATE TEMPORARY TABLE rolled ON COMMIT DROP AS
    SELECT unit_id, day, measure, n FROM progress.tally WHERE day > ${from}::date AND day <= ${to}::date`;
  await addToBalances(tx, to);
  await tx`DROP TABLE rolled, week`;
}

export async function setHorizon(tx: Tx, horizon: string): Promise<void> {
  await tx`UPDATE progress.fold SET horizon = ${horizon}, version = version + 1`;
}

/** Nobody changes or locks a standing until the transaction ends: who had locked one would wait for us, and we for them. Reading goes on. */
export async function stopStandings(tx: Tx): Promise<void> {
  await tx`LOCK TABLE progress.standing, progress.pending IN EXCLUSIVE MODE`;
}

/** Empties tally and balances, for a rebuild. */
export async function clearTally(tx: Tx): Promise<void> {
  await tx`DELETE FROM progress.pending`;
  await tx`DELETE FROM progress.tally`;
  await tx`DELETE FROM progress.balance`;
  await tx`UPDATE progress.fold SET horizon = NULL, version = version + 1`;
}

export async function tallyVersion(sql: Queryable): Promise<{ version: number; horizon: string | null }> {
  const [row] = await sql`SELECT version, horizon FROM progress.fold`;
  return { version: Number(row?.["version"]), horizon: (row?.["horizon"] ?? null) as string | null };
}

/** Tally with what is still pending, every cell; for recounts. */
export async function* tallyCells(sql: Queryable): AsyncGenerator<{ unitId: number; day: string; measure: number; n: number }> {
  const pending = `SELECT a.ancestor_id, p.day, p.measure, p.n FROM progress.pending p JOIN territory.ancestor a ON a.unit_id = p.unit_id`;
  const query = `SELECT unit_id, day, measure, sum(n) FROM (SELECT unit_id, day, measure, n FROM progress.tally UNION ALL ${pending}) t GROUP BY 1, 2, 3`;
  yield* cells(sql, query);
}

/** Balances that differ from the prefix sums of the tally or lie after the horizon, and weeks that lack theirs. */
export async function wrongBalances(sql: Queryable): Promise<number> {
  const [row] = await sql`
    WITH week AS (
      SELECT unit_id, ${weekEnd(sql)} AS on_day, measure::int AS measure, sum(n) AS n FROM progress.tally
      WHERE day <= (SELECT horizon FROM progress.fold) GROUP BY 1, 2, 3),
    days AS (SELECT unit_id, on_day FROM week UNION SELECT unit_id, on_day FROM progress.balance),
    running AS (
      SELECT d.unit_id, d.on_day, m.measure, sum(w.n) OVER (PARTITION BY d.unit_id, m.measure ORDER BY d.on_day) AS n
      FROM days d
      CROSS JOIN generate_series(1, greatest((SELECT max(measure) FROM week), (SELECT max(cardinality(totals)) FROM progress.balance))) AS m (measure)
      LEFT JOIN week w ON w.unit_id = d.unit_id AND w.on_day = d.on_day AND w.measure = m.measure)
    SELECT count(*) AS n FROM running r LEFT JOIN progress.balance b ON b.unit_id = r.unit_id AND b.on_day = r.on_day
    WHERE coalesce(r.n, 0) <> coalesce(b.totals[r.measure], 0) OR b.unit_id IS NULL
      OR r.on_day > (SELECT horizon FROM progress.fold)`;
  return Number(row?.["n"]);
}

async function* cells(sql: Queryable, query: string): AsyncGenerator<{ unitId: number; day: string; measure: number; n: number }> {
  for await (const lines of copyOut(sql, query)) {
    for (const line of lines) {
      const [unitId, day, measure, n] = line.split("\t");
      yield { unitId: Number(unitId), day: String(day), measure: Number(measure), n: Number(n) };
    }
  }
}
