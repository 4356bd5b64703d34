import { NEVER, type Day } from "./calendar.ts";

export type Relation = "head" | "spouse" | "child" | "parent" | "grandchild" | "sibling" | "other";
export type ResidenceStatus = "present" | "bedridden" | "away-in-country" | "abroad" | "no-contact" | "serving-sentence";
export type ExclusionReason = "abroad" | "lost-contact" | "serving-sentence" | "no-biometrics" | "moved-away";
/** How much of the birth date the register knows; `impossible` is a day that no calendar has, written down all the same. */
export type BirthPrecision = "day" | "month" | "year" | "impossible";

/**
 * One person of a household, with everything that the roll and the acts are written from. The objects are reused from
 * household to household: nothing may hold on to one.
 */
export class Person {
  female = false;
  birthDay: Day = 0;
  birthPrecision: BirthPrecision = "day";
  relation: Relation = "head";
  /** Places of father and mother in the household, -1 when they are not in it. */
  father = -1;
  mother = -1;
  /** False for someone who was composed but would make the commune larger than planned. */
  counted = true;

  eligibleFrom: Day = NEVER;
  diedOn: Day = NEVER;
  /** The death is reported as an act; the roll may or may not know it already. */
  deathReported = false;
  deathInRoll = true;

  movedOn: Day = NEVER;
  fromUnit = "";
  /** Final commune, as in the roll. */
  unit = "";

  status: ResidenceStatus = "present";
  currentUnit = "";
  /** Runs over the eligible of a commune; shares are dealt out along it (see quantile.ts). */
  ordinal = 0;

  collectedOn: Day = NEVER;
  /** Code of the mobile team that came to the person, and its officer; empty: a fixed post of the commune. */
  team = "";
  officer = "";
  excludedOn: Day = NEVER;
  exclusionEndedOn: Day = NEVER;

  begin(relation: Relation, female: boolean, birthDay: Day): void {
    this.relation = relation;
    this.female = female;
    this.birthDay = birthDay;
    this.birthPrecision = "day";
    this.father = this.mother = -1;
    this.counted = true;
    this.eligibleFrom = this.diedOn = this.movedOn = NEVER;
    this.collectedOn = this.excludedOn = this.exclusionEndedOn = NEVER;
    this.deathReported = false;
    this.deathInRoll = true;
    this.fromUnit = this.currentUnit = this.team = this.officer = "";
    this.status = "present";
    this.ordinal = 0;
  }

  /** Registered in the commune `unit`, 14 or over, and alive on that day. */
  eligibleIn(unit: string, day: Day): boolean {
    if (day < this.eligibleFrom || day >= this.diedOn) return false;
    return (day >= this.movedOn || this.fromUnit === "" ? this.unit : this.fromUnit) === unit;
  }
}
