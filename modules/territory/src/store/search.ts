import type { Queryable } from "@dinhdanh/postgres";
import { hasDiacritics, nameMatcher, searchKey } from "@dinhdanh/vietnamese";
import type { FoundUnit } from "../contract.ts";
import { existsOnDay, joinAbove, toUnit, unitColumns } from "./units.ts";

/** Types that stand before a name: "Xã Liêm Phong" is looked for as "liem phong". */
const type = "^(tinh|thanh pho|quan|huyen|thi xa|thi tran|xa|phuong|dac khu) ";

/** Names whose diacritics are compared here, after the query; "xã" alone would bring 8,000. */
const mostBeforeDiacritics = 1000;

/**
 * Units of a day by name or by the beginning of the code. Every word of `text` must begin a word of the name; a word with diacritics must have
 * the same ones. Names that begin with the text come first, larger units before smaller.
 * Reads the 11,000 keys: some 10 ms, so no index.
 */
export async function searchUnits(sql: Queryable, text: string, onDay: string, limit: number): Promise<FoundUnit[]> {
  const key = searchKey(text);
  // no name holds a control character, and PostgreSQL takes no NUL
  if (key === "" || /\p{Cc}/u.test(key)) return [];
  const words = key.split(" ");
  const rows = await sql`
    SELECT ${unitColumns(sql)}, above.name AS parent_name FROM territory.unit u ${joinAbove(sql, onDay)}
    WHERE ${existsOnDay(sql, onDay)}
      AND (starts_with(u.code, ${key}) OR NOT EXISTS (SELECT 1 FROM unnest(${words}::text[]) AS w (word) WHERE strpos(' ' || u.search_key, ' ' || w.word) = 0))
    ORDER BY NOT (starts_with(u.search_key, ${key}) OR starts_with(regexp_replace(u.search_key, ${type}, ''), ${key})),
      array_position(ARRAY['country', 'province', 'district', 'commune'], u.level), u.search_key COLLATE "C", u.code
    LIMIT ${hasDiacritics(text) ? Math.max(limit, mostBeforeDiacritics) : limit}`;
  const matches = nameMatcher(text);
  return rows
    .map((row) => ({ ...toUnit(row), parentName: row["parent_name"] as string | null }))
    .filter((unit) => unit.code.startsWith(key) || matches(unit.name))
    .slice(0, limit);
}
