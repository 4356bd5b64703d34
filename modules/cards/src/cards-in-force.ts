import type { Day } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { cardsOfEach, stoppedCards } from "./store/cards.ts";

/** Cards that people hold and that are valid on the day, by person. The day of expiry is the last of validity, as verify-card.ts has it. */
export async function cardsInForce(sql: Queryable, personIds: readonly string[], day: Day): Promise<Map<string, { serial: string }[]>> {
  const all = await cardsOfEach(sql, personIds);
  const stopped = await stoppedCards(sql, personIds);
  const held = all.filter(
    ({ cardId, state, expiresOn }) => state === "handed-over" && (expiresOn === null || expiresOn >= day) && !stopped.has(cardId),
  );
  const inForce = held.flatMap(({ personId, serial }) => (serial === null ? [] : [{ personId, serial }]));
  return Map.groupBy(inForce, ({ personId }) => personId);
}
