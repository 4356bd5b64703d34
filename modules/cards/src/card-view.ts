import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import type { Queryable } from "@dinhdanh/postgres";
import { may, scopeUnitId } from "@dinhdanh/staff";
import { type CardView, eventsIn } from "./contract.ts";
import { type CardsDeps, nowOf } from "./deps.ts";
import { type Card, cardsOf } from "./store/cards.ts";
import { revocationsOf } from "./store/revocations.ts";
import { personInTerritory, unitNames } from "./store/desk.ts";

/** Cards of a person, latest first. Within reach of the officers of where the person is registered, or of where a card is handed over; the read is logged. */
export async function personCards(
  deps: CardsDeps,
  by: Actor,
  personId: string,
): Promise<Outcome<CardView[], "not-permitted" | "outside-territory">> {
  if (!may(by, "read-people")) return refuse("not-permitted");
  const scope = await scopeUnitId(deps.sql, by);
  if (scope === undefined || !(await personInTerritory(deps.sql, personId, scope))) return refuse("outside-territory");
  const read = { officer: by.code, purpose: "service", view: "cards", readAt: nowOf(deps) };
  await logReads(deps.sql, [{ ...read, personId, readId: newId() }]);
  return accept(await views(deps, deps.sql, personId));
}

/** @throws when there is none */
export async function cardView(deps: CardsDeps, sql: Queryable, personId: string, cardId: string): Promise<CardView> {
  const view = (await views(deps, sql, personId)).find((card) => card.cardId === cardId);
  if (view === undefined) throw new Error("a card just written is not there");
  return view;
}

async function views(deps: CardsDeps, sql: Queryable, personId: string): Promise<CardView[]> {
  const cards = await cardsOf(sql, personId);
  const revoked = new Map((await revocationsOf(sql, personId)).map((one) => [one.cardId, one]));
  const names = await unitNames(sql, [...new Set(cards.map(({ unit }) => unit))], deps.ledger.clock.today());
  return cards.map((card) => {
    const revocation = revoked.get(card.cardId);
    return {
      ...shown(card),
      unitName: names.get(card.unit) ?? card.unit,
      revoked: revocation === undefined ? null : { reason: revocation.reason, at: revocation.revokedAt },
    };
  });
}

function shown(card: Card): Omit<CardView, "unitName" | "revoked"> {
  const { cardId, personId, dossierId, serial, state, orderReason, priority, orderedAt, unit, batchId, parcelId, replaces, handedOverAt } =
    card;
  type Days = Pick<CardView, "dueOn" | "issuedOn" | "expiresOn">;
  const days = { dueOn: card.dueOn, issuedOn: card.issuedOn, expiresOn: card.expiresOn } as Days;
  const told = {
    cardId,
    personId,
    dossierId,
    serial,
    state,
    orderReason,
    priority,
    orderedAt,
    unit,
    batchId,
    parcelId,
    replaces,
    handedOverAt,
  };
  return { ...told, ...days, events: eventsIn(state) };
}
