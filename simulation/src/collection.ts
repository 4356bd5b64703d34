import { NEVER, yearOf, type Day } from "./calendar.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import type { Person } from "./person.ts";
import { collectionQuantile, workingDay } from "./quantile.ts";
import type { Random } from "./random.ts";

/** Who is left for the end: the young work away, the very old cannot come. Averages to about 1 over the eligible. */
function lateWeight(age: number): number {
  if (age < 18) return 0.6;
  if (age < 36) return 1.5;
  if (age < 60) return 0.85;
  if (age < 76) return 0.55;
  return age < 86 ? 1.8 : 4;
}

/** Decides when the people of one commune are collected. */
export class Collection {
  readonly #plan: CommunePlan;
  readonly #province: ProvincePlan;
  readonly #random: Random;

  constructor(plan: CommunePlan, province: ProvincePlan, random: Random) {
    this.#plan = plan;
    this.#province = province;
    this.#random = random;
  }

  /** Left for the commune's last weeks. */
  isLate(person: Person, age: number): boolean {
    const [from, to] = this.#province.scenario.pupilsBorn;
    const born = yearOf(person.birthDay);
    if (born >= from && born <= to) return false;
    return collectionQuantile(person.ordinal, this.#plan.offset) >= 1 - this.#plan.lateShare * lateWeight(age);
  }

  /** On which day the dossier is collected; never, for those who die before their turn. */
  decide(person: Person, late: boolean): void {
    const limit = this.#deadline(person);
    const turn = this.#turn(person, late, limit);
    // Only movers can have a turn after their limit: theirs came in the weeks before.
    const day = turn > limit ? Math.max(person.eligibleFrom, limit - this.#random.below(60)) : turn;
    if (day < person.diedOn) person.collectedOn = day;
  }

  /**
   * The last day by which the person must have been collected so that neither commune of theirs, once complete, ever becomes
   * incomplete again: not by a move out of it after that day, nor by a move into it.
   */
  #deadline(person: Person): Day {
    if (person.movedOn === NEVER) return this.#plan.completeOn;
    const { completeOn, scenario } = this.#province;
    const left = completeOn.get(person.fromUnit) ?? scenario.on;
    const joined = completeOn.get(person.unit) ?? scenario.on;
    return person.movedOn > left ? Math.min(left, joined) : joined;
  }

  #turn(person: Person, late: boolean, limit: Day): Day {
    const { pushFrom, curve, offset } = this.#plan;
    const { startsOn } = this.#province.scenario;
    const from = person.eligibleFrom;
    const draw = this.#random.unit();
    // A birthday after the commune is complete: collected on the day itself, so that it stays complete.
    if (from > limit) return from;
    if (late) {
      const first = Math.min(limit, Math.max(pushFrom, from));
      return first + Math.floor(draw ** 1.1 * (limit - first + 1));
    }
    if (from <= startsOn) return Math.max(startsOn, workingDay(curve.at(collectionQuantile(person.ordinal, offset)), draw));
    // Those who turn 14 during the campaign: most within weeks, when the team comes to their school.
    const soon = from + Math.floor(draw * draw * 150);
    if (soon < pushFrom) return soon;
    const bound = from < pushFrom ? pushFrom - 1 : limit;
    return from + Math.floor(draw * (bound - from + 1));
  }
}
