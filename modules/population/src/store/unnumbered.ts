import type { Queryable, Tx } from "@dinhdanh/postgres";

export type Unnumbered = {
  personId: string;
  sex: string;
  birthDate: string | null;
  permanentUnit: string | null;
  diedOn: string | null;
};

/** Codes that communes of a unit bear or bore: people may still stand under one that has ended. */
export async function communeCodes(sql: Queryable, unitId: number): Promise<string[]> {
  const rows = await sql`
    SELECT DISTINCT u.code FROM territory.ancestor a JOIN territory.unit u ON u.unit_id = a.unit_id
    WHERE a.ancestor_id = ${unitId} AND u.level = 'commune' ORDER BY u.code`;
  return rows.map((row) => String(row["code"]));
}

/** People without a number registered under a unit, as its codes are given; in order of the id, after one. */
export async function unnumberedAfter(sql: Queryable, codes: readonly string[], after: string, limit: number): Promise<Unnumbered[]> {
  const rows = await sql`
    SELECT person_id, sex, birth_date, permanent_unit, died_on FROM population.person
    WHERE pin IS NULL AND permanent_unit = ANY(${codes as string[]}::text[]) AND person_id > ${after}
    ORDER BY person_id LIMIT ${limit}`;
  return rows.map(toUnnumbered);
}

/** Those of the people who still have no number; nobody else gives them one until the transaction ends. */
export async function lockUnnumbered(tx: Tx, ids: string[]): Promise<Set<string>> {
  const rows = await tx`
    SELECT person_id FROM population.person WHERE person_id = ANY(${ids}::uuid[]) AND pin IS NULL ORDER BY person_id FOR UPDATE`;
  return new Set(rows.map((row) => String(row["person_id"])));
}

const toUnnumbered = (row: Record<string, unknown>): Unnumbered => ({
  personId: String(row["person_id"]),
  sex: String(row["sex"]),
  birthDate: row["birth_date"] as string | null,
  permanentUnit: row["permanent_unit"] as string | null,
  diedOn: row["died_on"] as string | null,
});
