import { copyInto, copyOut, parseCopyField, type Queryable, type Tx } from "@dinhdanh/postgres";
import type { Checkpoint } from "../seal/checkpoint.ts";

export type Block = { bucket: number; height: number; fromTx: number; untilTx: number; acts: number; previous: string; hash: string };

/**
 * SQL of what the condition on `tx` takes in, as it is sealed: one JSON array an entry, an act's payload verbatim, a read as an act of the kind
 * `person.read` about who was read. Times are in UTC (every session runs in it).
 */
const entries = (within: string) => `
  SELECT ${bucketOf("subject_id")} AS bucket, subject_id, act_id, tx,
    json_build_array(subject_id, act_id, kind, occurred_at, recorded_at, unit, officer, team, device, payload)::text AS line
  FROM ledger.act WHERE ${within}
  UNION ALL
  SELECT ${bucketOf("person_id")}, person_id, read_id, tx,
    json_build_array(person_id, read_id, 'person.read', read_at, read_at, NULL, officer, NULL, NULL,
      json_build_object('purpose', purpose, 'view', view))::text
  FROM ledger.read WHERE ${within}`;
const bucketOf = (subject: string) => `(get_byte(uuid_send(${subject}), 15) % 64)`;

/** Waits for a sealer at work elsewhere, and keeps others waiting until the transaction ends. */
export async function lockSealing(tx: Tx): Promise<void> {
  await tx`SELECT pg_advisory_xact_lock(7163005)`;
}

/** Every transaction below this one has ended: what it wrote is visible, and nothing more will come. */
export async function finishedBelow(tx: Tx): Promise<number> {
  const [row] = await tx`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS tx`;
  return Number(row?.["tx"]);
}

export async function lastCheckpoint(sql: Queryable): Promise<{ no: number; untilTx: number; acts: number }> {
  const [row] = await sql`SELECT checkpoint_no, until_tx, acts FROM ledger.checkpoint ORDER BY checkpoint_no DESC LIMIT 1`;
  return { no: Number(row?.["checkpoint_no"] ?? 0), untilTx: Number(row?.["until_tx"] ?? 0), acts: Number(row?.["acts"] ?? 0) };
}

/** First transaction at or after `fromTx` that wrote acts or reads, or null. */
export async function firstTx(tx: Tx, fromTx: number, untilTx: number): Promise<number | null> {
  const [row] = await tx`
    SELECT least((SELECT min(tx) FROM ledger.act WHERE tx >= ${fromTx} AND tx < ${untilTx}),
      (SELECT min(tx) FROM ledger.read WHERE tx >= ${fromTx} AND tx < ${untilTx})) AS tx`;
  return typeof row?.["tx"] === "number" ? row["tx"] : null;
}

/** Acts and reads of a run of transactions, hashed by bucket. */
export async function hashActs(tx: Tx, fromTx: number, untilTx: number): Promise<{ bucket: number; acts: number; linesHash: string }[]> {
  const rows = await tx.unsafe(
    `SELECT bucket, count(*)::int AS acts,
      encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY subject_id, act_id), 'UTF8')), 'hex') AS lines_hash
    FROM (${entries("tx >= $1 AND tx < $2")}) e GROUP BY 1 ORDER BY 1`,
    [fromTx, untilTx],
  );
  return rows.map((row) => ({ bucket: Number(row["bucket"]), acts: Number(row["acts"]), linesHash: String(row["lines_hash"]) }));
}

/** The last block of every bucket that has one. */
export async function heads(sql: Queryable): Promise<Map<number, Pick<Block, "height" | "hash">>> {
  const rows =
    await sql`SELECT DISTINCT ON (bucket) bucket, height, encode(hash, 'hex') AS hash FROM ledger.block ORDER BY bucket, height DESC`;
  return new Map(rows.map((row) => [Number(row["bucket"]), { height: Number(row["height"]), hash: String(row["hash"]) }]));
}

export async function insertBlocks(tx: Tx, blocks: Block[]): Promise<void> {
  const rows = blocks.map((b) => `${b.bucket}\t${b.height}\t${b.fromTx}\t${b.untilTx}\t${b.acts}\t\\\\x${b.previous}\t\\\\x${b.hash}\n`);
  await copyInto(tx, "ledger.block (bucket, height, from_tx, until_tx, acts, previous, hash)", rows.join(""));
}

/** Writes a checkpoint, and the key that signed it if it is this key's first. */
export async function insertCheckpoint(tx: Tx, checkpoint: Checkpoint, publicPem: string): Promise<void> {
  const { no, untilTx, sealedAt, heads: headLines, acts, keyId, signature } = checkpoint;
  await tx`
    WITH signer AS (
      INSERT INTO ledger.signer (key_id, public_pem, since) VALUES (${keyId}, ${publicPem}, ${sealedAt}) ON CONFLICT (key_id) DO NOTHING)
    INSERT INTO ledger.checkpoint (checkpoint_no, until_tx, sealed_at, heads, acts, key_id, signature)
    VALUES (${no}, ${untilTx}, ${sealedAt}, ${headLines}, ${acts}, ${keyId}, decode(${signature}, 'hex'))`;
}

/** Public keys that signed checkpoints, in the order in which they came, one PEM after the other. */
export async function signerPems(sql: Queryable): Promise<string> {
  const rows = await sql`SELECT public_pem FROM ledger.signer ORDER BY since, key_id`;
  return rows.map((row) => String(row["public_pem"])).join("");
}

export async function allBlocks(sql: Queryable): Promise<Block[]> {
  const rows = await sql`
    SELECT bucket, height, from_tx, until_tx, acts, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash
    FROM ledger.block ORDER BY bucket, height`;
  return rows.map((row) => ({
    ...{ bucket: Number(row["bucket"]), height: Number(row["height"]), acts: Number(row["acts"]) },
    ...{ fromTx: Number(row["from_tx"]), untilTx: Number(row["until_tx"]) },
    ...{ previous: String(row["previous"]), hash: String(row["hash"]) },
  }));
}

/** `sealedAt` exactly as it was signed, with three digits of a second. */
export async function allCheckpoints(sql: Queryable): Promise<Checkpoint[]> {
  const rows = await sql`
    SELECT checkpoint_no, until_tx, to_char(sealed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS sealed_at, heads, acts, key_id, encode(signature, 'hex') AS signature
    FROM ledger.checkpoint ORDER BY checkpoint_no`;
  return rows.map((row) => ({
    ...{ no: Number(row["checkpoint_no"]), untilTx: Number(row["until_tx"]), sealedAt: String(row["sealed_at"]) },
    ...{ acts: Number(row["acts"]), heads: String(row["heads"]), keyId: String(row["key_id"]), signature: String(row["signature"]) },
  }));
}

/** Every sealed act and read as its line, in the order of the chains: bucket, height, subject, act. */
export async function* sealedLines(sql: Queryable): AsyncGenerator<{ bucket: number; line: string }[]> {
  const query = `SELECT b.bucket, e.line FROM (${entries("true")}) e
    JOIN ledger.block b ON b.bucket = e.bucket AND e.tx >= b.from_tx AND e.tx < b.until_tx
    ORDER BY b.bucket, b.height, e.subject_id, e.act_id`;
  for await (const rows of copyOut(sql, query)) {
    yield rows.map((row) => {
      const tab = row.indexOf("\t");
      return { bucket: Number(row.slice(0, tab)), line: parseCopyField(row.slice(tab + 1)) ?? "" };
    });
  }
}
