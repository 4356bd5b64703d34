import { copyField, copyInto, copyOut, parseCopyField, type Queryable, type Tx } from "@dinhdanh/postgres";

/** A finding as it is stored. */
export type StoredFinding = { personId: string; kind: string; field: string; foundAt: string };
/** A finding to store. */
export type NewFinding = { personId: string; kind: string; field: string; given: string; conflict: boolean };

/** Findings of some people, in order of the person's id. */
export async function findingsOfMany(sql: Queryable, ids: readonly string[]): Promise<StoredFinding[]> {
  const rows = await sql`
    SELECT person_id, kind, field, found_at FROM population.finding WHERE person_id = ANY (${[...ids]}::uuid[]) ORDER BY person_id, kind, field`;
  return rows.map((row) => ({
    ...{ personId: String(row["person_id"]), kind: String(row["kind"]), field: String(row["field"]) },
    foundAt: String(row["found_at"]),
  }));
}

/** Everybody's findings, grouped by person in order of the id. */
export async function* allFindings(sql: Queryable): AsyncGenerator<StoredFinding[]> {
  let group: StoredFinding[] = [];
  for await (const lines of copyOut(sql, "SELECT person_id, kind, field, found_at FROM population.finding ORDER BY person_id")) {
    for (const line of lines) {
      const [personId = "", kind = "", field = "", foundAt = ""] = line.split("\t").map((one) => parseCopyField(one) ?? "");
      if (group.length > 0 && group[0]?.personId !== personId) {
        yield group;
        group = [];
      }
      group.push({ personId, kind, field, foundAt });
    }
  }
  if (group.length > 0) yield group;
}

export async function addFindings(tx: Tx, findings: readonly NewFinding[], foundAt: string): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map((f) => `${f.personId}\t${f.kind}\t${f.field}\t${copyField(f.given)}\t${f.conflict}\t${foundAt}\n`);
  await copyInto(tx, "population.finding (person_id, kind, field, given, conflict, found_at)", rows.join(""));
}

/** Takes findings away that are no more, and remembers how long they stood. */
export async function mendFindings(tx: Tx, gone: readonly StoredFinding[], mendedAt: string): Promise<void> {
  if (gone.length === 0) return;
  const column = (key: keyof StoredFinding) => gone.map((finding) => finding[key]);
  await tx`
    WITH gone AS (
      DELETE FROM population.finding f
      USING unnest(${column("personId")}::uuid[], ${column("kind")}::text[], ${column("field")}::text[]) AS g (person_id, kind, field)
      WHERE f.person_id = ANY (${column("personId")}::uuid[]) AND f.person_id = g.person_id AND f.kind = g.kind AND f.field = g.field
      RETURNING f.person_id, f.kind, f.field, f.found_at)
    INSERT INTO population.mended (person_id, kind, field, found_at, mended_at)
    SELECT person_id, kind, field, found_at, ${mendedAt}::timestamptz FROM gone ON CONFLICT DO NOTHING`;
}

/** Takes the place of who checks what changed, until the transaction ends; null while another has it. */
export async function lockQuality(tx: Tx): Promise<number | null> {
  const [row] = await tx`SELECT until_tx FROM population.quality_state FOR UPDATE SKIP LOCKED`;
  return row === undefined ? null : Number(row["until_tx"]);
}

/** Waits for whoever checks, and takes their place. */
export async function awaitQuality(tx: Tx): Promise<void> {
  await tx`SELECT until_tx FROM population.quality_state FOR UPDATE`;
}

export async function setQualityTx(tx: Tx, untilTx: number): Promise<void> {
  await tx`UPDATE population.quality_state SET until_tx = ${untilTx}`;
}

/** Everybody has been checked, and with them what was told before the transaction. */
export async function setEverybodyChecked(tx: Tx, untilTx: number, at: string): Promise<void> {
  await tx`UPDATE population.quality_state SET until_tx = ${untilTx}, everybody_at = ${at}`;
}

/** When everybody was checked last, or null. */
export async function everybodyCheckedAt(sql: Queryable): Promise<string | null> {
  const [row] = await sql`SELECT everybody_at FROM population.quality_state`;
  return (row?.["everybody_at"] ?? null) as string | null;
}

/** Every transaction below this one has ended. */
export async function endedTx(sql: Queryable): Promise<number> {
  const [row] = await sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS tx`;
  return Number(row?.["tx"]);
}

/** What may change the quality of somebody's record. */
const news = "(kind LIKE 'person.%' OR kind IN ('dossier.collected', 'eid.requested', 'eid.activated'))";

/** The first transaction at or after `fromTx` that told something of people, or null. */
export async function firstTold(sql: Queryable, fromTx: number, untilTx: number): Promise<number | null> {
  const [row] = await sql`SELECT min(tx) AS tx FROM ledger.act WHERE tx >= ${fromTx} AND tx < ${untilTx} AND ${sql.unsafe(news)}`;
  return typeof row?.["tx"] === "number" ? row["tx"] : null;
}

export async function toldOf(sql: Queryable, fromTx: number, untilTx: number): Promise<string[]> {
  const rows = await sql`
    SELECT DISTINCT subject_id FROM ledger.act WHERE tx >= ${fromTx} AND tx < ${untilTx} AND ${sql.unsafe(news)} ORDER BY 1`.values();
  return (rows as unknown as [string][]).map(([personId]) => personId);
}
