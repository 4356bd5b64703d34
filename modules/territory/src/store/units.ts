import type { Day } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import type { Level, Unit, UnitView } from "../contract.ts";

type Row = Record<string, unknown>;

/** A row of a query that selects `u.*` and the parent's code as `parent_code`. */
export const toUnit = (row: Row): Unit => ({
  unitId: row["unit_id"] as number,
  code: row["code"] as string,
  name: row["name"] as string,
  level: row["level"] as Level,
  parentCode: row["parent_code"] as string | null,
  validFrom: row["valid_from"] as Day,
  validUntil: row["valid_until"] as Day | null,
});

/** Columns of a unit, for a query that names it `u` and the unit above it `above`. */
export const unitColumns = (sql: Queryable) =>
  sql`u.unit_id, u.code, u.name, u.level, above.code AS parent_code, u.valid_from, u.valid_until`;

/** Joins the unit above on the day; the country has none. */
export const joinAbove = (sql: Queryable, onDay: string) => sql`
  LEFT JOIN territory.placement p
    ON p.unit_id = u.unit_id AND p.valid_from <= ${onDay}::date AND (p.valid_until IS NULL OR p.valid_until > ${onDay}::date)
  LEFT JOIN territory.unit above ON above.unit_id = p.parent_id`;

export const existsOnDay = (sql: Queryable, onDay: string) =>
  sql`u.valid_from <= ${onDay}::date AND (u.valid_until IS NULL OR u.valid_until > ${onDay}::date)`;

/** The unit that bears the code on the day. @param onDay `yyyy-mm-dd` */
export async function unitByCode(sql: Queryable, code: string, onDay: string): Promise<Unit | undefined> {
  const [row] = await sql`
    SELECT ${unitColumns(sql)} FROM territory.unit u ${joinAbove(sql, onDay)}
    WHERE u.code = ${code} AND ${existsOnDay(sql, onDay)}`;
  return row === undefined ? undefined : toUnit(row);
}

/**
 * The unit that bears the code on the day or, when none does any more, the last that did before it: for what outlives its unit,
 * such as an officer's scope. `parentCode` is that of its last day.
 */
export async function lastUnitByCode(sql: Queryable, code: string, onDay: string): Promise<Unit | undefined> {
  const [row] = await sql`
    SELECT ${unitColumns(sql)} FROM territory.unit u
    LEFT JOIN LATERAL (SELECT parent_id FROM territory.placement WHERE unit_id = u.unit_id AND valid_from <= ${onDay}::date
      ORDER BY valid_from DESC LIMIT 1) p ON true
    LEFT JOIN territory.unit above ON above.unit_id = p.parent_id
    WHERE u.code = ${code} AND u.valid_from <= ${onDay}::date ORDER BY u.valid_from DESC LIMIT 1`;
  return row === undefined ? undefined : toUnit(row);
}

/** The units right below one on the day, in order of code. */
export async function childrenOf(sql: Queryable, unitId: number, onDay: string): Promise<Unit[]> {
  const rows = await sql`
    SELECT ${unitColumns(sql)} FROM territory.placement p
    JOIN territory.unit u ON u.unit_id = p.unit_id
    JOIN territory.unit above ON above.unit_id = p.parent_id
    WHERE p.parent_id = ${unitId} AND p.valid_from <= ${onDay}::date AND (p.valid_until IS NULL OR p.valid_until > ${onDay}::date)
    ORDER BY u.code`;
  return rows.map(toUnit);
}

/**
 * Units of a level that exist on the day and whose figures count towards `unitId`, in order of code. Lineage counts:
 * for the Ninh Bình of 2025 and a day in 2023 these are the communes of Hà Nam, Nam Định and Ninh Bình.
 */
export async function descendantsByLevel(sql: Queryable, unitId: number, onDay: string, level: Level): Promise<Unit[]> {
  const rows = await sql`
    SELECT ${unitColumns(sql)} FROM territory.ancestor a JOIN territory.unit u ON u.unit_id = a.unit_id ${joinAbove(sql, onDay)}
    WHERE a.ancestor_id = ${unitId} AND u.level = ${level} AND ${existsOnDay(sql, onDay)}
    ORDER BY u.code`;
  return rows.map(toUnit);
}

