import { type Clock, dayNumber, dayOf, repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import type { Sql, Tx } from "@dinhdanh/postgres";
import { openingDay } from "./opening-day.ts";
import { addToBalances, addToTally, extendBalances, hasPending, lockFold, setHorizon, takePending, tallyVersion } from "./store/tally.ts";

/** The end of the last whole week: balances are kept up to here, so that an act of today touches one row a unit. */
const lastWeekEnd = (today: string) => dayOf(openingDay + Math.floor((dayNumber(today) - openingDay) / 7) * 7);

/**
 * Folds all pending deltas into tally and balances, for every ancestor. One transaction; killed in the middle it leaves
 * the deltas pending. Several may call it: they take turns.
 * @returns whether there was anything to fold
 */
export async function foldPending(sql: Sql, clock: Clock): Promise<boolean> {
  const wanted = lastWeekEnd(clock.today());
  const { horizon: seen } = await tallyVersion(sql);
  if (seen !== null && seen >= wanted && !(await hasPending(sql))) return false;
  return sql.begin((tx) => foldWithin(tx, clock));
}

/** {@link foldPending} within a transaction. */
export async function foldWithin(tx: Tx, clock: Clock): Promise<boolean> {
  const wanted = lastWeekEnd(clock.today());
  const { horizon } = await lockFold(tx);
  // a clock that was set back does not take balances away
  const next = horizon !== null && horizon > wanted ? horizon : wanted;
  if (horizon !== null && horizon < next) await extendBalances(tx, horizon, next);
  const moved = await takePending(tx);
  if (moved) {
    await addToTally(tx);
    await addToBalances(tx, next);
  }
  if (moved || horizon !== next) await setHorizon(tx, next);
  return moved;
}

/** Folds what is pending every so often until stopped, in one go: what comes meanwhile is folded together at the next turn. */
export const startFolder = (sql: Sql, clock: Clock, options: RepeatOptions): Repeated =>
  repeat(async () => {
    await foldPending(sql, clock);
    return false;
  }, options);
