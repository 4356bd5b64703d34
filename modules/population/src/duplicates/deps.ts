import type { Clock } from "@dinhdanh/kernel";
import type { Ledger } from "@dinhdanh/ledger";
import type { Queryable, Sql, Tx } from "@dinhdanh/postgres";

/** What merging asks of rooms further out. */
export type DuplicatePorts = {
  /** locks the standing of both until the transaction ends; answers the days of the milestones that hold for the second, by field */
  milestonesOf: (tx: Tx, personIds: readonly [survivor: string, absorbed: string]) => Promise<Record<string, string>>;
  hasOpenDossier: (sql: Queryable, personId: string) => Promise<boolean>;
};

export type DuplicateDeps = { sql: Sql; ledger: Ledger; clock: Clock; duplicates: DuplicatePorts };
