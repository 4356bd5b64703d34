import type { Measure, StandingDay } from "./contract.ts";
import { openingDay } from "./opening-day.ts";
import { fieldIndex, NEVER, type Standing, type Stay } from "./standing.ts";

/** A measure with its fields as positions, for the millions of evaluations of a bulk load. */
export type CompiledMeasure = {
  id: number;
  key: string;
  /** those of `within` among them */
  since: number[];
  until: number[];
  except: (readonly [from: number, until: number | null])[];
  excludedReason: string | undefined;
  measure: Measure;
};

/** Every measure also lies within the stay: people count where they are registered on the day. */
export function compileMeasures(measures: readonly Measure[]): CompiledMeasure[] {
  const positions = (fields: readonly StandingDay[]) => fields.map((field) => fieldIndex[field]);
  return measures.map((measure) => {
    const { id, key, since, until, within = [], except = [], excludedReason } = measure;
    const [first, last] = [within.slice(0, 1), within.slice(1)];
    return {
      ...{ id, key, excludedReason, measure, since: positions([...since, ...first]), until: positions([...until, ...last]) },
      except: except.map(([from, end]) => [fieldIndex[from], end === null ? null : fieldIndex[end]]),
    };
  });
}

/** Receives one delta: `n` people enter (+1) or leave (−1) a measure in a commune on a day. */
export type DeltaSink = (unitId: number, day: number, measureId: number, n: 1 | -1) => void;

/** The tally's share of one person, times `sign`: what the standing adds (+1) or what it no longer adds (−1). */
export function emitDeltas(standing: Standing, measures: readonly CompiledMeasure[], sign: 1 | -1, sink: DeltaSink): void {
  const back = sign === 1 ? -1 : 1;
  const days = standing.earlier === null ? null : namedDays(standing);
  for (const stay of standing.stays) {
    if (stay.unitId === null) continue;
    for (const measure of measures) {
      if (days !== null) {
        emitTurns(standing, measure, { stay, days }, (day, n) => sink(stay.unitId ?? 0, day, measure.id, n === 1 ? sign : back));
        continue;
      }
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

/** Every day on which a measure may turn, in order. */
const namedDays = ({ days, earlier }: Standing) =>
  [...new Set([openingDay, ...days, ...Object.values(earlier ?? {}).flat(2)])].filter((day) => day !== NEVER).sort((a, b) => a - b);

/** The same for the few who have earlier spans: looks at each day that their standing names. */
function emitTurns(
  standing: Standing,
  { measure }: CompiledMeasure,
  { stay, days }: { stay: Stay; days: readonly number[] },
  turn: (day: number, n: 1 | -1) => void,
): void {
  let held = false;
  for (const day of [stay.from, ...days.filter((each) => each > stay.from && each < stay.until)]) {
    const holds = day >= openingDay && isHeld(standing, measure, day);
    if (holds !== held) turn(day, holds ? 1 : -1);
    held = holds;
  }
  if (held && stay.until !== NEVER) turn(stay.until, -1);
}

function isHeld(standing: Standing, { key, since, until, within, except = [], excludedReason }: Measure, day: number): boolean {
  const at = (field: StandingDay | null) => dayAt(standing, field === null ? null : fieldIndex[field]);
  const inEarlier = (of: string) => (standing.earlier?.[of] ?? []).some(([from, end]) => from <= day && day < end);
  if (since.some((field) => at(field) > day) || until.some((field) => at(field) <= day)) return false;
  if (except.some(([from, end, but]) => at(from) <= day && day < at(end) && !(but !== undefined && inEarlier(but)))) return false;
  if (within === undefined) return !inEarlier(key);
  const inLast = at(within[0]) <= day && day < at(within[1]) && (excludedReason ?? standing.excludedReason) === standing.excludedReason;
  return inLast || inEarlier(key);
}

/** Whether a measure holds on a day, in the stay that covers it. */
export function holdsOn(standing: Standing, measure: CompiledMeasure, day: number): boolean {
  let holds = false;
  emitDeltas(standing, [measure], 1, (_unit, on, _measure, n) => {
    if (on <= day) holds = n === 1;
  });
  return holds;
}
