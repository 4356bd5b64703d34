import type { CoverageRow, MainMeasure } from "@dinhdanh/campaign/contract";
import { daysBetween } from "../words/format.ts";
import type { SortKey } from "../routing/url-state.ts";
import type { Word } from "../words/words.ts";

export type Figure = { target: number; done: number; remaining: number; ratio: number };

/** One measure of one unit. The campaign's own measure comes with the server's target and rest; others count against the same target. */
export function figureOf(row: CoverageRow, measure: MainMeasure, campaignMeasure: MainMeasure): Figure {
  const { target } = row;
  if (measure === campaignMeasure) return { target, done: row.done, remaining: row.remaining, ratio: target === 0 ? 0 : row.done / target };
  const done = row.measures[measure];
  return { target, done, remaining: Math.max(0, target - done), ratio: target === 0 ? 0 : done / target };
}

/** No roll, and nobody who moved there either: there is nothing to show. */
export const isEmpty = ({ roll, measures }: CoverageRow): boolean => roll === "none" && measures.eligible === 0;

/** Without everybody's roll nothing is proved, whatever the percentage of the rest. */
export const isComplete = ({ roll }: Pick<CoverageRow, "roll">, { target, remaining }: Figure): boolean =>
  roll === "whole" && target > 0 && remaining === 0;

type RollCount = { level: "province" | "district" | "commune"; done: number; of: number };

/** Of the units right below and of the communes, how many have a whole roll; nothing where all have. */
export function rollCounts({ roll, unitsWithRoll, level: own }: CoverageRow): RollCount[] {
  if (roll === "whole") return [];
  const counts = (["province", "district", "commune"] as const).flatMap((level) => {
    const count = unitsWithRoll[level];
    return count === undefined || count.of === 0 || level === own ? [] : [{ level, ...count }];
  });
  return counts.filter((_, index) => index === 0 || index === counts.length - 1);
}

/** Half of the 80 % interval, in days: what stands after ±. */
export function spreadDays({ forecast }: CoverageRow): number | null {
  if (forecast.earliestOn === null || forecast.latestOn === null) return null;
  return Math.max(1, Math.round(daysBetween(forecast.earliestOn, forecast.latestOn) / 2));
}

export type Timing = { kind: "ahead" | "behind" | "overdue" | "onTime"; days: number };

/** Against the unit's own commitment, else the first of the ministry's days. Null when no day is set or nothing can be said. */
export function timingOf({ deadlines, remaining, asOf }: CoverageRow): Timing | null {
  const deadline = deadlines.find(({ kind }) => kind === "commitment") ?? deadlines[0];
  if (deadline === undefined) return null;
  const past = daysBetween(deadline.on, asOf);
  if (remaining > 0 && past > 0) return { kind: "overdue", days: past };
  if (deadline.daysAhead === null) return null;
  if (deadline.daysAhead < 0) return { kind: "behind", days: -deadline.daysAhead };
  return deadline.actual && deadline.daysAhead > 0 ? { kind: "ahead", days: deadline.daysAhead } : { kind: "onTime", days: 0 };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
export const paceTotal = ({ last30Days }: CoverageRow): number => sum(last30Days);

/** Ratio of the finer units that are complete; 0 where there are none. */
const completeShare = ({ unitsComplete, completedOn }: CoverageRow): number => {
  const communes = unitsComplete["commune"];
  if (communes === undefined || communes.of === 0) return completedOn === null ? 0 : 1;
  return communes.done / communes.of;
};

/** Later than every day: without a forecast a unit sorts behind those that have one. */
const never = "9999";

type Order = (a: CoverageRow, b: CoverageRow) => number;

function orderBy(key: SortKey, measure: MainMeasure, main: MainMeasure): Order {
  const figure = (row: CoverageRow) => figureOf(row, measure, main);
  const collator = new Intl.Collator("vi", { numeric: true });
  const orders: Record<SortKey, Order> = {
    remaining: (a, b) => figure(b).remaining - figure(a).remaining,
    name: (a, b) => collator.compare(a.name, b.name),
    done: (a, b) => figure(a).ratio - figure(b).ratio,
    complete: (a, b) => completeShare(a) - completeShare(b),
    pace: (a, b) => paceTotal(a) - paceTotal(b),
    forecast: (a, b) => (b.forecast.finishOn ?? never).localeCompare(a.forecast.finishOn ?? never),
  };
  return (a, b) => orders[key](a, b) || collator.compare(a.name, b.name);
}

export type Sorting = { key: SortKey; reversed: boolean };

/** The last ones first, whatever the column: that is where the work is. `reversed` turns it round. */
export function sortRows(rows: readonly CoverageRow[], { key, reversed }: Sorting, measure: MainMeasure, main: MainMeasure): CoverageRow[] {
  const sorted = rows.toSorted(orderBy(key, measure, main));
  return reversed ? sorted.toReversed() : sorted;
}

/** The line from roll to card, and the e-ID beside it. `after` names the stage whose backlog is waiting here. */
export const stages = [
  { measure: "eligible" },
  { measure: "collected", ofEligible: true },
  { measure: "approved", after: "collected" },
  { measure: "printed", after: "approved" },
  { measure: "handedOver", after: "printed" },
  { measure: "eidRequested", ofEligible: true },
  { measure: "eidApproved", after: "eidRequested" },
  { measure: "eidActivated", after: "eidApproved" },
  { measure: "archiveDigitised", ofEligible: true },
  { measure: "excluded", ofEligible: true },
] as const satisfies readonly { measure: MainMeasure; after?: MainMeasure; ofEligible?: true }[];

/** Where dossiers pile up between collection and the card in hand: collected is not printed. */
export const backlogs = [
  { after: "collected", measure: "approved", word: "backlogApprove" },
  { after: "approved", measure: "printed", word: "backlogPrint" },
  { after: "printed", measure: "handedOver", word: "backlogHandOver" },
] as const satisfies readonly { after: MainMeasure; measure: MainMeasure; word: Word }[];

/** Who has reached one stage and not the next. */
export const waitingBetween = ({ measures }: Pick<CoverageRow, "measures">, after: MainMeasure, measure: MainMeasure): number =>
  Math.max(0, measures[after] - measures[measure]);

export const backlogOf = (row: Pick<CoverageRow, "measures">): number =>
  sum(backlogs.map(({ after, measure }) => waitingBetween(row, after, measure)));
