import { createHash } from "node:crypto";
import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import type { CountResult, CountStock } from "./contract.ts";
import { type CardsDeps, lineAct, nowOf } from "./deps.ts";
import { largestRange, type RangeRefusal, serialRange } from "./serial-rules.ts";
import { compareCount, countOf, insertCount, lockProduction, updateBlanks } from "./store/blanks.ts";

export type CountStockRefusal = "not-permitted" | RangeRefusal | "count-id-taken";

/** Longest list of serials in an answer. */
const most = 1000;

/**
 * Compares what was counted by hand with the books: what should lie in stock and was not counted is missing from now on, what was missing
 * and lies there returns to stock, and what the books have elsewhere is named and left as it is. The same count again changes nothing.
 */
export async function countStock(deps: CardsDeps, by: Actor, count: CountStock): Promise<Outcome<CountResult, CountStockRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const serials: string[] = [];
  for (const { first, last } of count.ranges) {
    const range = serialRange(first, last);
    if ("refused" in range) return refuse(range.refused, { first });
    if (serials.length + range.serials.length > largestRange) return refuse("range-too-large");
    for (const serial of range.serials) serials.push(serial);
  }
  const digest = createHash("sha256").update(serials.toSorted().join("\n")).digest("hex");
  return deps.sql.begin(async (tx) => {
    await lockProduction(tx);
    const known = await countOf(tx, count.countId);
    if (known !== undefined) return known.digest === digest ? accept(known.result as CountResult) : refuse("count-id-taken");
    const found = await compareCount(tx, serials);
    const free = { personId: null, cardId: null };
    await updateBlanks(tx, [
      ...found.missing.map((serial) => ({ serial, state: "missing" as const, ...free })),
      ...found.foundAgain.map((serial) => ({ serial, state: "in-stock" as const, ...free })),
    ]);
    const result: CountResult = {
      counted: serials.length,
      ...{
        missing: found.missing.slice(0, most),
        foundAgain: found.foundAgain.slice(0, most),
        unexpected: found.unexpected.slice(0, most),
      },
    };
    await insertCount(tx, { countId: count.countId, digest, result, at: nowOf(deps), by: by.code });
    const payload = {
      counted: serials.length,
      missing: found.missing.length,
      foundAgain: found.foundAgain.length,
      unexpected: found.unexpected.length,
    };
    await deps.ledger.record(tx, [lineAct(deps, "stock.counted", count.countId, by, payload)]);
    return accept(result);
  });
}
