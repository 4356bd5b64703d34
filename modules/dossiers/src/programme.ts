import { type Act, occurredDay } from "@dinhdanh/ledger";
import { type DaySpan, foldGaps, type FoldHistory, type Measure, NEVER, type Programme, spansBetween } from "@dinhdanh/progress";
import { dossierMeasures } from "./measure-names.ts";

const dossierOf = (act: Act): string => {
  const dossierId = act.payload?.["dossierId"];
  return typeof dossierId === "string" ? dossierId : act.actId;
};

/**
 * A dossier stands from its collection until it is refused or withdrawn. One that other systems report has no id here, and no end. An end that came
 * before its collection, by a clock that was set back, is that of its day.
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

const isOfApproval = ({ kind }: Act) => kind === "dossier.approved" || kind === "card.content-rejected";

/** An approval stands until its card turns out to show what is wrong: the dossier goes back to its unit, and is approved anew. */
const foldDossiers: FoldHistory = (standing, acts) => {
  const others = acts.filter((act) => !isOfApproval(act));
  foldGaps(standing, "collected", collections(others), ["collectionEndedOn", "collectedAnewOn"]);
  const approved = spansBetween(acts.filter(isOfApproval), { begins: "dossier.approved", about: dossierOf });
  foldGaps(standing, "approved", approved, ["approvalEndedOn", "approvedAnewOn"]);
};

/** The spans in which a dossier of the person stands. */
export const whileCollected = [
  ["collectedOn", "collectionEndedOn", "collected"],
  ["collectedAnewOn", null],
] as const satisfies Measure["except"];

const gone = ["leftOn"] as const;

/**
 * The dossier: collected, refused or withdrawn, approved. Everyone counted is eligible on the day; numbers of measures are never reused.
 * Collections and approvals are milestones, which bulk loads rely on; only of somebody of whom one has ended they are folded with its end.
 */
export const dossierProgramme: Programme = {
  key: "dossiers",
  milestones: { "dossier.collected": "collectedOn", "dossier.approved": "approvedOn" },
  history: {
    kinds: ["dossier.refused", "dossier.withdrawn", "card.content-rejected"],
    fold: foldDossiers,
    sees: { "dossier.collected": "collectionEndedOn", "dossier.approved": "approvalEndedOn" },
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
