import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Queryable, Tx } from "@dinhdanh/postgres";
import { answerTo, type DossierEvent, type DossierRefusal, type EventRequest, type Receipt } from "./contract.ts";
import { type Decided, decideEvent, digestOf, type Found, type Move } from "./decide-event.ts";
import type { DossierDeps } from "./deps.ts";
import { instantOf, liesInFuture } from "./open-dossier.ts";
import { recordedAct } from "./store/acts.ts";
import { type Dossier, findDossier, findSubmissions, insertPassages, updateDossiers } from "./store/dossiers.ts";

export type Answer = Outcome<Receipt, DossierRefusal>;

/**
 * Lets an event happen to a dossier that an officer causes. One transaction: state, act, standing, queue of checks. The same request again
 * answers the same receipt and changes nothing.
 * Refusals, in the order checked: `time-in-future`, `dossier-not-found`, `outside-territory`, `record-merged`, `act-differs`, `dossier-<state>`,
 * `not-permitted`, `four-eyes`, `reason-missing`, `steps-missing`, and those of the event itself.
 */
export async function applyEvent(
  deps: DossierDeps,
  actor: Actor,
  where: { dossierId: string; event: DossierEvent },
  request: EventRequest,
): Promise<Answer> {
  if (liesInFuture(deps, request.occurredAt)) return refuse("time-in-future");
  const move: Move = { deps, actor, ...where, request };
  const sent: Promise<unknown>[] = [];
  try {
    const answer = await deps.sql.begin<Answer>((tx) => happen(tx, move, sent));
    // COMMIT followed them without waiting; had one failed, it would have rolled back
    await Promise.all(sent);
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

async function happen(tx: Tx, move: Move, sent: Promise<unknown>[]): Promise<Answer> {
  const { deps, actor, dossierId, event } = move;
  const asker = { actor, today: deps.ledger.clock.today() };
  const submits = event === "submit" || event === "resubmit";
  const found: Found | undefined = submits
    ? (await findSubmissions(tx, [{ asker, dossierId }])).get(dossierId)
    : await findDossier(tx, asker, dossierId, true);
  if (found === undefined) return refuse("dossier-not-found");
  if (!found.inReach) return refuse("outside-territory");
  const { dossier } = found;
  if (found.merged && event !== "withdraw") return (await replay(tx, move, dossier)) ?? refuse("record-merged");
  const step = answerTo(dossier.state, event);
  if (typeof step === "string") return (await replay(tx, move, dossier)) ?? refuse(step);
  const decided = await decideEvent(tx, move, found, step);
  if (!decided.ok) return (await replay(tx, move, dossier)) ?? decided;
  const recorded = await writeDecided(tx, deps, [decided.value], sent);
  if (recorded === 0) throw new Repeated(dossier);
  return accept(decided.value.receipt);
}

/**
 * Writes states and acts. The statements are sent together: those of one transaction need not wait for each other's answers.
 * @param sent takes writes whose answers are still to come: await them after COMMIT
 * @returns how many of the acts were new
 */
export async function writeDecided(tx: Tx, deps: DossierDeps, decided: readonly Decided[], sent: Promise<unknown>[]): Promise<number> {
  const recording = deps.ledger.record(tx, decided.map(({ act }) => act), sent); // prettier-ignore
  const passages = decided.flatMap((one) => one.passages);
  const writing = Promise.all([
    updateDossiers(tx, decided.map(({ dossier }) => dossier)),
    insertPassages(tx, passages, deps.ledger.clock.today()),
  ]); // prettier-ignore
  // when one fails, nothing of the others may still be on its way after the rollback
  await Promise.allSettled([recording, writing]);
  const [recorded] = await Promise.all([recording, writing]);
  return recorded.length;
}

/** The answer to an act that was recorded before: the receipt again, or that the id stands for something else. */
async function replay(sql: Queryable, { event, request }: Move, dossier: Dossier): Promise<Answer | undefined> {
  const known = await recordedAct(sql, dossier.personId, request.actId);
  if (known === undefined) return undefined;
  const { dossierId, state, dueOn, stageDueOn, request: digest } = known.payload ?? {};
  if (dossierId !== dossier.dossierId || digest !== digestOf(event, request)) return refuse("act-differs");
  return accept({
    ...{ dossierId: dossier.dossierId, actId: request.actId, event, state: state as Receipt["state"] },
    ...{ occurredAt: instantOf(known.occurredAt), dueOn: dueOn as Receipt["dueOn"], stageDueOn: stageDueOn as Receipt["stageDueOn"] },
  });
}
