import type { Queryable, Tx } from "@dinhdanh/postgres";

/** Keys by which the records of some people hang together with those of others. */
export type Kin = { pins: string[]; parents: string[]; spouses: string[]; households: string[]; oldIds: string[] };

/** Attributes that hold such keys. */
export const kinFields = ["pin", "fatherPin", "motherPin", "spousePin", "householdId", "oldIds"] as const;

/** Those of the people of whom such a key was ever another. */
export async function everKin(sql: Queryable, ids: readonly string[]): Promise<string[]> {
  const rows = await sql`
    SELECT DISTINCT person_id FROM population.history WHERE person_id = ANY (${[...ids]}::uuid[]) AND field = ANY (${[...kinFields]}::text[])`;
  return rows.map((row) => String(row["person_id"]));
}

/**
 * Everybody whom the keys lead to: who names one of the numbers as a parent's, whose number is one of those named, who bears one of the numbers or of a
 * parent's as well, who lives or lived with them, who has one of the old numbers. Of people with one old number two are enough: more have it in common whatever becomes of the others.
 */
export async function ledTo(tx: Tx, ids: readonly string[], kin: Kin): Promise<string[]> {
  const rows = await tx`
    SELECT person_id FROM population.person WHERE household_id = ANY (${kin.households})
    UNION SELECT person_id FROM population.person WHERE father_pin = ANY (${kin.pins})
    UNION SELECT person_id FROM population.person WHERE mother_pin = ANY (${kin.pins})
    UNION SELECT n.person_id FROM population.number n WHERE n.pin = ANY (${[...kin.pins, ...kin.parents, ...kin.spouses]})
    UNION SELECT m.survivor_id FROM population.number n JOIN population.merge m ON m.absorbed_id = n.person_id WHERE n.pin = ANY (${kin.spouses})
    UNION SELECT p.person_id FROM population.finding f JOIN population.person p ON p.person_id = f.person_id
      WHERE f.kind = 'number-of-another' AND p.pin = ANY (${[...kin.pins, ...kin.parents]})
    UNION SELECT s.person_id FROM unnest(${kin.oldIds}::text[]) AS o (old) CROSS JOIN LATERAL (
      SELECT person_id FROM population.person WHERE old_ids[1] = o.old AND person_id <> ALL (${[...ids]}::uuid[]) LIMIT 2) s
    UNION SELECT s.person_id FROM unnest(${kin.oldIds}::text[]) AS o (old) CROSS JOIN LATERAL (
      SELECT person_id FROM population.person WHERE cardinality(old_ids) > 1 AND old_ids @> ARRAY[o.old] AND person_id <> ALL (${[...ids]}::uuid[]) LIMIT 2) s`;
  return rows.map((row) => String(row["person_id"]));
}
