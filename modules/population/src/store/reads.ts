import { copyOut, parseCopyField, type Queryable } from "@dinhdanh/postgres";
import type { Facts, Finding, HouseholdMember } from "../contract.ts";

const factColumns = [
  ...["pin", "old_ids", "full_name", "birth_date", "sex", "permanent_unit", "current_unit", "address", "household_id", "relation"],
  ...["residence_status", "ethnicity", "religion", "origin", "father_pin", "mother_pin", "phone", "died_on"],
];
const factNames = factColumns.map((column) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));

/** What the register holds about a person, or null. */
export async function factsOf(sql: Queryable, personId: string): Promise<Facts | null> {
  const [row] = await sql`SELECT ${sql(factColumns)} FROM population.person WHERE person_id = ${personId}`.values();
  return row === undefined ? null : toFacts(row);
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

export async function personIdByPin(sql: Queryable, pin: string): Promise<string | null> {
  const [row] = await sql`SELECT person_id FROM population.number WHERE pin = ${pin}`;
  return row === undefined ? null : String(row["person_id"]);
}

export async function findingsOf(sql: Queryable, personId: string): Promise<Finding[]> {
  const rows =
    await sql`SELECT kind, field, given, conflict, found_at FROM population.finding WHERE person_id = ${personId} ORDER BY conflict DESC, kind`;
  return rows.map((row) => ({
    kind: String(row["kind"]),
    field: String(row["field"]),
    given: String(row["given"]),
    conflict: Boolean(row["conflict"]),
    foundAt: String(row["found_at"]),
  }));
}

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
