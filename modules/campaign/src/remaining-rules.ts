import { addYears } from "@dinhdanh/kernel/contract";
import type { ResidenceStatus } from "@dinhdanh/population/contract";
import { type RemainingGroup, remainingGroupKeys } from "./contract.ts";

/** What the group of a person who remains is decided by. `eligibleFrom` in days since 1970-01-01. */
export type RemainingCase = { conflict: boolean; residenceStatus: string; eligibleFrom: number };

/** Where the person is says what it takes to collect from them. */
export const groupOfStatus: Record<ResidenceStatus, RemainingGroup> = {
  present: "present",
  bedridden: "homeVisit",
  "away-in-country": "away",
  abroad: "abroad",
  "no-contact": "noContact",
  "serving-sentence": "sentence",
};

/** From 80 on people are visited at home; eligibility begins at 14. */
const yearsToHomeVisit = 66;

/**
 * The latest `eligibleFrom` of somebody who has reached 80 by the day. One comparison with it is the same as adding 66 years to each
 * `eligibleFrom`, 29 February included.
 */
export function homeVisitCutoff(day: number): number {
  const cutoff = addYears(day, -yearsToHomeVisit);
  return addYears(cutoff + 1, yearsToHomeVisit) <= day ? cutoff + 1 : cutoff;
}

/**
 * The one rule. A record in conflict is mended first, wherever its person is; of those present the old are visited. The list's SQL is
 * made of the same table and cut-off, and a test walks every combination through both.
 */
export function remainingGroup(person: RemainingCase, day: number): RemainingGroup {
  if (person.conflict) return "conflict";
  if (person.residenceStatus === "present" && person.eligibleFrom <= homeVisitCutoff(day)) return "homeVisit";
  return (groupOfStatus as Record<string, RemainingGroup>)[person.residenceStatus] ?? "present";
}

/** Place of a group in the list, easiest first, from 0. */
export const groupRank = (group: RemainingGroup): number => remainingGroupKeys.indexOf(group);

/** A place that a roll names as somebody's current one; `province` is the one that it counts towards on the day. */
export type Place = { name: string; province: { unitId: number; name: string } | null };

/** Where a team must travel: the province, or the place itself when it lies in the unit's own province. */
export function destinationName(place: Place, ownProvince: number | null): string {
  if (place.province === null || place.province.unitId === ownProvince) return place.name;
  return place.province.name;
}
