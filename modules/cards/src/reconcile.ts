import type { Queryable } from "@dinhdanh/postgres";
import type { Reconciliation } from "./contract.ts";
import { blankStatesOf } from "./move-cards.ts";
import { bookDifferences, stock, stockByDelivery } from "./store/blanks.ts";

/**
 * Proves that every blank is accounted for: per delivery and in all, received = in stock + reserved + used + spoiled + missing; every
 * reserved or used blank has its card, every serial on a card its blank, in states that fit.
 */
export async function reconcile(sql: Queryable): Promise<Reconciliation> {
  const total = await stock(sql);
  const rows = await stockByDelivery(sql);
  const short = rows
    .filter((row) => row.received !== row.blanks)
    .map((row) => ({ kind: "delivery-short" as const, serial: row.firstSerial }));
  const found = (await bookDifferences(sql, blankStatesOf, 1000)) as Reconciliation["differences"];
  const deliveries = rows.map(({ blanks: _, receivedBy: _by, ...delivery }) => delivery);
  const sums = [total, ...deliveries].every((one) => one.received === one.inStock + one.reserved + one.used + one.spoiled + one.missing);
  return { total, deliveries, differences: [...short, ...found], balanced: sums && short.length + found.length === 0 };
}
