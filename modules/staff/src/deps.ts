import { type Actor, newId } from "@dinhdanh/kernel";
import type { Act, Ledger } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";
import { derivedId } from "@dinhdanh/territory";

/** What every command of this module needs; the time is the ledger's. */
export type StaffDeps = { sql: Sql; ledger: Ledger };

/** The officer as the subject of acts: the same id in every database. */
export const officerSubjectId = (code: string): string => derivedId(`dinhdanh:officer:${code}`);

export type StaffActKind = "staff.added" | "staff.disabled" | "staff.password-reset";

/** A change of an officer. The payload never carries a name, a password or a hash. */
export function staffAct(deps: StaffDeps, kind: StaffActKind, code: string, by: Actor, payload: Record<string, unknown>): Act {
  return {
    actId: newId(),
    subjectId: officerSubjectId(code),
    kind,
    occurredAt: new Date(deps.ledger.clock.nowMs()).toISOString(),
    unit: by.scope,
    officer: by.code,
    team: null,
    device: null,
    payload: { code, ...payload },
  };
}
