import { isDay, isId, newId } from "@dinhdanh/kernel";
import type { Act, Ledger, Projection } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { derivedId } from "@dinhdanh/territory";
import type { CardEvent, OrderReason } from "./contract.ts";
import { type Card, cardsOfEach, insertCards } from "./store/cards.ts";

/** The same dossier and attempt are the same card in every database: an approval that arrives twice orders one. */
const cardIdOf = (dossierId: string, attempt: number) => derivedId(`dinhdanh:card:${dossierId}:${attempt}`);

/** Before any batch. */
const blankCard = {
  ...{ state: "ordered" as const, serial: null, batchId: null, place: null, reason: null, issuedOn: null, expiresOn: null },
  ...{ sodSha256: null, parcelId: null, receivedAt: null, handedOverAt: null, handOverId: null },
};

/**
 * Orders a card for every approved dossier of this system, in the transaction that records the approval. Approvals that files report carry
 * no dossierId: their cards are made elsewhere. `payload.unit` (else the act's unit) hands the card over; `payload.dueOn` ends the time
 * limit; `payload.urgent` goes first. A dossier that is approved again after its card was rejected gets another one; any other approval of it does not.
 * @param ledger that records the orders; the one that this projection is given to
 */
export function orderApproved(ledger: () => Ledger): Projection {
  return async (tx, acts) => {
    const approvals = acts.filter((act) => act.kind === "dossier.approved").flatMap(cardFor);
    if (approvals.length === 0) return;
    const cards = await afterEarlier(tx, approvals);
    const fresh = await insertCards(tx, cards);
    const ordered = cards.filter((card) => fresh.delete(card.cardId)).map((card) => orderedAct(card, "system"));
    await ledger().record(tx, ordered);
  };
}

/** States of a last card after which the same dossier may get another one: what the line makes again by itself has a successor already. */
const rejected: readonly Card["state"][] = ["spoiled", "revoked"];

async function afterEarlier(tx: Tx, orders: readonly Card[]): Promise<Card[]> {
  const earlier = await cardsOfEach(tx, orders.map(({ personId }) => personId)); // prettier-ignore
  return orders.map((order) => {
    const theirs = earlier.filter(({ dossierId }) => dossierId === order.dossierId);
    const last = theirs.toSorted((a, b) => b.attempt - a.attempt)[0];
    if (last === undefined || !rejected.includes(last.state)) return order;
    const attempt = last.attempt + 1;
    return { ...order, attempt, cardId: cardIdOf(order.dossierId, attempt), replaces: last.cardId, priority: 1 };
  });
}

function cardFor(act: Act): Card[] {
  const { dossierId, unit = act.unit, dueOn, urgent } = act.payload ?? {};
  if (typeof dossierId !== "string" || !isId(dossierId) || typeof unit !== "string") return [];
  const due = typeof dueOn === "string" && isDay(dueOn) ? dueOn : null;
  const order = { attempt: 1, orderReason: "dossier" as const, priority: urgent === true ? 1 : 0, dueOn: due, replaces: null };
  return [{ ...blankCard, personId: act.subjectId, cardId: cardIdOf(dossierId, 1), dossierId, ...order, orderedAt: act.occurredAt, unit }];
}

const reasonAfter: Partial<Record<CardEvent, OrderReason>> = {
  spoil: "spoiled",
  "report-lost": "lost-in-transit",
  "report-damaged": "damaged-in-transit",
};

/** The card that takes the place of one that the line lost: same dossier, ahead of the others, by the same day. */
export function successorOf(card: Card, event: CardEvent, orderedAt: string): Card {
  const orderReason = reasonAfter[event];
  if (orderReason === undefined) throw new Error(`${event} has no successor`);
  const attempt = card.attempt + 1;
  const { personId, dossierId, dueOn, unit } = card;
  return {
    ...blankCard,
    personId,
    dossierId,
    dueOn,
    unit,
    attempt,
    cardId: cardIdOf(dossierId, attempt),
    orderReason,
    priority: 1,
    orderedAt,
    replaces: card.cardId,
  };
}

export function orderedAct(card: Card, officer: string): Act {
  const { cardId, dossierId, orderReason: reason, replaces, dueOn } = card;
  return {
    actId: newId(),
    subjectId: card.personId,
    kind: "card.ordered",
    ...{ occurredAt: card.orderedAt, unit: card.unit, officer, team: null, device: null },
    payload: { cardId, dossierId, reason, dueOn, ...(replaces === null ? {} : { replaces }) },
  };
}
