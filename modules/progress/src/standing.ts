import { standingDays, type StandingDay } from "./contract.ts";
import { closingDay } from "./opening-day.ts";

/** A day that has not come and is not known to come. */
export const NEVER = 0x3fffffff;

export const fieldIndex = Object.fromEntries(standingDays.map((field, index) => [field, index])) as Record<StandingDay, number>;

/** From a day until, and without, another. */
export type DaySpan = readonly [from: number, until: number];

export type Stay = { unitId: number | null; from: number; until: number };

/** Where a person stands. Days are numbers since 1970-01-01; {@link NEVER} where there is none. */
export type Standing = {
  personId: string;
  birthYear: number | null;
  residenceStatus: string;
  excludedReason: string | null;
  /** where the address lies on a walk through the commune; see walkKey */
  walkKey: string | null;
  /** code of the unit where somebody away in the country is now */
  place: string | null;
  /** in the order of `standingDays` */
  days: Int32Array;
  /** measure → spans before the last one, in order of time; null for nearly everybody. See Measure */
  earlier: Readonly<Record<string, readonly DaySpan[]>> | null;
  /** in order of time, without gaps; the first begins on the opening day; never empty once folded */
  stays: Stay[];
  /** set when its rows, which repeat all but the stay, say different things: somebody has edited one */
  torn?: true;
};

export function emptyStanding(personId: string): Standing {
  return {
    personId,
    birthYear: null,
    residenceStatus: "present",
    excludedReason: null,
    walkKey: null,
    place: null,
    days: new Int32Array(standingDays.length).fill(NEVER),
    earlier: null,
    stays: [],
  };
}

/** Keeps a span of a measure that is over and is not the last. */
export function keepEarlier(standing: Standing, key: string, from: number, until: number): void {
  if (from < until && until <= closingDay)
    standing.earlier = { ...standing.earlier, [key]: [...(standing.earlier?.[key] ?? []), [from, until]] };
}

export const copyStanding = (standing: Standing): Standing => ({
  ...standing,
  days: standing.days.slice(),
  stays: standing.stays.map((stay) => ({ ...stay })),
});
