import type { Measure, StandingDay } from "./contract.ts";
import { openingDay } from "./opening-day.ts";
import { fieldIndex, NEVER, type Standing } from "./standing.ts";

/** A measure with its fields as positions, for the millions of evaluations of a bulk load. */
export type CompiledMeasure = {
  id: number;
  key: string;
  since: number[];
  until: number[];
  except: [from: number, until: number | null][];
  excludedReason: string | undefined;
};

/** Every measure also lies within the stay: people count where they are registered on the day. */
export function compileMeasures(measures: readonly Measure[]): CompiledMeasure[] {
  const positions = (fields: readonly StandingDay[]) => fields.map((field) => fieldIndex[field]);
  return measures.map((measure) => ({
    id: measure.id,
    key: measure.key,
    since: positions(measure.since),
    until: positions(measure.until),
    except: (measure.except ?? []).map(([from, until]) => [fieldIndex[from], until === null ? null : fieldIndex[until]]),
    excludedReason: measure.excludedReason,
  }));
}

/** Receives one delta: `n` people enter (+1) or leave (−1) a measure in a commune on a day. */
export type DeltaSink = (unitId: number, day: number, measureId: number, n: 1 | -1) => void;

/** The tally's share of one person, times `sign`: what the standing adds (+1) or what it no longer adds (−1). */
export function emitDeltas(standing: Standing, measures: readonly CompiledMeasure[], sign: 1 | -1, sink: DeltaSink): void {
  const back = sign === 1 ? -1 : 1;
  for (const stay of standing.stays) {
    if (stay.unitId === null) continue;
    for (const measure of measures) {
      if (measure.excludedReason !== undefined && measure.excludedReason !== standing.excludedReason) continue;
      let from = stay.from;
      for (const field of measure.since) from = Math.max(from, dayAt(standing, field));
      let until = stay.until;
      for (const field of measure.until) until = Math.min(until, dayAt(standing, field));
      if (from < openingDay) from = openingDay;
      for (const [first, last] of measure.except) {
        const gap = dayAt(standing, first);
        const end = dayAt(standing, last);
        if (gap >= end || end <= from) continue;
        if (gap >= until) break;
        if (gap > from) {
          sink(stay.unitId, from, measure.id, sign);
          sink(stay.unitId, gap, measure.id, back);
        }
        from = end;
      }
      if (from >= until) continue;
      sink(stay.unitId, from, measure.id, sign);
      if (until !== NEVER) sink(stay.unitId, until, measure.id, back);
    }
  }
}

const dayAt = ({ days }: Standing, field: number | null): number => (field === null ? NEVER : (days[field] ?? NEVER));

/** Whether a measure holds on a day, in the stay that covers it. */
export function holdsOn(standing: Standing, measure: CompiledMeasure, day: number): boolean {
  let holds = false;
  emitDeltas(standing, [measure], 1, (_unit, on, _measure, n) => {
    if (on <= day) holds = n === 1;
  });
  return holds;
}
