import { createHash } from "node:crypto";
import { accept, type Actor, calendarDay, dayOf, type Outcome, refuse, type Refusal } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { type Action, may } from "@dinhdanh/staff";
import { type Advanced, advance } from "./advance.ts";
import {
  type DossierEvent,
  type DossierRefusal,
  type EventRequest,
  events,
  type Receipt,
  type Step,
  type StepContent,
} from "./contract.ts";
import { approvalHolds, declaredInEach } from "./declared.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { instantOf } from "./open-dossier.ts";
import type { Dossier, Holdings } from "./store/dossiers.ts";
import { acceptFailure, overridersOf } from "./store/findings.ts";
import { submissionRefusal } from "./submission-rules.ts";

/** An officer's event on its way. */
export type Move = { deps: DossierDeps; actor: Actor; dossierId: string; event: DossierEvent; request: EventRequest };
/** A dossier that is locked. */
export type Found = { dossier: Dossier; inReach: boolean; merged: boolean; holdings?: Holdings };
/** What is to be written. */
export type Decided = Advanced & { act: Act; receipt: Receipt };

/**
 * What an event that the state takes makes of a dossier. Refusals, in the order checked: `not-permitted`, `four-eyes`, `reason-missing`, `steps-missing`, and
 * those of the event itself.
 */
export async function decideEvent(tx: Tx, move: Move, found: Found, step: Step): Promise<Outcome<Decided, DossierRefusal>> {
  const { deps, actor, event, request } = move;
  const refusal = officerRefusal(move, found.dossier, step) ?? (await eventRefusal(tx, move, found, step));
  if (refusal !== undefined) return { ok: false, refusal };
  const to = await advance(tx, deps, found.dossier, { event, next: step.next, request, actor });
  const receipt: Receipt = {
    ...{ dossierId: to.dossier.dossierId, actId: request.actId, event, state: to.dossier.state },
    ...{ occurredAt: momentOf(move, found.dossier), dueOn: to.dossier.dueOn, stageDueOn: to.dossier.stageDueOn },
  };
  return accept({ ...to, receipt, act: actFor(move, found, step, receipt) });
}

/**
 * When it happened. What is collected without a connection is told late; a decision is made on a dossier as it is now, so by whatever clock it is neither
 * before the dossier came to be so nor after now: an approval that follows a rejected card never seems to come before it.
 */
function momentOf({ deps, event, request }: Move, { stateSince }: Dossier): string {
  const said = Date.parse(request.occurredAt);
  const decides = events[event].cause.by === "approve";
  return new Date(decides ? Math.min(Math.max(said, Date.parse(stateSince)), deps.ledger.clock.nowMs()) : said).toISOString();
}

function officerRefusal({ actor, event, request }: Move, dossier: Dossier, step: Step): Refusal<DossierRefusal> | undefined {
  const { by } = events[event].cause;
  if (by === "checker" || by === "card" || !may(actor, by satisfies Action)) return refuse("not-permitted").refusal;
  if (step.fourEyes && dossier.collectors.includes(actor.code)) return refuse("four-eyes").refusal;
  if (step.needsReason && request.reason === undefined) return refuse("reason-missing").refusal;
  return step.needsSteps && request.steps === undefined ? refuse("steps-missing").refusal : undefined;
}

/** What an event asks beyond the state. */
async function eventRefusal(tx: Tx, move: Move, { dossier, holdings }: Found, step: Step): Promise<Refusal<DossierRefusal> | undefined> {
  const { event, request, deps, actor } = move;
  if (holdings !== undefined) {
    const stale = Object.entries(request.versions ?? {}).find(
      ([key, version]) => (holdings.steps.find((one) => one.step === key)?.version ?? 0) !== version,
    );
    if (stale !== undefined) return refuse("version-stale", { step: stale[0] }).refusal;
    const refusal = submissionRefusal({ ...holdings, kind: dossier.kind, day: dayOf(calendarDay(Date.parse(dossier.occurredAt))) });
    return refusal ?? (event === "resubmit" && (await declaresRefused(tx, deps, dossier)) ? refusedAgain(dossier) : undefined);
  }
  if (event === "approve" && (await overridersOf(tx, dossier)).includes(actor.code)) return refuse("four-eyes").refusal;
  const hold = step.needsDecided ? (await approvalHolds(tx, deps, [dossier])).get(dossier.dossierId) : undefined;
  if (hold !== undefined) return refuse(hold, { dossierId: dossier.dossierId }).refusal;
  if (event !== "override") return undefined;
  const reason = request.reason ?? "";
  const known =
    request.check !== undefined && (await acceptFailure(tx, dossier, request.check, { by: actor.code, reason, at: nowOf(deps) }));
  return known ? undefined : refuse("check-not-failed").refusal;
}

/** What was refused is refused again when nothing about it is new: said now, and not when the dossier has gone through all checks. */
async function declaresRefused(tx: Tx, deps: DossierDeps, dossier: Dossier): Promise<boolean> {
  const declared = (await declaredInEach(tx, deps, [dossier])).get(dossier.dossierId) ?? [];
  return declared.some(({ state }) => state === "refused");
}
const refusedAgain = ({ dossierId }: Dossier) => refuse("changes-refused-again", { dossierId }).refusal;

function actFor({ actor, request }: Move, { dossier, holdings }: Found, step: Step, receipt: Receipt): Act {
  const { event, state, dueOn, stageDueOn } = receipt;
  const { reason, check, cause, steps } = request;
  const declared = holdings?.steps.find((one) => one.step === "changes")?.content as StepContent<"changes"> | undefined;
  // what the citizen declares is part of the submission: proposals follow from it
  const changes = declared === undefined || declared.changes.length === 0 ? undefined : declared.changes;
  const stated = Object.fromEntries(Object.entries({ reason, check, cause, steps, changes }).filter(([, value]) => value !== undefined));
  return {
    ...{ actId: request.actId, subjectId: dossier.personId, kind: step.act ?? `dossier.${event}`, occurredAt: receipt.occurredAt },
    ...{ unit: dossier.unit, officer: actor.code, team: dossier.team, device: dossier.device },
    payload: {
      ...{ dossierId: dossier.dossierId, event, state, kind: dossier.kind, channel: dossier.channel, dueOn, stageDueOn },
      ...{ ...stated, request: digestOf(event, request) },
    },
  };
}

/** Of all that the originator said: the same act id with other words is another act. */
export function digestOf(event: DossierEvent, request: EventRequest): string {
  const versions = Object.entries(request.versions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const { reason, check, cause, steps } = request;
  const said = [event, instantOf(request.occurredAt), reason, check, cause, versions, ...(steps === undefined ? [] : [steps])];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
