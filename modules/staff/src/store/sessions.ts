import type { Queryable } from "@dinhdanh/postgres";
import { instant, type Officer, officerColumns, toOfficer } from "./officers.ts";

export async function insertSession(
  sql: Queryable,
  session: { tokenHash: Buffer; officer: string; nowMs: number; expiresMs: number },
): Promise<void> {
  await sql`
    INSERT INTO staff.session (token_hash, officer_code, last_seen_at, expires_at)
    VALUES (${session.tokenHash}, ${session.officer}, ${instant(sql, session.nowMs)}, ${instant(sql, session.expiresMs)})`;
}

/** The enabled officer of a session that was used since `idleSinceMs` and has not expired. */
export async function officerOfSession(
  sql: Queryable,
  tokenHash: Buffer,
  nowMs: number,
  idleSinceMs: number,
): Promise<{ officer: Officer; lastSeenMs: number } | undefined> {
  const [row] = await sql`
    SELECT ${officerColumns(sql)}, (extract(epoch FROM s.last_seen_at) * 1000)::float8 AS last_seen_ms
    FROM staff.session s JOIN staff.officer o ON o.code = s.officer_code JOIN territory.unit u ON u.unit_id = o.scope_unit_id
    WHERE s.token_hash = ${tokenHash} AND s.expires_at > ${instant(sql, nowMs)} AND s.last_seen_at > ${instant(sql, idleSinceMs)}
      AND o.disabled_at IS NULL`;
  return row === undefined ? undefined : { officer: toOfficer(row), lastSeenMs: row["last_seen_ms"] as number };
}

export async function touchSession(sql: Queryable, tokenHash: Buffer, nowMs: number): Promise<void> {
  await sql`UPDATE staff.session SET last_seen_at = ${instant(sql, nowMs)} WHERE token_hash = ${tokenHash}`;
}

export async function deleteSession(sql: Queryable, tokenHash: Buffer): Promise<void> {
  await sql`DELETE FROM staff.session WHERE token_hash = ${tokenHash}`;
}

export async function deleteSessionsOf(sql: Queryable, officer: string): Promise<void> {
  await sql`DELETE FROM staff.session WHERE officer_code = ${officer}`;
}

export async function deleteDeadSessions(sql: Queryable, nowMs: number, idleSinceMs: number): Promise<void> {
  await sql`DELETE FROM staff.session WHERE expires_at <= ${instant(sql, nowMs)} OR last_seen_at <= ${instant(sql, idleSinceMs)}`;
}
