import type { Day } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { cardsOf } from "./store/cards.ts";

/** Cards that the person holds and that are valid on the day. */
export async function cardsInForce(sql: Queryable, personId: string, day: Day): Promise<{ serial: string }[]> {
  const all = await cardsOf(sql, personId);
  const held = all.filter(({ state, expiresOn }) => state === "handed-over" && (expiresOn === null || expiresOn > day));
  return held.flatMap(({ serial }) => (serial === null ? [] : [{ serial }]));
}
