import { parseDay, type Day } from "./calendar.ts";
import type { Random } from "./random.ts";

/** Shortest and longest wait in days from one step to the next, for what enters the step from a day on. */
type Knot = readonly [from: string, shortest: number, longest: number];

/** How long a step took through the campaign: waits change linearly between the knots. Dated, as the whole country shared the lines. */
class Pace {
  readonly #first: Day;
  readonly #shortest: Float64Array;
  readonly #spread: Float64Array;

  constructor(knots: readonly Knot[]) {
    const days = knots.map(([from]) => parseDay(from));
    this.#first = days[0]!;
    const length = days.at(-1)! - this.#first + 1;
    this.#shortest = new Float64Array(length);
    this.#spread = new Float64Array(length);
    for (let i = 0, k = 0; i < length; i++) {
      const day = this.#first + i;
      while (k < days.length - 2 && days[k + 1]! <= day) k++;
      const part = (day - days[k]!) / Math.max(1, (days[k + 1] ?? days[k]!) - days[k]!);
      const at = (column: 1 | 2): number => knots[k]![column] + part * ((knots[k + 1] ?? knots[k]!)[column] - knots[k]![column]);
      this.#shortest[i] = at(1);
      this.#spread[i] = at(2) - at(1) + 1;
    }
  }

  wait(day: Day, random: Random): number {
    const i = Math.min(this.#shortest.length - 1, Math.max(0, day - this.#first));
    return Math.floor(this.#shortest[i]! + random.unit() * this.#spread[i]!);
  }
}

/** Approval: weeks in the flood of 2021, the legal days in 2023 (rules.md section 3). */
export const APPROVAL = new Pace([
  ["2021-02-25", 3, 14],
  ["2021-06-01", 6, 25],
  ["2022-01-01", 3, 12],
  ["2022-12-01", 2, 6],
  ["2023-03-20", 1, 3],
]);

/** Printing: 54 million collected stood against 15 million printed in June 2021. */
export const PRINTING = new Pace([
  ["2021-02-25", 45, 120],
  ["2021-06-15", 50, 150],
  ["2021-11-01", 20, 60],
  ["2022-04-01", 8, 40],
  ["2022-12-15", 4, 14],
  ["2023-03-20", 1, 3],
  ["2023-04-10", 0, 3],
]);

export const HANDING_OVER = new Pace([
  ["2021-02-25", 3, 25],
  ["2022-01-01", 2, 30],
  ["2022-12-15", 2, 9],
  ["2023-03-20", 1, 3],
  ["2023-04-10", 1, 2],
]);

export const EID_APPROVAL = new Pace([
  ["2022-03-01", 8, 35],
  ["2022-09-01", 5, 21],
  ["2023-01-15", 2, 7],
  ["2023-04-01", 1, 2],
]);
