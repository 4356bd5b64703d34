import type { Text } from "@dinhdanh/kernel/contract";
import type { DeclaredState } from "@dinhdanh/population/contract";
import type { Action } from "@dinhdanh/staff/contract";

/** `final`: nothing happens to the dossier any more. `open`: it stands in the way of another dossier of the same person. */
type State = { text: Text; final?: true; open?: true };

/** Where a dossier is. `approved` to `handed-over` follow the card (Circular 59/2021, art. 11). */
export const states = {
  draft: { text: { vi: "Đang lập", en: "Being drawn up" } },
  submitted: { text: { vi: "Chờ kiểm tra", en: "Waiting for checks" }, open: true },
  clean: { text: { vi: "Đạt kiểm tra, chờ duyệt", en: "Checks passed, waiting for approval" }, open: true },
  flagged: { text: { vi: "Có vướng mắc, chờ xử lý", en: "A check failed, waiting to be dealt with" }, open: true },
  "on-hold": { text: { vi: "Tạm dừng", en: "On hold" }, open: true },
  returned: { text: { vi: "Trả lại đơn vị thu nhận để sửa", en: "Returned to be mended" }, open: true },
  refused: { text: { vi: "Từ chối", en: "Refused" }, final: true },
  withdrawn: { text: { vi: "Công dân rút hồ sơ", en: "Withdrawn" }, final: true },
  approved: { text: { vi: "Đã duyệt, chờ sản xuất thẻ", en: "Approved, waiting for production" }, open: true },
  "in-production": { text: { vi: "Đang sản xuất thẻ", en: "Card in production" }, open: true },
  printed: { text: { vi: "Đã in, chờ chuyển về đơn vị", en: "Card printed, on its way to the unit" }, open: true },
  ready: { text: { vi: "Thẻ đã về đơn vị, chờ trả", en: "Card at the unit, waiting to be handed over" }, open: true },
  undelivered: { text: { vi: "Thẻ bị trả lại vì không giao được", en: "Card came back undelivered" }, open: true },
  "handed-over": { text: { vi: "Đã trả thẻ", en: "Card handed over" }, final: true },
  "card-revoked": { text: { vi: "Thẻ bị thu hồi trước khi trả", en: "Card revoked before it was handed over" }, final: true },
} as const satisfies Record<string, State>;
export type DossierState = keyof typeof states;
export const dossierStates = Object.keys(states) as [DossierState, ...DossierState[]];
export const isFinal = (state: DossierState): boolean => "final" in states[state];
export const openStates: readonly DossierState[] = dossierStates.filter((state) => "open" in states[state]);

/** Who causes an event: an officer with the action, the checker, or the card's life. */
type Cause = { by: Action } | { by: "checker" } | { by: "card" };
type Event = {
  text: Text;
  cause: Cause;
  /** the collector may not */ fourEyes?: true;
  /** words of the officer are required */ reason?: true;
  /** the steps of the dossier that it is about are required */ steps?: true;
  /** changes that the dossier declares must be decided, see {@link holdOf} */ decided?: true;
};

