import { dayNumber } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import type { Engine } from "./engine.ts";
import { emitDeltas } from "./measures.ts";
import { type Figures, figuresOn } from "./store/figures.ts";
import { cohortStandings } from "./store/standing.ts";

/** Figures by measure key, every measure present. */
export type UnitFigures = Record<string, number>;

/**
 * Figures of units of any level as of the end of a day (`yyyy-mm-dd`).
 * @returns unit id → figures; units without people have zeros
 */
export async function readFigures(sql: Queryable, engine: Engine, unitIds: number[], day: string): Promise<Map<number, UnitFigures>> {
  return name(engine, unitIds, await figuresOn(sql, unitIds, day));
}

/**
 * The same for people born in a span of years, recounted from their standing: the tally does not know years of birth.
 * About 0.3 s for five years of a province of 970,000.
 */
export async function readCohortFigures(
  sql: Queryable,
  engine: Engine,
  cohort: { within: number; bornFrom: number; bornTo: number; ancestors: Map<number, number[]> },
  unitIds: number[],
  day: string,
): Promise<Map<number, UnitFigures>> {
  const on = dayNumber(day);
  const figures: Figures = new Map();
  for await (const standing of cohortStandings(sql, cohort.within, cohort.bornFrom, cohort.bornTo)) {
    emitDeltas(standing, engine.compiled, 1, (unitId, deltaDay, measure, n) => {
      if (deltaDay > on) return;
      for (const ancestor of cohort.ancestors.get(unitId) ?? []) {
        let unit = figures.get(ancestor);
        if (unit === undefined) figures.set(ancestor, (unit = new Map<number, number>()));
        unit.set(measure, (unit.get(measure) ?? 0) + n);
      }
    });
  }
  return name(engine, unitIds, figures);
}

function name(engine: Engine, unitIds: number[], figures: Figures): Map<number, UnitFigures> {
  return new Map(
    unitIds.map((unitId) => {
      const unit = figures.get(unitId);
      return [unitId, Object.fromEntries(engine.measures.map((measure) => [measure.key, unit?.get(measure.id) ?? 0]))];
    }),
  );
}
