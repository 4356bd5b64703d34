import { setTimeout as wait } from "node:timers/promises";
import { accept, type Actor } from "@dinhdanh/kernel";
import { type Answer, applyEvent, writeDecided } from "./apply-event.ts";
import { answerTo, type EventRequest } from "./contract.ts";
import { type Decided, decideEvent } from "./decide-event.ts";
import type { DossierDeps } from "./deps.ts";
import { liesInFuture } from "./open-dossier.ts";
import { findSubmissions } from "./store/dossiers.ts";

type Submission = { actor: Actor; where: { dossierId: string; event: "submit" | "resubmit" }; request: EventRequest };
type Waiting = Submission & { answer: (given: Promise<Answer>) => void };

/** More would make those wait that come first. */
const mostTogether = 32;
/** A transaction that waits for somebody's lock does not keep the next from beginning. Two or three at a time were slower: each shared by fewer. */
const patienceMs = 50;

/**
 * {@link applyEvent} for submissions, the busiest write of the line: what comes while a transaction is under way waits for the next and shares it,
 * a lone one waits for nobody. Each is answered after the COMMIT. What cannot be accepted outright, and all of a transaction that fails, is done one
 * by one.
 */
export function submitter(deps: DossierDeps): (actor: Actor, where: Submission["where"], request: EventRequest) => Promise<Answer> {
  let waiting: Waiting[] = [];
  let busy = false;
  const work = async () => {
    busy = true;
    while (waiting.length > 0) {
      const taken = distinct(waiting).slice(0, mostTogether);
      waiting = waiting.filter((one) => !taken.includes(one));
      await Promise.race([submitAll(deps, taken), wait(patienceMs)]);
    }
    busy = false;
  };
  return (actor, where, request) =>
    new Promise((answer) => {
      waiting.push({ actor, where, request, answer });
      if (!busy) void work();
    });
}

/** The first about each dossier: the second must see what it has left. */
const distinct = (waiting: readonly Waiting[]) =>
  [...new Map(waiting.toReversed().map((one) => [one.where.dossierId, one])).values()].toReversed();

async function submitAll(deps: DossierDeps, taken: readonly Waiting[]): Promise<void> {
  const receipts = taken.length > 1 ? await submitTogether(deps, taken) : new Map<Submission, never>();
  const answers = taken.map((one) => {
    const receipt = receipts.get(one);
    const given = receipt === undefined ? applyEvent(deps, one.actor, one.where, one.request) : Promise.resolve(accept(receipt));
    one.answer(given);
    return given;
  });
  await Promise.allSettled(answers);
}

/** @returns the receipts of those that were accepted; none when the transaction failed: it left nothing, or left what a repeat finds */
async function submitTogether(deps: DossierDeps, taken: readonly Submission[]): Promise<Map<Submission, Decided["receipt"]>> {
  const today = deps.ledger.clock.today();
  const timely = taken.filter(({ request }) => !liesInFuture(deps, request.occurredAt));
  if (timely.length === 0) return new Map();
  const sent: Promise<unknown>[] = [];
  try {
    const decided = await deps.sql.begin(async (tx) => {
      const asked = timely.map(({ actor, where }) => ({ asker: { actor, today }, dossierId: where.dossierId }));
      const found = await findSubmissions(tx, asked);
      const accepted = new Map<Submission, Decided>();
      for (const one of timely) {
        const held = found.get(one.where.dossierId);
        const step = held?.inReach === true && !held.merged ? answerTo(held.dossier.state, one.where.event) : undefined;
        if (held === undefined || typeof step !== "object") continue;
        const decision = await decideEvent(tx, { deps, ...one.where, ...one }, held, step);
        if (decision.ok) accepted.set(one, decision.value);
      }
      if (accepted.size > 0 && (await writeDecided(tx, deps, [...accepted.values()], sent)) < accepted.size) {
        throw new Error("one of these acts was recorded before");
      }
      return accepted;
    });
    await Promise.all(sent);
    return new Map([...decided].map(([one, { receipt }]) => [one, receipt]));
  } catch {
    return new Map();
  }
}
