import type { Programme } from "@dinhdanh/progress";

const gone = ["leftOn"] as const;

/**
 * Card line: printed and handed over, whether this system made the card or another one reports it in acts (which carry no cardId). Everyone
 * counted is eligible on the day; numbers of measures are never reused.
 */
export const cardProgramme: Programme = {
  key: "card",
  milestones: { "card.printed": "printedOn", "card.handed-over": "handedOverOn" },
  history: { kinds: [], fold: () => {} },
  measures: [
    { id: 4, key: "printed", text: { vi: "Đã in thẻ", en: "Printed" }, since: ["eligibleFrom", "printedOn"], until: gone },
    { id: 5, key: "handedOver", text: { vi: "Đã trả thẻ", en: "Handed over" }, since: ["eligibleFrom", "handedOverOn"], until: gone },
  ],
};
