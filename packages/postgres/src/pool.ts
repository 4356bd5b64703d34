import { once } from "node:events";
import type { Readable } from "node:stream";
import postgres from "postgres";
import { BinaryRows } from "./binary-rows.ts";
import { type OptionsWithSocket, promptSocket } from "./socket.ts";

/** A pool of connections; also the type of a transaction, so a store takes either. */
export type Sql = postgres.Sql;
export type Tx = postgres.TransactionSql;
/** What a store needs: a pool or a transaction. */
export type Queryable = Sql | Tx;

/**
 * Opens a pool. `?host=/folder` in the address names the folder of a Unix socket, as in libpq (PostgreSQL 18, 32.1.1.2). Dates (`date`) stay text: the driver's default shifts a birthday by a day in Asia/Ho_Chi_Minh.
 * Every session runs in UTC so that text made from a timestamp is the same everywhere.
 */
export function openPool(url: string, options: { max?: number } = {}): Sql {
  const { address, path } = socketOf(url);
  const settings = {
    ...(path === undefined ? {} : { path }),
    max: options.max ?? 10,
    onnotice: () => {},
    connection: { TimeZone: "UTC", application_name: "dinhdanh" },
    socket: promptSocket,
    types: {
      date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
      timestamptz: { to: 1184, from: [1184], serialize: (time: string) => time, parse: (time: string) => toIso(time) },
      bigint: { to: 20, from: [20], serialize: (n: number) => String(n), parse: (n: string) => Number(n) },
    },
  } satisfies OptionsWithSocket<PoolTypes>;
  return postgres(address, settings) as Sql;
}

function socketOf(url: string): { address: string; path?: string } {
  if (!url.includes("host=%2F") && !url.includes("host=/")) return { address: url };
  const address = new URL(url);
  const folder = address.searchParams.get("host") ?? "";
  address.searchParams.delete("host");
  return { address: address.href, path: `${folder}/.s.PGSQL.${address.port === "" ? "5432" : address.port}` };
}

type PoolTypes = Record<"date" | "timestamptz" | "bigint", postgres.PostgresType>;

/** `2023-04-06 13:40:00.5+00` → `2023-04-06T13:40:00.500Z` */
function toIso(time: string): string {
  const [day, clock = ""] = time.split(" ");
  const [whole = "", fraction = ""] = clock.replace(/\+00$/, "").split(".");
  return `${day}T${whole}${fraction === "" ? "" : `.${fraction.padEnd(3, "0").slice(0, 3)}`}Z`;
}

/**
 * Sends rows as COPY text, or in the binary format. Rows of text are already-encoded lines (see {@link copyField}), each ending in a newline.
 * @param target e.g. `ledger.act (subject_id, act_id)`; never built from user input
 */
export async function copyInto(sql: Queryable, target: string, rows: string | BinaryRows | AsyncIterable<string>): Promise<void> {
  const query = sql.unsafe(`COPY ${target} FROM STDIN${rows instanceof BinaryRows ? " (FORMAT binary)" : ""}`);
  const refused = failureOf(query);
  const stream = await query.writable();
  const finished = Promise.race([once(stream, "finish"), refused]);
  // an error while `rows` is being made is seen below, not as a rejection that nobody handles
  finished.catch(() => undefined);
  try {
    if (typeof rows === "string") stream.write(rows);
    else if (rows instanceof BinaryRows) stream.write(rows.end());
    else for await (const part of rows) if (!stream.write(part)) await Promise.race([once(stream, "drain"), finished]);
  } catch (error) {
    // without this the server would wait for more rows
    stream.destroy(error as Error);
    throw error;
  }
  stream.end();
  await finished;
}

/**
 * Rejects when the server refuses the rows. The driver forgets the stream once CopyDone is sent, and has resolved the query with it before:
 * an error that comes after (a key violated by any COPY that fits one buffer) would reach nobody, and the caller wait for ever.
 */
