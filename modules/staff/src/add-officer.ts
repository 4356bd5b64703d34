import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { countryCode, lastUnitByCode } from "@dinhdanh/territory";
import { may, type NewOfficer, type OfficerView, scopeLevels } from "./contract.ts";
import { staffAct, type StaffDeps } from "./deps.ts";
import { hashPassword } from "./password.ts";
import { findOfficer, insertOfficer, officerView } from "./store/officers.ts";

export type AddOfficerRefusal = "not-permitted" | "unknown-scope" | "scope-level" | "code-taken";

/**
 * Gives an officer access. The scope's code means the unit that bears it today or bore it last: the officers of a commune that was merged
 * still see its people. `officer` has passed `newOfficerSchema`.
 */
export async function addOfficer(deps: StaffDeps, by: Actor, officer: NewOfficer): Promise<Outcome<OfficerView, AddOfficerRefusal>> {
  if (!may(by, "administer")) return refuse("not-permitted");
  return createOfficer(deps, by, { ...officer, passwordHash: await hashPassword(officer.password), demo: false });
}

/** Checks the scope, writes the officer and the act. */
export async function createOfficer(
  deps: StaffDeps,
  by: Actor,
  officer: Omit<NewOfficer, "password"> & { passwordHash: string | null; demo: boolean },
): Promise<Outcome<OfficerView, AddOfficerRefusal>> {
  const { code, name, role, passwordHash, demo } = officer;
  const { clock } = deps.ledger;
  const unit = await lastUnitByCode(deps.sql, officer.scope ?? countryCode, clock.today());
  if (unit === undefined) return refuse("unknown-scope");
  if (!scopeLevels[role].includes(unit.level)) return refuse("scope-level");
  return deps.sql.begin(async (tx) => {
    const row = { code, name, role, scopeUnitId: unit.unitId, passwordHash, demo, addedAtMs: clock.nowMs() };
    if (!(await insertOfficer(tx, row))) return refuse("code-taken");
    const scope = { code: unit.code, validFrom: unit.validFrom };
    await deps.ledger.record(tx, [staffAct(deps, "staff.added", code, by, { role, scope, demo })]);
    const added = await findOfficer(tx, code);
    if (added === undefined) throw new Error("an officer just inserted is not there");
    return accept(officerView(added));
  });
}
