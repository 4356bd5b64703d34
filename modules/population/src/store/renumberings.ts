import type { Queryable, Tx } from "@dinhdanh/postgres";

export type Renumbering = {
  personId: string;
  renumberingId: string;
  keeperId: string;
  oldPin: string;
  newPin: string;
  /** whom the number led to before */
  ownerBefore: string;
  decidedAt: string;
  decidedBy: string;
  note: string;
};

export async function insertRenumbering(tx: Tx, one: Renumbering): Promise<void> {
  await tx`
    INSERT INTO population.renumbering (person_id, renumbering_id, keeper_id, old_pin, new_pin, owner_before, decided_at, decided_by, note)
    VALUES (${one.personId}, ${one.renumberingId}, ${one.keeperId}, ${one.oldPin}, ${one.newPin}, ${one.ownerBefore}, ${one.decidedAt},
      ${one.decidedBy}, ${one.note})`;
}

export async function renumberingById(sql: Queryable, renumberingId: string): Promise<Renumbering | undefined> {
  const [row] = await sql<Renumbering[]>`
    SELECT person_id AS "personId", renumbering_id AS "renumberingId", keeper_id AS "keeperId", old_pin AS "oldPin", new_pin AS "newPin",
      owner_before AS "ownerBefore", decided_at AS "decidedAt", decided_by AS "decidedBy", note
    FROM population.renumbering WHERE renumbering_id = ${renumberingId}`;
  return row;
}

export async function deleteRenumbering(tx: Tx, { personId, renumberingId }: Renumbering): Promise<void> {
  await tx`DELETE FROM population.renumbering WHERE person_id = ${personId} AND renumbering_id = ${renumberingId}`;
}

/** Whom a number leads to from now on. */
export async function leadNumber(tx: Tx, pin: string, personId: string): Promise<void> {
  await tx`UPDATE population.number SET person_id = ${personId} WHERE pin = ${pin}`;
}
