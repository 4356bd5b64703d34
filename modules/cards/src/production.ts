import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import { may } from "@dinhdanh/staff";
import type { Desk, DeskQuery, Production } from "./contract.ts";
import { type CardsDeps, nowOf } from "./deps.ts";
import { stock } from "./store/blanks.ts";
import { countByState } from "./store/cards.ts";
import { cardsToShip, cardsToShipAgain, deskCards, parcelsUnderWay, unitNames, waitingCounts } from "./store/desk.ts";
import { unitRefusal, type UnitRefusal } from "./unit-scope.ts";

/** What waits where on the line, from order to shipping. */
export async function productionView(deps: CardsDeps, by: Actor): Promise<Outcome<Production, "not-permitted">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const { sql } = deps;
  const today = deps.ledger.clock.today();
  const [toShip, toShipAgain] = [await cardsToShip(sql), await cardsToShipAgain(sql)];
  const names = await unitNames(sql, [...toShip, ...toShipAgain].map(({ unit }) => unit), today); // prettier-ignore
  return accept({
    waiting: await waitingCounts(sql, today),
    byState: await countByState(sql),
    stock: await stock(sql),
    parcels: await parcelsUnderWay(sql, today),
    toShip: toShip.map((row) => ({ ...row, unitName: names.get(row.unit) ?? row.unit })),
    toShipAgain: toShipAgain.map((row) => ({ ...row, unitName: names.get(row.unit) ?? row.unit })),
  });
}

/** The cards that lie at a unit to be handed over, with the names of their people; each can see later that the list was read. */
export async function handOverDesk(deps: CardsDeps, by: Actor, query: DeskQuery): Promise<Outcome<Desk, UnitRefusal>> {
  const refused = await unitRefusal(deps.sql, deps.ledger.clock.today(), by, query.unit);
  if (refused !== undefined) return { ok: false, refusal: refused };
  const desk = await deskCards(deps.sql, query);
  const read = { officer: by.code, purpose: "service", view: "hand-over", readAt: nowOf(deps) };
  await logReads(deps.sql, desk.cards.map(({ personId }) => ({ ...read, personId, readId: newId() }))); // prettier-ignore
  return accept(desk);
}
