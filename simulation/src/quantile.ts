import type { Day } from "./calendar.ts";
import { weekday } from "./calendar.ts";

const GOLDEN = 0.618033988749895;
const ROOT_TWO = 0.414213562373095;

/**
 * Shares are dealt out along Kronecker sequences instead of drawn: among any few hundred neighbours the share below x is x
 * to within a person or two, so a commune of 4,376 comes out like one of 50,000 and no figure hangs on a lucky seed.
 */
export function collectionQuantile(ordinal: number, offset: number): number {
  const x = offset + ordinal * GOLDEN;
  return x - Math.floor(x);
}

export function eidQuantile(ordinal: number, offset: number): number {
  const x = offset + ordinal * ROOT_TWO;
  return x - Math.floor(x);
}

const STEPS = 16_384;

/** Nobody works from the eve of Tết to its third day: those dossiers were collected the week before. */
const TET: readonly (readonly [Day, Day])[] = [
  [19_023, 19_028],
  [19_377, 19_383],
];

/** The day at each quantile of a curve given as [day, share before it], cut after `lastDay`. */
export class CollectionCurve {
  readonly #days = new Int32Array(STEPS + 1);

  constructor(knots: readonly (readonly [Day, number])[], lastDay: Day) {
    const shareAt = (day: number): number => {
      const next = knots.findIndex(([knot]) => knot >= day);
      if (next < 0) return 1;
      if (next === 0) return knots[0]![1];
      const [fromDay, fromShare] = knots[next - 1]!;
      const [toDay, toShare] = knots[next]!;
      return fromShare + ((toShare - fromShare) * (day - fromDay)) / (toDay - fromDay);
    };
    const first = knots[0]![0];
    const whole = shareAt(lastDay + 1);
    let day = first;
    for (let step = 0; step <= STEPS; step++) {
      while (day < lastDay && shareAt(day + 1) / whole <= step / STEPS) day++;
      const tet = TET.find(([from, to]) => day >= from && day <= to);
      this.#days[step] = tet ? Math.max(first, tet[0] - 1 - (step % 6)) : day;
    }
  }

  at(quantile: number): Day {
    return this.#days[Math.floor(quantile * STEPS)]!;
  }
}

/** Half of what would fall on a Sunday was done on the Saturday before. */
export function workingDay(day: Day, draw: number): Day {
  return weekday(day) === 0 && draw < 0.5 ? day - 1 : day;
}
