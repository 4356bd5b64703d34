import type { Clock } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import type { Act } from "./act.ts";
import { insertActs, insertUnknownActs, knownActs } from "./store/acts.ts";

type Project = (tx: Tx, acts: Act[], sent: Promise<unknown>[]) => Promise<void>;
/**
 * Runs in the transaction that records the acts: how an outer module keeps its state in step without being called. One with `prepare` is told of a
 * few acts while they are being written, not knowing yet which of them are new: there it sends one statement, a lock that it takes in any case, and
 * waits for its answer when it projects. What it need not wait for it adds to `sent`.
 */
export type Projection = Project | { prepare: (tx: Tx, acts: Act[]) => Project };

export type Ledger = {
  /**
   * Writes the acts that are not yet in the ledger and runs the projections over them, all in `tx`.
   * @param sent takes the writes whose answers are still to come when it returns, so that COMMIT can follow them at once; await them after it
   * @returns the acts that were new, in the order given: the same objects, and the same array when all were
   * @throws SQLSTATE 23505 when another transaction recorded one of them meanwhile: run the transaction again
   */
  record: (tx: Tx, acts: Act[], sent?: Promise<unknown>[]) => Promise<Act[]>;
  clock: Clock;
};

export function createLedger(clock: Clock, projections: Projection[]): Ledger {
  return {
    clock,
    record: async (tx, acts, sent) => {
      const writing = sent ?? [];
      const recordedAt = new Date(clock.nowMs()).toISOString();
      const inserting = insertFresh(tx, acts, recordedAt);
      // a COPY takes the connection for itself
      const offered = acts.length > fewActs ? await inserting : acts;
      const ready = projections.map((one) => (typeof one === "function" || offered.length === 0 ? one : one.prepare(tx, offered)));
      const fresh = await inserting;
      if (fresh.length > 0) for (const project of ready) if (typeof project === "function") await project(tx, fresh, writing);
      if (sent === undefined) await Promise.all(writing);
      return fresh;
    },
  };
}

/**
 * An act's id stands for another act of its subject. Nothing of the transaction may stay: rows would say what no act does. It bears the code of a unique
 * violation, so that who runs conflicts anew finds what was recorded meanwhile.
 */
export class ActIdTaken extends Error {
  readonly code = "23505";
}

/** Records acts of a command that has looked for its own before. @throws {ActIdTaken} when one of them is known all the same */
export async function recordNew(ledger: Ledger, tx: Tx, acts: Act[]): Promise<void> {
  if ((await ledger.record(tx, acts)).length < acts.length) throw new ActIdTaken("the id of an act was used before");
}

/** Up to here one prepared statement is cheaper than a COPY in a savepoint: half the round trips for the single act of a counter. */
const fewActs = 64;

/**
 * Most submissions are all new, so they are written straight away, and only a clash with the key sends us to look which
 * acts are known: looking first costs a probe of the key for each of the millions of acts of a first load.
 */
async function insertFresh(tx: Tx, acts: Act[], recordedAt: string): Promise<Act[]> {
  if (acts.length === 0) return acts;
  if (acts.length <= fewActs) {
    const inserted = await insertUnknownActs(tx, acts, recordedAt);
    return inserted.size === acts.length ? acts : acts.filter((act) => inserted.delete(act.subjectId + act.actId));
  }
  try {
    await tx.savepoint((inner) => insertActs(inner, acts, recordedAt));
    return acts;
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw error;
  }
  const known = await knownActs(tx, acts);
  const fresh = acts.filter((act) => {
    const key = act.subjectId + act.actId;
    return !known.has(key) && known.add(key);
  });
  if (fresh.length > 0) await insertActs(tx, fresh, recordedAt);
  return fresh;
}
