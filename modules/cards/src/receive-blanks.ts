import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import type { ReceiveBlanks, Stock } from "./contract.ts";
import { type CardsDeps, lineAct, nowOf } from "./deps.ts";
import { type RangeRefusal, serialRange } from "./serial-rules.ts";
import { anyBlankOf, deliveryOf, insertBlanks, insertDelivery, lockProduction, stock } from "./store/blanks.ts";

export type ReceiveBlanksRefusal = "not-permitted" | RangeRefusal | "delivery-id-taken" | "serials-known";

/** Takes a range of blanks into stock. The same delivery again changes nothing; another one under its id is refused, and not taken for received. */
export async function receiveBlanks(deps: CardsDeps, by: Actor, delivery: ReceiveBlanks): Promise<Outcome<Stock, ReceiveBlanksRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const range = serialRange(delivery.firstSerial, delivery.lastSerial);
  if ("refused" in range) return refuse(range.refused);
  const { serials } = range;
  return deps.sql.begin(async (tx) => {
    await lockProduction(tx);
    const known = await deliveryOf(tx, delivery.deliveryId);
    if (known !== undefined) {
      const same = (["supplier", "firstSerial", "lastSerial"] as const).every((key) => known[key] === delivery[key]);
      return same ? accept(await stock(tx)) : refuse("delivery-id-taken");
    }
    if (await anyBlankOf(tx, serials)) return refuse("serials-known");
    await insertDelivery(tx, { ...delivery, blanks: serials.length, receivedAt: nowOf(deps), receivedBy: by.code });
    await insertBlanks(tx, delivery.deliveryId, serials);
    const { deliveryId, ...payload } = delivery;
    await deps.ledger.record(tx, [lineAct(deps, "stock.received", deliveryId, by, { ...payload, blanks: serials.length })]);
    return accept(await stock(tx));
  });
}
