import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { CardRevocationReason } from "../contract.ts";

export type Revocation = {
  personId: string;
  cardId: string;
  serial: string | null;
  sodSha256: string | null;
  reason: CardRevocationReason;
  revokedAt: string;
};

export async function insertRevocations(tx: Tx, all: readonly Revocation[]): Promise<void> {
  if (all.length === 0) return;
  const column = <Key extends keyof Revocation>(key: Key) => all.map((one) => one[key]);
  await tx`
    INSERT INTO cards.revocation (person_id, card_id, serial, sod_sha256, reason, revoked_at)
    SELECT * FROM unnest(${column("personId")}::uuid[], ${column("cardId")}::uuid[], ${column("serial")}::text[],
      ${column("sodSha256")}::text[], ${column("reason")}::text[], ${column("revokedAt")}::timestamptz[])
    ON CONFLICT (person_id, card_id) DO NOTHING`;
}

/** Why cards `c` must not be accepted as long as a decision about the person's record stands: nothing is written, so that undoing it leaves nothing. */
export const stopOf = (sql: Queryable) => sql`
  SELECT s.reason, s.since FROM population.card_stop s
  WHERE s.person_id = c.person_id AND (s.ordered_before IS NULL OR c.ordered_at < s.ordered_before) ORDER BY s.since LIMIT 1`;

/** Cards that were taken out of force, and those that a decision stops: if their chip was ever signed, and they have not expired. */
const listed = (sql: Queryable, whose: Fragment) => sql`
  SELECT r.person_id AS "personId", r.card_id AS "cardId", r.serial, r.sod_sha256 AS "sodSha256", r.reason, r.revoked_at AS "revokedAt"
  FROM cards.revocation r WHERE ${whose}
  UNION ALL SELECT c.person_id, c.card_id, c.serial, c.sod_sha256, stop.reason, stop.since
  FROM (SELECT DISTINCT r.person_id FROM population.card_stop r WHERE ${whose}) p
  JOIN cards.card c ON c.person_id = p.person_id CROSS JOIN LATERAL (${stopOf(sql)}) stop
  WHERE c.sod_sha256 IS NOT NULL AND c.state <> 'expired'
    AND NOT EXISTS (SELECT FROM cards.revocation r WHERE r.person_id = c.person_id AND r.card_id = c.card_id)`;
type Fragment = ReturnType<Queryable>;

export async function revocationsOf(sql: Queryable, personId: string): Promise<Revocation[]> {
  return sql<Revocation[]>`${listed(sql, sql`r.person_id = ${personId}`)} ORDER BY "revokedAt", "cardId"`;
}

/** The whole list, in order of serial: nothing in it tells who was revoked when by its place. */
export async function revocations(sql: Queryable): Promise<Revocation[]> {
  return sql<Revocation[]>`${listed(sql, sql`true`)} ORDER BY serial, "cardId"`;
}
