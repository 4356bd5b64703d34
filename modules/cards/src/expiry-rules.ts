import { addYears, type Day, dayNumber, dayOf, lastPossibleDay, type PartialDate } from "@dinhdanh/kernel/contract";

/**
 * Ages at which a card must be renewed, by the day of issue. Law on Citizen Identification 2014 art. 21 (in force 1 January 2016); Law on
 * Identification 2023 art. 21 (in force 1 July 2024). How the law treats 29 February is not stated: the birthday of a common year is
 * 28 February, an assumption of ours in every row so that another can follow it with a date.
 */
export const expiryRules: readonly { from: string; milestones: readonly number[]; leapDay: "28-february" }[] = [
  { from: "2016-01-01", milestones: [25, 40, 60], leapDay: "28-february" },
  { from: "2024-07-01", milestones: [14, 25, 40, 60], leapDay: "28-february" },
];

/** A card issued less than this before a milestone is valid to the next one (both laws, art. 21). */
const graceYears = 2;

/** Of a birth known only to the year or month, the last day that it can have been (an assumption of ours: the card is not valid too short). */
const birthdayAt = (birthDate: PartialDate, age: number): number => lastPossibleDay(birthDate, age);

/**
 * Last day of validity: the birthday at the first milestone that lies more than two years after the day of issue.
 * @returns null when no milestone is left: the card does not expire
 */
export function expiryOf(birthDate: PartialDate, issuedOn: Day): Day | null {
  const rule = expiryRules.findLast(({ from }) => from <= issuedOn) ?? expiryRules[0];
  const issued = dayNumber(issuedOn);
  for (const age of rule?.milestones ?? []) {
    const birthday = birthdayAt(birthDate, age);
    if (issued < addYears(birthday, -graceYears)) return dayOf(birthday);
  }
  return null;
}
