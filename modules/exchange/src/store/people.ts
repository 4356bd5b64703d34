import type { Queryable } from "@dinhdanh/postgres";

/** People by name without diacritics and spaces, and birth date as far as it is given; in order of id. Reads those born in the period. */
export async function idsByNameAndBirth(
  sql: Queryable,
  { bareName, birthDate, most }: { bareName: string; birthDate: string; most: number },
): Promise<string[]> {
  const rows = await sql`
    SELECT person_id FROM population.person
    WHERE replace(search_key, ' ', '') = ${bareName} AND birth_date >= ${birthDate} AND birth_date <= ${`${birthDate}-99`}
    ORDER BY person_id LIMIT ${most}`;
  return rows.map((row) => String(row["person_id"]));
}

/** Everyone of the register, in order of id. */
export async function everyoneFrom(sql: Queryable, offset: number, limit: number): Promise<string[]> {
  const rows = await sql`SELECT person_id FROM population.person ORDER BY person_id OFFSET ${offset} LIMIT ${limit}`;
  return rows.map((row) => String(row["person_id"]));
}
