import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import { type ContentFault, contentFaults, type RetrySetAside, type SetAside } from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import { moveCards, refusalOf } from "./move-cards.ts";
import { lockNamedCards, setAsideCards } from "./store/cards.ts";
import { unitNames } from "./store/desk.ts";

const mostListed = 500;

/** Cards that were taken out of a batch because their content cannot be made, with the cause; those that are due first. */
export async function listSetAside(deps: CardsDeps, by: Actor): Promise<Outcome<SetAside, "not-permitted">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const cards = await setAsideCards(deps.sql, mostListed + 1);
  const names = await unitNames(deps.sql, cards.map(({ unit }) => unit), deps.ledger.clock.today()); // prettier-ignore
  const shown = cards.slice(0, mostListed).map(({ personId, cardId, dossierId, unit, dueOn, reason }) => ({
    ...{ personId, cardId, dossierId, unit, unitName: names.get(unit) ?? unit, cause: causeOf(reason) },
    dueOn: dueOn as SetAside["cards"][number]["dueOn"],
  }));
  return accept({ cards: shown, more: cards.length > mostListed });
}

const causeOf = (reason: string | null): ContentFault =>
  reason !== null && Object.hasOwn(contentFaults, reason) ? (reason as ContentFault) : "content-missing";

/** What stood in the way was mended: the cards wait for a batch again. One that waits already stays as it is. */
export async function retrySetAside(
  deps: CardsDeps,
  by: Actor,
  { cards: named }: RetrySetAside,
): Promise<Outcome<SetAside, "not-permitted" | "card-not-found" | "card-state">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const retried = await deps.sql.begin(async (tx) => {
    const cards = await lockNamedCards(tx, named);
    if (cards.length < new Set(named.map(({ cardId }) => cardId)).size) return refuse("card-not-found");
    const waiting = cards.filter(({ state }) => state !== "ordered");
    const stuck = refusalOf(waiting, "retry");
    if (stuck !== undefined) return stuck;
    await moveCards(deps, tx, waiting, { event: "retry", by, change: () => ({ reason: null }) });
    return accept(undefined);
  });
  return retried.ok ? listSetAside(deps, by) : retried;
}
