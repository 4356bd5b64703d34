import { communesOfProvince, territoryTree, type Commune } from "./territory-tree.ts";
import type { ExclusionReason, Person, ResidenceStatus } from "./person.ts";
import type { Random } from "./random.ts";
import { spread } from "./random.ts";

/** A district to which people go for work or study. */
export interface Destination {
  readonly province: string;
  readonly district: string;
  readonly communes: readonly Commune[];
}

/** Districts of factories and universities, by how many go there from the delta's provinces. */
const DISTRICTS: readonly (readonly [string, number])[] = [
  ["019", 9],
  ["008", 7],
  ["017", 6],
  ["005", 6],
  ["020", 6],
  ["258", 6],
  ["261", 4],
  ["259", 4],
  ["222", 4],
  ["312", 3],
  ["306", 3],
  ["328", 2],
  ["724", 5],
  ["725", 5],
  ["721", 4],
  ["723", 3],
  ["731", 6],
  ["742", 2],
  ["777", 5],
  ["769", 6],
  ["785", 3],
  ["193", 2],
  ["172", 3],
];

export function destination(district: string): Destination {
  const { provinceOf, communesOf } = territoryTree();
  return { district, province: provinceOf.get(district) ?? "", communes: communesOf.get(district) ?? [] };
}

export function destinationsFrom(province: string): readonly Destination[] {
  return spread(DISTRICTS.map(([code, weight]) => [destination(code), weight] as const).filter(([to]) => to.province !== province));
}

/** Which communes a mover can come from or go to outside the province. */
export function communesOfProvinces(provinces: readonly string[]): readonly Commune[] {
  return provinces.flatMap((province) => communesOfProvince(province));
}

type Shares = readonly (readonly [ResidenceStatus, number])[];

const LATE: readonly ResidenceStatus[] = spread<ResidenceStatus>([
  ["away-in-country", 54],
  ["present", 28],
  ["abroad", 9],
  ["no-contact", 4],
  ["serving-sentence", 2],
  ["bedridden", 4],
] satisfies Shares);
const LATE_OLD: readonly ResidenceStatus[] = spread<ResidenceStatus>([
  ["bedridden", 62],
  ["present", 28],
  ["away-in-country", 8],
  ["abroad", 1],
  ["no-contact", 1],
] satisfies Shares);
const WORKING_AGE: readonly ResidenceStatus[] = spread<ResidenceStatus>([
  ["present", 86.5],
  ["away-in-country", 12.4],
  ["abroad", 0.7],
  ["serving-sentence", 0.2],
  ["bedridden", 0.2],
] satisfies Shares);
const OTHERS: readonly ResidenceStatus[] = spread<ResidenceStatus>([
  ["present", 97],
  ["away-in-country", 2.6],
  ["abroad", 0.1],
  ["bedridden", 0.3],
] satisfies Shares);
const OLD: readonly ResidenceStatus[] = spread<ResidenceStatus>([
  ["present", 90],
  ["bedridden", 8],
  ["away-in-country", 2],
] satisfies Shares);

/** Those who are reached last are seldom at home: that is why they are last. */
export function residenceStatus(random: Random, age: number, late: boolean): ResidenceStatus {
  if (age < 15) return "present";
  if (late) return random.pick(age >= 76 ? LATE_OLD : LATE);
  if (age >= 76) return random.pick(OLD);
  return random.pick(age >= 18 && age < 46 ? WORKING_AGE : OTHERS);
}

/** Codes that no unit has: mistyped, or of a unit long merged. */
const UNKNOWN_CODES: readonly string[] = ["99999", "00000"];
const UNKNOWN_CODE_SHARE = 0.002;

/** Where a team could visit the person: the register names a commune, and it exists. */
export function isKnownCommune(unit: string): boolean {
  return unit.length === 5 && !UNKNOWN_CODES.includes(unit);
}

/** Where someone away lives, as precisely as the register knows: commune, district or province. */
export function currentUnit(random: Random, destinations: readonly Destination[]): string {
  if (random.chance(UNKNOWN_CODE_SHARE)) return random.pick(UNKNOWN_CODES);
  const to = random.pick(destinations);
  const known = random.unit();
  if (known < 0.15) return to.province;
  return known < 0.4 ? to.district : random.pick(to.communes).code;
}

const EXCLUSION_REASONS: Readonly<Record<ResidenceStatus, ExclusionReason | undefined>> = {
  present: undefined,
  bedridden: "no-biometrics",
  "away-in-country": "moved-away",
  abroad: "abroad",
  "no-contact": "lost-contact",
  "serving-sentence": "serving-sentence",
};

/** Why this person could be left out of the target; undefined: there is no reason to. */
export function exclusionReason(person: Person): ExclusionReason | undefined {
  return EXCLUSION_REASONS[person.status];
}
