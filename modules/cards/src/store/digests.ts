import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { CardState } from "../contract.ts";
import { stopOf } from "./revocations.ts";

/** `qr:`, `mrz:` or `sod:` and the SHA-256 of what was issued, hex. */
export type ContentDigest = { digest: string; cardId: string; personId: string };

export async function insertDigests(tx: Tx, digests: readonly ContentDigest[]): Promise<void> {
  if (digests.length === 0) return;
  const column = <Key extends keyof ContentDigest>(key: Key) => digests.map((one) => one[key]);
  await tx`
    INSERT INTO cards.content_digest (digest, card_id, person_id)
    SELECT * FROM unnest(${column("digest")}::text[], ${column("cardId")}::uuid[], ${column("personId")}::uuid[])
    ON CONFLICT (digest, card_id) DO NOTHING`;
}

/** `stop`: why it must not be accepted while a decision about its holder's record stands. */
export type IssuedCard = { state: CardState; expiresOn: string | null; handedOverAt: string | null; stop: string | null };

/** The cards that carry the content; several when one was made anew for its dossier. */
export async function cardsByDigest(sql: Queryable, digest: string): Promise<IssuedCard[]> {
  return sql<IssuedCard[]>`
    SELECT c.state, c.expires_on AS "expiresOn", c.handed_over_at AS "handedOverAt",
      (SELECT stop.reason FROM (${stopOf(sql)}) stop) AS stop
    FROM cards.content_digest d
    JOIN cards.card c ON c.person_id = d.person_id AND c.card_id = d.card_id
    WHERE d.digest = ${digest} ORDER BY c.ordered_at DESC, c.card_id`;
}
