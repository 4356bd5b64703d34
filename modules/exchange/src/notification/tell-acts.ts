import { type ExchangeDeps, isoNow } from "../deps.ts";
import { noteReads } from "../read-log.ts";
import { finishedBelow, firstTold, lockTold, setTold, tellActs } from "../store/deliveries.ts";

/** Transactions read at once: a chunk of a bulk import holds 10,000 acts, a counter's one. */
const transactionsAtOnce = 32;

/**
 * Makes messages of the next run of acts whose transactions have all ended. Messages, deliveries, the reads that they are, and how far the
 * ledger has been read are one transaction: killed at any moment, each act is told once.
 * @returns whether more may be there
 */
export function tellNext(deps: ExchangeDeps): Promise<boolean> {
  return deps.sql.begin(async (tx) => {
    const toldUntil = await lockTold(tx);
    const finished = await finishedBelow(tx);
    const fromTx = await firstTold(tx, toldUntil, finished);
    if (fromTx === null) {
      if (finished > toldUntil) await setTold(tx, finished);
      return false;
    }
    const untilTx = Math.min(finished, fromTx + transactionsAtOnce);
    const told = await tellActs(tx, { fromTx, untilTx, now: isoNow(deps) });
    for (const [code, reads] of Map.groupBy(told, ({ agencyCode }) => agencyCode)) {
      const ids = reads.map(({ personId }) => personId);
      await noteReads(deps, { code, purpose: reads[0]?.purpose ?? "" }, "notification", ids, tx);
    }
    await setTold(tx, untilTx);
    return untilTx < finished;
  });
}
