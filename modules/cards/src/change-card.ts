import { accept, type Actor, type Day, type Outcome, refuse } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { cardView } from "./card-view.ts";
import { actOfEvent, type CardView, nextState, type ReportCard, type ReturnCard, type RevokeCard, statesOfTheLine } from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import { type Move, moveCards, refusalOf } from "./move-cards.ts";
import { type Card, lockCardsOf, lockExpired } from "./store/cards.ts";
import { unitRefusal, type UnitRefusal } from "./unit-scope.ts";

export type ChangeCardRefusal = UnitRefusal | "steps-missing" | "card-not-found" | "card-state";
type OneCard = { personId: string; cardId: string };

/** The card could not be given to the person: it waits to be sent back or shipped again. */
export async function returnUndelivered(deps: CardsDeps, by: Actor, given: ReturnCard): Promise<Outcome<CardView, ChangeCardRefusal>> {
  const { reason } = given;
  return changeCard(deps, by, given, () => ({ event: "return-undelivered", by, change: () => ({ reason }), payload: () => ({ reason }) }));
}

/**
 * A card is lost or damaged, or shows what is wrong: another face, data that nobody declared. Lost or wrong, it stands on the revocation list at once. What was lost
 * or damaged before it was handed over the line makes again; afterwards the citizen applies for a re-issue. For a wrong one nothing is made before its
 * dossier, which goes back to the collecting unit with the steps that it is to mend, is approved again.
 */
export async function reportCard(deps: CardsDeps, by: Actor, given: ReportCard): Promise<Outcome<CardView, ChangeCardRefusal>> {
  // the centre sees a wrong face, too: at the check, on what came back, on what it had to set aside
  if (given.event === "reject-content") {
    const { reason, steps } = given;
    if (steps === undefined) return refuse("steps-missing");
    const rejection: Move = { event: "reject-content", by, change: () => ({ reason }), payload: () => ({ reason, steps }) };
    return changeCard(deps, by, given, () => rejection, may(by, "produce"));
  }
  return changeCard(deps, by, given, (card) => ({
    ...{ event: given.event, by },
    revocation: statesOfTheLine.includes(card.state) ? "lost-in-transit" : "lost-by-citizen",
  }));
}

/** Takes a card out of force by a decision of the centre, at any step of its life. It stands on the revocation list at once. */
export async function revokeCard(
  deps: CardsDeps,
  by: Actor,
  given: RevokeCard,
): Promise<Outcome<CardView, "not-permitted" | "card-not-found" | "card-state">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const { reason } = given;
  return deps.sql.begin(async (tx) => {
    const card = await lockCard(tx, given);
    if (card === undefined) return refuse("card-not-found");
    return moveOne(deps, tx, card, { event: "revoke", by, revocation: reason });
  });
}

async function changeCard(
  deps: CardsDeps,
  by: Actor,
  which: OneCard,
  move: (card: Card) => Move,
  /** whatever unit hands it over */
  anywhere = false,
): Promise<Outcome<CardView, ChangeCardRefusal>> {
  return deps.sql.begin(async (tx) => {
    const card = await lockCard(tx, which);
    if (card === undefined) return refuse("card-not-found");
    const refused = anywhere ? undefined : await unitRefusal(tx, deps.ledger.clock.today(), by, card.unit);
    if (refused !== undefined) return { ok: false, refusal: refused };
    return moveOne(deps, tx, card, move(card));
  });
}

const lockCard = async (tx: Tx, { personId, cardId }: OneCard): Promise<Card | undefined> =>
  (await lockCardsOf(tx, personId)).find((card) => card.cardId === cardId);

/** A card that is there already, by the same event, stays as it is: the request came twice. */
async function moveOne(deps: CardsDeps, tx: Tx, card: Card, move: Move): Promise<Outcome<CardView, "card-state">> {
  if (!(await isDone(tx, card, move))) {
    const stuck = refusalOf([card], move.event);
    if (stuck !== undefined) return stuck;
    await moveCards(deps, tx, [card], move);
  }
  return accept(await cardView(deps, tx, card.personId, card.cardId));
}

const doneStates: Partial<Record<Move["event"], readonly Card["state"][]>> = {
  "return-undelivered": ["returned-undelivered"],
  "report-lost": ["lost"],
  "report-damaged": ["damaged"],
  // one that was set aside has no blank to spoil
  "reject-content": ["spoiled", "revoked"],
  revoke: ["revoked"],
};
const isDone = async (tx: Tx, card: Card, move: Move) =>
  nextState(card.state, move.event) === undefined && doneStates[move.event]?.includes(card.state) === true && saysTheSame(tx, card, move);

/** A card that was spoiled or revoked by another event has not sent its dossier back; one that was rejected for something else names other steps. */
async function saysTheSame(tx: Tx, card: Card, { event, payload }: Move): Promise<boolean> {
  if (event !== "reject-content") return true;
  const rejection = (await actsOf(tx, card.personId)).find(
    (act) => act.kind === actOfEvent[event] && act.payload?.["cardId"] === card.cardId,
  );
  const said = (by: Record<string, unknown> | null | undefined) => JSON.stringify([by?.["reason"], by?.["steps"]]);
  return said(rejection?.payload) === said(payload?.(card));
}

/** Marks what has expired by the day; verification looks at the date itself and does not wait for it. @returns how many */
export async function expireCards(deps: CardsDeps, by: Actor, today: Day): Promise<number> {
  for (let expired = 0; ;) {
    const some = await deps.sql.begin(async (tx) => {
      const cards = await lockExpired(tx, today, 5000);
      await moveCards(deps, tx, cards, { event: "expire", by });
      return cards.length;
    });
    expired += some;
    if (some === 0) return expired;
  }
}