function failureOf(query: object): Promise<never> {
  const told = query as { reject: (error: Error) => void };
  const failed = new Promise<never>((_, reject) => {
    const tell = told.reject;
    told.reject = (error) => {
      tell(error);
      reject(error);
    };
  });
  failed.catch(() => undefined);
  return failed;
}

/** One field of a COPY text row. `null` is `\N`. */
export function copyField(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value !== "string") return String(value);
  return special.test(value) ? value.replace(specialAll, escaped) : value;
}
const special = /[\\\t\n\r]/;
const specialAll = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escaped = (character: string) => escapes[character] ?? character;

/**
 * Rows of a query as COPY text lines, streamed in chunks of whole lines: the cheapest way to read millions of rows. On a connection of its own: when all are
 * busy, the driver sends the statements of others along one that copies, and fails them (COPY_IN_PROGRESS).
 */
export async function* copyOut(sql: Queryable, query: string): AsyncGenerator<string[]> {
  const connection = "reserve" in sql ? await sql.reserve() : undefined;
  try {
    yield* linesOf(connection ?? sql, query);
  } finally {
    connection?.release();
  }
}

async function* linesOf(sql: Queryable, query: string): AsyncGenerator<string[]> {
  const stream = await sql.unsafe(`COPY (${query}) TO STDOUT`).readable();
  neverLeavePaused(stream);
  stream.setEncoding("utf8");
  let rest = "";
  try {
    for await (const part of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<string>) {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      if (lines.length > 0) yield lines;
    }
  } finally {
    // a reader that breaks off: the connection takes no other statement before the last row
    if (!stream.readableEnded && !stream.destroyed) await once(stream.resume(), "end");
  }
  if (rest !== "") yield [rest];
}

/**
 * The driver (3.4.9) pauses the socket when the stream is full and resumes it when the stream is read on. Nobody reads on after the end: the
 * connection would hang with its next statement.
 */
function neverLeavePaused(stream: Readable): void {
  const push = stream.push.bind(stream);
  const resumeSocket = () => stream["_read"](0);
  stream.push = (chunk: unknown) => {
    const more = push(chunk);
    if (chunk === null) resumeSocket();
    return more;
  };
}

/** Undoes {@link copyField}. */
export function parseCopyField(field: string): string | null {
  if (field === "\\N") return null;
  return field.includes("\\") ? field.replace(/\\(.)/g, (_, c: string) => unescapes[c] ?? c) : field;
}
const unescapes: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f", v: "\v" };

/** Name of the snapshot of a running transaction, for {@link useSnapshot} in another one. */
export async function exportSnapshot(tx: Tx): Promise<string> {
  const [row] = await tx`SELECT pg_export_snapshot() AS id`;
  return String(row?.["id"]);
}

/** Must be the first statement of a repeatable-read transaction. */
export async function useSnapshot(tx: Tx, snapshot: string): Promise<void> {
  await tx.unsafe(`SET TRANSACTION SNAPSHOT '${snapshot.replace(/[^0-9A-F-]/g, "")}'`);
}

/**
 * After a bulk load: statistics for the planner, and the visibility map that lets index-only scans skip the table. Autovacuum would do
 * it minutes later. Names are trusted.
 */
export async function settleTables(sql: Sql, tables: { analyse: string[]; vacuum: string[] }): Promise<void> {
  for (const table of tables.analyse) await sql.unsafe(`ANALYZE ${table}`);
  for (const table of tables.vacuum) await sql.unsafe(`VACUUM (ANALYZE) ${table}`);
}

/** Does the work unless another process is at it; holds no transaction open meanwhile. `lock` is a number of the work's own. @returns undefined when another was at it */
export async function tryExclusively<T>(sql: Sql, lock: number, work: () => Promise<T>): Promise<T | undefined> {
  const connection = await sql.reserve();
  try {
    const [row] = await connection`SELECT pg_try_advisory_lock(${lock}) AS ours`;
    if (row?.["ours"] !== true) return undefined;
    return await work().finally(() => connection`SELECT pg_advisory_unlock(${lock})`);
  } finally {
    connection.release();
  }
}
