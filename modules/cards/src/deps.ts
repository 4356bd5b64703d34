import { type Actor, type Day, newId } from "@dinhdanh/kernel";
import type { Act, Ledger } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";

/** What every command of this module needs; the time is the ledger's. */
export type CardsDeps = { sql: Sql; ledger: Ledger };

/** Commands that set a limit count in working days. */
export type CalendarDeps = CardsDeps & { workingDaysAfter: (from: Day, days: number) => Day };

export const nowOf = (deps: Pick<CardsDeps, "ledger">): string => new Date(deps.ledger.clock.nowMs()).toISOString();

/** What happened to stock, a batch or a parcel: it is the subject. */
export function lineAct(
  deps: Pick<CardsDeps, "ledger">,
  kind: string,
  subjectId: string,
  by: Actor,
  payload: Record<string, unknown>,
): Act {
  const at = { occurredAt: nowOf(deps), unit: by.scope, officer: by.code, team: null, device: null };
  return { actId: newId(), subjectId, kind, ...at, payload };
}
