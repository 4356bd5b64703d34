import { fourteenthBirthday, NEVER, type Day } from "./calendar.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import type { Person } from "./person.ts";
import type { Random } from "./random.ts";

/** Deaths a year by age: life table of 2019, rounded. */
function mortality(age: number): number {
  if (age < 40) return 0.001;
  if (age < 60) return 0.0045;
  if (age < 70) return 0.013;
  if (age < 80) return 0.036;
  return age < 90 ? 0.09 : 0.2;
}

/** Deaths of the last month may still be missing in the register's snapshot: there the act is the news. */
const REGISTER_LAG_DAYS = 30;
const REPORTED_AS_ACT = 0.25;

function decideDeath(person: Person, random: Random, from: Day, on: Day, age: number): void {
  const span = on - from;
  if (!random.chance((mortality(age) * span) / 365)) return;
  person.diedOn = Math.max(person.birthDay + 1, from + random.below(span));
  person.deathReported = random.chance(REPORTED_AS_ACT);
  person.deathInRoll = !person.deathReported || person.diedOn < on - REGISTER_LAG_DAYS;
}

/** Shares over the whole campaign: brides and grooms move most, and mostly within the province. */
const MOVED_IN = 0.008;
const MARRIED_IN = 0.03;
const MOVED_OUT = 0.02;
const WITHIN_PROVINCE = 0.7;

function origin(plan: CommunePlan, province: ProvincePlan, random: Random, movedOn: Day): string {
  if (!random.chance(WITHIN_PROVINCE)) return random.pick(province.neighbourCommunes).code;
  for (;;) {
    const from = random.pick(province.communes);
    // A pinned commune's size on its day must not depend on people who are written elsewhere.
    if (from.commune.code !== plan.commune.code && movedOn <= from.countedOn) return from.commune.code;
  }
}

function decideMove(person: Person, plan: CommunePlan, province: ProvincePlan, random: Random, age: number): void {
  if (age < 18 || age > 58 || person.relation === "head" || person.relation === "parent") return;
  const marriedIn = person.relation === "spouse" || person.relation === "other";
  const { startsOn, on } = province.scenario;
  const draw = random.unit();
  const cameIn = marriedIn && age < 35 ? MARRIED_IN : MOVED_IN;
  if (draw >= cameIn + MOVED_OUT) return;
  const movedOn = random.between(startsOn + 10, on - 3);
  if (draw < cameIn) {
    person.fromUnit = origin(plan, province, random, movedOn);
    person.movedOn = movedOn;
  } else if (person.relation === "child" && age < 32) {
    person.fromUnit = plan.commune.code;
    person.unit = random.pick(province.neighbourCommunes).code;
    person.movedOn = movedOn;
  }
}

/** What the register got wrong about the date of birth, or never knew. */
function decidePrecision(person: Person, random: Random, age: number): void {
  if (age < 22) return;
  const draw = random.unit();
  if (draw < 0.0003) person.birthPrecision = "impossible";
  else if (age > 58 && draw < (age > 74 ? 0.09 : 0.025)) person.birthPrecision = draw < 0.007 ? "month" : "year";
}

/** Birth, death and moves of one member. `steady`: someone on whom the plan counts, who neither dies nor moves. */
export function decideFate(person: Person, plan: CommunePlan, province: ProvincePlan, random: Random, steady: boolean): void {
  const { startsOn, on } = province.scenario;
  const age = (on - person.birthDay) / 365.2425;
  person.eligibleFrom = fourteenthBirthday(person.birthDay);
  person.unit = plan.commune.code;
  if (steady) return;
  decideDeath(person, random, startsOn, on, age);
  if (person.diedOn === NEVER) decideMove(person, plan, province, random, age);
  decidePrecision(person, random, age);
}
