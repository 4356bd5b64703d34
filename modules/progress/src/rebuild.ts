import type { Clock } from "@dinhdanh/kernel";
import type { Sql, Tx } from "@dinhdanh/postgres";
import { communeIndex } from "@dinhdanh/territory";
import { DeltaSum, type Engine } from "./engine.ts";
import { foldWithin } from "./fold.ts";
import { emitDeltas } from "./measures.ts";
import { foldActs } from "./programme.ts";
import { actsOfPeople } from "./store/acts.ts";
import { allStandings, peopleAfter, peopleOfEndedUnits, updateStandings } from "./store/standing.ts";
import { clearTally, insertPending, lockFold, stopStandings } from "./store/tally.ts";

const peopleAtOnce = 2_000;

/** Whose standing is folded anew: those who were in a unit that has ended, or everybody, when what is folded has changed. */
type Whom = "ended-units" | "everybody";

/**
 * After units have been imported: folds those anew whose commune has ended or was not known, since the codes in their acts may mean other
 * units now, and makes the tally anew from everyone's standing, since people count towards other ancestors. One transaction: reading goes
 * on with what was there before, recording waits (about 20 s for a million people, and as long again for each million folded anew).
 */
export async function rebuildTally(sql: Sql, engine: Engine, clock: Clock, whom: Whom = "ended-units"): Promise<void> {
  await sql.begin(async (tx) => {
    await lockFold(tx);
    await stopStandings(tx);
    await foldAnew(tx, engine, whom);
    const deltas = new DeltaSum();
    for await (const standing of allStandings(tx)) emitDeltas(standing, engine.compiled, 1, deltas.add);
    await clearTally(tx);
    await insertPending(tx, [...deltas.entries()]);
    await foldWithin(tx, clock);
  });
}

async function foldAnew(tx: Tx, { plan }: Engine, whom: Whom): Promise<void> {
  // the engine's own units may be those from before the import
  const units = await communeIndex(tx);
  const context = { unitId: (code: string, day: number) => units.resolve(code, day) ?? null };
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const ids = await (whom === "everybody" ? peopleAfter : peopleOfEndedUnits)(tx, after, peopleAtOnce);
    const acts = await actsOfPeople(tx, ids, plan.kinds);
    const standings = ids.map((personId) => foldActs(personId, acts.get(personId) ?? [], plan, context));
    await updateStandings(tx, standings, new Set(ids));
    after = ids.at(-1) ?? after;
    if (ids.length < peopleAtOnce) return;
  }
}
