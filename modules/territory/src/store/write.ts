import { copyField, copyInto, type Queryable, type Tx } from "@dinhdanh/postgres";
import { searchKey } from "@dinhdanh/vietnamese";
import type { Day } from "@dinhdanh/kernel";
import type { Level } from "../contract.ts";
import type { Placement } from "../closure.ts";
import type { Lineage, UnitRow } from "../unit.ts";

/** One change of the tree at a time: ids are numbered on, and the closure is derived from all of it. */
export async function lockTerritory(tx: Tx): Promise<void> {
  await tx`LOCK TABLE territory.unit IN SHARE ROW EXCLUSIVE MODE`;
}

export async function hasUnits(sql: Queryable): Promise<boolean> {
  const rows = await sql`SELECT 1 FROM territory.unit LIMIT 1`;
  return rows.length > 0;
}

/** Every unit there ever was, in order of id. */
export async function allUnits(sql: Queryable): Promise<UnitRow[]> {
  const rows = await sql`SELECT unit_id, code, name, level, parent_id, valid_from, valid_until FROM territory.unit ORDER BY unit_id`;
  return rows.map((row) => ({
    unitId: row["unit_id"] as number,
    code: row["code"] as string,
    name: row["name"] as string,
    level: row["level"] as Level,
    parentId: row["parent_id"] as number | null,
    validFrom: row["valid_from"] as Day,
    validUntil: row["valid_until"] as Day | null,
  }));
}

/** Changes whenever a unit is added or ends. */
export async function unitsVersion(sql: Queryable): Promise<string> {
  const [row] = await sql`SELECT count(*)::int AS units, count(valid_until)::int AS ended FROM territory.unit`;
  return `${row?.["units"]} ${row?.["ended"]}`;
}

export async function allLineage(sql: Queryable): Promise<Lineage[]> {
  const rows = await sql`SELECT from_id, to_id, whole, on_day FROM territory.lineage ORDER BY from_id, to_id`;
  return rows.map((row) => ({
    fromId: row["from_id"] as number,
    toId: row["to_id"] as number,
    whole: row["whole"] as boolean,
    onDay: row["on_day"] as Day,
  }));
}

export async function insertUnits(tx: Tx, units: readonly UnitRow[]): Promise<void> {
  const lines = units.map((u) =>
    [u.unitId, u.code, u.name, u.level, u.parentId, u.validFrom, u.validUntil, searchKey(u.name)].map(copyField).join("\t"),
  );
  await copyLines(tx, "territory.unit (unit_id, code, name, level, parent_id, valid_from, valid_until, search_key)", lines);
}

export async function closeUnits(tx: Tx, closed: readonly { unitId: number; validUntil: Day }[]): Promise<void> {
  const ids = closed.map(({ unitId }) => unitId);
  const days = closed.map(({ validUntil }) => validUntil as string);
  await tx`
    UPDATE territory.unit u SET valid_until = given.day
    FROM unnest(${ids}::int[], ${days}::date[]) AS given (unit_id, day) WHERE u.unit_id = given.unit_id`;
}

export async function insertLineage(tx: Tx, lineage: readonly Lineage[]): Promise<void> {
  const lines = lineage.map((link) => `${link.fromId}\t${link.toId}\t${link.whole}\t${link.onDay}`);
  await copyLines(tx, "territory.lineage (from_id, to_id, whole, on_day)", lines);
}

export async function replacePlacements(tx: Tx, placements: readonly Placement[]): Promise<void> {
  await tx`DELETE FROM territory.placement`;
  const lines = placements.map((p) => `${p.unitId}\t${p.parentId}\t${p.validFrom}\t${copyField(p.validUntil)}`);
  await copyLines(tx, "territory.placement (unit_id, parent_id, valid_from, valid_until)", lines);
}

/** Adds pairs to the closure: a merger gives units more ancestors and never takes one away. */
export async function insertAncestors(tx: Tx, pairs: readonly (readonly [unitId: number, ancestorId: number])[]): Promise<void> {
  const lines = pairs.map(([unitId, ancestorId]) => `${unitId}\t${ancestorId}`);
  await copyLines(tx, "territory.ancestor (unit_id, ancestor_id)", lines);
}

/** Every module joins these tables: a plan made before autovacuum has seen them would last for the whole first import. */
export async function analyseTerritory(tx: Tx): Promise<void> {
  await tx`ANALYZE territory.unit`;
  await tx`ANALYZE territory.placement`;
  await tx`ANALYZE territory.ancestor`;
}

async function copyLines(tx: Tx, target: string, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await copyInto(tx, target, `${lines.join("\n")}\n`);
}
