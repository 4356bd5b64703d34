import { dateText, type Day, yearOf } from "../calendar.ts";
import { compose, Household } from "../household.ts";
import { HAMLETS, STREETS } from "../name-stock.ts";
import { Names } from "../names.ts";
import { OldNumbers, PersonalNumbers } from "../number-allocation.ts";
import type { Person } from "../person.ts";
import type { Random } from "../random.ts";
import type { Commune } from "../territory-tree.ts";

/** A person as they are, before any office has written them down. */
export interface TruePerson {
  readonly entity: number;
  readonly pin: string;
  /** 9 digits; empty for who never had one */
  readonly oldId: string;
  readonly fullName: string;
  readonly birthDate: string;
  readonly female: boolean;
  readonly commune: Commune;
  readonly address: string;
  readonly household: string;
  readonly fatherName: string;
  readonly motherName: string;
  readonly origin: string;
  readonly phone: string;
}

const TWINS = 0.012;
/** Sons who bear their father's whole name: against custom, and found in every register. */
const FATHERS_NAME = 0.004;
const PHONES = ["097", "098", "096", "086", "035", "036", "091", "094", "088", "090", "093", "070"] as const;

/** Families, one after the other; nobody of one is met again. */
export class Families {
  readonly #random: Random;
  readonly #communes: readonly Commune[];
  readonly #names: Names;
  readonly #pins: PersonalNumbers;
  readonly #old: OldNumbers;
  readonly #province: number;
  readonly #on: Day;
  readonly #home = new Household();
  #entities = 0;
  #households = 0;

  constructor(random: Random, province: string, communes: readonly Commune[], on: Day) {
    this.#random = random;
    this.#communes = communes;
    this.#names = new Names(province);
    this.#pins = new PersonalNumbers(random.bits());
    this.#old = new OldNumbers(random.bits(), province);
    this.#province = Number(province);
    this.#on = on;
  }

  /** Where somebody who moves goes to. */
  newDwelling(): { commune: Commune; address: string; household: string } {
    const commune = this.#random.pick(this.#communes);
    return { commune, address: this.#address(commune), household: this.#householdId(commune) };
  }

  next(): TruePerson[] {
    const [random, home] = [this.#random, this.#home];
    compose(home, random, this.#on);
    this.#bearTwins();
    const dwelling = this.newDwelling();
    const names = this.#nameAll();
    const origin = random.chance(0.8) ? dwelling.commune.path : random.pick(this.#communes).path;
    return home.members.slice(0, home.size).map((person, place) => {
      const born = yearOf(person.birthDay);
      const { fatherName, motherName } = this.#parentsOf(person, names, place);
      return {
        ...dwelling,
        entity: ++this.#entities,
        pin: this.#pins.next(random.chance(0.06) ? 1 + random.below(95) : this.#province, born, person.female),
        oldId: born > 2004 || !random.chance(born > 2000 ? 0.4 : 0.97) ? "" : this.#old.next(),
        fullName: names[place]!,
        birthDate: dateText(person.birthDay),
        female: person.female,
        ...{ fatherName, motherName },
        origin: person.relation === "spouse" && random.chance(0.6) ? random.pick(this.#communes).path : origin,
        phone: this.#phone(yearOf(this.#on) - born),
      };
    });
  }

  #bearTwins(): void {
    const { members, size } = this.#home;
    for (let place = 1; place < size; place++) {
      const [elder, younger] = [members[place - 1]!, members[place]!];
      if (elder.relation !== younger.relation || younger.mother < 0 || elder.mother !== younger.mother) continue;
      if (this.#random.chance(TWINS * 2)) younger.birthDay = elder.birthDay;
    }
  }

  #nameAll(): string[] {
    const [random, { members, size }] = [this.#random, this.#home];
    const head = members[0]!;
    const ofHead = this.#names.surname(random);
    const family = head.female && members[1]!.relation === "spouse" && size > 1 ? this.#names.surname(random) : ofHead;
    const names: string[] = [];
    for (let place = 0; place < size; place++) {
      const person = members[place]!;
      const surname = this.#surnameOf(person, head, ofHead, family);
      const twin = place > 0 && members[place - 1]!.birthDay === person.birthDay && members[place - 1]!.female === person.female;
      const personal = this.#names.personal(random, person.female, yearOf(person.birthDay));
      // twins are named alike: Minh Anh, Minh Ánh
      const alike =
        twin && random.chance(0.7) ? [...names[place - 1]!.split(" ").slice(1, -1), personal.split(" ").at(-1)!].join(" ") : personal;
      const father = person.father < 0 ? undefined : names[person.father];
      const namesake = father !== undefined && !person.female && random.chance(FATHERS_NAME);
      names[place] = namesake ? father : `${surname} ${alike}`;
      if (namesake) continue;
      while (names.slice(0, place).includes(names[place]!))
        names[place] = `${surname} ${this.#names.personal(random, person.female, yearOf(person.birthDay))}`;
    }
    return names;
  }

  #surnameOf(person: Person, head: Person, ofHead: string, family: string): string {
    switch (person.relation) {
      case "head":
      case "sibling":
        return ofHead;
      case "spouse":
        return head.female ? family : this.#names.surname(this.#random);
      case "child":
      case "grandchild":
        return family;
      case "parent":
        return person.female ? this.#names.surname(this.#random) : ofHead;
      case "other":
        return this.#names.surname(this.#random);
    }
  }

  /** Who is not in the household has a name all the same. */
  #parentsOf(person: Person, names: readonly string[], place: number): { fatherName: string; motherName: string } {
    const [random, born] = [this.#random, yearOf(person.birthDay)];
    const surname = names[place]!.split(" ")[0]!;
    const fatherName = names[person.father] ?? `${surname} ${this.#names.personal(random, false, born - 27)}`;
    const motherName = names[person.mother] ?? `${this.#names.surname(random)} ${this.#names.personal(random, true, born - 25)}`;
    return { fatherName, motherName };
  }

  #phone(age: number): string {
    return this.#random.chance(age < 14 ? 0 : age < 65 ? 0.78 : 0.3) ? this.newPhone() : "";
  }

  newPhone(): string {
    return this.#random.pick(PHONES) + String(10_000_000 + this.#random.below(10_000_000)).slice(1);
  }

  #address(commune: Commune): string {
    const random = this.#random;
    if (commune.kind === "rural")
      return random.chance(0.7) ? `Thôn ${random.pick(HAMLETS)}` : `Xóm ${random.between(1, 12)}, thôn ${random.pick(HAMLETS)}`;
    return `Số ${random.between(1, 180)} đường ${random.pick(STREETS)}, tổ ${random.between(1, 12)}`;
  }

  #householdId(commune: Commune): string {
    this.#households += 1;
    return `${commune.code}-${String(10_000_000 + this.#households).slice(1)}`;
  }
}
