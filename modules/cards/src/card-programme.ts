import type { Act } from "@dinhdanh/ledger";
import { foldGaps, type FoldHistory, type Programme, spansBetween } from "@dinhdanh/progress";

const gone = ["leftOn"] as const;

const cardOf = (act: Act): string => {
  const cardId = act.payload?.["cardId"];
  return typeof cardId === "string" ? cardId : act.actId;
};

/** A printed card stands until it is spoiled, rejected, lost, damaged or revoked; once handed over it was printed for good. */
const foldPrints: FoldHistory = (standing, acts) => {
  const handedOver = new Set(acts.filter(({ kind }) => kind === "card.handed-over").map(cardOf));
  const turns = acts.filter((act) => act.kind === "card.printed" || !handedOver.has(cardOf(act)));
  foldGaps(standing, "printed", spansBetween(turns, { begins: "card.printed", about: cardOf }), ["printEndedOn", "printedAnewOn"]);
};

/**
 * Card line: printed and handed over, whether this system made the card or another one reports it in acts (which carry no cardId). Everyone
 * counted is eligible on the day; numbers of measures are never reused.
 */
export const cardProgramme: Programme = {
  key: "card",
  milestones: { "card.printed": "printedOn", "card.handed-over": "handedOverOn" },
  history: {
    kinds: ["card.content-rejected", "card.spoiled", "card.lost", "card.damaged", "card.revoked"],
    fold: foldPrints,
    sees: { "card.printed": ["printEndedOn"], "card.handed-over": ["printEndedOn"] },
  },
  measures: [
    {
      ...{ id: 4, key: "printed", text: { vi: "Đã in thẻ", en: "Printed" }, since: ["eligibleFrom", "printedOn"], until: gone },
      except: [["printEndedOn", "printedAnewOn"]],
    },
    { id: 5, key: "handedOver", text: { vi: "Đã trả thẻ", en: "Handed over" }, since: ["eligibleFrom", "handedOverOn"], until: gone },
  ],
};
