import type { Random } from "../random.ts";
import {
  localDate,
  nicknamed,
  otherDate,
  otherPlacement,
  otherTone,
  questionMarks,
  slip,
  turned,
  withoutAccents,
  withoutMiddle,
  wrongDigit,
  wrongEncoding,
} from "./damage.ts";
import type { Families, TruePerson } from "./families.ts";

/** Columns of the file, as a roll has them, and the parents by name. */
export const recordColumns = [
  ...["recordId", "pin", "oldIds", "fullName", "birthDate", "sex", "permanentUnit", "address", "householdId"],
  ...["fatherName", "motherName", "origin", "phone"],
] as const;

/** How an office keeps its files. `care` multiplies every rate of error; `numbers` is the share of records that state the 12-digit number. */
export interface Office {
  readonly care: number;
  readonly numbers: number;
  readonly moved: number;
}

/** The register itself, offices that keep up with it, and paper that was typed in years later. */
export const REGISTER: Office = { care: 0.3, numbers: 0.9, moved: 0 };
export const OTHERS: readonly Office[] = [
  { care: 0.7, numbers: 0.75, moved: 0.1 },
  { care: 1, numbers: 0.5, moved: 0.2 },
  { care: 1.8, numbers: 0.25, moved: 0.25 },
];

/** Cells of a record of a person, as an office wrote it down, in the order of the columns, without the record's own id. */
export function writeDown(person: TruePerson, office: Office, families: Families, random: Random): string[] {
  const wrong = (rate: number): boolean => random.chance(rate * office.care);
  const missing = (rate: number): boolean => random.chance(Math.min(0.9, rate * office.care));
  const dwelling = random.chance(office.moved) ? families.newDwelling() : person;
  const { pin, oldIds } = numbersOf(person, office, random, wrong);
  const name = (text: string): string => nameAs(text, random, wrong);
  const date = wrong(0.09) ? otherDate(person.birthDate, random) : person.birthDate;
  return [
    pin,
    oldIds,
    name(person.fullName),
    random.chance(0.2) && date.length === 10 ? localDate(date) : date,
    missing(0.01) ? "" : person.female !== wrong(0.004) ? "Nữ" : "Nam",
    missing(0.03) ? "" : dwelling.commune.code,
    missing(0.06) ? "" : addressAs(dwelling.address, random, wrong),
    missing(0.1) ? "" : dwelling.household,
    missing(0.15) ? "" : name(person.fatherName),
    missing(0.15) ? "" : name(person.motherName),
    missing(0.1) ? "" : addressAs(person.origin, random, wrong),
    missing(0.25) ? "" : wrong(0.12) ? families.newPhone() : person.phone,
  ];
}

function numbersOf(
  person: TruePerson,
  { numbers }: Office,
  random: Random,
  wrong: (rate: number) => boolean,
): { pin: string; oldIds: string } {
  const typed = (number: string): string => (number !== "" && wrong(0.015) ? wrongDigit(number, random) : number);
  const states = random.chance(numbers);
  // forms of years ago have one box for the number, and it holds nine digits
  if (!states && random.chance(0.3)) return { pin: typed(person.oldId), oldIds: "" };
  return { pin: states ? typed(person.pin) : "", oldIds: random.chance(0.55) ? typed(person.oldId) : "" };
}

function nameAs(text: string, random: Random, wrong: (rate: number) => boolean): string {
  let out = text;
  if (wrong(0.012)) out = nicknamed(out, random);
  if (wrong(0.012)) out = withoutMiddle(out, random);
  if (wrong(0.01)) out = turned(out);
  if (wrong(0.03)) out = slip(out, random);
  if (wrong(0.035)) out = otherTone(out, random);
  if (random.chance(0.1)) out = otherPlacement(out);
  if (wrong(0.06)) out = withoutAccents(out);
  else if (wrong(0.015)) out = wrongEncoding(out, random);
  else if (wrong(0.006)) out = questionMarks(out);
  return random.chance(0.25) ? out.toUpperCase() : out;
}

function addressAs(text: string, random: Random, wrong: (rate: number) => boolean): string {
  let out = text;
  if (random.chance(0.3)) out = out.replace("Thôn ", "T. ").replace("thôn ", "t. ").replace("đường ", "đ. ");
  if (wrong(0.05)) out = slip(out, random);
  if (wrong(0.08)) out = out.split(", ")[0]!;
  if (wrong(0.08)) out = withoutAccents(out);
  return out;
}
