import type { Queryable } from "@dinhdanh/postgres";

/** A record, and the person whom it stands for: another one when it was taken up in theirs. */
export type Recorded = { personId: string; identityId: string };
const recorded = (row: Record<string, unknown>): Recorded => ({
  personId: String(row["person_id"]),
  identityId: String(row["identity_id"]),
});

/** Records by name without diacritics and spaces, and birth date as far as it is given; in order of id. Reads those born in the period. */
export async function recordsByNameAndBirth(
  sql: Queryable,
  { bareName, birthDate, most }: { bareName: string; birthDate: string; most: number },
): Promise<Recorded[]> {
  const rows = await sql`
    SELECT coalesce(m.survivor_id, p.person_id) AS person_id, p.person_id AS identity_id
    FROM population.person p LEFT JOIN population.merge m ON m.absorbed_id = p.person_id
    WHERE replace(p.search_key, ' ', '') = ${bareName} AND p.birth_date >= ${birthDate} AND p.birth_date <= ${`${birthDate}-99`}
    ORDER BY p.person_id LIMIT ${most}`;
  return rows.map(recorded);
}

/** All records of the register, in order of id. */
export async function recordsFrom(sql: Queryable, offset: number, limit: number): Promise<Recorded[]> {
  const rows = await sql`
    SELECT coalesce(m.survivor_id, p.person_id) AS person_id, p.person_id AS identity_id
    FROM (SELECT person_id FROM population.person ORDER BY person_id OFFSET ${offset} LIMIT ${limit}) p
    LEFT JOIN population.merge m ON m.absorbed_id = p.person_id ORDER BY p.person_id`;
  return rows.map(recorded);
}
