import { dateText, NEVER, yearOf } from "./calendar.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import type { Household } from "./household.ts";
import type { IdMint } from "./id.ts";
import type { HouseholdPapers, ProvinceNumbers } from "./paper.ts";
import type { Person } from "./person.ts";
import { Random } from "./random.ts";
import { withoutAccents } from "./records/damage.ts";

/** Too young to be eligible for years: whoever is entered twice changes no figure of the campaign. */
const OLDEST = 8;

interface Child {
  readonly fullName: string;
  readonly birthDay: number;
  readonly female: boolean;
  readonly fatherPin: string;
  readonly motherPin: string;
  readonly ethnicity: string;
  readonly religion: string;
  readonly commune: number;
}

/**
 * Children whose birth was registered twice, in the communes of both families: a second number, no household, and a name or date that may be
 * written otherwise. They have no acts. Registers hold such pairs, and the search for duplicates is there to find them.
 */
export class SecondEntries {
  readonly #children: Child[] = [];
  readonly #province: ProvincePlan;
  #plan: CommunePlan | undefined;
  #commune = -1;

  constructor(province: ProvincePlan) {
    this.#province = province;
  }

  /** Takes a child of this household while the commune, in the order of the plan, has not given its part. */
  consider(home: Household, papers: HouseholdPapers, plan: CommunePlan): void {
    const { communes, scenario } = this.#province;
    if (plan !== this.#plan) [this.#plan, this.#commune] = [plan, this.#commune + 1];
    if (this.#children.length >= Math.floor(((this.#commune + 1) * scenario.secondEntries) / communes.length)) return;
    const place = home.members.findIndex((one, index) => index < home.size && this.#isChild(one, plan));
    const child = home.members[place];
    if (child === undefined) return;
    const pinOf = (parent: number) => (parent >= 0 && home.members[parent]!.counted ? papers.pins[parent]! : "");
    this.#children.push({
      ...{ fullName: papers.fullNames[place]!, birthDay: child.birthDay, female: child.female, commune: this.#commune },
      ...{ fatherPin: pinOf(child.father), motherPin: pinOf(child.mother), ethnicity: papers.ethnicity, religion: papers.religion },
    });
  }

  #isChild(one: Person, { commune }: CommunePlan): boolean {
    const youngest = yearOf(this.#province.scenario.on) - OLDEST;
    const here = one.unit === commune.code && one.movedOn === NEVER && one.diedOn === NEVER && one.status === "present";
    return here && one.counted && one.birthPrecision === "day" && yearOf(one.birthDay) >= youngest;
  }

  /** After all other rows: they take numbers and ids of their own, so that nobody else's change. */
  rows(numbers: ProvinceNumbers, mint: IdMint): string[] {
    const { seed, province, communes } = this.#province;
    const ids = new Random(`${seed}/${province}/second-entries`);
    return this.#children.map((child, n) => {
      const born = dateText(child.birthDay);
      const [year, month, day] = born.split("-") as [string, string, string];
      const exchanged = Number(day) <= 12 ? `${year}-${day}-${month}` : `${year}-${month}`;
      const name = n % 4 === 1 ? withoutAccents(child.fullName) : child.fullName;
      const pin = numbers.pins.next(Number(province), Number(year), child.female);
      const unit = communes[(child.commune + 1) % communes.length]!.commune.code;
      const parents = n % 4 === 3 ? `,${child.motherPin}` : `${child.fatherPin},${child.motherPin}`;
      const kept = `${n % 4 === 2 ? exchanged : born},${child.female ? "female" : "male"},${unit},,,,,present,${child.ethnicity},${child.religion},,${parents},,`;
      return `${mint.next(ids)},${pin},,${name},${kept}\n`;
    });
  }
}
