import { type Act, occurredDay } from "@dinhdanh/ledger";
import { fieldIndex, type FoldHistory, keepEarlier, type Measure, NEVER, type Programme } from "@dinhdanh/progress";
import { dossierMeasures } from "./measure-names.ts";

/** A dossier stands from its collection until it is refused or withdrawn. One that other systems report has no id here, and no end. */
type Span = { from: number; until: number };

const dossierOf = (act: Act): string => {
  const dossierId = act.payload?.["dossierId"];
  return typeof dossierId === "string" ? dossierId : act.actId;
};

/** An end that came before its collection, by a clock that was set back, is that of its day. */
function spansOf(acts: readonly Act[]): Span[] {
  const begun = new Map<string, number>();
  const ended = new Map<string, number>();
  for (const act of acts) {
    const days = act.kind === "dossier.collected" ? begun : ended;
    if (!days.has(dossierOf(act))) days.set(dossierOf(act), occurredDay(act));
  }
  const spans = [...begun].map(([dossierId, from]) => ({ from, until: Math.max(from, ended.get(dossierId) ?? NEVER) }));
  // an end whose collection is not known yet marks the day, so that the collection is seen when it comes
  for (const [dossierId, until] of ended) if (!begun.has(dossierId)) spans.push({ from: until, until });
  return spans.sort((a, b) => a.from - b.from);
}

/** The last gap between collections, or the end of the last one, and the gaps before it. */
const foldCollections: FoldHistory = (standing, acts) => {
  let coveredUntil = -NEVER;
  const gaps: (readonly [endedOn: number, anewOn: number])[] = [];
  for (const { from, until } of spansOf(acts)) {
    if (coveredUntil !== -NEVER && from > coveredUntil) gaps.push([coveredUntil, from]);
    coveredUntil = Math.max(coveredUntil, until);
  }
  if (coveredUntil !== NEVER) gaps.push([coveredUntil, NEVER]);
  const last = gaps.pop();
  for (const [endedOn, anewOn] of gaps) keepEarlier(standing, "collected", endedOn, anewOn);
  if (last !== undefined) [standing.days[fieldIndex.collectionEndedOn], standing.days[fieldIndex.collectedAnewOn]] = last;
};

/** The spans in which a dossier of the person stands. */
export const whileCollected = [
  ["collectedOn", "collectionEndedOn", "collected"],
  ["collectedAnewOn", null],
] as const satisfies Measure["except"];

/**
 * The dossier: collected, refused or withdrawn, approved. Everyone counted is eligible on the day; numbers of measures are never reused.
 * Collections are milestones, which bulk loads rely on; only of somebody whose collection has ended they are folded with its end.
 */
export const dossierProgramme: Programme = {
  key: "dossiers",
  milestones: { "dossier.collected": "collectedOn", "dossier.approved": "approvedOn" },
  history: {
    kinds: ["dossier.refused", "dossier.withdrawn"],
    fold: foldCollections,
    sees: { kinds: ["dossier.collected"], once: "collectionEndedOn" },
  },
  measures: [
    {
      ...{ id: 2, key: "collected", text: dossierMeasures.collected, since: ["eligibleFrom", "collectedOn"], until: ["leftOn"] },
      except: [["collectionEndedOn", "collectedAnewOn"]],
    },
    { id: 3, key: "approved", text: dossierMeasures.approved, since: ["eligibleFrom", "approvedOn"], until: ["leftOn"] },
  ],
};
