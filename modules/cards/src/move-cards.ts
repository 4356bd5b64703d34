import { type Actor, newId, type Refusal, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import {
  type BlankState,
  type CardEvent,
  type CardState,
  listedStates,
  nextState,
  type CardRevocationReason,
  statesOfTheLine,
} from "./contract.ts";
import { type CardsDeps, nowOf } from "./deps.ts";
import { orderedAct, successorOf } from "./order-cards.ts";
import { actOfEvent } from "./life-rules.ts";
import { type BlankChange, updateBlanks } from "./store/blanks.ts";
import { type Card, insertCards, updateCards } from "./store/cards.ts";
import { insertRevocations } from "./store/revocations.ts";

export type Move = {
  event: CardEvent;
  by: Actor;
  /** what else changes on the row */
  change?: (card: Card) => Partial<Card>;
  /** for the act, beside the ids and the serial */
  payload?: (card: Card) => Record<string, unknown>;
  /** for events that put a card on the revocation list */
  revocation?: CardRevocationReason;
  /** of the act, when the originator made it; for one card */
  actId?: string;
};

/** Why the event is refused for one of the cards; to be asked before anything is written. */
export function refusalOf(cards: readonly Card[], event: CardEvent): { ok: false; refusal: Refusal<"card-state"> } | undefined {
  const stuck = cards.find((card) => nextState(card.state, event) === undefined);
  return stuck === undefined ? undefined : refuse("card-state", { serial: stuck.serial ?? "", state: stuck.state, event });
}

/**
 * Takes cards whose rows are locked through one event, all or none: state, blank, revocation list, acts, and the order of a successor for
 * those that the line must make again, in the caller's transaction.
 * @throws when the table does not allow it: see {@link refusalOf}
 */
export async function moveCards(deps: CardsDeps, tx: Tx, cards: readonly Card[], move: Move): Promise<Card[]> {
  const moved = cards.map((card): Card => {
    const state = nextState(card.state, move.event);
    if (state === undefined) throw new Error(`${move.event} does not happen to a card that is ${card.state}`);
    return { ...card, ...move.change?.(card), state };
  });
  const blanks = cards.flatMap((card, index) => blankAfter(card, moved[index] ?? card, move.event));
  const kept = moved.map((card, index) => (leavesBatch(cards[index] ?? card, move.event) ? { ...card, ...withoutBlank } : card));
  await updateCards(tx, kept);
  await updateBlanks(tx, blanks);
  await listRevoked(deps, tx, kept, move.revocation);
  const again = cards.filter((card) => mustBeMadeAgain(card, move.event));
  const successors = again.map((card) => successorOf(card, move.event, nowOf(deps)));
  const fresh = await insertCards(tx, successors);
  const recorded = await deps.ledger.record(tx, [
    ...actsOf(deps, kept, move),
    ...successors.filter((card) => fresh.has(card.cardId)).map((card) => orderedAct(card, move.by.code)),
  ]);
  if (move.actId !== undefined && !recorded.some(({ actId }) => actId === move.actId)) throw new ActIdTaken();
  return kept;
}

/** The originator's id stands for another act of the person: a card must not move without an act of its own. */
export class ActIdTaken extends Error {}

const withoutBlank = { serial: null, batchId: null, place: null, sodSha256: null, priority: 1 };

/** It was not made, or was withdrawn before it had any data: the blank is whole. */
const leavesBatch = (before: Card, event: CardEvent): boolean =>
  event === "fail" || event === "set-aside" || (event === "revoke" && before.state === "batched");

function blankAfter(before: Card, after: Card, event: CardEvent): BlankChange[] {
  const serial = after.serial ?? before.serial;
  if (serial === null) return [];
  const held = (state: BlankState) => [{ serial, state, personId: after.personId, cardId: after.cardId }];
  if (event === "batch") return held("reserved");
  if (event === "print") return held("used");
  if (event === "spoil" || event === "reject-content") return held("spoiled");
  if (leavesBatch(before, event)) return [{ serial, state: "in-stock", personId: null, cardId: null }];
  return [];
}

/** Which states of a blank go with a state of a card, for the reconciliation. A revoked card may have been anywhere on the line. */
export const blankStatesOf: readonly { card: CardState; blank: BlankState }[] = [
  ...(["batched", "personalised"] as const).map((card) => ({ card, blank: "reserved" as const })),
  ...(["printed", "quality-checked", "shipped", "received", "returned-undelivered", "handed-over"] as const).map((card) => ({
    card,
    blank: "used" as const,
  })),
  ...(["lost", "damaged", "expired", "replaced"] as const).map((card) => ({ card, blank: "used" as const })),
  { card: "spoiled", blank: "spoiled" },
  ...(["reserved", "used", "spoiled"] as const).map((blank) => ({ card: "revoked" as const, blank })),
];

const mustBeMadeAgain = (card: Card, event: CardEvent): boolean =>
  event === "spoil" || ((event === "report-lost" || event === "report-damaged") && statesOfTheLine.includes(card.state));

/** Only what was signed can be shown to somebody: a card that was never personalised needs no entry. */
async function listRevoked(deps: CardsDeps, tx: Tx, cards: readonly Card[], reason: CardRevocationReason | undefined): Promise<void> {
  const listed = cards.filter((card) => listedStates.includes(card.state) && card.sodSha256 !== null);
  if (listed.length === 0) return;
  const why = reason ?? (listed.every(({ state }) => state === "spoiled") ? "spoiled" : undefined);
  if (why === undefined) throw new Error("a card is taken out of force without a reason");
  const revokedAt = nowOf(deps);
  await insertRevocations(
    tx,
    listed.map(({ personId, cardId, serial, sodSha256 }) => ({ personId, cardId, serial, sodSha256, reason: why, revokedAt })),
  );
}

function actsOf(deps: CardsDeps, cards: readonly Card[], move: Move): Act[] {
  const kind = actOfEvent[move.event];
  if (kind === undefined) return [];
  const occurredAt = nowOf(deps);
  return cards.map((card) => ({
    actId: move.actId ?? newId(),
    subjectId: card.personId,
    kind,
    ...{ occurredAt, unit: card.unit, officer: move.by.code, team: null, device: null },
    payload: {
      ...{ cardId: card.cardId, dossierId: card.dossierId, serial: card.serial },
      ...(move.revocation === undefined ? {} : { reason: move.revocation }),
      ...move.payload?.(card),
    },
  }));
}
