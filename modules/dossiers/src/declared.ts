import { calendarDay, dayOf } from "@dinhdanh/kernel";
import { outcomesOfDeclared } from "@dinhdanh/population";
import type { Queryable } from "@dinhdanh/postgres";
import { type ApprovalHold, type DossierView, holdOf } from "./contract.ts";
import type { LineDeps } from "./deps.ts";
import { changesOfEach } from "./store/contents.ts";

type Declared = DossierView["declared"][number];
type Of = { personId: string; dossierId: string };

/** What dossiers declare to have changed, and what became of each change; by dossier, those that declare nothing left out. */
export async function declaredInEach(sql: Queryable, deps: LineDeps, dossiers: readonly Of[]): Promise<Map<string, Declared[]>> {
  const changes = await changesOfEach(sql, dossiers);
  const declared = changes.map((one) => ({ ...one, declaredOn: dayOf(calendarDay(Date.parse(one.occurredAt))) }));
  const outcomes = await outcomesOfDeclared(sql, { units: deps.units, today: deps.ledger.clock.today() }, declared);
  return new Map(
    changes.map(({ dossierId, changes: theirs }) => [
      dossierId,
      theirs.flatMap(({ field, form, from, to }, index) => {
        const outcome = outcomes.get(dossierId)?.[index];
        return outcome === undefined ? [] : [{ field, form, from, to, ...outcome }];
      }),
    ]),
  );
}

/** Which dossiers are not approved because of what they declare, and why; by dossier. */
export async function approvalHolds(sql: Queryable, deps: LineDeps, dossiers: readonly Of[]): Promise<Map<string, ApprovalHold>> {
  const holds = new Map<string, ApprovalHold>();
  for (const [dossierId, declared] of await declaredInEach(sql, deps, dossiers)) {
    const hold = holdOf(declared.map(({ state }) => state));
    if (hold !== null) holds.set(dossierId, hold);
  }
  return holds;
}
