import type { Clock } from "@dinhdanh/kernel";
import type { Ledger } from "@dinhdanh/ledger";
import type { Queryable, Sql, Tx } from "@dinhdanh/postgres";
import type { AtStake } from "./contract.ts";

/** What merging asks of rooms further out. */
export type DuplicatePorts = {
  /**
   * locks the standing of both until the transaction ends; answers the days of the milestones that hold for the second, by field, but for those of a
   * dossier that will wait because of the merge
   */
  milestonesOf: (tx: Tx, personIds: readonly [survivor: string, absorbed: string]) => Promise<Record<string, string>>;
  /** dossiers and cards that stop when the person's record is taken up in another one, or their number changes */
  atStake: (sql: Queryable, personId: string) => Promise<AtStake>;
};

export type DuplicateDeps = { sql: Sql; ledger: Ledger; clock: Clock; duplicates: DuplicatePorts };
