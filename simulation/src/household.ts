import type { Day } from "./calendar.ts";
import { Person, type Relation } from "./person.ts";
import type { Random } from "./random.ts";
import { spread } from "./random.ts";

const LARGEST = 7;
const YEAR_DAYS = 365.2425;

/** Ages of heads of household by five-year group; with the rules below they give the country's pyramid (census 2019: 24 % under 15, 8 % over 64). */
const HEAD_AGE_GROUPS = spread<number>([
  [22, 4],
  [25, 12],
  [30, 17],
  [35, 15],
  [40, 12.5],
  [45, 10.5],
  [50, 9.5],
  [55, 8.5],
  [60, 7],
  [65, 5],
  [70, 3.2],
  [75, 1.8],
  [80, 1.2],
  [85, 0.6],
  [90, 0.2],
]);

/** A household under composition. Members are reused objects; only the first `size` are of this household. */
export class Household {
  readonly members: readonly Person[] = Array.from({ length: LARGEST }, () => new Person());
  size = 0;
  index = 0;

  add(relation: Relation, female: boolean, birthDay: Day): Person | undefined {
    if (this.size === LARGEST) return undefined;
    const person = this.members[this.size++]!;
    person.begin(relation, female, birthDay);
    return person;
  }
}

function marriedShare(age: number): number {
  if (age < 25) return 0.45;
  if (age < 30) return 0.75;
  if (age < 65) return 0.9;
  return age < 75 ? 0.72 : 0.42;
}

/** Share of grown children who are still on their parents' household register. */
function livesAtHome(age: number): number {
  if (age < 18) return 1;
  if (age < 23) return 0.88;
  if (age < 28) return 0.6;
  return age < 36 ? 0.22 : 0.05;
}

function childrenBorn(motherBirthYearAge: number, random: Random): number {
  const draw = random.unit();
  if (motherBirthYearAge < 48) return draw < 0.1 ? 1 : draw < 0.7 ? 2 : draw < 0.95 ? 3 : 4;
  return draw < 0.1 ? 1 : draw < 0.45 ? 2 : draw < 0.75 ? 3 : draw < 0.92 ? 4 : 5;
}

interface Couple {
  /** Of the mother, or, without her, of the father. */
  readonly birthDay: Day;
  /** Of their children to the head. */
  readonly relation: Relation;
  /** Places in the household, -1 for one who is not in it. */
  readonly father: number;
  readonly mother: number;
}

function addChildren(home: Household, random: Random, on: Day, couple: Couple): void {
  const { birthDay, relation, father, mother } = couple;
  const born = childrenBorn((on - birthDay) / YEAR_DAYS, random);
  let birth = birthDay + (19.5 + random.unit() * 6 + random.unit() * 4) * YEAR_DAYS;
  for (let i = 0; i < born; i++) {
    const childDay = Math.floor(birth);
    if (childDay > on) return;
    birth += (1.6 + random.unit() * 4) * YEAR_DAYS;
    if (!random.chance(livesAtHome((on - childDay) / YEAR_DAYS))) continue;
    const child = home.add(relation, random.chance(0.475), childDay);
    if (!child) return;
    child.father = father;
    child.mother = mother;
  }
}

/** Parents of the head who live with the head's family. */
function addParents(home: Household, random: Random, on: Day, head: Person): void {
  const motherDay = head.birthDay - Math.floor((20 + random.unit() * 12) * YEAR_DAYS);
  const motherAge = (on - motherDay) / YEAR_DAYS;
  if (motherAge > 99) return;
  if (random.chance(motherAge < 75 ? 0.95 : 0.75)) {
    if (home.add("parent", true, motherDay)) head.mother = home.size - 1;
  }
  const fatherDay = motherDay - Math.floor((random.unit() * 6 - 1) * YEAR_DAYS);
  const fatherAge = (on - fatherDay) / YEAR_DAYS;
  if (fatherAge < 99 && random.chance(fatherAge < 70 ? 0.8 : 0.42)) {
    if (home.add("parent", false, fatherDay)) head.father = home.size - 1;
  }
}

/** The grown son who stays brings in a wife, and they have children. */
function addYoungFamily(home: Household, random: Random, on: Day): void {
  for (let i = 1; i < home.size; i++) {
    const son = home.members[i]!;
    if (son.relation !== "child" || son.female || on - son.birthDay < 23 * YEAR_DAYS) continue;
    const wifeDay = son.birthDay + Math.floor((random.unit() * 4 - 0.5) * YEAR_DAYS);
    const wife = home.size;
    if (home.add("other", true, wifeDay))
      addChildren(home, random, on, { birthDay: wifeDay, relation: "grandchild", father: i, mother: wife });
    return;
  }
}

/** Composes the next household as it stands on the day `on`; its first member is the head. */
export function compose(home: Household, random: Random, on: Day): void {
  home.size = 0;
  const age = random.pick(HEAD_AGE_GROUPS) + random.unit() * 5;
  const female = random.chance(age > 70 ? 0.45 : 0.25);
  const head = home.add("head", female, on - Math.floor(age * YEAR_DAYS))!;
  const married = random.chance(marriedShare(age));
  let motherDay = head.birthDay;
  if (married) {
    const gap = Math.floor((random.unit() * 7 - 1.5) * YEAR_DAYS);
    const spouseDay = female ? head.birthDay - gap : head.birthDay + gap;
    const spouse = home.add("spouse", !female, Math.min(spouseDay, on - 7000))!;
    if (!female) motherDay = spouse.birthDay;
  }
  if (married || (age > 30 && random.chance(0.5))) {
    const partner = married ? 1 : -1;
    addChildren(home, random, on, { birthDay: motherDay, relation: "child", father: female ? partner : 0, mother: female ? 0 : partner });
  }
  if (age > 27 && age < 60 && random.chance(0.3)) addParents(home, random, on, head);
  if (age > 47 && random.chance(0.55)) addYoungFamily(home, random, on);
  if (age < 30 && !married && random.chance(0.25))
    home.add("sibling", random.chance(0.5), head.birthDay + Math.floor((1 + random.unit() * 4) * YEAR_DAYS));
}
