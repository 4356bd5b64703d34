import type { Act } from "@dinhdanh/ledger";
import { occurredDay } from "@dinhdanh/ledger";
import { earliest, fieldIndex, NEVER, type FoldStep, type Programme, type Standing } from "@dinhdanh/progress";
import { exclusionReasons, mainMeasures } from "./contract.ts";

const ended = fieldIndex.exclusionEndedOn;
const excluded = fieldIndex.excludedOn;

/** The latest exclusion is in force; ending it counts only when it ended after it began. */
const foldExcluded: FoldStep = (standing: Standing, act: Act) => {
  const day = occurredDay(act);
  const before = standing.days[excluded] ?? NEVER;
  if (before !== NEVER && day < before) return;
  standing.days[excluded] = day;
  standing.excludedReason = String(act.payload?.["reason"] ?? "");
  if ((standing.days[ended] ?? NEVER) < day) standing.days[ended] = NEVER;
};

const foldExclusionEnded: FoldStep = (standing, act) => {
  const day = occurredDay(act);
  const began = standing.days[excluded] ?? NEVER;
  if (began !== NEVER && day < began) return;
  standing.days[ended] = Math.min(standing.days[ended] ?? NEVER, day);
};

const gone = ["leftOn"] as const;
const excludedSpan = { since: ["eligibleFrom", "excludedOn"], until: ["leftOn", "collectedOn", "exclusionEndedOn"] } as const;

/**
 * The line from dossier to card and e-ID, and the archive, as other systems report it in acts. Everyone counted is eligible on
 * the day; numbers of measures are never reused.
 */
export const reportedProgramme: Programme = {
  key: "campaign",
  folds: {
    "dossier.collected": earliest("collectedOn"),
    "dossier.approved": earliest("approvedOn"),
    "card.printed": earliest("printedOn"),
    "card.handed-over": earliest("handedOverOn"),
    "eid.requested": earliest("eidRequestedOn"),
    "eid.approved": earliest("eidApprovedOn"),
    "eid.activated": earliest("eidActivatedOn"),
    "archive.digitised": earliest("archiveDigitisedOn"),
    "campaign.excluded": foldExcluded,
    "campaign.exclusion-ended": foldExclusionEnded,
  },
  measures: [
    { id: 2, key: "collected", text: mainMeasures.collected, since: ["eligibleFrom", "collectedOn"], until: gone },
    { id: 3, key: "approved", text: mainMeasures.approved, since: ["eligibleFrom", "approvedOn"], until: gone },
    { id: 4, key: "printed", text: mainMeasures.printed, since: ["eligibleFrom", "printedOn"], until: gone },
    { id: 5, key: "handedOver", text: mainMeasures.handedOver, since: ["eligibleFrom", "handedOverOn"], until: gone },
    { id: 6, key: "eidRequested", text: mainMeasures.eidRequested, since: ["eligibleFrom", "eidRequestedOn"], until: gone },
    { id: 7, key: "eidApproved", text: mainMeasures.eidApproved, since: ["eligibleFrom", "eidApprovedOn"], until: gone },
    { id: 8, key: "eidActivated", text: mainMeasures.eidActivated, since: ["eligibleFrom", "eidActivatedOn"], until: gone },
    { id: 9, key: "archiveDigitised", text: mainMeasures.archiveDigitised, since: ["eligibleFrom", "archiveDigitisedOn"], until: gone },
    { id: 10, key: "excluded", text: mainMeasures.excluded, ...excludedSpan },
    { id: 11, key: "away", text: mainMeasures.away, since: ["eligibleFrom", "awayFrom"], until: ["leftOn", "collectedOn"] },
    ...Object.entries(exclusionReasons).map(([reason, text], index) => ({
      id: 20 + index,
      key: `excluded:${reason}`,
      text,
      ...excludedSpan,
      excludedReason: reason,
    })),
  ],
};
