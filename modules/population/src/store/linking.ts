import { copyOut, parseCopyField, type Queryable, type Tx } from "@dinhdanh/postgres";

/** What records are compared by: columns of population.person by the names under which the linkage knows them. */
const columns = {
  id: "p.person_id",
  pin: "p.pin",
  oldIds: "array_to_string(p.old_ids, ';')",
  fullName: "p.full_name",
  birthDate: "p.birth_date",
  sex: "p.sex",
  permanentUnit: "p.permanent_unit",
  address: "p.address",
  householdId: "p.household_id",
  fatherPin: "p.father_pin",
  motherPin: "p.mother_pin",
  origin: "p.origin",
  phone: "p.phone",
} as const;
export const linkColumns = Object.keys(columns) as (keyof typeof columns)[];
export type LinkRecord = Record<keyof typeof columns, string | undefined>;

const selected = Object.entries(columns).map(([name, column]) => `${column} AS "${name}"`).join(", "); // prettier-ignore
const inForce = "NOT EXISTS (SELECT 1 FROM population.merge m WHERE m.absorbed_id = p.person_id)";

/** Every record that is not taken up in another one, as cells in the order of {@link linkColumns}; in batches. */
export async function* recordsToLink(sql: Queryable): AsyncGenerator<string[][]> {
  for await (const lines of copyOut(sql, `SELECT ${selected} FROM population.person p WHERE ${inForce}`)) {
    yield lines.map((line) => line.split("\t").map((field) => parseCopyField(field) ?? ""));
  }
}

/** How many of one day are looked at: a day on which many are said to be born is no evidence. */
const mostOfDay = 300;
const mostOfHousehold = 50;

export type CandidateKeys = {
  /** whole dates; everybody born then is looked at */
  days: readonly string[];
  /** dates known in part; of those only who has the given name, without diacritics: hundreds are known to the year alone */
  vague: readonly string[];
  givenKey: string;
  householdId: string | undefined;
  pins: readonly string[];
  except: string | undefined;
};

/** Records born on one of the dates, or of the household, or with one of the numbers: who may be the person. */
export async function candidateRecords(sql: Queryable, of: CandidateKeys): Promise<LinkRecord[]> {
  const rows = await sql`
    WITH candidate AS (
      SELECT c.person_id FROM unnest(${[...of.days]}::text[]) AS d (born) CROSS JOIN LATERAL (
        SELECT p.person_id FROM population.person p WHERE p.birth_date = d.born ORDER BY p.person_id LIMIT ${mostOfDay}) c
      UNION SELECT c.person_id FROM unnest(${[...of.vague]}::text[]) AS d (born) CROSS JOIN LATERAL (
        SELECT p.person_id FROM population.person p WHERE p.birth_date = d.born AND split_part(p.search_key, ' ', -1) = ${of.givenKey}
        ORDER BY p.person_id LIMIT ${mostOfDay}) c
      UNION (SELECT p.person_id FROM population.person p WHERE p.household_id = ${of.householdId ?? null} ORDER BY p.person_id LIMIT ${mostOfHousehold})
      UNION (SELECT n.person_id FROM population.number n WHERE n.pin = ANY (${[...of.pins]}::text[])))
    SELECT ${sql.unsafe(selected)} FROM candidate c JOIN population.person p ON p.person_id = c.person_id
    WHERE ${sql.unsafe(inForce)} AND p.person_id IS DISTINCT FROM ${of.except ?? null} ORDER BY p.person_id`;
  return rows.map(toRecord);
}

const toRecord = (row: Record<string, unknown>): LinkRecord =>
  Object.fromEntries(linkColumns.map((name) => [name, (row[name] as string | null) ?? undefined])) as LinkRecord;

/** Until the transaction ends, nobody else registers somebody born that day: of two who register one child at once the second is asked. */
export async function lockBirthday(tx: Tx, birthDate: string): Promise<void> {
  await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`dinhdanh:birth:${birthDate}`}, 0))`;
}

/** The records of people whom a file brought in, and how many they are. */
export async function recordsOfIntake(sql: Queryable, intakeId: string, limit: number): Promise<LinkRecord[]> {
  const rows = await sql`
    SELECT ${sql.unsafe(selected)} FROM population.person p WHERE p.intake_id = ${intakeId} ORDER BY p.person_id LIMIT ${limit}`;
  return rows.map(toRecord);
}

export async function saveLinkModel(sql: Queryable, trainedAt: string, records: number, model: unknown): Promise<void> {
  await sql`
    INSERT INTO population.link_model (trained_at, records, model) VALUES (${trainedAt}, ${records}, ${JSON.stringify(model)}::text::json)
    ON CONFLICT (trained_at) DO NOTHING`;
}

/** The model of the last search, and on how many records it was trained. @throws before the first search */
export async function latestLinkModel(sql: Queryable): Promise<{ model: unknown; records: number }> {
  const [row] = await sql`SELECT model, records FROM population.link_model ORDER BY trained_at DESC LIMIT 1`;
  if (row === undefined) throw new Error("the register was never searched for duplicates");
  return { model: row["model"], records: Number(row["records"]) };
}

/** When the register was last searched for duplicates; null if never. */
export async function lastDuplicateSearch(sql: Queryable): Promise<string | null> {
  const [row] = await sql`SELECT max(trained_at) AS at FROM population.link_model`;
  return (row?.["at"] ?? null) as string | null;
}

/** How many rows of rolls entered the register in imports that ended after a moment, null being always, and when the last of these ended. */
export async function importedSince(sql: Queryable, since: string | null): Promise<{ people: number; endedAt: string | null }> {
  const [row] = await sql`
    SELECT coalesce(sum(c.accepted + c.accepted_with_findings), 0)::int AS people, max(i.finished_at) AS ended_at
    FROM ledger.intake i JOIN ledger.intake_chunk c USING (intake_id)
    WHERE i.kind = 'roll' AND i.finished_at > ${since ?? "-infinity"}::timestamptz`;
  return { people: Number(row?.["people"] ?? 0), endedAt: (row?.["ended_at"] ?? null) as string | null };
}
