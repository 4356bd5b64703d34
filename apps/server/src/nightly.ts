import { repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import { checkEverybody, duplicateSearchDue, everybodyCheckDue, findDuplicates } from "@dinhdanh/population";
import { type Queryable, tryExclusively } from "@dinhdanh/postgres";
import type { Register } from "./register.ts";

/** Work of minutes over the whole register, each with the lock under which one of the servers that share the database does it. */
const locks = { duplicates: 7_163_006, quality: 7_163_007 };
/** What failed, a check beside a request that found the same, is tried again within its hour; not at once: it reads everybody. */
const leastMsBetween = 600_000;

type Nightly<T> = {
  lock: number;
  due: (sql: Queryable, nowMs: number) => Promise<boolean>;
  work: () => Promise<T>;
  done: (result: T) => void;
};

/** Does the work when it is due, on one server. It is looked again when the turn has come: another may have done it meanwhile. */
function startNightly<T>({ sql, clock }: Register, { lock, due, work, done }: Nightly<T>, options: RepeatOptions): Repeated {
  let triedMs = -leastMsBetween;
  return repeat(async () => {
    const now = clock.nowMs();
    if (now - triedMs < leastMsBetween || !(await due(sql, now))) return false;
    triedMs = now;
    await tryExclusively(sql, lock, async () => {
      if (await due(sql, now)) done(await work());
    });
    return false;
  }, options);
}

/** Tells what came of it: figures only. */
export type NightlyOptions = RepeatOptions & { onDone: (result: Record<string, number>) => void };

/** Compares the whole register with itself when that is due. */
export const startDuplicateSearch = (register: Register, { onDone, ...options }: NightlyOptions): Repeated => {
  const { sql, clock, home } = register;
  const work = () => findDuplicates({ sql, clock, folder: home, threads: 1 });
  return startNightly(register, { lock: locks.duplicates, due: duplicateSearchDue, work, done: onDone }, options);
};

class Stopped extends Error {}

/**
 * Applies every rule of data quality to everybody when that is due: who turned 120, units that have ended, and whatever was recorded while no server ran.
 * Stopped in the middle, nothing of it is written.
 */
export function startNightlyChecks(register: Register, { onDone, onError, everyMs }: NightlyOptions): Repeated {
  let isStopping = false;
  const giveUpWhenStopping = () => {
    if (isStopping) throw new Stopped();
  };
  const work = () => checkEverybody(register, giveUpWhenStopping);
  const running = startNightly(
    register,
    { lock: locks.quality, due: everybodyCheckDue, work, done: onDone },
    {
      everyMs,
      onError: (error) => {
        if (!(error instanceof Stopped)) onError(error);
      },
    },
  );
  return {
    stop: () => {
      isStopping = true;
      return running.stop();
    },
  };
}
