import { createWriteStream, statSync } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Actor, type Clock, newId } from "@dinhdanh/kernel";
import { retrying, type Sql } from "@dinhdanh/postgres";
import { inspectTable } from "@dinhdanh/tabular";
import type { IntakeReport } from "../contract.ts";
import { finishIntake, openIntake, totals, writeChunk, type WrittenChunk, writtenChunks } from "../store/intake.ts";
import { locateColumns, type Mapping } from "./columns.ts";
import { type IntakeKind, UnusableFile, type Verdict } from "./kind.ts";
import { type RejectsLayout, rejectLines } from "./rejects-file.ts";
import { csvRows, digestFile, ndjsonRows, type SourceBatch, type SourceRow } from "./source.ts";

export type IntakeProgress = { rows: number; fraction: number };
export type IntakeOptions = {
  sql: Sql;
  clock: Clock;
  actor: Actor;
  /** `.csv`, or `.ndjson`/`.jsonl` */
  path: string;
  mapping?: Mapping;
  /** where rejected rows go; default beside the file, `FILE.rejects.csv` */
  rejectsPath?: string;
  /** who writes chunks; here, when absent */
  writers?: ChunkWriters;
  /** told under which id the import runs, before its first row: of one that goes on, that of before */
  onOpen?: (intakeId: string) => void | Promise<void>;
  onProgress?: (progress: IntakeProgress) => void;
};

/** `positions` of the kind's fields among the cells of each row's source. */
export type Chunk = { no: number; rows: SourceRow[]; positions: readonly number[]; bytesRead: number };

/** Writes chunks as {@link writeRows} does; as many as `lanes` at once. */
export type ChunkWriters = { lanes: number; write: (intakeId: string, chunk: Chunk) => Promise<void> };

/** Transactions under way at once: one is written while the next is parsed. Commits that do not wait for the disk were no faster, nor were eight lanes. */
const lanes = 4;

/**
 * Imports a file. Each chunk of rows is one transaction that also notes the chunk, so a kill leaves nothing half-written
 * and the same call goes on where it stopped. Importing a finished file again counts every row as unchanged.
 * @throws {UnusableFile} the file is missing, or its columns are not those of the kind
 */
export async function runIntake(kind: IntakeKind, options: IntakeOptions): Promise<IntakeReport> {
  const { sql, path } = options;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new UnusableFile("missing-file", basename(path));
  const { batches, layout, positions } = await openSource(kind, options);
  const digest = await digestFile(path, {
    kind: kind.kind,
    chunkRows: kind.chunkRows,
    wholeSubjects: kind.subjectOf !== undefined,
    reading: kind.reading ?? {},
    mapping: options.mapping ?? {},
  });
  const startedAt = new Date(options.clock.nowMs()).toISOString();
  const intakeId = await openIntake(sql, {
    ...{ intakeId: newId(), kind: kind.kind, digest, startedAt },
    ...{ fileName: basename(path), officer: options.actor.code },
  });
  await options.onOpen?.(intakeId);
  const written = await writtenChunks(sql, intakeId);
  const size = Math.max(1, found.size);
  let rows = 0;
  const writers = options.writers ?? { lanes, write: (id, chunk) => writeRows(kind, sql, id, chunk) };
  await inLanes({ chunks: chunksOf(batches, kind, positions), lanes: writers.lanes, keysOf: keysIn(kind) }, (chunk) => {
    rows += chunk.rows.length;
    options.onProgress?.({ rows, fraction: Math.min(1, chunk.bytesRead / size) });
    return written.has(chunk.no) ? undefined : writers.write(intakeId, chunk);
  });
  const compared = await kind.finish?.(sql, intakeId);
  await finishIntake(sql, intakeId, new Date(options.clock.nowMs()).toISOString());
  const counts = await totals(sql, intakeId);
  const rejectsFile = counts.rejected === 0 ? null : (options.rejectsPath ?? `${path}.rejects.csv`);
  if (rejectsFile !== null) {
    const lines = rejectLines(sql, intakeId, { layout, reasons: kind.rejections });
    await pipeline(lines, createWriteStream(rejectsFile, { mode: 0o600 }));
  }
  return { read: counts.accepted + counts.acceptedWithFindings + counts.rejected + counts.unchanged, ...counts, rejectsFile, ...compared };
}

async function openSource(
  kind: IntakeKind,
  options: IntakeOptions,
): Promise<{ batches: AsyncGenerator<SourceBatch>; layout: RejectsLayout; positions: number[] }> {
  const names = kind.fields.map((field) => field.name);
  if (/\.(ndjson|jsonl)$/i.test(options.path))
    return { batches: ndjsonRows(options.path, names), layout: { headers: names, delimiter: "," }, positions: [...names.keys()] };
  const info = await inspectTable(options.path);
  const positions = locateColumns(info.headers, kind.fields, options.mapping ?? {});
  return { batches: csvRows(options.path, info, positions, names), layout: info, positions };
}

