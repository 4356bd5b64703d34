import { NEVER, type Day } from "./calendar.ts";
import { Collection } from "./collection.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import { expeditionPlace, mobileTeam, MOBILE_TEAM_DAYS } from "./expedition.ts";
import { decideFate } from "./fate.ts";
import { compose, Household } from "./household.ts";
import type { Person } from "./person.ts";
import { Random } from "./random.ts";
import { currentUnit, exclusionReason, isKnownCommune, residenceStatus } from "./residence.ts";

/** Something that a number of people of a commune are chosen for, evenly along the commune. */
class Quota {
  #given = 0;
  readonly #total: number;
  readonly #pace: number;

  /** @param eligible people among whom to choose; the last quarter of them is kept in reserve */
  constructor(total: number, eligible: number) {
    this.#total = total;
    this.#pace = total / (eligible * 0.75);
  }

  get given(): number {
    return this.#given;
  }

  isDue(counted: number): boolean {
    return this.#given < this.#total && this.#given + 0.5 < counted * this.#pace;
  }

  take(): number {
    return this.#given++;
  }
}

/** The people of one commune, household by household; the same for the same plan, however often they are met. */
export class CommunePeople {
  readonly #plan: CommunePlan;
  readonly #province: ProvincePlan;
  readonly #life: Random;
  readonly #collection: Collection;
  readonly #expeditionists: Quota;
  readonly #exclusions: Quota;
  #counted = 0;
  #ordinal = 0;

  constructor(plan: CommunePlan, province: ProvincePlan) {
    this.#plan = plan;
    this.#province = province;
    this.#life = new Random(`${province.seed}/${province.province}/${plan.commune.code}/life`);
    this.#collection = new Collection(plan, province, this.#life);
    this.#expeditionists = new Quota(plan.expeditionists, plan.eligible);
    this.#exclusions = new Quota(plan.exclusions, plan.eligible);
  }

  /** Eligible people met so far, as the plan counts them. */
  get counted(): number {
    return this.#counted;
  }

  *households(): Generator<Household, void, void> {
    const home = new Household();
    const { eligible } = this.#plan;
    // No household has more than seven, so the one with the last person of the commune surely comes.
    const lastHousehold = this.#life.below(Math.max(1, Math.floor(eligible / 7)));
    for (home.index = 0; this.#counted < eligible; home.index++) {
      compose(home, this.#life, this.#province.scenario.on);
      for (let i = 0; i < home.size; i++) this.#live(home.members[i]!, home.index === lastHousehold && i === 0);
      yield home;
    }
  }

  #live(person: Person, lastOfCommune: boolean): void {
    const plan = this.#plan;
    const random = this.#life;
    decideFate(person, plan, this.#province, random, lastOfCommune);
    if (person.eligibleIn(plan.commune.code, plan.countedOn)) {
      if (this.#counted === plan.eligible) {
        person.counted = false;
        return;
      }
      this.#counted++;
    }
    const { on } = this.#province.scenario;
    const age = (on - person.birthDay) / 365.2425;
    if (person.eligibleFrom > on || person.eligibleFrom >= person.diedOn) return;
    person.ordinal = this.#ordinal++;
    if (lastOfCommune) {
      this.#away(person, age, true);
      person.collectedOn = plan.completeOn;
    } else if (this.#joinsExpedition(person, age)) {
      this.#meetExpedition(person);
    } else {
      const late = this.#collection.isLate(person, age);
      this.#away(person, age, late);
      this.#collection.decide(person, late);
      this.#meetMobileTeam(person);
      if (late) this.#exclude(person);
    }
  }

  #away(person: Person, age: number, late: boolean): void {
    person.status = residenceStatus(this.#life, age, late);
    if (person.status === "away-in-country") person.currentUnit = currentUnit(this.#life, this.#province.destinations);
  }

  #joinsExpedition(person: Person, age: number): boolean {
    return age >= 21 && age < 56 && person.diedOn === NEVER && person.movedOn === NEVER && this.#expeditionists.isDue(this.#counted);
  }

  #meetExpedition(person: Person): void {
    const { expedition } = this.#province.scenario;
    if (!expedition) throw new Error("people are planned for an expedition that the scenario does not have");
    const place = expeditionPlace(expedition, this.#plan.firstExpeditionist + this.#expeditionists.take());
    person.status = "away-in-country";
    person.currentUnit = place.unit;
    person.team = place.team;
    person.officer = place.officer;
    person.collectedOn = place.on;
  }

  /** Teams also travelled before and after the great expedition, never on its days. */
  #meetMobileTeam(person: Person): void {
    const { expedition, on } = this.#province.scenario;
    const day = person.collectedOn;
    if (!expedition || !isKnownCommune(person.currentUnit) || day === NEVER || day < on - MOBILE_TEAM_DAYS) return;
    if (day >= expedition.from && day < expedition.from + expedition.days) return;
    const met = mobileTeam(expedition, this.#life);
    if (met) {
      person.team = met.team;
      person.officer = met.officer;
    }
  }

  #exclude(person: Person): void {
    const day: Day = person.collectedOn;
    const { pushFrom } = this.#plan;
    if (day === NEVER || day < pushFrom || person.movedOn !== NEVER || !this.#exclusions.isDue(this.#counted)) return;
    if (!exclusionReason(person)) return;
    this.#exclusions.take();
    person.excludedOn = pushFrom - this.#life.between(4, 58);
    // Ended by a paper of its own, or simply by the dossier.
    if (this.#life.chance(0.6)) person.exclusionEndedOn = day - 1;
  }
}
