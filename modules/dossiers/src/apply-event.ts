import { createHash } from "node:crypto";
import { accept, type Actor, calendarDay, dayOf, type Outcome, refuse, type Refusal } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import type { Queryable, Tx } from "@dinhdanh/postgres";
import { type Action, may } from "@dinhdanh/staff";
import { answerTo, type DossierEvent, type DossierRefusal, type EventRequest, events, type Receipt, type Step } from "./contract.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { advance } from "./advance.ts";
import { instantOf, liesInFuture } from "./open-dossier.ts";
import { acceptFailure, overridersOf } from "./store/findings.ts";
import { submissionRefusal } from "./submission-rules.ts";
import { recordedAct } from "./store/acts.ts";
import { type Dossier, findDossier, findSubmission, type Holdings, insertPassages, updateDossier } from "./store/dossiers.ts";

/** An officer's event on its way. */
type Move = {
  deps: DossierDeps;
  actor: Actor;
  dossierId: string;
  event: DossierEvent;
  request: EventRequest;
  /** writes whose answers are still to come */ sent: Promise<unknown>[];
};
type Answer = Outcome<Receipt, DossierRefusal>;
type Found = { dossier: Dossier; inReach: boolean; holdings?: Holdings };

/**
 * Lets an event happen to a dossier that an officer causes. One transaction: state, act, standing, queue of checks. The same request again
 * answers the same receipt and changes nothing.
 * Refusals, in the order checked: `time-in-future`, `dossier-not-found`, `outside-territory`, `act-differs`, `dossier-<state>`,
 * `not-permitted`, `four-eyes`, `reason-missing`, and those of the event itself.
 */
export async function applyEvent(
  deps: DossierDeps,
  actor: Actor,
  where: { dossierId: string; event: DossierEvent },
  request: EventRequest,
): Promise<Answer> {
  if (liesInFuture(deps, request.occurredAt)) return refuse("time-in-future");
  const move: Move = { deps, actor, ...where, request, sent: [] };
  try {
    const answer = await deps.sql.begin<Answer>((tx) => happen(tx, move));
    // COMMIT followed them without waiting; had one failed, it would have rolled back
    await Promise.all(move.sent);
    return answer;
  } catch (error) {
    // the act id has served before: nothing of this transaction stays
    const known = error instanceof Repeated ? await replay(deps.sql, move, error.dossier) : undefined;
    if (known === undefined) throw error;
    return known;
  }
}

class Repeated extends Error {
  readonly dossier: Dossier;
  constructor(dossier: Dossier) {
    super("this act was recorded before");
    this.dossier = dossier;
  }
}

async function happen(tx: Tx, move: Move): Promise<Answer> {
  const { deps, actor, dossierId, event } = move;
  const asker = { actor, today: deps.ledger.clock.today() };
  const submits = event === "submit" || event === "resubmit";
  const found: Found | undefined = submits ? await findSubmission(tx, asker, dossierId) : await findDossier(tx, asker, dossierId, true);
  if (found === undefined) return refuse("dossier-not-found");
  if (!found.inReach) return refuse("outside-territory");
  const { dossier } = found;
  const step = answerTo(dossier.state, event);
  if (typeof step === "string") return (await replay(tx, move, dossier)) ?? refuse(step);
  const refusal = officerRefusal(move, dossier, step) ?? (await eventRefusal(tx, move, found));
  if (refusal !== undefined) return (await replay(tx, move, dossier)) ?? { ok: false, refusal };
  return complete(tx, move, dossier, step);
}

function officerRefusal({ actor, event, request }: Move, dossier: Dossier, step: Step): Refusal<DossierRefusal> | undefined {
  const { by } = events[event].cause;
  if (by === "checker" || by === "card" || !may(actor, by satisfies Action)) return refuse("not-permitted").refusal;
  if (step.fourEyes && dossier.collectors.includes(actor.code)) return refuse("four-eyes").refusal;
  return step.needsReason && request.reason === undefined ? refuse("reason-missing").refusal : undefined;
}

/** What an event asks beyond the state. */
async function eventRefusal(tx: Tx, move: Move, { dossier, holdings }: Found): Promise<Refusal<DossierRefusal> | undefined> {
  const { event, request, deps, actor } = move;
  if (holdings !== undefined) {
    const stale = Object.entries(request.versions ?? {}).find(
      ([step, version]) => (holdings.steps.find((one) => one.step === step)?.version ?? 0) !== version,
    );
    if (stale !== undefined) return refuse("version-stale", { step: stale[0] }).refusal;
    return submissionRefusal({ ...holdings, kind: dossier.kind, day: dayOf(calendarDay(Date.parse(dossier.occurredAt))) });
  }
  if (event === "approve") return (await overridersOf(tx, dossier)).includes(actor.code) ? refuse("four-eyes").refusal : undefined;
  if (event !== "override") return undefined;
  const reason = request.reason ?? "";
  const known =
    request.check !== undefined && (await acceptFailure(tx, dossier, request.check, { by: actor.code, reason, at: nowOf(deps) }));
  return known ? undefined : refuse("check-not-failed").refusal;
}

/** Writes state and act; an overridden check may have been the last in the way. */
async function complete(tx: Tx, move: Move, dossier: Dossier, step: Step): Promise<Answer> {
  const { deps, actor, event, request } = move;
  const to = await advance(tx, deps, dossier, { event, next: step.next, request, actor });
  const receipt: Receipt = {
    ...{ dossierId: dossier.dossierId, actId: request.actId, event, state: to.dossier.state },
    ...{ occurredAt: instantOf(request.occurredAt), dueOn: to.dossier.dueOn, stageDueOn: to.dossier.stageDueOn },
  };
  // sent together: the statements of one transaction need not wait for each other's answers
  const recording = deps.ledger.record(tx, [actFor(move, dossier, step, receipt)], move.sent);
  const writing = Promise.all([updateDossier(tx, to.dossier), insertPassages(tx, to.passages, deps.ledger.clock.today())]);
  // when one fails, nothing of the others may still be on its way after the rollback
  await Promise.allSettled([recording, writing]);
  const [recorded] = await Promise.all([recording, writing]);
  if (recorded.length === 0) throw new Repeated(dossier);
  return accept(receipt);
}

function actFor({ actor, request }: Move, dossier: Dossier, step: Step, receipt: Receipt): Act {
  const { event, state, dueOn, stageDueOn } = receipt;
  const { reason, check, cause } = request;
  const stated = Object.fromEntries(Object.entries({ reason, check, cause }).filter(([, value]) => value !== undefined));
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
function digestOf(event: DossierEvent, request: EventRequest): string {
  const versions = Object.entries(request.versions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const said = [event, instantOf(request.occurredAt), request.reason, request.check, request.cause, versions];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

/** The answer to an act that was recorded before: the receipt again, or that the id stands for something else. */
async function replay(sql: Queryable, { event, request }: Move, dossier: Dossier): Promise<Answer | undefined> {
  const known = await recordedAct(sql, dossier.personId, request.actId);
  if (known === undefined) return undefined;
  const { dossierId, state, dueOn, stageDueOn, request: digest } = known.payload ?? {};
  if (dossierId !== dossier.dossierId || digest !== digestOf(event, request)) return refuse("act-differs");
  return accept({
    ...{ dossierId: dossier.dossierId, actId: request.actId, event, state: state as Receipt["state"] },
    ...{ occurredAt: instantOf(request.occurredAt), dueOn: dueOn as Receipt["dueOn"], stageDueOn: stageDueOn as Receipt["stageDueOn"] },
  });
}
