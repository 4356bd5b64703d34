import type { Register } from "@dinhdanh/server";

export type Somebody = { personId: string; unit: string; pin: string; oldNumber: string; name: string; ending: string };

/** Adults of the unit whose number and old number are known; the same ones each time. */
export async function peopleOf({ sql, clock }: Register, unit: string, n: number): Promise<Somebody[]> {
  // of four times as many, because of some a number is not known
  const rows = await sql`
    WITH s AS MATERIALIZED (
      SELECT person_id, unit_id FROM progress.standing
      WHERE stay_until IS NULL AND left_on IS NULL AND eligible_from <= ${clock.today()}::date - 365
        AND unit_id = ANY (ARRAY (SELECT a.unit_id FROM territory.ancestor a WHERE a.ancestor_id =
          (SELECT unit_id FROM territory.unit WHERE code = ${unit} ORDER BY valid_from DESC LIMIT 1)))
      ORDER BY md5(person_id::text) LIMIT ${n * 4})
    SELECT p.person_id, u.code, p.pin, p.old_ids[1] AS old_number, p.search_key
    FROM s JOIN population.person p ON p.person_id = s.person_id JOIN territory.unit u ON u.unit_id = s.unit_id
    WHERE p.birth_date < '2005' AND length(p.birth_date) = 10 AND p.pin IS NOT NULL AND length(p.old_ids[1]) = 9
    ORDER BY md5(p.person_id::text) LIMIT ${n}`;
  return rows.map((row) => {
    const name = String(row["search_key"]);
    const known = { personId: String(row["person_id"]), unit: String(row["code"]), pin: String(row["pin"]) };
    return { ...known, oldNumber: String(row["old_number"]), name, ending: name.split(" ").slice(-2).join(" ") };
  });
}
