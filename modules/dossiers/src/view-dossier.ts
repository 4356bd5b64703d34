import { accept, type Actor, type Day, newId, type Outcome, refuse, toDay } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import { factsOf, type Purpose } from "@dinhdanh/population";
import { may, permissions } from "@dinhdanh/staff";
import {
  type ApprovalHold,
  type CaptureSlot,
  type ChangeableField,
  changeableFields,
  type DossierRefusal,
  type DossierRow,
  type DossierState,
  type DossierView,
  eventsFor,
  holdOf,
  isFinal,
  legalDue,
  type Mend,
  openStates,
} from "./contract.ts";
import { declaredInEach } from "./declared.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { actsOfDossier } from "./store/acts.ts";
import { type CaptureImage, capturesOf, imagesOf, stepsOf } from "./store/contents.ts";
import { type Dossier, dossiersOf, findDossier } from "./store/dossiers.ts";
import { findingsOfDossier } from "./store/findings.ts";

type Asked = { dossierId: string; purpose: Purpose };

/**
 * All that is in a dossier but the images. The read is logged before anything is answered.
 * Refusals, in the order checked: `not-permitted`, `dossier-not-found`, `outside-territory`.
 */
export async function viewDossier(deps: DossierDeps, actor: Actor, asked: Asked): Promise<Outcome<DossierView, DossierRefusal>> {
  const found = await openForReading(deps, actor, asked);
  if (!found.ok) return found;
  const { sql } = deps;
  const { dossier, merged } = found.value;
  const [facts, steps, captures, findings, others, history, declared = []] = await Promise.all([
    factsOf(sql, dossier.personId),
    stepsOf(sql, dossier),
    capturesOf(sql, dossier),
    findingsOfDossier(sql, dossier),
    dossiersOf(sql, dossier.personId),
    actsOfDossier(sql, dossier.personId, dossier.dossierId),
    declaredInEach(sql, deps, [dossier]).then((each) => each.get(dossier.dossierId)),
  ]);
  const mendable = dossier.state === "returned" || awaitsApproval.includes(dossier.state);
  const hold = awaitsApproval.includes(dossier.state) ? holdOf(declared.map(({ state }) => state)) : null;
  const row = dossierRow(deps, { ...dossier, fullName: facts?.fullName ?? "", birthDate: facts?.birthDate ?? null }, hold);
  const { team, device, collectors, reason } = dossier;
  return accept({
    ...{ ...row, team, device, collectors, reason, steps, captures, declared, history, dueIfSubmitted: dueIfSubmitted(deps, dossier) },
    statedDays: deps.settings.calendar.stated.map(({ day, kind }) => ({ day: toDay(day), kind })),
    checks: findings.map(({ mends: _, ...check }) => check),
    mends: [
      ...findings.filter((one) => one.outcome === "failed").flatMap(({ check, mends }) => mends.map((mend) => ({ check, ...mend }))),
      ...declared.filter(({ state }) => mendable && state === "refused").map(({ field }) => refusedChange(field as ChangeableField)),
    ],
    conflicts: others
      .filter((other) => other.dossierId !== dossier.dossierId && openStates.includes(other.state))
      .map(({ dossierId, state, unit }) => ({ dossierId, state, unit })),
    merged,
    events: eventsFor(dossier.state, permissions[actor.role], { collected: dossier.collectors.includes(actor.code), hold }).filter(
      (event) =>
        (!merged || event === "withdraw") && (event !== "approve" || findings.every(({ overriddenBy }) => overriddenBy !== actor.code)),
    ),
  });
}

/** What is promised at the counter is what the submission will say, by the same area and calendar. */
function dueIfSubmitted({ settings, ledger }: DossierDeps, { state, unitId, kind }: Dossier): Day | null {
  return state === "draft" ? legalDue(ledger.clock.today(), settings.areaOf(unitId), kind, settings.calendar) : null;
}

/** States on the way to an approval: before, nothing is proposed; after, nothing is asked any more. */
export const awaitsApproval: readonly DossierState[] = ["submitted", "clean", "flagged", "on-hold"];

const refusedChange = (field: ChangeableField): Mend & { check: "register" } => ({
  check: "register",
  field: `changes.${field}.refused`,
  text: {
    vi: `${changeableFields[field].vi}: thay đổi đã khai bị từ chối, bỏ ra hoặc khai lại với giấy tờ khác`,
    en: `${changeableFields[field].en}: the declared change was refused; take it out, or declare it with other papers`,
  },
});

/** One captured image. The read is logged. Refusals: those of {@link viewDossier}, `capture-not-found`. */
export async function viewCapture(
  deps: DossierDeps,
  actor: Actor,
  asked: Asked & { slot: CaptureSlot },
): Promise<Outcome<CaptureImage, DossierRefusal>> {
  const found = await openForReading(deps, actor, asked);
  if (!found.ok) return found;
  const [image] = await imagesOf(deps.sql, found.value.dossier, asked.slot);
  return image === undefined ? refuse("capture-not-found") : accept(image);
}

async function openForReading(
  deps: DossierDeps,
  actor: Actor,
  { dossierId, purpose }: Asked,
): Promise<Outcome<{ dossier: Dossier; merged: boolean }, DossierRefusal>> {
  if (!may(actor, "read-people")) return refuse("not-permitted");
  const found = await findDossier(deps.sql, { actor, today: deps.ledger.clock.today() }, dossierId, false);
  if (found === undefined) return refuse("dossier-not-found");
  if (!found.inReach) return refuse("outside-territory");
  await logDossierReads(deps, actor, purpose, { view: "dossier", people: [found.dossier] });
  return accept(found);
}

/** Notes that the actor saw dossiers of these people. */
export async function logDossierReads(
  deps: DossierDeps,
  actor: Actor,
  purpose: Purpose,
  seen: { view: string; people: readonly { personId: string }[] },
): Promise<void> {
  const read = { officer: actor.code, purpose, view: seen.view, readAt: nowOf(deps) };
  await logReads(deps.sql, seen.people.map(({ personId }) => ({ ...read, personId, readId: newId() }))); // prettier-ignore
}

/** A dossier as lists show it. */
export function dossierRow(
  { units, ledger }: Pick<DossierDeps, "units" | "ledger">,
  dossier: Dossier & { fullName: string; birthDate: string | null },
  hold: ApprovalHold | null,
): DossierRow {
  const { dossierId, personId, fullName, birthDate, state, kind, channel, unit, occurredAt, submittedAt, stateSince } = dossier;
  const { dueOn, stageDueOn, causes, manualReview, reason } = dossier;
  const today = ledger.clock.today();
  const late = [dueOn, stageDueOn].some((due) => due !== null && due < today);
  return {
    ...{ dossierId, personId, fullName, birthDate, state, kind, channel, unit, occurredAt, submittedAt, stateSince },
    ...{ hold, onHoldFor: state === "on-hold" ? reason : null },
    ...{ dueOn, stageDueOn, causes, manualReview, unitName: units.byId(dossier.unitId)?.name ?? unit },
    overdue: late && !isFinal(state) && state !== "draft",
  };
}
