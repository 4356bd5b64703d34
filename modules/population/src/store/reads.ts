import { copyOut, parseCopyField, type Queryable } from "@dinhdanh/postgres";
import type { Facts, Finding, HouseholdMember } from "../contract.ts";

/** Columns of facts. */
export const factColumns = [
  ...["pin", "old_ids", "full_name", "birth_date", "sex", "permanent_unit", "current_unit", "address", "household_id", "relation"],
  ...["residence_status", "ethnicity", "religion", "origin", "father_pin", "mother_pin", "phone", "died_on"],
  ...["spouse_pin", "nationality", "features", "missing_since"],
];
/** The same in facts. */
export const factNames = factColumns.map((column) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));

/** What the register holds about a person, or null. */
export const factsOf = async (sql: Queryable, personId: string): Promise<Facts | null> =>
  (await factsOfEach(sql, [personId])).get(personId) ?? null;

/** What the register holds about people, by person. */
export async function factsOfEach(sql: Queryable, personIds: readonly string[]): Promise<Map<string, Facts>> {
  const rows =
    await sql`SELECT person_id, ${sql(factColumns)} FROM population.person WHERE person_id = ANY (${personIds}::uuid[])`.values();
  return new Map(rows.map(([personId, ...values]) => [personId as string, toFacts(values)]));
}

function toFacts(values: readonly unknown[]): Facts {
  const named: Record<string, unknown> = {};
  values.forEach((value, index) => {
    if (value !== null) named[factNames[index] ?? ""] = value;
  });
  return named as unknown as Facts;
}

/** What the register holds about some people, in order of the id. */
export async function factsOfMany(sql: Queryable, ids: readonly string[]): Promise<Map<string, Facts>> {
  const rows = await sql`
    SELECT person_id, ${sql(factColumns)} FROM population.person WHERE person_id = ANY (${[...ids]}::uuid[]) ORDER BY person_id`.values();
  return new Map(rows.map(([personId, ...values]) => [String(personId), toFacts(values)]));
}

/** Everyone, in order of the id; for recounts. */
export async function* allPeople(sql: Queryable): AsyncGenerator<{ personId: string; facts: Facts }> {
  const columns = factColumns.map((column) => (column === "old_ids" ? "array_to_string(old_ids, ',') AS old_ids" : column));
  for await (const lines of copyOut(sql, `SELECT person_id, ${columns.join(", ")} FROM population.person ORDER BY person_id`)) {
    for (const line of lines) {
      const [personId = "", ...values] = line.split("\t").map(parseCopyField);
      const facts = toFacts(values);
      if (facts.oldIds !== undefined) facts.oldIds = String(facts.oldIds).split(",");
      yield { personId: personId ?? "", facts };
    }
  }
}

/** The record that stands for the person: of a merged one, the record that took it up. */
export async function personIdByPin(sql: Queryable, pin: string): Promise<string | null> {
  const [row] = await sql`
    SELECT coalesce(m.survivor_id, n.person_id) AS person_id FROM population.number n
    LEFT JOIN population.merge m ON m.absorbed_id = n.person_id WHERE n.pin = ${pin}`;
  return row === undefined ? null : String(row["person_id"]);
}

export const findingsOf = async (sql: Queryable, personId: string): Promise<Finding[]> =>
  (await findingsOfEach(sql, [personId])).get(personId) ?? [];

/** {@link findingsOf} by person. */
export async function findingsOfEach(sql: Queryable, personIds: readonly string[]): Promise<Map<string, Finding[]>> {
  const rows = await sql`
    SELECT person_id, kind, field, given, conflict, found_at FROM population.finding WHERE person_id = ANY (${personIds}::uuid[])
    ORDER BY person_id, conflict DESC, kind`;
  const found = Map.groupBy(rows, (row) => String(row["person_id"]));
  return new Map([...found].map(([personId, theirs]) => [personId, theirs.map(toFinding)]));
}

const toFinding = (row: Record<string, unknown>): Finding => ({
  kind: String(row["kind"]),
  field: String(row["field"]),
  given: String(row["given"]),
  conflict: Boolean(row["conflict"]),
  foundAt: String(row["found_at"]),
});

/** Everyone of a household, head first, then by age. */
export async function householdOf(sql: Queryable, householdId: string): Promise<HouseholdMember[]> {
  const rows = await sql`
    SELECT person_id, full_name, birth_date, relation, died_on FROM population.person
    WHERE household_id = ${householdId} ORDER BY (relation = 'head') DESC NULLS LAST, birth_date NULLS LAST, person_id LIMIT 50`;
  return rows.map((row) => ({
    personId: String(row["person_id"]),
    fullName: String(row["full_name"]),
    birthDate: row["birth_date"] as string | null,
    relation: row["relation"] as string | null,
    diedOn: row["died_on"] as HouseholdMember["diedOn"],
  }));
}

/** Which of the ids are people of the register. */
export async function existingIds(sql: Queryable, ids: string[]): Promise<Set<string>> {
  const rows = await sql`SELECT person_id FROM population.person WHERE person_id = ANY(${ids}::uuid[])`;
  return new Set(rows.map((row) => String(row["person_id"])));
}
