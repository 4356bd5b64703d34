import { dayNumber } from "@dinhdanh/kernel";
import { BinaryRows, copyField, copyInto, type Queryable, type Tx } from "@dinhdanh/postgres";
import { type Facts, type Finding, type FindingKind, findingKinds } from "../contract.ts";

/** A person as the roll import compares it with a row. */
export type Known = {
  personId: string;
  pin: string | null;
  searchKey: string;
  birthDate: string | null;
  permanentUnit: string | null;
  diedOn: string | null;
  /** what a roll has no column for */
  kept: Pick<Facts, "spousePin" | "nationality" | "features" | "missingSince">;
  digest: string;
  intakeId: string;
};
/** A person row to write. */
export type PersonRow = { personId: string; facts: Facts; searchKey: string; digest: string; intakeId: string };

/** Kinds that are found when a row is read. */
const rowKinds = (Object.keys(findingKinds) as FindingKind[]).filter((kind) => {
  const rule = findingKinds[kind];
  return rule.of === "row" || (rule.of === "record" && "onRow" in rule);
});

const columns = `person_id, pin, old_ids, full_name, search_key, birth_date, sex, permanent_unit, current_unit, address, household_id,
  relation, residence_status, ethnicity, religion, origin, father_pin, mother_pin, phone, died_on, spouse_pin, nationality, features, missing_since, digest, intake_id`;

/** People among those with the given ids. */
export async function knownByIds(tx: Queryable, ids: string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const rows = await tx`
    SELECT person_id, pin, search_key, birth_date, permanent_unit, died_on, spouse_pin, nationality, features, missing_since,
      digest, intake_id FROM population.person WHERE person_id = ANY(${ids}::uuid[])`;
  return new Map(
    rows.map((row) => [
      String(row["person_id"]),
      {
        personId: String(row["person_id"]),
        pin: row["pin"] as string | null,
        searchKey: String(row["search_key"]),
        birthDate: row["birth_date"] as string | null,
        permanentUnit: row["permanent_unit"] as string | null,
        diedOn: row["died_on"] as string | null,
        kept: present({
          ...{ spousePin: row["spouse_pin"], nationality: row["nationality"], features: row["features"] },
          missingSince: row["missing_since"],
        }),
        digest: String(row["digest"]),
        intakeId: String(row["intake_id"]),
      },
    ]),
  );
}

const present = (facts: Record<string, unknown>): Partial<Facts> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));

/** number → person id */
export async function idsByPins(tx: Queryable, pins: string[]): Promise<Map<string, string>> {
  if (pins.length === 0) return new Map();
  const rows = await tx`SELECT pin, person_id FROM population.number WHERE pin = ANY(${pins}::text[])`;
  return new Map(rows.map((row) => [String(row["pin"]), String(row["person_id"])]));
}

/** natural key → person id, for people without a number */
export async function idsByNaturalKeys(tx: Queryable, keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tx`SELECT natural_key, person_id FROM population.unnumbered WHERE natural_key = ANY(${keys}::text[])`;
  return new Map(rows.map((row) => [String(row["natural_key"]), String(row["person_id"])]));
}

export async function insertPeople(tx: Tx, people: PersonRow[]): Promise<void> {
  if (people.length === 0) return;
  const rows = new BinaryRows(26, people.length * 500);
  for (const { personId, facts, searchKey, digest, intakeId } of people) {
    rows
      .row()
      .uuid(personId)
      .text(facts.pin)
      .texts(facts.oldIds)
      .text(facts.fullName)
      .text(searchKey)
      .text(facts.birthDate)
      .text(facts.sex);
    rows.text(facts.permanentUnit).text(facts.currentUnit).text(facts.address).text(facts.householdId).text(facts.relation);
    rows.text(facts.residenceStatus).text(facts.ethnicity).text(facts.religion).text(facts.origin);
    rows.text(facts.fatherPin).text(facts.motherPin).text(facts.phone).date(dayOrNull(facts.diedOn)).text(facts.spousePin);
    rows.text(facts.nationality).text(facts.features).date(dayOrNull(facts.missingSince)).text(digest).uuid(intakeId);
  }
  await copyInto(tx, `population.person (${columns})`, rows);
}

