import { findDuplicates, lastDuplicateSearch } from "@dinhdanh/population";
import { tryExclusively } from "@dinhdanh/postgres";
import type { Register } from "./register.ts";

const lookEveryMs = 600_000;
/** Between two and three in the morning in Asia/Ho_Chi_Minh, UTC+7 all year: nobody waits for the cores. */
const hourUtc = 19;
const leastHoursBetween = 20;
const searchLock = 7_163_006;

/** Compares the whole register with itself once a night, on one of the servers that share the database. */
export function startNightlySearch({ sql, clock, home }: Register, onError: (error: unknown) => void): { stop: () => Promise<void> } {
  let turn: Promise<unknown> | undefined;
  const search = async (): Promise<void> => {
    const now = clock.nowMs();
    if (new Date(now).getUTCHours() !== hourUtc) return;
    const last = await lastDuplicateSearch(sql);
    if (last !== null && now - Date.parse(last) < leastHoursBetween * 3_600_000) return;
    await tryExclusively(sql, searchLock, () => findDuplicates({ sql, clock, folder: home, threads: 1 }));
  };
  const timer = setInterval(() => {
    turn ??= search()
      .catch(onError)
      .finally(() => (turn = undefined));
  }, lookEveryMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
}
