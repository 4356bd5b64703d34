import { occurredDay } from "@dinhdanh/ledger";
import { whileCollected } from "@dinhdanh/dossiers";
import { fieldIndex, type FoldHistory, type Programme } from "@dinhdanh/progress";
import { exclusionReasons, mainMeasures } from "./contract.ts";

/**
 * The last exclusion is in force, until the first end after it. One span is kept, so figures of days in an earlier span, ended or replaced,
 * no longer show it.
 */
const foldExclusions: FoldHistory = (standing, acts) => {
  const began = acts.findLastIndex((act) => act.kind === "campaign.excluded");
  const exclusion = acts[began];
  if (exclusion === undefined) return;
  standing.days[fieldIndex.excludedOn] = occurredDay(exclusion);
  standing.excludedReason = (exclusion.payload?.["reason"] ?? "") as string;
  const end = acts[began + 1];
  if (end !== undefined) standing.days[fieldIndex.exclusionEndedOn] = occurredDay(end);
};

const gone = ["leftOn"] as const;
const excludedSpan = { since: ["eligibleFrom", "excludedOn"], until: ["leftOn", "exclusionEndedOn"], except: whileCollected } as const;

/**
 * E-ID and the archive, as other systems report them in acts; dossiers and cards have programmes of their own. Everyone counted is eligible on
 * the day; numbers of measures are never reused.
 */
export const reportedProgramme: Programme = {
  key: "campaign",
  milestones: {
    "eid.requested": "eidRequestedOn",
    "eid.approved": "eidApprovedOn",
    "eid.activated": "eidActivatedOn",
    "archive.digitised": "archiveDigitisedOn",
  },
  history: { kinds: ["campaign.excluded", "campaign.exclusion-ended"], fold: foldExclusions },
  measures: [
    { id: 6, key: "eidRequested", text: mainMeasures.eidRequested, since: ["eligibleFrom", "eidRequestedOn"], until: gone },
    { id: 7, key: "eidApproved", text: mainMeasures.eidApproved, since: ["eligibleFrom", "eidApprovedOn"], until: gone },
    { id: 8, key: "eidActivated", text: mainMeasures.eidActivated, since: ["eligibleFrom", "eidActivatedOn"], until: gone },
    { id: 9, key: "archiveDigitised", text: mainMeasures.archiveDigitised, since: ["eligibleFrom", "archiveDigitisedOn"], until: gone },
    { id: 10, key: "excluded", text: mainMeasures.excluded, ...excludedSpan },
    { id: 11, key: "away", text: mainMeasures.away, since: ["eligibleFrom", "awayFrom"], until: gone, except: whileCollected },
    ...Object.entries(exclusionReasons).map(([reason, text], index) => ({
      id: 20 + index,
      key: `excluded:${reason}`,
      text,
      ...excludedSpan,
      excludedReason: reason,
    })),
  ],
};
