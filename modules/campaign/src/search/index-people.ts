import { repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import type { Sql, Tx } from "@dinhdanh/postgres";
import { unitsVersion } from "@dinhdanh/territory";
import { finishedTx, firstNews, indexLag, indexPeople, lockIndex, peopleInNews, setIndexState } from "../store/search-index.ts";

/** Transactions looked at together: a chunk of a bulk import holds 1,000 people, a counter's act one. */
const transactionsAtOnce = 64;
/** Transactions about other things after which it is noted that they need not be looked at again. */
const idleTransactions = 32;
/** What a search does itself before it answers: enough for whoever was registered a moment ago. */
const transactionsOfSearch = 8;
/** A search does not begin what takes longer: after the import of a roll the rest is the indexer's. */
const mostLag = 256;
/** People written in one transaction, but for larger ones: sealing waits for the oldest, so none may take longer than a fraction of a second. */
const peopleAtOnce = 5000;

/**
 * Brings the index of the search up to what the ledger holds, one run of transactions: acts whose transactions have all ended. An import does not
 * pay for it, and nobody waits; killed in the middle, the same run is done again. When units were imported, everyone is indexed anew: people
 * count towards other units then.
 * @returns whether more waits
 */
export async function indexNext(sql: Sql, transactions = transactionsAtOnce): Promise<boolean> {
  return sql.begin(async (tx) => {
    const state = await lockIndex(tx);
    if (state === null) return false;
    const finished = await finishedTx(tx);
    const units = await unitsVersion(tx);
    // a number beyond all that have ended comes from another cluster
    const from = state.units === units && state.untilTx <= finished ? state.untilTx : 0;
    const first = await firstNews(tx, from, Number.MAX_SAFE_INTEGER);
    // what is visible of transactions beside one that still runs is indexed at once, and once more when that has ended
    const { to, ids } = first === null ? { to: finished, ids: [] } : await nextRun(tx, first, transactions);
    const until = Math.min(finished, to);
    await indexPeople(tx, ids);
    // an idle register is not written to
    if (first !== null || state.units !== units || finished > from + idleTransactions) await setIndexState(tx, { untilTx: until, units });
    return first !== null && to < finished;
  });
}

/** The people of the next transactions, of fewer when they are many. */
async function nextRun(tx: Tx, first: number, transactions: number): Promise<{ to: number; ids: string[] }> {
  let to = first + transactions;
  let ids = await peopleInNews(tx, first, to);
  while (ids.length > peopleAtOnce && to > first + 1) {
    to = first + Math.ceil((to - first) / 4);
    ids = await peopleInNews(tx, first, to);
  }
  return { to, ids };
}

/**
 * For a search: whoever was registered a moment ago is found.
 * @returns whether people still wait to be indexed, as after the import of a roll: whoever is not found may yet be there
 */
export async function indexLatest(sql: Sql): Promise<boolean> {
  const lag = await indexLag(sql);
  if (lag === null) return false;
  return lag > mostLag || (await indexNext(sql, transactionsOfSearch));
}

/** Follows the ledger until stopped; a backlog is worked off without pause. */
export const startIndexer = (sql: Sql, options: RepeatOptions): Repeated => repeat(() => indexNext(sql), options);
