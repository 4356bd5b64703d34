import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import { batchView } from "./batch-view.ts";
import type { Batch, CreateBatch } from "./contract.ts";
import { type CardsDeps, lineAct, nowOf } from "./deps.ts";
import { moveCards } from "./move-cards.ts";
import { blanksInStock, lockProduction } from "./store/blanks.ts";
import { batchOf, insertBatch } from "./store/batches.ts";
import { waitingCards } from "./store/cards.ts";

export type CreateBatchRefusal = "not-permitted" | "batch-id-taken" | "no-orders" | "no-blanks";

/**
 * Chooses the most pressing cards up to the capacity and gives each a blank, whose serial becomes the card's. The same batch id again
 * answers the batch as it is. Fewer blanks than cards make a smaller batch. 10,000 cards take about a second.
 */
export async function createBatch(
  deps: CardsDeps,
  by: Actor,
  { batchId, capacity }: CreateBatch,
): Promise<Outcome<Batch, CreateBatchRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  return deps.sql.begin(async (tx) => {
    // two that are made at once would choose the same cards and blanks: one after the other
    await lockProduction(tx);
    const known = await batchOf(tx, batchId);
    if (known !== undefined) return known.capacity === capacity ? accept(await batchView(tx, known)) : refuse("batch-id-taken");
    const waiting = await waitingCards(tx, capacity);
    if (waiting.length === 0) return refuse("no-orders", undefined, true);
    const blanks = await blanksInStock(tx, waiting.length);
    if (blanks.length === 0) return refuse("no-blanks", undefined, true);
    const chosen = waiting.slice(0, blanks.length);
    const places = new Map(chosen.map((card, index) => [card.cardId, index]));
    const change = ({ cardId }: { cardId: string }) => {
      const index = places.get(cardId) ?? 0;
      return { batchId, place: index + 1, serial: blanks[index] ?? null, reason: null };
    };
    const row = { batchId, capacity, cards: chosen.length, createdAt: nowOf(deps), createdBy: by.code };
    await insertBatch(tx, row);
    await moveCards(deps, tx, chosen, { event: "batch", by, change });
    await deps.ledger.record(tx, [lineAct(deps, "batch.created", batchId, by, { capacity, cards: chosen.length, serials: blanks })]);
    const made = await batchOf(tx, batchId);
    if (made === undefined) throw new Error("a batch just made is not there");
    return accept(await batchView(tx, made));
  });
}
