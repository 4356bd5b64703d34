import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { type CardView, type HandOver, nextState } from "./contract.ts";
import { cardView } from "./card-view.ts";
import { type CardsDeps, nowOf } from "./deps.ts";
import { ActIdTaken, moveCards, refusalOf } from "./move-cards.ts";
import { lockCardsOf, stoppedCards } from "./store/cards.ts";
import { unitRefusal, type UnitRefusal } from "./unit-scope.ts";

export type HandOverRefusal = UnitRefusal | "card-not-found" | "card-state" | "card-stopped" | "hand-over-id-taken";

/**
 * Hands a card over, with the proof of who took it; the cards that the person had are replaced, and stand on the revocation list from the
 * same transaction on. The same hand-over again changes nothing. A card that a decision about the person's record stops is not handed over.
 */
export async function handOver(deps: CardsDeps, by: Actor, given: HandOver): Promise<Outcome<CardView, HandOverRefusal>> {
  const { handOverId, personId, cardId, receiver, oldCard } = given;
  const handing = deps.sql.begin<Outcome<CardView, HandOverRefusal>>(async (tx) => {
    const cards = await lockCardsOf(tx, personId);
    const card = cards.find((one) => one.cardId === cardId);
    if (card === undefined) return refuse("card-not-found");
    const refused = await unitRefusal(tx, deps.ledger.clock.today(), by, card.unit);
    if (refused !== undefined) return { ok: false, refusal: refused };
    const handedOver = cards.find((one) => one.handOverId === handOverId);
    if (handedOver !== undefined)
      return handedOver === card && (await isSame(tx, given))
        ? accept(await cardView(deps, tx, personId, cardId))
        : refuse("hand-over-id-taken");
    if ((await stoppedCards(tx, [personId])).has(cardId)) return refuse("card-stopped");
    const stuck = refusalOf([card], "hand-over");
    if (stuck !== undefined) return stuck;
    const proof = { receiver, oldCard };
    const change = () => ({ handedOverAt: nowOf(deps), handOverId });
    await moveCards(deps, tx, [card], { event: "hand-over", by, actId: handOverId, change, payload: () => proof });
    const before = cards.filter((one) => one !== card && nextState(one.state, "replace") !== undefined);
    await moveCards(deps, tx, before, { event: "replace", by, revocation: "replaced", payload: () => ({ replacedBy: cardId }) });
    return accept(await cardView(deps, tx, personId, cardId));
  });
  return handing.catch((error: unknown) => {
    if (error instanceof ActIdTaken) return refuse("hand-over-id-taken");
    throw error;
  });
}

/** Whether the proof is the one that was recorded: another would be taken for kept. */
async function isSame(tx: Tx, { personId, handOverId, receiver, oldCard }: HandOver): Promise<boolean> {
  const act = (await actsOf(tx, personId)).find(({ actId }) => actId === handOverId);
  const said = (stated: object) => JSON.stringify(Object.entries(stated).sort(([a], [b]) => (a < b ? -1 : 1)));
  return act?.payload?.["oldCard"] === oldCard && said(receiver) === said(act.payload["receiver"] as object);
}
