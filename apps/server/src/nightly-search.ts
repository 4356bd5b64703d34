import { repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import { findDuplicates, lastDuplicateSearch } from "@dinhdanh/population";
import { tryExclusively } from "@dinhdanh/postgres";
import type { Register } from "./register.ts";

/** Between two and three in the morning in Asia/Ho_Chi_Minh, UTC+7 all year: nobody waits for the cores. */
const hourUtc = 19;
const leastHoursBetween = 20;
const searchLock = 7_163_006;

/** Compares the whole register with itself once a night, on one of the servers that share the database. */
export const startNightlySearch = ({ sql, clock, home }: Register, options: RepeatOptions): Repeated =>
  repeat(async () => {
    const now = clock.nowMs();
    if (new Date(now).getUTCHours() !== hourUtc) return false;
    const last = await lastDuplicateSearch(sql);
    if (last !== null && now - Date.parse(last) < leastHoursBetween * 3_600_000) return false;
    await tryExclusively(sql, searchLock, () => findDuplicates({ sql, clock, folder: home, threads: 1 }));
    return false;
  }, options);
