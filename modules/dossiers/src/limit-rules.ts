import { addDays, type Day, isDay, type Text } from "@dinhdanh/kernel/contract";
import type { Calendar } from "./calendar-rules.ts";
import type { DossierKind } from "./fee-rules.ts";
import type { DossierState } from "./workflow-rules.ts";

export const areas = {
  urban: { vi: "Thành phố, thị xã", en: "Cities and towns" },
  remote: { vi: "Miền núi vùng cao, biên giới, hải đảo", en: "Mountain, border and island districts" },
  other: { vi: "Khu vực còn lại", en: "Elsewhere" },
} as const satisfies Record<string, Text>;
export type Area = keyof typeof areas;

/** Parts of the line that have a limit of their own. */
export const stages = {
  local: { vi: "Đơn vị thu nhận xử lý, chuyển đi", en: "Processed by the collecting unit" },
  centre: { vi: "Trung tâm duyệt, in thẻ", en: "Approved and printed by the centre" },
  shipping: { vi: "Chuyển thẻ về đơn vị", en: "Shipped to the unit" },
  delivery: { vi: "Trả thẻ cho công dân", en: "Handed over to the citizen" },
} as const satisfies Record<string, Text>;
export type Stage = keyof typeof stages;
export const stageKeys = Object.keys(stages) as [Stage, ...Stage[]];

/** Which stage a dossier in a state waits in; none for a draft and for what has ended. */
export const stageOf: Readonly<Record<DossierState, Stage | null>> = {
  draft: null,
  ...({ submitted: "local", flagged: "local", "on-hold": "local", returned: "local" } as const),
  ...({ clean: "centre", approved: "centre", "in-production": "centre" } as const),
  printed: "shipping",
  ...({ ready: "delivery", undelivered: "delivery" } as const),
  ...({ refused: null, withdrawn: null, "handed-over": null, "card-revoked": null } as const),
};

type StageLimit = { stage: Stage; receivedByCentre?: true; workingDays: number };
/** Circular 59/2021: the collecting unit 2 working days, the centre 3 (4 when it received the dossier itself), shipping 2. */
export const stageLimits: readonly StageLimit[] = [
  { stage: "local", workingDays: 2 },
  { stage: "centre", receivedByCentre: true, workingDays: 4 },
  { stage: "centre", workingDays: 3 },
  { stage: "shipping", workingDays: 2 },
];

type LegalLimit = { from: string; area?: Area; kind?: DossierKind; workingDays: number };
/**
 * From the collection to the card. Law on Citizen Identification 2014, art. 25: 7 in cities and towns (15 for re-issue), 20 in mountain, border
 * and island districts, 15 elsewhere; Law on Identification 2023, art. 26: 7. The first row that fits holds.
 */
export const legalLimits: readonly LegalLimit[] = [
  { from: "2024-07-01", workingDays: 7 },
  { from: "0000-00-00", area: "urban", kind: "reissue", workingDays: 15 },
  { from: "0000-00-00", area: "urban", workingDays: 7 },
  { from: "0000-00-00", area: "remote", workingDays: 20 },
  { from: "0000-00-00", workingDays: 15 },
];

/** Working days that the law gives. `day`: of the collection. */
export function legalLimit(day: string, area: Area, kind: DossierKind): number {
  const row = legalLimits.find(
    (one) => one.from <= day && (one.area === undefined || one.area === area) && (one.kind === undefined || one.kind === kind),
  );
  if (row === undefined) throw new Error(`no legal limit on ${day}`);
  return row.workingDays;
}

/** By when the law wants the card. `day`: of the collection. */
export const legalDue = (day: Day, area: Area, kind: DossierKind, calendar: Calendar): Day =>
  calendar.add(day, legalLimit(day, area, kind));

export type LimitPeriod = { from: Day | null; until: Day | null } & Record<DossierKind, number>;

/** What the law gives in an area, by the days from which it says something else; the first is open to the past, the last has no end. */
export function limitPeriods(area: Area): LimitPeriod[] {
  const starts = [...new Set(legalLimits.map(({ from }) => from))].toSorted();
  return starts.map((start, index) => {
    const next = starts[index + 1];
    const [first, change, reissue] = (["first", "change", "reissue"] as const).map((kind) => legalLimit(start, area, kind));
    return {
      ...{ from: isDay(start) ? start : null, until: next !== undefined && isDay(next) ? addDays(next, -1) : null },
      ...{ first: first ?? 0, change: change ?? 0, reissue: reissue ?? 0 },
    };
  });
}

/** By when a dossier that came into the state on the day must leave its stage; null where no limit is set. */
export function stageDue(state: DossierState, day: Day, receivedByCentre: boolean, calendar: Calendar): Day | null {
  const row = stageLimits.find((one) => one.stage === stageOf[state] && (one.receivedByCentre === undefined || receivedByCentre));
  return row === undefined ? null : calendar.add(day, row.workingDays);
}

/** Working days until a backlog is gone; null when nothing leaves it. */
export const daysUntilGone = (waiting: number, perWorkingDay: number): number | null => {
  if (waiting === 0) return 0;
  return perWorkingDay > 0 ? Math.ceil(waiting / perWorkingDay) : null;
};
