import type { Queryable } from "@dinhdanh/postgres";
import type { CardState } from "./contract.ts";
import { cardsOfEach } from "./store/cards.ts";
import { revocationsOf } from "./store/revocations.ts";

/** `listed`: it will stand on the revocation list; else it has no chip that was signed, and will not be made or handed over. */
export type CardAtStake = { cardId: string; serial: string | null; state: CardState; listed: boolean };

/** Cards that a decision about a person's record would stop: those that are not out of force already. */
export async function cardsAtStake(sql: Queryable, personId: string): Promise<CardAtStake[]> {
  const gone = new Set((await revocationsOf(sql, personId)).map(({ cardId }) => cardId));
  const left = (await cardsOfEach(sql, [personId])).filter(({ cardId, state }) => !gone.has(cardId) && !over.has(state));
  return left.map(({ cardId, serial, state, sodSha256 }) => ({ cardId, serial, state, listed: sodSha256 !== null }));
}

const over: ReadonlySet<CardState> = new Set(["expired", "spoiled", "lost", "revoked", "replaced"]);
