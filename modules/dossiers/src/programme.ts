import { type Act, occurredDay } from "@dinhdanh/ledger";
import { type DaySpan, foldGaps, type FoldHistory, type Measure, NEVER, type Programme, spansBetween } from "@dinhdanh/progress";
import { dossierMeasures } from "./measure-names.ts";
import { endsDossier, remakeActs } from "./revocation-rules.ts";

const dossierOf = (act: Act): string => {
  const dossierId = act.payload?.["dossierId"];
  return typeof dossierId === "string" ? dossierId : act.actId;
};

/**
 * A dossier stands from its collection until it is refused or withdrawn, or its card is revoked. One that other systems report has no id here, and no end.
 * An end that came before its collection, by a clock that was set back, is that of its day.
 */
function collections(acts: readonly Act[]): DaySpan[] {
  const begun = new Map<string, number>();
  const ended = new Map<string, number>();
  for (const act of acts) {
    const days = act.kind === "dossier.collected" ? begun : ended;
    if (!days.has(dossierOf(act))) days.set(dossierOf(act), occurredDay(act));
  }
  const spans = Array.from(begun, ([dossierId, from]): DaySpan => [from, Math.max(from, ended.get(dossierId) ?? NEVER)]);
  // an end whose collection is not known yet marks the day, so that the collection is seen when it comes
  return [...spans, ...Array.from(ended).flatMap(([dossierId, day]): DaySpan[] => (begun.has(dossierId) ? [] : [[day, day]]))];
}

/**
 * An approval stands until its card turns out to show what is wrong: the dossier goes back to its unit, and is approved anew. A revoked card ends it for
 * good: an approval that seems to come after it was made by a clock that was ahead.
 */
function approvals(acts: readonly Act[]): DaySpan[] {
  const over = new Set<string>();
  const counted = acts.filter((act) => {
    if (over.has(dossierOf(act))) return false;
    if (act.kind === "card.revoked") over.add(dossierOf(act));
    return true;
  });
  return spansBetween(counted, { begins: "dossier.approved", about: dossierOf });
}

const ofCollection: readonly string[] = ["dossier.collected", "dossier.refused", "dossier.withdrawn", "card.revoked"];
const ofApproval: readonly string[] = ["dossier.approved", "card.content-rejected", "card.revoked"];

const foldDossiers: FoldHistory = (standing, acts) => {
  // whoever has no card and will have none from that dossier is to be collected anew, as after a refusal
  const counted = acts.filter((act) => act.kind !== "card.revoked" || endsDossier(act, acts));
  const some = (kinds: readonly string[]) => counted.filter(({ kind }) => kinds.includes(kind));
  foldGaps(standing, "collected", collections(some(ofCollection)), ["collectionEndedOn", "collectedAnewOn"]);
  foldGaps(standing, "approved", approvals(some(ofApproval)), ["approvalEndedOn", "approvedAnewOn"]);
};

/** The spans in which a dossier of the person stands. */
export const whileCollected = [
  ["collectedOn", "collectionEndedOn", "collected"],
  ["collectedAnewOn", null],
] as const satisfies Measure["except"];

const gone = ["leftOn"] as const;

/**
 * The dossier: collected, refused, withdrawn or without its card, approved. Everyone counted is eligible on the day; numbers of measures are never reused.
 * Collections and approvals are milestones, which bulk loads rely on; only of somebody of whom one has ended they are folded with its end.
 */
export const dossierProgramme: Programme = {
  key: "dossiers",
  milestones: { "dossier.collected": "collectedOn", "dossier.approved": "approvedOn" },
  history: {
    kinds: ["dossier.refused", "dossier.withdrawn", "card.content-rejected", "card.revoked", ...remakeActs],
    fold: foldDossiers,
    sees: {
      "dossier.collected": ["collectionEndedOn"],
      "dossier.approved": ["approvalEndedOn"],
      // one that is told late: the dossier had come to its card
      "card.handed-over": ["collectionEndedOn", "approvalEndedOn"],
    },
  },
  measures: [
    {
      ...{ id: 2, key: "collected", text: dossierMeasures.collected, since: ["eligibleFrom", "collectedOn"], until: gone },
      except: [["collectionEndedOn", "collectedAnewOn"]],
    },
    {
      ...{ id: 3, key: "approved", text: dossierMeasures.approved, since: ["eligibleFrom", "approvedOn"], until: gone },
      except: [["approvalEndedOn", "approvedAnewOn"]],
    },
  ],
};