const keysIn = (kind: IntakeKind) => (chunk: Chunk) => new Set(chunk.rows.flatMap((row) => kind.keysOf?.(row) ?? []));

/**
 * Works on several chunks at once, but for chunks that share a key: which of two rows about one person wins must not be left to chance. The
 * first failure ends the reading, and what is under way is awaited in any case.
 */
async function inLanes(
  { chunks, lanes: most, keysOf }: { chunks: AsyncIterable<Chunk>; lanes: number; keysOf: (chunk: Chunk) => Set<string> },
  work: (chunk: Chunk) => Promise<void> | undefined,
): Promise<void> {
  const running = new Map<Promise<void>, Set<string>>();
  const failures: Error[] = [];
  try {
    for await (const chunk of chunks) {
      const keys = keysOf(chunk);
      for (const [lane, others] of running) if ([...keys].some((key) => others.has(key))) await lane;
      if (failures.length > 0) break;
      const started = work(chunk);
      if (started === undefined) continue;
      const lane: Promise<void> = started.catch((error: unknown) => void failures.push(error as Error)).finally(() => running.delete(lane));
      running.set(lane, keys);
      if (running.size >= most) await Promise.race(running.keys());
    }
  } finally {
    await Promise.all(running.keys());
  }
  if (failures[0] !== undefined) throw failures[0];
}

/** How many rows a chunk may take beyond its size to end with its last subject. */
const mostOver = 50;

/** Where a chunk of the rows ends, or -1 when more rows must tell: the same file is cut alike however it arrives. */
function endOfChunk(rows: readonly SourceRow[], { chunkRows, subjectOf }: IntakeKind): number {
  if (subjectOf === undefined) return rows.length < chunkRows ? -1 : chunkRows;
  for (let end = chunkRows; end < rows.length; end += 1) {
    const [last, next] = [rows[end - 1], rows[end]];
    if (end === chunkRows + mostOver || (last !== undefined && next !== undefined && subjectOf(last) !== subjectOf(next))) return end;
  }
  return -1;
}

async function* chunksOf(batches: AsyncIterable<SourceBatch>, kind: IntakeKind, positions: number[]): AsyncGenerator<Chunk> {
  let no = 0;
  let held: SourceRow[] = [];
  let position = 0;
  for await (const { rows, bytesRead } of batches) {
    position = bytesRead;
    held = held.length === 0 ? rows : held.concat(rows);
    for (let end = endOfChunk(held, kind); end > 0; end = endOfChunk(held, kind)) {
      yield { no, rows: held.slice(0, end), positions, bytesRead };
      held = held.slice(end);
      no += 1;
    }
  }
  if (held.length > 0) yield { no, rows: held, positions, bytesRead: position };
}

/** Decides and writes a chunk in one transaction. After a conflict another run may have written it, else it is decided anew. */
export async function writeRows(kind: IntakeKind, sql: Sql, intakeId: string, chunk: Pick<Chunk, "no" | "rows">): Promise<void> {
  await retrying(sql, async (tx, attempt) => {
    if (attempt > 1 && (await writtenChunks(tx, intakeId)).has(chunk.no)) return;
    await writeChunk(tx, intakeId, { no: chunk.no, ...(await decide(kind, tx, intakeId, chunk.rows)) });
  });
}

async function decide(
  kind: IntakeKind,
  tx: Parameters<IntakeKind["write"]>[0],
  intakeId: string,
  rows: SourceRow[],
): Promise<Omit<WrittenChunk, "no">> {
  const readable = rows.filter((row) => row.rejection === undefined);
  const verdicts = await kind.write(tx, readable, intakeId);
  const counts: WrittenChunk["counts"] = { accepted: 0, acceptedWithFindings: 0, rejected: 0, unchanged: 0 };
  const rejects: WrittenChunk["rejects"][number][] = [];
  const reasons = new Map<string, WrittenChunk["reasons"][number]>();
  const count = (outcome: "rejected" | "acceptedWithFindings", reason: string) => {
    const known = reasons.get(`${outcome} ${reason}`);
    if (known === undefined) reasons.set(`${outcome} ${reason}`, { outcome, reason, rows: 1 });
    else known.rows += 1;
  };
  let next = 0;
  for (const row of rows) {
    const verdict: Verdict | undefined = row.rejection ?? verdicts[next++];
    if (verdict === undefined) throw new Error("an intake kind must answer a verdict for each row");
    counts[verdict.kind] += 1;
    if (verdict.kind === "acceptedWithFindings") for (const finding of new Set(verdict.findings)) count(verdict.kind, finding);
    if (verdict.kind !== "rejected") continue;
    count(verdict.kind, verdict.reason);
    rejects.push({ rowNo: row.rowNo, field: verdict.field, reason: verdict.reason, source: row.source });
  }
  return { counts, rejects, reasons: [...reasons.values()] };
}