const dayOrNull = (day: string | undefined) => (day === undefined ? null : dayNumber(day));

export async function removePeople(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`DELETE FROM population.person WHERE person_id = ANY(${ids}::uuid[])`;
}

/**
 * Takes away what earlier rows were found to be wrong with, before what is wrong with this one is written. What is gone for good is remembered.
 * @returns since when each finding has stood, by person, kind and field
 */
export async function takeFindings(tx: Tx, ids: string[], kept: ReadonlySet<string>, at: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx`
    DELETE FROM population.finding WHERE person_id = ANY(${ids}::uuid[]) AND kind = ANY(${rowKinds}::text[]) RETURNING person_id, kind, field, found_at`;
  const stood = rows.map((row) => ({ key: `${row["person_id"]} ${row["kind"]} ${row["field"]}`, foundAt: String(row["found_at"]) }));
  const gone = stood.filter(({ key }) => !kept.has(key));
  const part = (index: number) => gone.map(({ key }) => key.split(" ")[index] ?? "");
  if (gone.length > 0)
    await tx`
      INSERT INTO population.mended (person_id, kind, field, found_at, mended_at)
      SELECT *, ${at}::timestamptz FROM unnest(${part(0)}::uuid[], ${part(1)}::text[], ${part(2)}::text[], ${gone.map(({ foundAt }) => foundAt)}::timestamptz[])
      ON CONFLICT DO NOTHING`;
  return new Map(stood.map(({ key, foundAt }) => [key, foundAt]));
}

export async function insertNumbers(tx: Tx, numbers: { pin: string; personId: string }[]): Promise<void> {
  if (numbers.length === 0) return;
  const rows = new BinaryRows(2, numbers.length * 40);
  for (const { pin, personId } of numbers) rows.row().text(pin).uuid(personId);
  await copyInto(tx, "population.number (pin, person_id)", rows);
}

export async function insertNaturalKeys(tx: Tx, keys: { key: string; personId: string }[]): Promise<void> {
  if (keys.length > 0)
    await copyInto(tx, "population.unnumbered (natural_key, person_id)", keys.map((k) => `${k.key}\t${k.personId}\n`).join(""));
}

export async function insertFindings(tx: Tx, findings: ({ personId: string } & Finding)[]): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map((f) => `${f.personId}\t${f.kind}\t${f.field}\t${copyField(f.given)}\t${f.conflict}\t${f.foundAt}\n`);
  await copyInto(tx, "population.finding (person_id, kind, field, given, conflict, found_at)", rows.join(""));
}

/** People among `ids` of whom an unchanged row of the import told already. */
export async function toldIn(tx: Queryable, intakeId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx`SELECT person_id FROM population.told WHERE intake_id = ${intakeId} AND person_id = ANY(${ids}::uuid[])`;
  return rows.map((row) => String(row["person_id"]));
}

export async function insertTold(tx: Tx, intakeId: string, ids: string[]): Promise<void> {
  if (ids.length > 0) await copyInto(tx, "population.told (intake_id, person_id)", ids.map((id) => `${intakeId}\t${id}\n`).join(""));
}

export async function forgetTold(sql: Queryable, intakeId: string): Promise<void> {
  await sql`DELETE FROM population.told WHERE intake_id = ${intakeId}`;
}

/** Who has got a number is no longer found without one. */
export async function forgetNoNumber(tx: Tx, numbered: { personId: string; pin: string }[]): Promise<void> {
  if (numbered.length === 0) return;
  const ids = numbered.map(({ personId }) => personId);
  await tx`DELETE FROM population.finding WHERE person_id = ANY(${ids}::uuid[]) AND kind = 'no-number'`;
}
