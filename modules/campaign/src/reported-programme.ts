import { occurredDay } from "@dinhdanh/ledger";
import { whileCollected } from "@dinhdanh/dossiers";
import { fieldIndex, type FoldHistory, keepEarlier, NEVER, type Programme } from "@dinhdanh/progress";
import { exclusionReasons, mainMeasures } from "./contract.ts";

/** An exclusion is in force until it ends or another takes its place. */
const foldExclusions: FoldHistory = (standing, acts) => {
  const last = acts.findLastIndex((act) => act.kind === "campaign.excluded");
  for (const [index, act] of acts.entries()) {
    if (act.kind !== "campaign.excluded") continue;
    const reason = (act.payload?.["reason"] ?? "") as string;
    const next = acts[index + 1];
    const [from, until] = [occurredDay(act), next === undefined ? NEVER : occurredDay(next)];
    if (index === last) {
      [standing.days[fieldIndex.excludedOn], standing.days[fieldIndex.exclusionEndedOn]] = [from, until];
      standing.excludedReason = reason;
    } else for (const key of ["excluded", `excluded:${reason}`]) keepEarlier(standing, key, from, until);
  }
};

const gone = ["leftOn"] as const;
const excludedSpan = {
  ...({ since: ["eligibleFrom"], until: gone, within: ["excludedOn", "exclusionEndedOn"] } as const),
  except: whileCollected,
};

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
