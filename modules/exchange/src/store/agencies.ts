import type { Queryable } from "@dinhdanh/postgres";
import type { AgencyView, NewAgency } from "../contract.ts";
import type { Agency } from "../deps.ts";

type Row = Record<string, unknown>;

/** @returns whether the code was free */
export async function insertAgency(sql: Queryable, agency: NewAgency & { secretHash: string; addedAt: string }): Promise<boolean> {
  const { count } = await sql`
    INSERT INTO exchange.agency (code, name, secret_hash, scopes, attributes, adjudicates, purpose, valid_from, valid_until, added_at)
    VALUES (${agency.code}, ${agency.name}, ${agency.secretHash}, ${agency.scopes}, ${agency.attributes}, ${agency.adjudicates},
      ${agency.purpose}, ${agency.validFrom}, ${agency.validUntil}, ${agency.addedAt})
    ON CONFLICT (code) DO NOTHING`;
  return count === 1;
}

/** All agencies, disabled ones too, in order of code. */
export async function listAgencies(sql: Queryable): Promise<AgencyView[]> {
  const rows = await sql`
    SELECT a.code, a.name, a.scopes, a.attributes, a.adjudicates, a.purpose, a.valid_from, a.valid_until, a.disabled_at, a.last_used_at,
      coalesce(d.waiting, 0) AS waiting, coalesce(d.dead, 0) AS dead
    FROM exchange.agency a
    LEFT JOIN (
      SELECT s.agency_code, count(*) FILTER (WHERE d.state = 'waiting')::int AS waiting, count(*) FILTER (WHERE d.state = 'dead')::int AS dead
      FROM exchange.delivery d JOIN exchange.subscription s ON s.subscription_id = d.subscription_id
      WHERE d.state <> 'delivered' GROUP BY s.agency_code) d ON d.agency_code = a.code
    ORDER BY a.code`;
  return rows.map(toView);
}

const toView = (row: Row): AgencyView => ({
  code: row["code"] as string,
  name: row["name"] as string,
  scopes: row["scopes"] as string[],
  attributes: row["attributes"] as string[],
  adjudicates: row["adjudicates"] as boolean,
  purpose: row["purpose"] as string,
  validFrom: row["valid_from"] as AgencyView["validFrom"],
  validUntil: row["valid_until"] as AgencyView["validUntil"],
  disabledAt: row["disabled_at"] as string | null,
  lastUsedAt: row["last_used_at"] as string | null,
  waiting: row["waiting"] as number,
  dead: row["dead"] as number,
});

export type Credentials = { secretHash: string; scopes: string[]; inForce: boolean };

/** @param today decides whether the agreement is in force */
export async function credentialsOf(sql: Queryable, code: string, today: string): Promise<Credentials | undefined> {
  const [row] = await sql`
    SELECT secret_hash, scopes, disabled_at IS NULL AND valid_from <= ${today} AND (valid_until IS NULL OR valid_until >= ${today}) AS in_force
    FROM exchange.agency WHERE code = ${code}`;
  if (row === undefined) return undefined;
  return { secretHash: row["secret_hash"] as string, scopes: row["scopes"] as string[], inForce: row["in_force"] as boolean };
}

/** @returns whether there is such an agency */
export async function setSecretHash(sql: Queryable, code: string, secretHash: string): Promise<boolean> {
  const { count } = await sql`UPDATE exchange.agency SET secret_hash = ${secretHash} WHERE code = ${code}`;
  return count === 1;
}

export async function agencyExists(sql: Queryable, code: string): Promise<boolean> {
  return (await sql`SELECT 1 FROM exchange.agency WHERE code = ${code}`).length > 0;
}

/** @returns whether the agency was enabled until now */
export async function markDisabled(sql: Queryable, code: string, at: string): Promise<boolean> {
  const { count } = await sql`UPDATE exchange.agency SET disabled_at = ${at} WHERE code = ${code} AND disabled_at IS NULL`;
  return count === 1;
}

export async function touchAgency(sql: Queryable, code: string, at: string): Promise<void> {
  await sql`UPDATE exchange.agency SET last_used_at = ${at} WHERE code = ${code}`;
}

export async function insertToken(
  sql: Queryable,
  token: { tokenHash: Buffer; code: string; scopes: readonly string[]; expiresAt: string },
): Promise<void> {
  await sql`
    INSERT INTO exchange.access_token (token_hash, agency_code, scopes, expires_at)
    VALUES (${token.tokenHash}, ${token.code}, ${[...token.scopes]}, ${token.expiresAt})`;
}

/** The agency of a token that has not expired, while its agreement is in force. */
export async function agencyOfHash(
  sql: Queryable,
  tokenHash: Buffer,
  now: string,
  today: string,
): Promise<{ agency: Agency; scopes: string[] } | undefined> {
  const [row] = await sql<(Agency & { scopes: string[] })[]>`
    SELECT a.code, a.name, a.attributes, a.purpose, a.adjudicates, t.scopes
    FROM exchange.access_token t JOIN exchange.agency a ON a.code = t.agency_code
    WHERE t.token_hash = ${tokenHash} AND t.expires_at > ${now} AND a.disabled_at IS NULL
      AND a.valid_from <= ${today} AND (a.valid_until IS NULL OR a.valid_until >= ${today})`;
  if (row === undefined) return undefined;
  const { scopes, ...agency } = row;
  return { agency, scopes };
}

export async function deleteTokensOf(sql: Queryable, code: string): Promise<void> {
  await sql`DELETE FROM exchange.access_token WHERE agency_code = ${code}`;
}

export async function deleteExpiredTokens(sql: Queryable, now: string): Promise<void> {
  await sql`DELETE FROM exchange.access_token WHERE expires_at <= ${now}`;
}
