import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import { FaultyRows } from "./faulty-rows.ts";
import type { Household } from "./household.ts";
import { IdMint } from "./id.ts";
import { Journey } from "./journey.ts";
import { CommunePeople } from "./people.ts";
import { Random } from "./random.ts";
import { RowFile } from "./row-file.ts";
import { Timeline } from "./timeline.ts";

const ACTS_HEADER = "actId,kind,occurredAt,personId,pin,unit,officer,team,device,reason,evidence,fromUnit,toUnit\n";

/** The acts of one commune's people, household by household. */
class CommuneActs {
  readonly #ids: Random;
  readonly #mint: IdMint;
  readonly #timeline = new Timeline();
  readonly #journey: Journey;
  readonly #faults: FaultyRows;

  constructor(plan: CommunePlan, province: ProvincePlan, mint: IdMint) {
    const stream = `${province.seed}/${province.province}/${plan.commune.code}`;
    this.#ids = new Random(`${stream}/ids`);
    this.#mint = mint;
    this.#journey = new Journey(plan, province, this.#timeline, new Random(`${stream}/work`));
    this.#faults = new FaultyRows(plan);
  }

  write(home: Household, file: RowFile): number {
    const archivedOn = this.#journey.archiveDay();
    let acts = 0;
    for (let i = 0; i < home.size; i++) {
      const person = home.members[i]!;
      if (!person.counted) continue;
      const personId = this.#mint.next(this.#ids);
      this.#timeline.clear();
      this.#journey.write(person, archivedOn);
      if (this.#timeline.size === 0) continue;
      file.add(this.#timeline.rows(this.#mint, personId));
      acts += this.#timeline.size;
    }
    // A faulty row has no acts, but it has a place in the roll.
    if (this.#faults.follows(home.index)) this.#mint.next(this.#ids);
    return acts;
  }
}

/** Writes acts.csv: what happened to everyone, person by person in the order of the roll. */
export async function writeActs(province: ProvincePlan, path: string, onProgress: (eligible: number) => void): Promise<number> {
  // Codes and times only: nothing beyond ASCII.
  const file = await RowFile.create(path, "latin1", ACTS_HEADER);
  const mint = new IdMint();
  let acts = 0;
  let eligible = 0;
  try {
    for (const plan of province.communes) {
      const commune = new CommuneActs(plan, province, mint);
      const people = new CommunePeople(plan, province);
      for (const home of people.households()) {
        acts += commune.write(home, file);
        if (file.isFull()) {
          await file.flush();
          onProgress(eligible + people.counted);
        }
      }
      eligible += people.counted;
    }
    await file.complete();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return acts;
}
