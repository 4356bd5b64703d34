import { accept, type Actor, type Refusal } from "@dinhdanh/kernel";
import type { Ledger } from "@dinhdanh/ledger";
import type { Sql, Tx } from "@dinhdanh/postgres";
import type { TableFault } from "@dinhdanh/tabular";
import { changeActs } from "./acts.ts";
import { closureOf, placementsOf } from "./closure.ts";
import { type Plan, planUnits } from "./import/plan.ts";
import { readUnitFile } from "./import/read-file.ts";
import type { RowRefusal } from "./import/reasons.ts";
import { ancestorIds } from "./store/closure.ts";
import {
  allLineage,
  allUnits,
  analyseTerritory,
  closeUnits,
  insertAncestors,
  insertLineage,
  insertUnits,
  lockTerritory,
  replacePlacements,
} from "./store/write.ts";

export type ImportedUnits = {
  opened: number;
  closed: number;
  /** rows that said nothing new */
  unchanged: number;
  /** ids of the units whose figures must be recounted: units that were there before now count towards them */
  affected: number[];
  /** ids of the units that now count towards more ancestors */
  moved: number[];
};

export type ImportRefusalCode = TableFault | "rows-refused";
/** `details.column` for a fault of the file; for `rows-refused` every row at fault, by row number. */
export type ImportRefusal = Refusal<ImportRefusalCode> & { rows: RowRefusal[] };
export type ImportOutcome = { ok: true; value: ImportedUnits } | { ok: false; refusal: ImportRefusal };

/**
 * Takes in a CSV file of units (docs/file-formats.md, "Units"): new units, and which they take the place of. All of it or nothing; the same
 * file again changes nothing. Every predecessor ends on the first day of the unit that takes its place, also one taken over in part;
 * what lives on is a new unit of the same code with the old one as predecessor. The caller recounts the tallies of `affected`.
 */
export async function importUnits(deps: { sql: Sql; ledger: Ledger; actor: Actor }, path: string): Promise<ImportOutcome> {
  const file = await readUnitFile(path);
  if (file.fault !== undefined) {
    return { ok: false, refusal: { code: file.fault, retryable: false, details: { column: file.column }, rows: [] } };
  }
  // rows that make no sense would only make others look wrong: the parents and predecessors that they hold are missing
  if (file.refusals.length > 0) return rowsRefused(file.refusals);
  return deps.sql.begin(async (tx) => {
    await lockTerritory(tx);
    const plan = planUnits(file.lines, await allUnits(tx), await allLineage(tx));
    if (plan.refusals.length > 0) return rowsRefused(plan.refusals);
    const moved = await applyPlan(tx, plan);
    await deps.ledger.record(
      tx,
      changeActs({ ...plan, closed: [] }, new Map(plan.units.map((unit) => [unit.unitId, unit])), deps.actor.code),
    );
    return accept({ opened: plan.opened.length, closed: plan.closed.length, unchanged: plan.unchanged, ...moved });
  });
}

function rowsRefused(rows: RowRefusal[]): { ok: false; refusal: ImportRefusal } {
  const [first] = rows;
  const details = { rows: rows.length, row: first?.row ?? 0, column: first?.column ?? "", reason: first?.reason ?? "" };
  return { ok: false, refusal: { code: "rows-refused", retryable: false, details, rows } };
}

async function applyPlan(tx: Tx, plan: Plan): Promise<Pick<ImportedUnits, "affected" | "moved">> {
  await closeUnits(
    tx,
    plan.closed.flatMap(({ unitId, validUntil }) => (validUntil === null ? [] : [{ unitId, validUntil }])),
  );
  await insertUnits(tx, plan.opened);
  await insertLineage(tx, plan.lineage);
  if (plan.opened.length + plan.lineage.length > 0) await replacePlacements(tx, placementsOf(plan.units, plan.allLineage));
  const before = await ancestorIds(tx);
  const pairs: (readonly [number, number])[] = [];
  const affected = new Set<number>();
  const moved = new Set<number>();
  for (const [unitId, ancestors] of closureOf(plan.units, plan.allLineage)) {
    const known = new Set(before.get(unitId));
    for (const ancestorId of ancestors.filter((id) => !known.has(id))) {
      pairs.push([unitId, ancestorId]);
      if (known.size === 0) continue;
      affected.add(ancestorId);
      moved.add(unitId);
    }
  }
  await insertAncestors(tx, pairs);
  await analyseTerritory(tx);
  return { affected: sorted(affected), moved: sorted(moved) };
}

const sorted = (ids: Set<number>): number[] => [...ids].sort((a, b) => a - b);
