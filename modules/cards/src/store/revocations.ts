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

export async function revocationsOf(sql: Queryable, personId: string): Promise<Revocation[]> {
  return sql<Revocation[]>`
    SELECT person_id AS "personId", card_id AS "cardId", serial, sod_sha256 AS "sodSha256", reason, revoked_at AS "revokedAt"
    FROM cards.revocation WHERE person_id = ${personId} ORDER BY revoked_at, card_id`;
}

/** The whole list, in order of serial: nothing in it tells who was revoked when by its place. */
export async function revocations(sql: Queryable): Promise<Revocation[]> {
  return sql<Revocation[]>`
    SELECT person_id AS "personId", card_id AS "cardId", serial, sod_sha256 AS "sodSha256", reason, revoked_at AS "revokedAt"
    FROM cards.revocation ORDER BY serial, card_id`;
}
