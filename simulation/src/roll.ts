import { dateText, NEVER, yearOf } from "./calendar.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import { FaultyRows } from "./faulty-rows.ts";
import type { Household } from "./household.ts";
import { IdMint } from "./id.ts";
import { HouseholdPapers, ProvinceNumbers } from "./paper.ts";
import { CommunePeople } from "./people.ts";
import type { Person } from "./person.ts";
import { Random } from "./random.ts";
import { RowFile } from "./row-file.ts";
import { SecondEntries } from "./second-entries.ts";

const ROLL_HEADER =
  "personId,pin,oldIds,fullName,birthDate,sex,permanentUnit,currentUnit,address,householdId,relation,residenceStatus,ethnicity,religion,origin," +
  "fatherPin,motherPin,phone,diedOn\n";

/** Ends of months that no calendar has. */
const IMPOSSIBLE_DAYS = ["31/02", "30/02", "31/04", "31/06", "31/09", "31/11"] as const;

function birthDateText(person: Person): string {
  const text = dateText(person.birthDay);
  switch (person.birthPrecision) {
    case "day":
      return text;
    case "month":
      return text.slice(0, 7);
    case "year":
      return text.slice(0, 4);
    case "impossible":
      return `${IMPOSSIBLE_DAYS[Math.abs(person.birthDay) % IMPOSSIBLE_DAYS.length]!}/${text.slice(0, 4)}`;
  }
}

class HouseholdRows {
  readonly papers: HouseholdPapers;
  readonly #communeCode: string;
  readonly #ids: Random;
  readonly #mint: IdMint;
  readonly #endYear: number;

  constructor(plan: CommunePlan, province: ProvincePlan, numbers: ProvinceNumbers, mint: IdMint, ids: Random) {
    this.papers = new HouseholdPapers(plan, province, numbers);
    this.#communeCode = plan.commune.code;
    this.#ids = ids;
    this.#mint = mint;
    this.#endYear = yearOf(province.scenario.on);
  }

  write(home: Household, file: RowFile): number {
    this.papers.issue(home);
    const householdId = `${this.#communeCode}-${String(1_000_000 + home.index).slice(1)}`;
    let rows = 0;
    for (let i = 0; i < home.size; i++) {
      if (!home.members[i]!.counted) continue;
      file.add(this.#row(home, i, householdId));
      rows++;
    }
    return rows;
  }

  #row(home: Household, place: number, householdId: string): string {
    const papers = this.papers;
    const person = home.members[place]!;
    const born = yearOf(person.birthDay);
    // Whoever moved out has left the household; where they live now they are on another's register.
    const dwelling = person.unit === this.#communeCode ? `${papers.address},${householdId},${person.relation}` : `,,`;
    const parents = `${this.#pinOf(home, person.father)},${this.#pinOf(home, person.mother)}`;
    const died = person.diedOn !== NEVER && person.deathInRoll ? dateText(person.diedOn) : "";
    return (
      `${this.#mint.next(this.#ids)},${papers.pins[place]!},${papers.oldIds(born)},${papers.fullNames[place]!},${birthDateText(person)},` +
      `${person.female ? "female" : "male"},${person.unit},${person.currentUnit},${dwelling},${person.status},${papers.ethnicity},${papers.religion},` +
      `${papers.origin(person)},${parents},${papers.phone(this.#endYear - born)},${died}\n`
    );
  }

  #pinOf(home: Household, place: number): string {
    return place < 0 || !home.members[place]!.counted ? "" : this.papers.pins[place]!;
  }
}

export interface Written {
  readonly rows: number;
  readonly faulty: number;
  readonly second: number;
}

/** Writes roll.csv: everyone of the province as the register has them on the day of the snapshot. */
export async function writeRoll(province: ProvincePlan, path: string, onProgress: (eligible: number) => void): Promise<Written> {
  const file = await RowFile.create(path, "utf8", ROLL_HEADER);
  const numbers = new ProvinceNumbers(province);
  const mint = new IdMint();
  const secondEntries = new SecondEntries(province);
  let rows = 0;
  let faulty = 0;
  let eligible = 0;
  let second: string[] = [];
  try {
    for (const plan of province.communes) {
      const ids = new Random(`${province.seed}/${province.province}/${plan.commune.code}/ids`);
      const household = new HouseholdRows(plan, province, numbers, mint, ids);
      const faults = new FaultyRows(plan);
      const people = new CommunePeople(plan, province);
      for (const home of people.households()) {
        rows += household.write(home, file);
        secondEntries.consider(home, household.papers, plan);
        if (faults.follows(home.index)) {
          file.add(faults.row(mint.next(ids)));
          rows++;
          faulty++;
        }
        if (file.isFull()) {
          await file.flush();
          onProgress(eligible + people.counted);
        }
      }
      eligible += people.counted;
    }
    second = secondEntries.rows(numbers, mint);
    for (const row of second) file.add(row);
    await file.complete();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { rows: rows + second.length, faulty, second: second.length };
}
