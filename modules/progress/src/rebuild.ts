import type { Clock } from "@dinhdanh/kernel";
import type { Sql } from "@dinhdanh/postgres";
import { DeltaSum, type Engine } from "./engine.ts";
import { foldPending } from "./fold.ts";
import { emitDeltas } from "./measures.ts";
import { allStandings } from "./store/standing.ts";
import { clearTally, insertPending, lockFold, stopStandings } from "./store/tally.ts";

/**
 * Makes the tally anew from everyone's standing, in one transaction: after units have been imported, people count towards other
 * ancestors than they were folded into. Recording waits meanwhile (about 20 s for a million people); reading goes on.
 */
export async function rebuildTally(sql: Sql, engine: Engine, clock: Clock): Promise<void> {
  await sql.begin(async (tx) => {
    await lockFold(tx);
    await stopStandings(tx);
    const deltas = new DeltaSum();
    for await (const standing of allStandings(tx)) emitDeltas(standing, engine.compiled, 1, deltas.add);
    await clearTally(tx);
    await insertPending(tx, deltas.entries());
  });
  await foldPending(sql, clock);
}
