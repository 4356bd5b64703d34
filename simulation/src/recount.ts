/**
 * A recount of the written files, for the tests and for checking a full run (check-ha-nam.ts). It shares no code with the
 * generator: it reads the two files as an import would, and compares dates as text.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

interface Stay {
  readonly unit: string;
  readonly from: string;
  /** First day that is no longer part of it. */
  readonly until: string;
}

export interface Counted {
  readonly row: Readonly<Record<string, string>>;
  eligibleFrom: string;
  diedOn: string;
  stays: Stay[];
  /** First day of each kind of act. */
  readonly days: Map<string, string>;
  readonly acts: Readonly<Record<string, string>>[];
}

const ALWAYS = "0000";
export const NEVER_TEXT = "9999";

function cells(line: string): string[] {
  if (!line.includes('"')) return line.split(",");
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? "");
}

async function* rowsOf(path: string): AsyncGenerator<Record<string, string>> {
  let header: string[] | undefined;
  for await (const line of createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity })) {
    const values = cells(line);
    if (!header) {
      header = values;
      continue;
    }
    if (values.length !== header.length) throw new Error(`${values.length} cells instead of ${header.length}: ${line}`);
    yield Object.fromEntries(header.map((name, i) => [name, values[i] ?? ""]));
  }
}

function lastDayOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** First day of eligibility from any form in which the roll writes a birth date; undefined: the row is to be rejected. */
function eligibleFromText(birthDate: string): string | undefined {
  const iso = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(birthDate);
  const slashed = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(birthDate);
  if (!iso && !slashed) return undefined;
  const year = Number(iso ? iso[1] : slashed?.[3]) + 14;
  const month = iso ? iso[2] : slashed?.[2];
  if (month === undefined) return `${year}-12-31`;
  const last = lastDayOf(year, Number(month));
  // A day that its month never has (31/02) leaves the month as what is known.
  const day = iso ? Number(iso[3] ?? last) : last;
  return `${year}-${month}-${String(Math.min(day, last)).padStart(2, "0")}`;
}

function isRejected(row: Readonly<Record<string, string>>): boolean {
  const pin = row["pin"] ?? "";
  return row["fullName"] === "" || (pin !== "" && !/^\d{12}$/.test(pin)) || eligibleFromText(row["birthDate"] ?? "") === undefined;
}

export async function recount(dir: string): Promise<Map<string, Counted>> {
  const people = new Map<string, Counted>();
  for await (const row of rowsOf(`${dir}/roll.csv`)) {
    if (isRejected(row)) continue;
    people.set(row["personId"]!, {
      row,
      eligibleFrom: eligibleFromText(row["birthDate"]!)!,
      diedOn: row["diedOn"] === "" ? NEVER_TEXT : row["diedOn"]!,
      stays: [{ unit: row["permanentUnit"]!, from: ALWAYS, until: NEVER_TEXT }],
      days: new Map(),
      acts: [],
    });
  }
  for await (const act of rowsOf(`${dir}/acts.csv`)) {
    const person = people.get(act["personId"]!);
    if (!person) throw new Error(`an act of nobody: ${act["actId"]}`);
    const day = act["occurredAt"]!.slice(0, 10);
    const kind = act["kind"]!;
    if (day < (person.days.get(kind) ?? NEVER_TEXT)) person.days.set(kind, day);
    if (kind === "person.died" && day < person.diedOn) person.diedOn = day;
    if (kind === "person.moved") {
      person.stays = [
        { unit: act["fromUnit"]!, from: ALWAYS, until: day },
        { unit: act["toUnit"]!, from: day, until: NEVER_TEXT },
      ];
    }
    person.acts.push(act);
  }
  return people;
}

/** Eligible on the day, and where: the commune of the stay that holds on it. */
export function eligibleAt(person: Counted, on: string): string | undefined {
  if (person.eligibleFrom > on || person.diedOn <= on) return undefined;
  return person.stays.find((stay) => stay.from <= on && on < stay.until)?.unit;
}

export interface Figure {
  eligible: number;
  collected: number;
}

/** Eligible and collected by commune as of a day, by asking everyone. */
export function figuresAt(people: Iterable<Counted>, on: string, kind = "dossier.collected"): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  for (const person of people) {
    const unit = eligibleAt(person, on);
    if (unit === undefined) continue;
    const figure = figures.get(unit) ?? { eligible: 0, collected: 0 };
    figures.set(unit, figure);
    figure.eligible++;
    if ((person.days.get(kind) ?? NEVER_TEXT) <= on) figure.collected++;
  }
  return figures;
}
