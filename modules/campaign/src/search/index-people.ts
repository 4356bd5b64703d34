import { repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import type { Sql, Tx } from "@dinhdanh/postgres";
import { unitsVersion } from "@dinhdanh/territory";
import {
  countNews,
  firstNews,
  indexPeople,
  lockIndex,
  nothingSeen,
  peopleInNews,
  seenByIndex,
  setIndexState,
  type Snapshot,
  visibleNow,
} from "../store/search-index.ts";

/** Transactions looked at together: a chunk of a bulk import holds 1,000 people, a counter's act one. */
const transactionsAtOnce = 64;
/** Transactions about other things after which it is noted that they need not be looked at again. */
const idleTransactions = 32;
/** Acts that a search takes in itself before it answers: whoever was registered a moment ago is found. The roll just imported is the indexer's. */
const actsOfSearch = 256;
/** People written in one transaction, but for larger ones: sealing waits for the oldest, so none may take longer than a fraction of a second. */
const peopleAtOnce = 5000;

/**
 * Brings the index of the search up to what the ledger holds, one run of transactions. An import does not pay for it, and nobody waits; killed in
 * the middle, the same run is done again. When units were imported, everyone is indexed anew: people count towards other units then.
 * @returns whether more waits
 */
export async function indexNext(sql: Sql, transactions = transactionsAtOnce): Promise<boolean> {
  return sql.begin(async (tx) => {
    const state = await lockIndex(tx);
    if (state === null) return false;
    const now = await visibleNow(tx);
    const units = await unitsVersion(tx);
    // what was seen beyond all that is visible comes from another cluster
    const seen = state.units === units && state.seen.xmax <= now.xmax ? state.seen : nothingSeen;
    const first = await firstNews(tx, seen);
    const { to, ids } = first === null ? { to: now.xmax, ids: [] } : await nextRun(tx, seen, first, transactions);
    await indexPeople(tx, ids);
    // an idle register is not written to
    if (first !== null || state.units !== units || now.xmin > seen.xmin + idleTransactions)
      await setIndexState(tx, { seen: below(now, to), units });
    return to < now.xmax;
  });
}

/** The people of the next transactions, of fewer when they are many. */
async function nextRun(tx: Tx, seen: Snapshot, first: number, transactions: number): Promise<{ to: number; ids: string[] }> {
  let to = first + transactions;
  let ids = await peopleInNews(tx, seen, to);
  while (ids.length > peopleAtOnce && to > first + 1) {
    to = first + Math.ceil((to - first) / 4);
    ids = await peopleInNews(tx, seen, to);
  }
  return { to, ids };
}

/** What is visible of the transactions below one. */
const below = (now: Snapshot, to: number): Snapshot =>
  to >= now.xmax ? now : { xmin: Math.min(now.xmin, to), xmax: to, running: now.running.filter((running) => running < to) };

/**
 * For a search: whoever was registered a moment ago is found.
 * @returns whether people still wait to be indexed, as after the import of a roll: whoever is not found may yet be there
 */
export async function indexLatest(sql: Sql): Promise<boolean> {
  const waiting = await countNews(sql, await seenByIndex(sql), actsOfSearch + 1);
  if (waiting === 0) return false;
  return waiting > actsOfSearch || (await indexNext(sql, Number.MAX_SAFE_INTEGER));
}

/** Follows the ledger until stopped; a backlog is worked off without pause. */
export const startIndexer = (sql: Sql, options: RepeatOptions): Repeated => repeat(() => indexNext(sql), options);
