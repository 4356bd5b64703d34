import { type Actor, calendarDay, dayOf } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import {
  type DossierEvent,
  type DossierState,
  type EventRequest,
  legalDue,
  type Stage,
  stageDue,
  stageKeys,
  stageOf,
  verdictOf,
} from "./contract.ts";
import { type DossierDeps, type LineDeps, nowOf } from "./deps.ts";
import type { Dossier } from "./store/dossiers.ts";
import { outcomesOf } from "./store/findings.ts";

type Passage = { unitId: number; stage: Stage };
export type Advanced = { dossier: Dossier; passages: Passage[] };

/** What an event makes of a dossier: its row, and the stage that it leaves. */
export async function advance(
  tx: Tx,
  deps: DossierDeps,
  dossier: Dossier,
  { event, next, request, actor }: { event: DossierEvent; next: DossierState; request: EventRequest; actor: Actor },
): Promise<Advanced> {
  const stated = request.cause === undefined || dossier.causes.includes(request.cause) ? [] : [request.cause];
  const said = {
    ...dossier,
    causes: [...dossier.causes, ...stated],
    // what one officer accepted another looks at by itself: it is never among the clean ones that are approved together
    manualReview: dossier.manualReview || event === "override",
    reason: request.reason === undefined || event === "override" ? dossier.reason : request.reason,
  };
  if (event === "submit" || event === "resubmit") {
    const submittedAt = dossier.submittedAt ?? nowOf(deps);
    const day = dayOf(calendarDay(Date.parse(request.occurredAt)));
    const dueOn = dossier.dueOn ?? legalDue(day, deps.settings.areaOf(dossier.unitId), dossier.kind, deps.settings.calendar);
    const collectors = dossier.collectors.includes(actor.code) ? dossier.collectors : [...dossier.collectors, actor.code];
    return enter(deps, { ...said, submittedAt, dueOn, collectors, causes: [], stageDueOn: null }, next);
  }
  if (event === "approve") return enter(deps, { ...said, approvedOn: deps.ledger.clock.today() }, next);
  const accepted = event === "override" && verdictOf(await outcomesOf(tx, dossier)) === "clean";
  return enter(deps, accepted ? { ...said, causes: [] } : said, accepted ? "clean" : next);
}

/** The dossier in its next state, with the limit of its stage, which begins when the stage does. */
export function enter(deps: LineDeps, dossier: Dossier, next: DossierState): Advanced {
  const { calendar } = deps.settings;
  const [from, to] = [stageOf[dossier.state], stageOf[next]];
  const byCentre = deps.units.byId(dossier.unitId)?.level === "country";
  const stageDueOn =
    from === to && dossier.stageDueOn !== null ? dossier.stageDueOn : stageDue(next, deps.ledger.clock.today(), byCentre, calendar);
  const passages = from !== null && isOnward(from, to) ? [{ unitId: dossier.unitId, stage: from }] : [];
  return { dossier: { ...dossier, state: next, stateSince: nowOf(deps), stageDueOn }, passages };
}

/** A dossier that is held, or a card made again, goes back: its stage has not done with it. */
const isOnward = (from: Stage, to: Stage | null): boolean => to === null || stageKeys.indexOf(to) > stageKeys.indexOf(from);
