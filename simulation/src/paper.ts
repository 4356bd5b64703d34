import { yearOf } from "./calendar.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import type { Household } from "./household.ts";
import { HAMLETS, STREETS } from "./name-stock.ts";
import { Names } from "./names.ts";
import { OldNumbers, PersonalNumbers } from "./number-allocation.ts";
import type { Person } from "./person.ts";
import { Random } from "./random.ts";
import { communesOfProvince, territoryTree } from "./territory-tree.ts";

/** Hà Nam issued old cards under 16; elsewhere the two digits follow the province code. */
const OLD_NUMBER_PREFIX: ReadonlyMap<string, string> = new Map([["35", "16"]]);
const WRONG_SEX_DIGIT = 0.002;
const BORN_ELSEWHERE = 0.06;
const PHONE_PREFIXES = [
  "097",
  "098",
  "096",
  "086",
  "035",
  "036",
  "037",
  "038",
  "091",
  "094",
  "088",
  "090",
  "093",
  "089",
  "070",
  "077",
] as const;

/** Numbers that must not repeat anywhere in the province, so they outlive the communes. */
export class ProvinceNumbers {
  readonly pins: PersonalNumbers;
  readonly old: OldNumbers;
  readonly names: Names;
  readonly birthProvinces: readonly number[];

  constructor(province: ProvincePlan) {
    const key = new Random(`${province.seed}/${province.province}/numbers`);
    this.pins = new PersonalNumbers(key.bits());
    this.old = new OldNumbers(key.bits(), OLD_NUMBER_PREFIX.get(province.province) ?? province.province);
    this.names = new Names(province.province);
    this.birthProvinces = [...territoryTree().provinces.keys()].map(Number);
  }
}

/** What the papers of a household's members say; arrays run along its members and are reused. */
export class HouseholdPapers {
  readonly fullNames: string[] = [];
  readonly pins: string[] = [];
  address = "";
  religion = "";
  ethnicity = "";
  readonly #numbers: ProvinceNumbers;
  readonly #random: Random;
  readonly #ownProvince: number;
  readonly #origin: string;
  readonly #elsewhere: readonly string[];
  readonly #addresses: readonly string[];

  constructor(plan: CommunePlan, province: ProvincePlan, numbers: ProvinceNumbers) {
    this.#numbers = numbers;
    this.#random = new Random(`${province.seed}/${province.province}/${plan.commune.code}/paper`);
    this.#ownProvince = Number(province.province);
    this.#origin = `"${plan.commune.path}"`;
    this.#elsewhere = communesOfProvince(province.province).map((commune) => `"${commune.path}"`);
    this.#addresses = addressesOf(plan, this.#random);
  }

  issue(home: Household): void {
    const random = this.#random;
    const { names } = this.#numbers;
    this.address = random.pick(this.#addresses);
    this.religion = random.chance(0.06) ? "Công giáo" : random.chance(0.015) ? "Phật giáo" : "Không";
    this.ethnicity = random.chance(0.004) ? random.pick(["Mường", "Tày", "Thái", "Nùng"]) : "Kinh";
    const head = home.members[0]!;
    const headSurname = names.surname(random);
    // Children bear their father's surname, wives keep their own.
    const wifeIsHead = head.female && home.size > 1 && home.members[1]!.relation === "spouse";
    const family = wifeIsHead ? names.surname(random) : headSurname;
    for (let i = 0; i < home.size; i++) {
      const person = home.members[i]!;
      const born = yearOf(person.birthDay);
      const surname = this.#surname(person, head, headSurname, family);
      this.fullNames[i] = `${surname} ${names.personal(random, person.female, born)}`;
      const province = random.chance(BORN_ELSEWHERE) ? random.pick(this.#numbers.birthProvinces) : this.#ownProvince;
      this.pins[i] = this.#numbers.pins.next(province, born, person.female !== random.chance(WRONG_SEX_DIGIT));
    }
  }

  #surname(person: Person, head: Person, ofHead: string, ofChildren: string): string {
    const own = (): string => this.#numbers.names.surname(this.#random);
    switch (person.relation) {
      case "head":
      case "sibling":
        return ofHead;
      case "spouse":
        return head.female ? ofChildren : own();
      case "child":
      case "grandchild":
        return ofChildren;
      case "parent":
        return person.female ? own() : ofHead;
      case "other":
        return own();
    }
  }

  oldIds(born: number): string {
    // Cards with nine digits were given from 15 years on, until chip cards came in 2021.
    if (born > 2004 || !this.#random.chance(born > 2000 ? 0.4 : 0.97)) return "";
    const number = this.#numbers.old.next();
    return this.#random.chance(0.02) ? `${number};${this.#numbers.old.next()}` : number;
  }

  phone(age: number): string {
    if (!this.#random.chance(age < 14 ? 0 : age < 65 ? 0.78 : 0.3)) return "";
    return this.#random.pick(PHONE_PREFIXES) + String(10_000_000 + this.#random.below(10_000_000)).slice(1);
  }

  /** Origin of the father's family: the commune itself, or another for those who married in. */
  origin(person: Person): string {
    const own = person.relation !== "spouse" && person.relation !== "other";
    return own || this.#random.chance(0.4) ? this.#origin : this.#random.pick(this.#elsewhere);
  }
}

function addressesOf(plan: CommunePlan, random: Random): string[] {
  if (plan.commune.kind === "rural") {
    const hamlets = Array.from({ length: 7 }, () => `Thôn ${random.pick(HAMLETS)}`);
    return [...new Set(hamlets), "Xóm 1", "Xóm 2", "Xóm 3"];
  }
  const streets = Array.from({ length: 6 }, () => random.pick(STREETS));
  return Array.from({ length: 240 }, () => `"Số ${random.between(1, 180)} đường ${random.pick(streets)}, tổ ${random.between(1, 12)}"`);
}
