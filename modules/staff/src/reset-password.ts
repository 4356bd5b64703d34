import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "./contract.ts";
import { staffAct, type StaffDeps } from "./deps.ts";
import { hashPassword } from "./password.ts";
import { findOfficer, setPasswordHash } from "./store/officers.ts";
import { deleteSessionsOf } from "./store/sessions.ts";
import { forgetTries } from "./store/tries.ts";

export type ResetPasswordRefusal = "not-permitted" | "unknown-officer" | "demo-officer" | "officer-disabled";

/** Gives an officer a new password (which passed `passwordSchema`), ends the sessions of the old one and lifts a wait after wrong tries. */
export async function resetPassword(
  deps: StaffDeps,
  by: Actor,
  code: string,
  password: string,
): Promise<Outcome<null, ResetPasswordRefusal>> {
  if (!may(by, "administer")) return refuse("not-permitted");
  const passwordHash = await hashPassword(password);
  return deps.sql.begin(async (tx) => {
    const officer = await findOfficer(tx, code);
    if (officer === undefined) return refuse("unknown-officer");
    if (officer.demo) return refuse("demo-officer");
    if (officer.disabledAt !== null) return refuse("officer-disabled");
    await setPasswordHash(tx, code, passwordHash);
    await deleteSessionsOf(tx, code);
    await forgetTries(tx, code);
    await deps.ledger.record(tx, [staffAct(deps, "staff.password-reset", code, by, {})]);
    return accept(null);
  });
}
