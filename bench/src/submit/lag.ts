import { setTimeout as sleep } from "node:timers/promises";
import type { Register } from "@dinhdanh/server";

/** How long what follows a submission took to catch up, in ms from the call. */
export type Lag = { checks: number; tally: number; sealing: number };

const lookEveryMs = 10;

/** Waits until every dossier is checked, every delta folded and every act sealed. */
export async function caughtUp({ sql }: Register): Promise<Lag> {
  const began = performance.now();
  const done: Partial<Lag> = {};
  while (done.checks === undefined || done.tally === undefined || done.sealing === undefined) {
    const [row] = await sql`
      SELECT NOT EXISTS (SELECT FROM dossiers.checking) AS checks, NOT EXISTS (SELECT FROM progress.pending) AS tally,
        NOT EXISTS (SELECT FROM ledger.act WHERE tx >= (SELECT coalesce(max(until_tx), 0) FROM ledger.checkpoint)) AS sealing`;
    const now = performance.now() - began;
    for (const what of ["checks", "tally", "sealing"] as const) if (row?.[what] === true) done[what] ??= now;
    await sleep(lookEveryMs);
  }
  return { checks: done.checks, tally: done.tally, sealing: done.sealing };
}