export const events = {
  submit: { text: { vi: "Nộp hồ sơ", en: "Submit" }, cause: { by: "collect" } },
  resubmit: { text: { vi: "Nộp lại sau khi sửa", en: "Submit again" }, cause: { by: "collect" } },
  withdraw: { text: { vi: "Rút theo yêu cầu công dân", en: "Withdraw" }, cause: { by: "collect" }, reason: true },
  "refuse-at-counter": { text: { vi: "Từ chối tiếp nhận", en: "Refuse at the counter" }, cause: { by: "collect" }, reason: true },
  "pass-checks": { text: { vi: "Đạt mọi kiểm tra", en: "Checks passed" }, cause: { by: "checker" } },
  "fail-checks": { text: { vi: "Có kiểm tra không đạt", en: "Checks failed" }, cause: { by: "checker" } },
  override: {
    text: { vi: "Chấp nhận dù không đạt", en: "Accept in spite of a check" },
    cause: { by: "approve" },
    fourEyes: true,
    reason: true,
  },
  recheck: { text: { vi: "Kiểm tra lại", en: "Check again" }, cause: { by: "approve" } },
  hold: { text: { vi: "Tạm dừng", en: "Put on hold" }, cause: { by: "approve" }, reason: true },
  release: { text: { vi: "Tiếp tục xử lý", en: "Release" }, cause: { by: "approve" } },
  return: { text: { vi: "Trả lại để sửa", en: "Return to be mended" }, cause: { by: "approve" }, reason: true, steps: true },
  approve: { text: { vi: "Duyệt", en: "Approve" }, cause: { by: "approve" }, fourEyes: true, decided: true },
  refuse: { text: { vi: "Từ chối", en: "Refuse" }, cause: { by: "approve" }, fourEyes: true, reason: true },
  produce: { text: { vi: "Bắt đầu sản xuất thẻ", en: "Card ordered" }, cause: { by: "card" } },
  print: { text: { vi: "In xong", en: "Card printed" }, cause: { by: "card" } },
  remake: { text: { vi: "Thẻ hỏng hoặc mất, làm lại", en: "Card spoiled or lost, made again" }, cause: { by: "card" } },
  "reject-content": {
    text: { vi: "Thẻ sai nội dung, trả lại để thu nhận lại", en: "Card shows what is wrong, to be collected anew" },
    cause: { by: "card" },
  },
  receive: { text: { vi: "Đơn vị nhận thẻ", en: "Card received by the unit" }, cause: { by: "card" } },
  "send-back": { text: { vi: "Không giao được", en: "Card returned undelivered" }, cause: { by: "card" } },
  "hand-over": { text: { vi: "Trả thẻ", en: "Card handed over" }, cause: { by: "card" } },
  revoke: { text: { vi: "Thẻ bị thu hồi trước khi trả, hồ sơ kết thúc", en: "Card revoked: the dossier ends" }, cause: { by: "card" } },
} as const satisfies Record<string, Event>;
export type DossierEvent = keyof typeof events;
export const dossierEvents = Object.keys(events) as [DossierEvent, ...DossierEvent[]];

/** Events that an officer causes; the others are the checker's and the card's. */
export const officerEvents = dossierEvents.filter((event) => !["checker", "card"].includes(events[event].cause.by)) as [
  DossierEvent,
  ...DossierEvent[],
];

/**
 * Wherever the card is until it is handed over, the line may have to make another (remake). A card with the wrong face or data is not made again from
 * the same dossier: the collecting unit mends it, and it is checked and approved anew. A revoked card ends its dossier, whatever the reason, see
 * `orderableReasons` of the cards.
 */
const withoutCard = { remake: "in-production", "reject-content": "returned", revoke: "card-revoked" } as const;

/** What each event makes of each state. What is not here is refused, by the code `dossier-<state>`. */
export const transitions: Readonly<Record<DossierState, Partial<Record<DossierEvent, DossierState>>>> = {
  draft: { submit: "submitted", withdraw: "withdrawn", "refuse-at-counter": "refused" },
  submitted: {
    ...{ "pass-checks": "clean", "fail-checks": "flagged", withdraw: "withdrawn" },
    ...{ hold: "on-hold", return: "returned", refuse: "refused" },
  },
  clean: {
    ...{ approve: "approved", recheck: "submitted", withdraw: "withdrawn" },
    ...{ hold: "on-hold", return: "returned", refuse: "refused" },
  },
  flagged: {
    ...{ override: "flagged", "pass-checks": "clean", recheck: "submitted", withdraw: "withdrawn" },
    ...{ hold: "on-hold", return: "returned", refuse: "refused" },
  },
  // what changed while the dossier lay is found by checking again
  "on-hold": { release: "submitted", withdraw: "withdrawn", return: "returned", refuse: "refused" },
  returned: { resubmit: "submitted", withdraw: "withdrawn", refuse: "refused" },
  refused: {},
  withdrawn: {},
  approved: { produce: "in-production", print: "printed", ...withoutCard },
  "in-production": { produce: "in-production", print: "printed", ...withoutCard },
  printed: { receive: "ready", "hand-over": "handed-over", "send-back": "undelivered", ...withoutCard },
  ready: { "hand-over": "handed-over", "send-back": "undelivered", ...withoutCard },
  undelivered: { receive: "ready", "hand-over": "handed-over", ...withoutCard },
  "handed-over": {},
  "card-revoked": {},
};

