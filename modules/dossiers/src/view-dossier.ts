import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import { factsOf, type Purpose, stateOfDeclared } from "@dinhdanh/population";
import { may, permissions } from "@dinhdanh/staff";
import { contentOf } from "./check-case.ts";
import { type CaptureSlot, type DossierRefusal, type DossierRow, type DossierView, eventsFor, isFinal, openStates } from "./contract.ts";
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
  const [facts, steps, captures, findings, others, history] = await Promise.all([
    factsOf(sql, dossier.personId),
    stepsOf(sql, dossier),
    capturesOf(sql, dossier),
    findingsOfDossier(sql, dossier),
    dossiersOf(sql, dossier.personId),
    actsOfDossier(sql, dossier.personId, dossier.dossierId),
  ]);
  const changes = contentOf({ steps }, "changes")?.changes ?? [];
  const states = await stateOfDeclared(sql, dossier, changes);
  const declared = changes.map(({ field, form, from, to }, index) => {
    return { field, form, from, to, ...(states[index] ?? { state: "not-sent" as const, decidedBy: null, reason: null }) };
  });
  const row = dossierRow(deps, { ...dossier, fullName: facts?.fullName ?? "", birthDate: facts?.birthDate ?? null });
  const { team, device, collectors, reason } = dossier;
  return accept({
    ...{ ...row, team, device, collectors, reason, steps, captures, declared, history },
    checks: findings.map(({ mends: _, ...check }) => check),
    mends: findings.filter((one) => one.outcome === "failed").flatMap(({ check, mends }) => mends.map((mend) => ({ check, ...mend }))),
    conflicts: others
      .filter((other) => other.dossierId !== dossier.dossierId && openStates.includes(other.state))
      .map(({ dossierId, state, unit }) => ({ dossierId, state, unit })),
    merged,
    events: eventsFor(dossier.state, permissions[actor.role], dossier.collectors.includes(actor.code)).filter(
      (event) =>
        (!merged || event === "withdraw") && (event !== "approve" || findings.every(({ overriddenBy }) => overriddenBy !== actor.code)),
    ),
  });
}

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
): DossierRow {
  const { dossierId, personId, fullName, birthDate, state, kind, channel, unit, occurredAt, submittedAt, stateSince } = dossier;
  const { dueOn, stageDueOn, causes, manualReview } = dossier;
  const today = ledger.clock.today();
  const late = [dueOn, stageDueOn].some((due) => due !== null && due < today);
  return {
    ...{ dossierId, personId, fullName, birthDate, state, kind, channel, unit, occurredAt, submittedAt, stateSince },
    ...{ dueOn, stageDueOn, causes, manualReview, unitName: units.byId(dossier.unitId)?.name ?? unit },
    overdue: late && !isFinal(state) && state !== "draft",
  };
}