/**
 * Communes that ended by the day, count towards `unitId` and have no known commune of that day in their place (their successor is unknown, or
 * they were split over several): their people make the difference between a province's figure and the sum of its communes.
 */
export async function unplacedCommunes(sql: Queryable, unitId: number, onDay: string): Promise<Unit[]> {
  const rows = await sql`
    SELECT ${unitColumns(sql)} FROM territory.ancestor a JOIN territory.unit u ON u.unit_id = a.unit_id
    JOIN territory.unit above ON above.unit_id = u.parent_id
    WHERE a.ancestor_id = ${unitId} AND u.level = 'commune' AND u.valid_until <= ${onDay}::date AND NOT EXISTS (
      SELECT 1 FROM territory.ancestor s JOIN territory.unit now ON now.unit_id = s.ancestor_id
      WHERE s.unit_id = u.unit_id AND now.level = 'commune' AND (now.valid_until IS NULL OR now.valid_until > ${onDay}::date))
    ORDER BY u.code, u.valid_from`;
  return rows.map(toUnit);
}

/** Units by id, of any time; `parentCode` is that of `onDay`, or of the first day. Unknown ids are absent. */
export async function unitsByIds(sql: Queryable, unitIds: readonly number[], onDay?: string): Promise<Map<number, Unit>> {
  const above = onDay === undefined ? sql`LEFT JOIN territory.unit above ON above.unit_id = u.parent_id` : joinAbove(sql, onDay);
  const rows = await sql`
    SELECT ${unitColumns(sql)} FROM territory.unit u ${above}
    WHERE u.unit_id = ANY (${[...unitIds]}::int[])`;
  return new Map(rows.map((row) => [row["unit_id"] as number, toUnit(row)]));
}

/**
 * Where what is, or was, a unit lies on a day: the units of that day whose figures count the unit's, the smallest first, without the country. In place of a
 * commune that has ended stands the one that it went into; of one that was split, the province alone is known.
 */
export async function unitsAround(sql: Queryable, unitId: number, onDay: string): Promise<Unit[]> {
  const rows = await sql`
    SELECT ${unitColumns(sql)} FROM territory.ancestor a JOIN territory.unit u ON u.unit_id = a.ancestor_id ${joinAbove(sql, onDay)}
    WHERE a.unit_id = ${unitId} AND u.level <> 'country' AND ${existsOnDay(sql, onDay)}
    ORDER BY array_position(ARRAY['commune', 'district', 'province'], u.level)`;
  return rows.map(toUnit);
}

/** A unit with the way down to it from the country on that day, and what it came from and went into, ever. */
export async function unitView(sql: Queryable, code: string, onDay: string): Promise<UnitView | undefined> {
  const unit = await unitByCode(sql, code, onDay);
  if (unit === undefined) return undefined;
  const ancestors: Unit[] = [];
  for (let above = unit.parentCode; above !== null; above = ancestors[0]?.parentCode ?? null) {
    const next = await unitByCode(sql, above, onDay);
    if (next === undefined) throw new Error(`unit ${above} stands above ${unit.code} but does not exist on ${onDay}`);
    ancestors.unshift(next);
  }
  const kin = await sql`
    SELECT ${unitColumns(sql)}, l.whole, l.to_id = ${unit.unitId} AS before FROM territory.lineage l
    JOIN territory.unit u ON u.unit_id = CASE WHEN l.to_id = ${unit.unitId} THEN l.from_id ELSE l.to_id END
    LEFT JOIN territory.unit above ON above.unit_id = u.parent_id
    WHERE l.from_id = ${unit.unitId} OR l.to_id = ${unit.unitId} ORDER BY u.code`;
  const related = (before: boolean) =>
    kin.filter((row) => row["before"] === before).map((row) => ({ ...toUnit(row), whole: row["whole"] as boolean }));
  return { ...unit, ancestors, predecessors: related(true), successors: related(false) };
}

/** Last days of units that no longer exist: on each of them another tree was in force. Latest first. */
export async function lastDaysOfTrees(sql: Queryable): Promise<Day[]> {
  const rows = await sql`SELECT DISTINCT valid_until - 1 AS day FROM territory.unit WHERE valid_until IS NOT NULL ORDER BY day DESC`;
  return rows.map((row) => row["day"] as Day);
}
