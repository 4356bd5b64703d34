import type { Random } from "./random.ts";
import { spread } from "./random.ts";
import { FEMALE_GIVEN, FEMALE_MIDDLE, MALE_GIVEN, MALE_MIDDLE, SOUTHERN, SURNAMES } from "./name-stock.ts";

/** From Đà Nẵng on the same surnames are written in their southern form. */
const FIRST_SOUTHERN_PROVINCE = "48";

export class Names {
  readonly #surnames: readonly string[];

  constructor(province: string) {
    const southern = province >= FIRST_SOUTHERN_PROVINCE;
    this.#surnames = spread(SURNAMES.map(([name, share]) => [(southern ? SOUTHERN.get(name) : undefined) ?? name, share] as const));
  }

  surname(random: Random): string {
    return random.pick(this.#surnames);
  }

  /** Middle and given name, with the space between them, in the fashion of the year of birth. */
  personal(random: Random, female: boolean, birthYear: number): string {
    const generation = birthYear < 1960 ? 0 : birthYear < 1990 ? 1 : 2;
    const middle = random.pick((female ? FEMALE_MIDDLE : MALE_MIDDLE)[generation]!);
    const given = random.pick((female ? FEMALE_GIVEN : MALE_GIVEN)[generation]!);
    // "Thị" and "Văn" go with any name; other middles never repeat the given name (Anh Anh).
    return middle === given ? given : `${middle} ${given}`;
  }
}
