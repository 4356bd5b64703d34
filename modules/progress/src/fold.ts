import { addDays, dayNumber, type Clock, dayOf } from "@dinhdanh/kernel";
import type { Sql } from "@dinhdanh/postgres";
import { openingDay } from "./opening-day.ts";
import { addToBalances, addToTally, extendBalances, hasPending, lockFold, setHorizon, takePending } from "./store/tally.ts";

/** The last day of balances as of a day: the opening day plus a multiple of seven. */
const lastBalanceDay = (today: string) => dayOf(openingDay + Math.floor((dayNumber(today) - openingDay) / 7) * 7);

/**
 * Folds all pending deltas into tally and balances, for every ancestor. One transaction; killed in the middle it leaves
 * the deltas pending. Several may call it: they take turns.
 * @returns whether there was anything to fold
 */
export async function foldPending(sql: Sql, clock: Clock): Promise<boolean> {
  if (!(await hasPending(sql)) && !(await horizonBehind(sql, clock))) return false;
  return sql.begin(async (tx) => {
    const { horizon } = await lockFold(tx);
    const wanted = lastBalanceDay(clock.today());
    if (horizon !== null && horizon < wanted) await extendBalances(tx, horizon, wanted);
    const moved = await takePending(tx);
    if (moved) {
      await addToTally(tx);
      await addToBalances(tx, horizon !== null && horizon > wanted ? horizon : wanted);
    }
    if (moved || horizon === null || horizon < wanted) await setHorizon(tx, horizon !== null && horizon > wanted ? horizon : wanted);
    return moved;
  });
}

async function horizonBehind(sql: Sql, clock: Clock): Promise<boolean> {
  const [row] = [await sql.begin((tx) => lockFold(tx))];
  return row.horizon !== null && addDays(row.horizon as Parameters<typeof addDays>[0], 7) <= clock.today();
}

/** Folds what is pending every `everyMs` until stopped. Errors go to `onError`; the next turn tries again. */
export function startFolder(sql: Sql, clock: Clock, everyMs: number, onError: (error: unknown) => void): { stop: () => Promise<void> } {
  let stopped = false;
  let turn = Promise.resolve();
  const timer = setInterval(() => {
    turn = turn.then(async () => {
      if (stopped) return;
      await foldPending(sql, clock).catch(onError);
    });
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await turn;
    },
  };
}
