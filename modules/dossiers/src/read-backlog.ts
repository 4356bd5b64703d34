import { accept, addDays, type Day, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Backlog, type Calendar, daysUntilGone, type DossierRefusal, openStates, type Stage, stageKeys, stageOf } from "./contract.ts";
import type { DossierDeps } from "./deps.ts";
import { passedBelow, type Waiting, waitingBelow } from "./store/lists.ts";

/** Working days over which rates are measured. */
const rateDays = 10;

/** What waits between the stages below a unit, and how long that takes at the rate measured or at a given capacity. Refusal: `unit-not-found`. */
export async function readBacklog(
  { sql, units, ledger, settings }: DossierDeps,
  request: { unit: string; capacityPerDay?: number | undefined },
): Promise<Outcome<Backlog, DossierRefusal>> {
  const today = ledger.clock.today();
  const unit = units.last(request.unit, dayNumber(today));
  if (unit === undefined) return refuse("unit-not-found", { unit: request.unit });
  const waiting = await waitingBelow(sql, unit.unitId, openStates, today);
  const passed = await passedBelow(sql, unit.unitId, windowStart(today, settings.calendar), today);
  const stages = stageKeys.map((stage) => {
    const theirs = waiting.filter((one) => stageOf[one.state] === stage);
    const ratePerDay = (passed.get(stage) ?? 0) / rateDays;
    const count = sum(theirs, "n");
    return {
      ...{ stage, waiting: count, overdue: sum(theirs, "overdue"), ratePerDay },
      oldestSince: theirs.map((one) => one.oldest).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
      workingDaysUntilGone: daysUntilGone(count, request.capacityPerDay ?? ratePerDay),
    };
  });
  return accept({ unit: request.unit, asOf: today, stages, units: byUnit(waiting, units) });
}

/** The day before the last ten working days, today among them when it is one. */
function windowStart(today: Day, calendar: Calendar): Day {
  let start = today;
  for (let days = 0; days < rateDays; start = addDays(start, -1)) if (calendar.isWorking(start)) days += 1;
  return start;
}

const sum = (rows: readonly Waiting[], key: "n" | "overdue") => rows.reduce((all, row) => all + row[key], 0);

function byUnit(waiting: readonly Waiting[], units: DossierDeps["units"]): Backlog["units"] {
  const ids = [...new Set(waiting.map((one) => one.unitId))];
  return ids.map((unitId) => {
    const theirs = waiting.filter((one) => one.unitId === unitId);
    const counts: Partial<Record<Stage, number>> = {};
    for (const { state, n } of theirs) {
      const stage = stageOf[state];
      if (stage !== null) counts[stage] = (counts[stage] ?? 0) + n;
    }
    const { code = "", name = "" } = units.byId(unitId) ?? {};
    return { unit: code, unitName: name, waiting: counts, overdue: sum(theirs, "overdue") };
  });
}
