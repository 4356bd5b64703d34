import { isoDaySchema, type Text } from "@dinhdanh/kernel/contract";
import { z } from "zod";

/** Days and marks that a person's standing is made of; each is a column of `progress.standing`. */
export const standingDays = [
  "eligibleFrom",
  "leftOn",
  "awayFrom",
  "collectedOn",
  "approvedOn",
  "printedOn",
  "handedOverOn",
  "eidRequestedOn",
  "eidApprovedOn",
  "eidActivatedOn",
  "archiveDigitisedOn",
  "excludedOn",
  "exclusionEndedOn",
  "collectionEndedOn",
  "collectedAnewOn",
  "recordedOn",
  ...(["correctOn", "correctEndedOn", "correctAnewOn"] as const),
  ...(["completeOn", "completeEndedOn", "completeAnewOn"] as const),
  ...(["cleanOn", "cleanEndedOn", "cleanAnewOn"] as const),
  ...(["liveOn", "liveEndedOn", "liveAnewOn"] as const),
  "conflictOn",
  ...(["approvalEndedOn", "approvedAnewOn", "printEndedOn", "printedAnewOn"] as const),
  "numberedOn",
] as const;
export type StandingDay = (typeof standingDays)[number];

/**
 * A measure holds for a person from the latest of its `since` days (all must be known) until the earliest of its
 * `until` days, only in the span `within`, and but for the spans of `except`. Counted in the unit where the person is registered on that day.
 * Of what comes and goes several times, days of standing name the last time; standing keeps the times before as `earlier` spans under the
 * measure's key: in them it holds, too, when it has `within`, and does not otherwise.
 */
export type Measure = {
  /** stands for the measure in the tally; never reused */
  id: number;
  key: string;
  text: Text;
  since: readonly StandingDay[];
  until: readonly StandingDay[];
  /** the last of the spans outside which it does not hold */
  within?: readonly [from: StandingDay, until: StandingDay];
  /**
   * spans in order of time, each from a day until another; null is for ever. One whose first day is not known, or not before its last, is none.
   * A span but for the earlier ones of another measure names its key
   */
  except?: readonly (readonly [from: StandingDay, until: StandingDay | null, butEarlierOf?: string])[];
  /** `within` is only that of people excluded for this reason */
  excludedReason?: string;
};

export const standingViewSchema = z.object({
  unitCode: z.string().nullable(),
  stayFrom: isoDaySchema.nullable(),
  stayUntil: isoDaySchema.nullable(),
  days: z.record(z.string(), isoDaySchema),
  excludedReason: z.string().nullable(),
  /** keys of the measures that hold on the day asked for */
  measures: z.array(z.string()),
});
export type StandingView = z.infer<typeof standingViewSchema>;
