import { accept, type Actor, calendarDay, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import type { DossierRefusal, NewDossier } from "./contract.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { applicantOf, type Dossier, findDossier, insertDraft, reaches } from "./store/dossiers.ts";

/** Clocks of devices may be ahead by this much. */
const skewMs = 5 * 60_000;
export const liesInFuture = (deps: Pick<DossierDeps, "ledger">, occurredAt: string): boolean =>
  Date.parse(occurredAt) > deps.ledger.clock.nowMs() + skewMs;

/** ISO 8601 in UTC: two ways to write one instant are the same. */
export const instantOf = (occurredAt: string): string => new Date(Date.parse(occurredAt)).toISOString();

/**
 * Opens a draft for a person of the actor's territory. The same request again answers the same.
 * Refusals, in the order checked: `not-permitted`, `time-in-future`, `unit-not-found`, `person-not-found`, `outside-territory`, `record-merged`,
 * `dossier-differs`.
 */
export async function openDossier(
  deps: DossierDeps,
  actor: Actor,
  request: NewDossier,
): Promise<Outcome<{ dossierId: string }, DossierRefusal>> {
  const { sql, units, ledger } = deps;
  if (!may(actor, "collect")) return refuse("not-permitted");
  if (liesInFuture(deps, request.occurredAt)) return refuse("time-in-future");
  const occurredMs = Date.parse(request.occurredAt);
  const unit = units.last(request.unit, calendarDay(occurredMs));
  if (unit === undefined) return refuse("unit-not-found", { unit: request.unit });
  const asker = { actor, today: ledger.clock.today() };
  const applicant = await applicantOf(sql, asker, request.personId);
  if (applicant === undefined) return refuse("person-not-found");
  if (!applicant.inReach || !(await reaches(sql, asker, unit.unitId))) return refuse("outside-territory");
  if (applicant.merged) return refuse("record-merged");
  const now = nowOf(deps);
  const draft: Dossier = {
    ...{ personId: request.personId, dossierId: request.dossierId, kind: request.kind, channel: request.channel },
    ...{ state: "draft", stateSince: now, openedAt: now, occurredAt: instantOf(request.occurredAt), submittedAt: null },
    ...{ unit: request.unit, unitId: unit.unitId, team: request.team, device: request.device, collectors: [actor.code] },
    ...{ dueOn: null, stageDueOn: null, causes: [], manualReview: false, reason: null, approvedOn: null },
  };
  return sql.begin(async (tx) => {
    if (await insertDraft(tx, draft)) return accept({ dossierId: draft.dossierId });
    const known = await findDossier(tx, asker, draft.dossierId, false);
    return known !== undefined && sameRequest(known.dossier, draft) ? accept({ dossierId: draft.dossierId }) : refuse("dossier-differs");
  });
}

const stated = ["personId", "kind", "channel", "unit", "team", "device"] as const;
const sameRequest = (a: Dossier, b: Dossier) =>
  stated.every((key) => a[key] === b[key]) && Date.parse(a.occurredAt) === Date.parse(b.occurredAt);
