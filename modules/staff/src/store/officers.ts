import type { Queryable } from "@dinhdanh/postgres";
import { countryId } from "@dinhdanh/territory";
import type { OfficerRole, OfficerView } from "../contract.ts";

export type Officer = OfficerView & { scopeUnitId: number; passwordHash: string | null };
type NewRow = Pick<Officer, "code" | "name" | "role" | "scopeUnitId" | "passwordHash" | "demo"> & { addedAtMs: number };
type Row = Record<string, unknown>;

/** An instant, given as ms since 1970-01-01T00:00Z. */
export const instant = (sql: Queryable, ms: number) => sql`to_timestamp(${ms}::float8 / 1000)`;

export const officerColumns = (sql: Queryable) => sql`
  o.code, o.name, o.role, o.scope_unit_id, u.code AS scope, u.name AS scope_name, o.password_hash, o.demo, o.disabled_at`;

export function toOfficer(row: Row): Officer {
  const scopeUnitId = row["scope_unit_id"] as number;
  return {
    code: row["code"] as string,
    name: row["name"] as string,
    role: row["role"] as OfficerRole,
    scopeUnitId,
    scope: scopeUnitId === countryId ? null : (row["scope"] as string),
    scopeName: row["scope_name"] as string,
    passwordHash: row["password_hash"] as string | null,
    demo: row["demo"] as boolean,
    disabledAt: row["disabled_at"] as string | null,
  };
}

/** What may leave this module of an officer. */
export function officerView({ code, name, role, scope, scopeName, demo, disabledAt }: Officer): OfficerView {
  return { code, name, role, scope, scopeName, demo, disabledAt };
}

export async function findOfficer(sql: Queryable, code: string): Promise<Officer | undefined> {
  const [row] = await sql`
    SELECT ${officerColumns(sql)} FROM staff.officer o JOIN territory.unit u ON u.unit_id = o.scope_unit_id WHERE o.code = ${code}`;
  return row === undefined ? undefined : toOfficer(row);
}

/** All officers, disabled ones too, in order of code. */
export async function listOfficers(sql: Queryable): Promise<OfficerView[]> {
  const rows = await sql`
    SELECT ${officerColumns(sql)} FROM staff.officer o JOIN territory.unit u ON u.unit_id = o.scope_unit_id ORDER BY o.code`;
  return rows.map((row) => officerView(toOfficer(row)));
}

/** Officers who may sign in: the one with a code, or those in charge of the unit `over` whose own territory lies in that of the unit `within`. */
export async function enabledOfficers(
  sql: Queryable,
  who: { code: string } | { over: number; within: number },
): Promise<Pick<Officer, "code" | "name" | "role" | "scope" | "scopeName" | "scopeUnitId">[]> {
  const theirs =
    "code" in who
      ? sql`o.code = ${who.code}`
      : sql`o.scope_unit_id IN (SELECT ancestor_id FROM territory.ancestor WHERE unit_id = ${who.over}
          INTERSECT SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${who.within})`;
  const rows = await sql`
    SELECT ${officerColumns(sql)} FROM staff.officer o JOIN territory.unit u ON u.unit_id = o.scope_unit_id
    WHERE o.disabled_at IS NULL AND ${theirs} ORDER BY o.name, o.code`;
  return rows
    .map(toOfficer)
    .map(({ code, name, role, scope, scopeName, scopeUnitId }) => ({ code, name, role, scope, scopeName, scopeUnitId }));
}

/** Names of officers by code, disabled ones too; of a code that nobody bears there is none. */
export async function officerNames(sql: Queryable, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await sql`SELECT code, name FROM staff.officer WHERE code = ANY (${codes}::text[]) ORDER BY code`;
  return new Map(rows.map((row) => [row["code"] as string, row["name"] as string]));
}

/** @returns whether the code was free */
export async function insertOfficer(sql: Queryable, officer: NewRow): Promise<boolean> {
  const rows = await sql`
    INSERT INTO staff.officer (code, name, role, scope_unit_id, password_hash, demo, added_at)
    VALUES (${officer.code}, ${officer.name}, ${officer.role}, ${officer.scopeUnitId}, ${officer.passwordHash}, ${officer.demo},
      ${instant(sql, officer.addedAtMs)})
    ON CONFLICT (code) DO NOTHING RETURNING code`;
  return rows.length > 0;
}

/** @returns whether the officer was enabled until now */
export async function markDisabled(sql: Queryable, code: string, atMs: number): Promise<boolean> {
  const rows = await sql`
    UPDATE staff.officer SET disabled_at = ${instant(sql, atMs)} WHERE code = ${code} AND disabled_at IS NULL RETURNING code`;
  return rows.length > 0;
}

export async function setPasswordHash(sql: Queryable, code: string, passwordHash: string): Promise<void> {
  await sql`UPDATE staff.officer SET password_hash = ${passwordHash} WHERE code = ${code}`;
}
