import type { Queryable } from "@dinhdanh/postgres";
import type { Unit, Whereabouts } from "../contract.ts";
import { existsOn } from "../unit.ts";
import { existsOnDay, joinAbove, lastUnitByCode, toUnit, unitColumns, unitsAround } from "./units.ts";

/** Where to look for the unit that a code means, on a day when it may be no more or not yet. @param onDay `yyyy-mm-dd` */
export async function whereabouts(sql: Queryable, code: string, onDay: string): Promise<Whereabouts> {
  const unit = (await lastUnitByCode(sql, code, onDay)) ?? (await firstUnitByCode(sql, code));
  if (unit === undefined) return { unit: null, kin: [], within: [] };
  if (existsOn(unit, onDay)) return { unit, kin: [], within: [] };
  const ended = unit.validFrom <= onDay;
  const kin = await kinOf(sql, unit.unitId, onDay, ended);
  const taken = new Set(kin.map(({ unitId }) => unitId));
  const around = ended ? await unitsAround(sql, unit.unitId, onDay) : [];
  return { unit, kin, within: around.filter(({ unitId }) => !taken.has(unitId)) };
}

async function firstUnitByCode(sql: Queryable, code: string): Promise<Unit | undefined> {
  const [row] = await sql`
    SELECT ${unitColumns(sql)} FROM territory.unit u LEFT JOIN territory.unit above ON above.unit_id = u.parent_id
    WHERE u.code = ${code} ORDER BY u.valid_from LIMIT 1`;
  return row === undefined ? undefined : toUnit(row);
}

/** The units of the day down the lineage of one, or up it, past those that do not exist then either; `whole` when every step was. */
async function kinOf(sql: Queryable, unitId: number, onDay: string, down: boolean): Promise<Whereabouts["kin"]> {
  const [near, far] = down ? [sql`from_id`, sql`to_id`] : [sql`to_id`, sql`from_id`];
  const rows = await sql`
    WITH RECURSIVE line (unit_id, whole) AS (
      SELECT ${far}, whole FROM territory.lineage WHERE ${near} = ${unitId}
      UNION
      SELECT l.${far}, line.whole AND l.whole FROM line JOIN territory.unit u ON u.unit_id = line.unit_id
      JOIN territory.lineage l ON l.${near} = line.unit_id WHERE NOT (${existsOnDay(sql, onDay)}))
    SELECT ${unitColumns(sql)}, line.whole FROM line JOIN territory.unit u ON u.unit_id = line.unit_id ${joinAbove(sql, onDay)}
    WHERE ${existsOnDay(sql, onDay)} ORDER BY u.code`;
  return rows.map((row) => ({ ...toUnit(row), whole: row["whole"] as boolean }));
}
