import { dayOf } from "@dinhdanh/kernel";
import { type Engine, fieldIndex, holdsOn, NEVER, openingDay, type Standing, type StandingView } from "@dinhdanh/progress";
import type { CommuneIndex } from "@dinhdanh/territory";

/** Where a person stands, a row per stay, with the measures that hold in that stay on the day (days since 1970-01-01). Pure. */
export function standingViews(standing: Standing, engine: Engine, units: CommuneIndex, day: number): StandingView[] {
  const known = Object.entries(fieldIndex).flatMap(([field, index]) => {
    const on = standing.days[index] ?? NEVER;
    return on === NEVER ? [] : [[field, dayOf(on)] as const];
  });
  return standing.stays.map((stay) => ({
    unitCode: stay.unitId === null ? null : (units.byId(stay.unitId)?.code ?? null),
    // the first stay is stored from the opening day on, whenever it truly began
    stayFrom: stay.from <= openingDay ? null : dayOf(stay.from),
    stayUntil: stay.until === NEVER ? null : dayOf(stay.until),
    days: Object.fromEntries(known),
    excludedReason: standing.excludedReason,
    measures: engine.compiled.filter((measure) => holdsOn({ ...standing, stays: [stay] }, measure, day)).map((measure) => measure.key),
  }));
}
