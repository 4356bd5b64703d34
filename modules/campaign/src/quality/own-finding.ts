import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Act, actsOf, type Ledger } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";
import { standingOf } from "@dinhdanh/progress";
import { enabledOfficers, may, scopeUnitId } from "@dinhdanh/staff";
import type { z } from "zod";
import type { PeopleDeps } from "../people-deps.ts";
import { unitInBorders } from "../scope.ts";
import { clearOwner, type FindingKey, ownerOf, setOwner, type StoredOwner } from "../store/finding-owners.ts";
import { idsInTerritory } from "../store/people-territory.ts";
import type { FindingOwnership, Officers, unitDaySchema } from "./quality-contract.ts";

type Deps = PeopleDeps & { sql: Sql; ledger: Ledger };
export type OwnFindingRefusal =
  | "person-not-found"
  | "outside-territory"
  | "act-differs"
  | "not-permitted"
  | "officer-not-in-charge"
  | "finding-gone"
  | "finding-of-another"
  | "finding-of-nobody";

/**
 * Takes a finding over, gives it to an officer, or with `officer` null gives it back to the commune. Oneself takes what nobody has and gives back what one has;
 * who may `assign` moves any finding, to officers who mend and are in charge of where the person is registered. The same `actId` again changes nothing.
 * Refusals, in the order checked: {@link OwnFindingRefusal}.
 */
export async function ownFinding(
  deps: Deps,
  actor: Actor,
  personId: string,
  asked: FindingOwnership,
): Promise<Outcome<{ actId: string }, OwnFindingRefusal>> {
  const { sql, clock, ledger } = deps;
  const { actId, kind, field, officer } = asked;
  const today = clock.today();
  const standing = await standingOf(sql, personId);
  if (standing === null) return refuse("person-not-found");
  if (!(await idsInTerritory(sql, { actor, today }, [personId], today)).has(personId)) return refuse("outside-territory");
  const before = (await actsOf(sql, personId)).find((act) => act.actId === actId);
  if (before !== undefined) return isSame(before, actor, asked) ? accept({ actId }) : refuse("act-differs");
  const assigns = may(actor, "assign");
  if (officer !== null && officer !== actor.code && !assigns) return refuse("not-permitted");
  if (officer !== null && !(await isInCharge(deps, officer, [personId]))) return refuse("officer-not-in-charge");
  return sql.begin(async (tx) => {
    const key = { personId, kind, field };
    const found = await ownerOf(tx, key);
    if (found === undefined) return refuse("finding-gone");
    const { owner, noted } = found;
    if (owner !== null && owner.officer !== actor.code && !assigns) return refuse("finding-of-another");
    if (owner === null && officer === null) return refuse("finding-of-nobody");
    const since = new Date(clock.nowMs()).toISOString();
    const alone = officer === null ? clearOwner(tx, key, noted) : setOwner(tx, key, { officer, since }, noted);
    if (!(await alone)) return refuse("finding-of-another");
    await ledger.record(tx, [ownAct(actor, since, { actId, personId, kind, field, officer }, owner)]);
    return accept({ actId });
  });
}

/** The act of giving a finding to an officer, or back with `officer` null; `was` is who had it. */
export const ownAct = (
  actor: Actor,
  at: string,
  { actId, personId, kind, field, officer }: FindingKey & { actId: string; officer: string | null },
  was: StoredOwner | null,
): Act => ({
  ...{ actId, subjectId: personId, kind: kindOf(officer), occurredAt: at, unit: null, officer: actor.code, team: null, device: null },
  payload: { kind, field, officer: officer ?? was?.officer ?? null },
});

const kindOf = (officer: string | null) => (officer === null ? "finding.given-back" : "finding.assigned");

function isSame(before: Pick<Act, "kind" | "payload" | "officer">, actor: Actor, { kind, field, officer }: FindingOwnership): boolean {
  const { payload } = before;
  const same = before.kind === kindOf(officer) && before.officer === actor.code && payload?.["kind"] === kind && payload["field"] === field;
  return same && (officer === null || payload["officer"] === officer);
}

/** An officer who mends records, and within whose territory all of the people are. */
export async function isInCharge({ sql, clock }: PeopleDeps, code: string, personIds: readonly string[]): Promise<boolean> {
  const [one] = (await enabledOfficers(sql, { code })).filter((officer) => may(officer, "mend"));
  if (one === undefined) return false;
  const today = clock.today();
  const asker = { actor: { code, role: one.role, scope: one.scope, scopeUnitId: one.scopeUnitId }, today };
  const within = await idsInTerritory(sql, asker, personIds, today);
  return personIds.every((personId) => within.has(personId));
}

/** To whom the actor may give findings of a unit: officers within the actor's territory who mend records and are in charge of all of the unit. */
export async function officersToAssign(deps: PeopleDeps, actor: Actor, where: z.output<typeof unitDaySchema>): Promise<Officers> {
  const [{ unit }, within] = [await unitInBorders(deps, where), await scopeUnitId(deps.sql, actor)];
  if (unit === undefined || within === undefined) return [];
  const officers = await enabledOfficers(deps.sql, { over: unit.unitId, within });
  return officers.filter((officer) => may(officer, "mend")).map(({ code, name, scopeName }) => ({ code, name, unitName: scopeName }));
}
