import { dayOf } from "@dinhdanh/kernel";
import { copyInto, copyOut, type Queryable, type Tx } from "@dinhdanh/postgres";
import { openingDay } from "../opening-day.ts";

export type Delta = { unitId: number; day: number; measure: number; n: number };

const opening = dayOf(openingDay);

export async function insertPending(tx: Tx, deltas: Iterable<Delta>): Promise<void> {
  let rows = "";
  for (const { unitId, day, measure, n } of deltas) if (n !== 0) rows += `${unitId}\t${dayOf(day)}\t${measure}\t${n}\n`;
  if (rows !== "") await copyInto(tx, "progress.pending (unit_id, day, measure, n)", rows);
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
  await tx`CREATE TEMPORARY TABLE rolled (unit_id integer, day date, measure smallint, n integer) ON COMMIT DROP`;
  const taken = await tx`
    WITH taken AS (DELETE FROM progress.pending RETURNING unit_id, day, measure, n),
    own AS (SELECT unit_id, day, measure, sum(n)::int AS n FROM taken GROUP BY 1, 2, 3 HAVING sum(n) <> 0)
    INSERT INTO rolled SELECT a.ancestor_id, o.day, o.measure, sum(o.n)::int FROM own o JOIN territory.ancestor a ON a.unit_id = o.unit_id
    GROUP BY 1, 2, 3 HAVING sum(o.n) <> 0`;
  return taken.count > 0;
}

export async function addToTally(tx: Tx): Promise<void> {
  await tx`
    INSERT INTO progress.tally AS t (unit_id, day, measure, n) SELECT unit_id, day, measure, n FROM rolled ORDER BY unit_id, day, measure
    ON CONFLICT (unit_id, day, measure) DO UPDATE SET n = t.n + excluded.n`;
}

/** Adds the deltas to the prefix sums from their day up to the horizon. */
export async function addToBalances(tx: Tx, horizon: string): Promise<void> {
  await tx`
    WITH part AS (
      SELECT unit_id, measure, ${opening}::date + (ceil((day - ${opening}::date) / 7.0) * 7)::int AS on_day, sum(n) AS n
      FROM rolled WHERE day <= ${horizon}::date GROUP BY 1, 2, 3),
    grid AS (
      SELECT unit_id, measure, g.on_day FROM (SELECT unit_id, measure, min(on_day) AS first FROM part GROUP BY 1, 2) f,
      LATERAL (SELECT f.first + 7 * k AS on_day FROM generate_series(0, (${horizon}::date - f.first) / 7) k) g)
    INSERT INTO progress.balance AS b (unit_id, on_day, measure, total)
    SELECT g.unit_id, g.on_day, g.measure, sum(p.n) OVER (PARTITION BY g.unit_id, g.measure ORDER BY g.on_day)::int
    FROM grid g LEFT JOIN part p ON p.unit_id = g.unit_id AND p.measure = g.measure AND p.on_day = g.on_day
    ORDER BY 1, 2, 3
    ON CONFLICT (unit_id, on_day, measure) DO UPDATE SET total = b.total + excluded.total`;
}

/** New prefix sums for the days between the old horizon and the new one. */
export async function extendBalances(tx: Tx, from: string, to: string): Promise<void> {
  await tx`
    WITH moved AS (
      SELECT unit_id, measure, on_day, total AS n FROM progress.balance WHERE on_day = ${from}::date
      UNION ALL
      SELECT unit_id, measure, ${opening}::date + (ceil((day - ${opening}::date) / 7.0) * 7)::int, n FROM progress.tally
      WHERE day > ${from}::date AND day <= ${to}::date),
    grid AS (
      SELECT unit_id, measure, ${from}::date + 7 * k AS on_day
      FROM (SELECT DISTINCT unit_id, measure FROM moved) u, generate_series(0, (${to}::date - ${from}::date) / 7) k),
    summed AS (
      SELECT g.unit_id, g.on_day, g.measure, sum(sum(m.n)) OVER (PARTITION BY g.unit_id, g.measure ORDER BY g.on_day) AS total
      FROM grid g LEFT JOIN moved m ON m.unit_id = g.unit_id AND m.measure = g.measure AND m.on_day = g.on_day
      GROUP BY g.unit_id, g.on_day, g.measure)
    INSERT INTO progress.balance (unit_id, on_day, measure, total)
    SELECT unit_id, on_day, measure, coalesce(total, 0)::int FROM summed WHERE on_day > ${from}::date`;
}

export async function setHorizon(tx: Tx, horizon: string): Promise<void> {
  await tx`UPDATE progress.fold SET horizon = ${horizon}, version = version + 1`;
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

/** Balances that differ from the prefix sums of the tally. */
export async function wrongBalances(sql: Queryable): Promise<number> {
  const [row] = await sql`
    WITH days AS (SELECT DISTINCT on_day FROM progress.balance),
    part AS (
      SELECT unit_id, measure, ${opening}::date + (ceil((day - ${opening}::date) / 7.0) * 7)::int AS on_day, sum(n) AS n
      FROM progress.tally WHERE day <= (SELECT horizon FROM progress.fold) GROUP BY 1, 2, 3),
    grid AS (SELECT unit_id, measure, on_day FROM (SELECT DISTINCT unit_id, measure FROM part) u, days),
    right_ones AS (
      SELECT g.unit_id, g.measure, g.on_day, sum(coalesce(p.n, 0)) OVER (PARTITION BY g.unit_id, g.measure ORDER BY g.on_day) AS total
      FROM grid g LEFT JOIN part p ON p.unit_id = g.unit_id AND p.measure = g.measure AND p.on_day = g.on_day)
    SELECT count(*) AS n FROM right_ones r
    FULL JOIN progress.balance b ON b.unit_id = r.unit_id AND b.measure = r.measure AND b.on_day = r.on_day
    WHERE coalesce(r.total, 0) <> coalesce(b.total, 0)`;
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
