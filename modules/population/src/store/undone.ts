import type { Queryable, Tx } from "@dinhdanh/postgres";
import { actById } from "./acts.ts";

/** A merge, or a decision about a number, that stands no longer. */
export type Undone = { decisionId: string; actId: string; personId: string; otherId: string };

export async function insertUndone(tx: Tx, { decisionId, actId, personId, otherId }: Undone): Promise<void> {
  await tx`
    INSERT INTO population.undone (decision_id, act_id, person_id, other_id) VALUES (${decisionId}, ${actId}, ${personId}, ${otherId})`;
}

export async function undoneById(sql: Queryable, decisionId: string): Promise<Undone | undefined> {
  const [row] = await sql<Undone[]>`
    SELECT decision_id AS "decisionId", act_id AS "actId", person_id AS "personId", other_id AS "otherId"
    FROM population.undone WHERE decision_id = ${decisionId}`;
  return row;
}

/** What became of a decision that does not stand: undone by just this, by this id with other words, or by something else, or never made. */
export async function undoneAgain(
  sql: Queryable,
  decisionId: string,
  { actId, note }: { actId: string; note: string },
): Promise<"same" | "act-differs" | undefined> {
  const undone = await undoneById(sql, decisionId);
  if (undone?.actId !== actId) return undefined;
  return (await actById(sql, undone.personId, actId))?.payload["note"] === note ? "same" : "act-differs";
}
