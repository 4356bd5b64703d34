import type { Sql } from "@dinhdanh/postgres";

/** A person of the register whom somebody looks for. */
export type Sample = {
  personId: string;
  pin: string;
  oldId: string | null;
  name: string;
  key: string;
  born: string;
  household: string | null;
  parent: string | null;
  unit: string;
  unitCode: string;
};

/** People with a number and a whole birth date, spread over the register; the same in every run. */
export async function samplePeople(sql: Sql, size: number): Promise<Sample[]> {
  const rows = await sql`
    SELECT p.person_id, p.pin, p.old_ids[1] AS old_id, p.full_name, p.search_key, p.birth_date, p.household_id, f.full_name AS parent, u.name AS unit, u.code
    FROM population.person p
    JOIN progress.standing s ON s.person_id = p.person_id AND s.stay_until IS NULL JOIN territory.unit u ON u.unit_id = s.unit_id
    LEFT JOIN population.number n ON n.pin = p.father_pin LEFT JOIN population.person f ON f.person_id = n.person_id
    WHERE p.pin IS NOT NULL AND length(p.birth_date) = 10 ORDER BY md5(p.pin) LIMIT ${size}`;
  return rows.map((row) => ({
    ...{ personId: String(row["person_id"]), pin: String(row["pin"]), oldId: row["old_id"] as string | null },
    ...{ name: String(row["full_name"]), key: String(row["search_key"]), born: String(row["birth_date"]) },
    ...{ household: row["household_id"] as string | null, parent: row["parent"] as string | null },
    ...{ unit: String(row["unit"]), unitCode: String(row["code"]) },
  }));
}
