import { standingDays, type StandingDay } from "./contract.ts";

/** A day that has not come and is not known to come. */
export const NEVER = 0x3fffffff;

export const fieldIndex = Object.fromEntries(standingDays.map((field, index) => [field, index])) as Record<StandingDay, number>;

export type Stay = { unitId: number | null; from: number; until: number };

/** Where a person stands. Days are numbers since 1970-01-01; {@link NEVER} where there is none. */
export type Standing = {
  personId: string;
  birthYear: number | null;
  residenceStatus: string;
  excludedReason: string | null;
  /** in the order of `standingDays` */
  days: Int32Array;
  /** in order of time, without gaps; the first begins on the opening day */
  stays: Stay[];
};

export function emptyStanding(personId: string): Standing {
  return {
    personId,
    birthYear: null,
    residenceStatus: "present",
    excludedReason: null,
    days: new Int32Array(standingDays.length).fill(NEVER),
    stays: [],
  };
}

export const copyStanding = (standing: Standing): Standing => ({
  ...standing,
  days: standing.days.slice(),
  stays: standing.stays.map((stay) => ({ ...stay })),
});

/** A person moves on a day: the stay that covers it ends, a new one begins. `from` is where the person was before. */
export function moveOn(standing: Standing, day: number, from: number | null, to: number | null, opening: number): void {
  const moves = standing.stays.slice(1).map((stay, index) => ({ day: stay.from, from: standing.stays[index]?.unitId ?? null, to: stay.unitId }));
  if (moves.some((move) => move.day === day)) {
    // two moves on one day: where the later one leads is where the person is at the day's end
    for (const move of moves) if (move.day === day) move.to = to;
  } else moves.push({ day, from, to });
  moves.sort((a, b) => a.day - b.day);
  const stays: Stay[] = [{ unitId: moves[0]?.from ?? null, from: opening, until: moves[0]?.day ?? NEVER }];
  moves.forEach((move, index) => stays.push({ unitId: move.to, from: move.day, until: moves[index + 1]?.day ?? NEVER }));
  standing.stays = stays;
}
