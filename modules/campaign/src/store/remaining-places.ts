import type { Queryable } from "@dinhdanh/postgres";
import type { Place } from "../remaining-rules.ts";

/** Units by code as of a day (the last that bore it), with the province of that day that they count towards. Unknown codes are absent.
 * Pairs are compared so that the key's index serves: the one that keeps periods apart takes ten times as long. */
export async function placesByCode(sql: Queryable, codes: readonly string[], day: string): Promise<Map<string, Place>> {
  const rows = await sql`
    SELECT c.code, u.name, v.unit_id AS province_id, v.name AS province_name
    FROM unnest(${[...codes]}::text[]) AS c (code)
    JOIN LATERAL (
      SELECT code, unit_id, name FROM territory.unit WHERE (code, valid_from) <= (c.code, ${day}::date) ORDER BY code DESC, valid_from DESC LIMIT 1) u
      ON u.code = c.code
    LEFT JOIN LATERAL (
      SELECT above.unit_id, above.name FROM territory.ancestor a JOIN territory.unit above ON above.unit_id = a.ancestor_id
      WHERE a.unit_id = u.unit_id AND above.level = 'province' AND above.valid_from <= ${day}::date
        AND (above.valid_until IS NULL OR above.valid_until > ${day}::date)
      ORDER BY above.valid_from DESC LIMIT 1) v ON true`;
  return new Map(
    rows.map((row) => {
      const provinceId = row["province_id"] as number | null;
      const province = provinceId === null ? null : { unitId: provinceId, name: row["province_name"] as string };
      return [row["code"] as string, { name: row["name"] as string, province }];
    }),
  );
}
