import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "./contract.ts";
import { staffAct, type StaffDeps } from "./deps.ts";
import { findOfficer, markDisabled } from "./store/officers.ts";
import { deleteSessionsOf } from "./store/sessions.ts";

export type DisableOfficerRefusal = "not-permitted" | "oneself" | "unknown-officer" | "already-disabled";

/** Ends an officer's access at once, sessions included. What the officer did stays. */
export async function disableOfficer(deps: StaffDeps, by: Actor, code: string): Promise<Outcome<null, DisableOfficerRefusal>> {
  if (!may(by, "administer")) return refuse("not-permitted");
  if (by.code === code) return refuse("oneself");
  return deps.sql.begin(async (tx) => {
    if ((await findOfficer(tx, code)) === undefined) return refuse("unknown-officer");
    if (!(await markDisabled(tx, code, deps.ledger.clock.nowMs()))) return refuse("already-disabled");
    await deleteSessionsOf(tx, code);
    await deps.ledger.record(tx, [staffAct(deps, "staff.disabled", code, by, {})]);
    return accept(null);
  });
}
