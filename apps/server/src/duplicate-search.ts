import { repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import { duplicateSearchDue, findDuplicates } from "@dinhdanh/population";
import { tryExclusively } from "@dinhdanh/postgres";
import type { Register } from "./register.ts";

const searchLock = 7_163_006;
/** A search that failed is not tried again at once: it reads everybody. */
const leastMsBetween = 3_600_000;

/** Compares the whole register with itself when that is due, on one of the servers that share the database. */
export function startDuplicateSearch({ sql, clock, home }: Register, options: RepeatOptions): Repeated {
  let triedMs = -leastMsBetween;
  return repeat(async () => {
    const now = clock.nowMs();
    if (now - triedMs < leastMsBetween || !(await duplicateSearchDue(sql, now))) return false;
    triedMs = now;
    await tryExclusively(sql, searchLock, () => findDuplicates({ sql, clock, folder: home, threads: 1 }));
    return false;
  }, options);
}
