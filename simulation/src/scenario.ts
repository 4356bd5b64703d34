import { parseDay, yearOf, type Day } from "./calendar.ts";

/** Teams sent on the same days to citizens who live elsewhere. */
export interface Expedition {
  readonly dossiers: number;
  readonly from: Day;
  readonly days: number;
  readonly officers: number;
  /** District where team i + 1 works; its length is the number of teams. */
  readonly districts: readonly string[];
}

/** A commune whose size is known on a day, and which completes long before the others. */
export interface PinnedCommune {
  readonly code: string;
  /** Eligible citizens on `on`; undefined: sized like any other commune. */
  readonly eligible?: number;
  readonly on: Day;
  readonly completeOn: Day;
  /** The rest of its people is collected from this day on. */
  readonly pushFrom: Day;
  readonly lateShare: number;
}

/** One child in 20,000 eligible people or so. */
export const secondEntriesAmong = (eligible: number): number => Math.round(eligible / 20_000);

/** What makes one province's campaign different from another's. Shares are of eligible people, days are calendar days. */
export interface Scenario {
  readonly key: string;
  readonly startsOn: Day;
  /** The day of the snapshot: everything up to it has happened, and everyone eligible is collected. */
  readonly on: Day;
  /** First day of the final push; every ordinary commune completes between it and `on`. */
  readonly pushFrom: Day;
  /** Cumulative share collected before a day, of those who are collected before the push; the last knot is [pushFrom, 1]. */
  readonly curve: readonly (readonly [Day, number])[];
  /** Share left for the push, before it is weighted by age and commune. */
  readonly lateShare: number;
  /** Ordinary communes that complete on each day from `pushFrom` on, as weights. */
  readonly completions: readonly number[];
  /** Born in these years: collected before the push without exception, for the school exams. */
  readonly pupilsBorn: readonly [number, number];
  readonly pinned: readonly PinnedCommune[];
  readonly expedition?: Expedition;
  readonly exclusions: number;
  /** Rows that the import has to reject. */
  readonly faultyRows: number;
  /** Children who are on the roll twice. */
  readonly secondEntries: number;
  readonly eid: { readonly requested: number; readonly approved: number; readonly activated: number };
  /** Provinces with which people are exchanged. */
  readonly neighbours: readonly string[];
  readonly directiveOn: string;
  readonly provinceCommitmentOn: Day;
}

export const CAMPAIGN_START = parseDay("2021-02-25");

/** Days of the push, which is also the shape of the last three weeks in Hà Nam. */
const PUSH_DAYS = 21;

/** Communes a day, 1-22 April 2023 in Hà Nam: slow start, most in the second half, four on the last day. */
export const COMPLETIONS: readonly number[] = [1, 1, 2, 2, 2, 3, 3, 4, 4, 6, 5, 6, 5, 7, 8, 6, 9, 8, 8, 7, 5, 4];

/** Fast until mid-2021, slow through 2022, then the push; as shares of time and of people. */
const GENERAL_CURVE: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.06, 0.14],
  [0.17, 0.62],
  [0.3, 0.72],
  [0.42, 0.76],
  [0.65, 0.81],
  [0.86, 0.88],
  [0.94, 0.94],
  [1, 1],
];

/** Provinces without a story of their own: the same campaign, stretched to end on `on`. */
export function generalScenario(slug: string, neighbours: readonly string[], eligible: number, on: Day): Scenario {
  const startsOn = Math.min(CAMPAIGN_START, on - 120);
  const pushFrom = on - PUSH_DAYS;
  return {
    key: `${slug}-${yearOf(on)}`,
    startsOn,
    on,
    pushFrom,
    curve: GENERAL_CURVE.map(([time, share]) => [Math.round(startsOn + time * (pushFrom - startsOn)), share] as const),
    lateShare: 0.03,
    completions: COMPLETIONS,
    pupilsBorn: [0, 0],
    pinned: [],
    exclusions: Math.round(eligible / 2300),
    faultyRows: Math.max(3, Math.round(eligible / 30_000)),
    secondEntries: secondEntriesAmong(eligible),
    eid: { requested: 0.8, approved: 0.74, activated: 0.53 },
    neighbours,
    directiveOn: "2023-06-29",
    provinceCommitmentOn: on + 8,
  };
}