/** Why a dossier is not approved yet: a refusal of its own. */
export type ApprovalHold = "changes-waiting" | "changes-refused";

/**
 * What each state of a declared change makes of an approval. The card shows what the register holds, so the register decides first: the chief of the commune
 * (Circular 59/2021, art. 11: DC01 and DC02 go with the dossier), and of a residence the event. What was refused, or can never be proposed as it stands, is
 * for the collecting unit to take out or to prove.
 */
const holds: Readonly<Record<DeclaredState, ApprovalHold | null>> = {
  ...({ approved: null, held: null, proposed: "changes-waiting", move: "changes-waiting" } as const),
  ...({ refused: "changes-refused", withdrawn: "changes-refused", malformed: "changes-refused", "not-sent": "changes-refused" } as const),
};
export const holdOfChange = (state: DeclaredState): ApprovalHold | null => holds[state];

/** Of all changes that a dossier declares: what must go back is not waited for. */
export function holdOf(changes: readonly DeclaredState[]): ApprovalHold | null {
  const found = changes.map(holdOfChange);
  return found.includes("changes-refused") ? "changes-refused" : found.includes("changes-waiting") ? "changes-waiting" : null;
}

/** The act that an event leaves in the ledger; none for the checker's findings, which an officer can ask for again, and the card's own acts. */
const acts: Partial<Record<DossierEvent, string>> = {
  ...{ submit: "dossier.collected", resubmit: "dossier.resubmitted", withdraw: "dossier.withdrawn" },
  ...{ refuse: "dossier.refused", "refuse-at-counter": "dossier.refused", override: "dossier.check-overridden" },
  ...{ recheck: "dossier.recheck-asked", hold: "dossier.held", release: "dossier.released" },
  ...{ return: "dossier.returned", approve: "dossier.approved" },
};

/** Acts about the card that move its dossier; `payload.dossierId` says which. Of a card that was handed over, or made again, none does: revocation-rules.ts. */
export const cardActs: Readonly<Record<string, DossierEvent>> = {
  ...{ "card.ordered": "produce", "card.personalised": "produce", "card.printed": "print" },
  ...{ "card.spoiled": "remake", "card.lost": "remake", "card.damaged": "remake" },
  ...{ "card.content-rejected": "reject-content", "card.revoked": "revoke" },
  ...{ "card.received": "receive", "card.returned-undelivered": "send-back", "card.handed-over": "hand-over" },
};

/** A refusal by the state that the dossier is in. */
export type StateRefusal = `dossier-${DossierState}`;
export type Step = {
  next: DossierState;
  act: string | null;
  fourEyes: boolean;
  needsReason: boolean;
  needsSteps: boolean;
  needsDecided: boolean;
};

/** The answer to every event in every state. */
export function answerTo(state: DossierState, event: DossierEvent): Step | StateRefusal {
  const next = transitions[state][event];
  if (next === undefined) return `dossier-${state}`;
  const rule: Event = events[event];
  const [fourEyes, needsReason, needsDecided] = [rule.fourEyes === true, rule.reason === true, rule.decided === true];
  return { next, act: acts[event] ?? null, fourEyes, needsReason, needsSteps: rule.steps === true, needsDecided };
}

/** `collected`: whether this officer had a hand in collecting it; `hold`: what its declared changes make of an approval. */
type Reading = { collected: boolean; hold: ApprovalHold | null };

/** Events that an officer with these actions may cause now: the buttons. */
export const eventsFor = (state: DossierState, actions: readonly Action[], { collected, hold }: Reading): DossierEvent[] =>
  officerEvents.filter((event) => {
    const step = answerTo(state, event);
    if (typeof step === "string" || !actions.includes(events[event].cause.by as Action)) return false;
    return !(step.fourEyes && collected) && !(step.needsDecided && hold !== null);
  });
