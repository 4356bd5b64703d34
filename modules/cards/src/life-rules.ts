import type { Text } from "@dinhdanh/kernel/contract";

/**
 * Where one piece of plastic stands. A card never goes back to be made again: what was spoiled, lost on the way or failed its check
 * stays what it is, and a successor is ordered for the same dossier.
 */
export const cardStates = {
  ordered: { vi: "Chờ vào lô in", en: "Waiting for a batch" },
  "set-aside": { vi: "Gác lại: chưa lập được nội dung", en: "Set aside: its content cannot be made" },
  batched: { vi: "Đã vào lô, đã gán phôi", en: "In a batch, with a blank" },
  personalised: { vi: "Đã ký dữ liệu chíp, chờ máy in", en: "Chip data signed, waiting for the machine" },
  printed: { vi: "Máy đã in, chờ kiểm tra", en: "Printed by the machine, waiting for the check" },
  "quality-checked": { vi: "Đạt kiểm tra chất lượng", en: "Passed the quality check" },
  shipped: { vi: "Đang vận chuyển", en: "On the way" },
  received: { vi: "Đơn vị đã nhận", en: "At the unit" },
  "handed-over": { vi: "Đã trả công dân", en: "Handed over" },
  "returned-undelivered": { vi: "Trả lại vì không giao được", en: "Returned undelivered" },
  spoiled: { vi: "Hỏng, đã hủy", en: "Spoiled" },
  lost: { vi: "Mất", en: "Lost" },
  damaged: { vi: "Hư hỏng", en: "Damaged" },
  expired: { vi: "Hết hạn", en: "Expired" },
  revoked: { vi: "Thu hồi", en: "Revoked" },
  replaced: { vi: "Đã được thay bằng thẻ mới", en: "Replaced by a new card" },
} as const satisfies Record<string, Text>;
export type CardState = keyof typeof cardStates;
export const cardStateKeys = Object.keys(cardStates) as [CardState, ...CardState[]];

/** What can happen to a card. */
export const cardEvents = {
  batch: { vi: "Đưa vào lô in", en: "Put into a batch" },
  "set-aside": { vi: "Gác lại khỏi lô, phôi còn nguyên", en: "Set aside from its batch, the blank is whole" },
  retry: { vi: "Cho vào hàng chờ in lại", en: "Wait for a batch again" },
  personalise: { vi: "Ký dữ liệu chíp", en: "Sign the chip data" },
  print: { vi: "Máy báo đã in", en: "Printed" },
  fail: { vi: "Máy báo không in được, phôi còn nguyên", en: "Not made, the blank is whole" },
  spoil: { vi: "Hỏng phôi", en: "Spoiled" },
  "reject-content": { vi: "Sai nội dung: hủy thẻ, trả hồ sơ để thu nhận lại", en: "Wrong content: spoil it, return the dossier" },
  "pass-check": { vi: "Đạt kiểm tra chất lượng", en: "Pass the quality check" },
  ship: { vi: "Gửi đi", en: "Ship" },
  receive: { vi: "Đơn vị nhận", en: "Receive" },
  "hand-over": { vi: "Trả thẻ", en: "Hand over" },
  "return-undelivered": { vi: "Trả lại vì không giao được", en: "Return undelivered" },
  "report-lost": { vi: "Báo mất", en: "Report lost" },
  "report-damaged": { vi: "Báo hư hỏng", en: "Report damaged" },
  expire: { vi: "Hết hạn", en: "Expire" },
  revoke: { vi: "Thu hồi", en: "Revoke" },
  replace: { vi: "Thay bằng thẻ mới", en: "Replace" },
} as const satisfies Record<string, Text>;
export type CardEvent = keyof typeof cardEvents;
export const cardEventKeys = Object.keys(cardEvents) as [CardEvent, ...CardEvent[]];

/** What each event makes of a card in each state; what is not here is refused. One table for the buttons, the server and the test that walks it. */
export const cardLife: Readonly<Record<CardState, Readonly<Partial<Record<CardEvent, CardState>>>>> = {
  ordered: { batch: "batched", revoke: "revoked" },
  // of a batch a card whose content cannot be made leaves, and the others go on
  "set-aside": { retry: "ordered", "reject-content": "revoked", revoke: "revoked" },
  batched: { personalise: "personalised", "set-aside": "set-aside", spoil: "spoiled", revoke: "revoked" },
  // a card that was not made gives its blank back and waits again
  personalised: { print: "printed", fail: "ordered", spoil: "spoiled", revoke: "revoked" },
  // another card of the same dossier would show the same wrong face: it is spoiled without a successor, and the dossier goes back to its unit
  printed: { "pass-check": "quality-checked", spoil: "spoiled", "reject-content": "spoiled", revoke: "revoked" },
  "quality-checked": { ship: "shipped", spoil: "spoiled", "reject-content": "spoiled", revoke: "revoked", "report-lost": "lost" },
  shipped: { receive: "received", "report-lost": "lost", revoke: "revoked" },
  received: {
    ...{ "hand-over": "handed-over", "return-undelivered": "returned-undelivered" },
    ...{ "report-lost": "lost", "report-damaged": "damaged", "reject-content": "spoiled", revoke: "revoked" },
  },
  "returned-undelivered": {
    ...{ ship: "shipped", "report-lost": "lost", "report-damaged": "damaged", "reject-content": "spoiled", revoke: "revoked" },
  },
  "handed-over": { "report-lost": "lost", "report-damaged": "damaged", expire: "expired", revoke: "revoked", replace: "replaced" },
  damaged: { replace: "replaced", revoke: "revoked", "report-lost": "lost" },
  expired: { replace: "replaced", revoke: "revoked", "report-lost": "lost" },
  spoiled: {},
  lost: {},
  revoked: {},
  replaced: {},
};

/** @returns undefined when the event is refused in that state */
export const nextState = (state: CardState, event: CardEvent): CardState | undefined => cardLife[state][event];

export const eventsIn = (state: CardState): CardEvent[] => cardEventKeys.filter((event) => nextState(state, event) !== undefined);

/** States from which `event` is allowed: for a predicate in SQL. */
export const statesBefore = (event: CardEvent): CardState[] => cardStateKeys.filter((state) => nextState(state, event) !== undefined);

/** A card in these states is on the revocation list, from the same transaction on, if its chip was signed: a spoiled chip may still be read. */
export const listedStates: readonly CardState[] = ["spoiled", "lost", "revoked", "replaced"];

/** Until here a card belongs to the line: when it is lost or damaged before it was handed over, the line makes another one by itself. */
export const statesOfTheLine: readonly CardState[] = [
  ...(["batched", "personalised", "printed", "quality-checked", "shipped", "received", "returned-undelivered"] as const),
];

/** Kinds of act that events leave in the ledger; batching, the machine's report and a failure are production's own business. */
export const actOfEvent: Readonly<Partial<Record<CardEvent, string>>> = {
  personalise: "card.personalised",
  // counted as printed only once the check is passed: a card that turns out spoiled was never printed for anybody
  "pass-check": "card.printed",
  spoil: "card.spoiled",
  "reject-content": "card.content-rejected",
  ship: "card.shipped",
  receive: "card.received",
  "hand-over": "card.handed-over",
  "return-undelivered": "card.returned-undelivered",
  "report-lost": "card.lost",
  "report-damaged": "card.damaged",
  expire: "card.expired",
  revoke: "card.revoked",
  replace: "card.revoked",
};
