import type { Day } from "@dinhdanh/kernel";
import type { Lineage, UnitRow } from "./unit.ts";

/** The unit right above `unitId` from `validFrom` until (not including) `validUntil`. */
export type Placement = { unitId: number; parentId: number; validFrom: Day; validUntil: Day | null };

/**
 * The ancestors of every unit, itself included, each once, ascending: what stands above it, and what took it or any of these over whole.
 * So the communes of a merged province count towards the new one, in the borders of any day.
 * @throws when units and lineage form a circle: checks let none in, so it is a bug
 */
export function closureOf(units: readonly UnitRow[], lineage: readonly Lineage[]): Map<number, number[]> {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  const successors = wholeSuccessors(lineage);
  const closure = new Map<number, number[]>();
  const open = new Set<number>();
  const visit = (unitId: number): number[] => {
    const known = closure.get(unitId);
    if (known !== undefined) return known;
    if (open.has(unitId)) throw new Error(`unit ${unitId} would be its own ancestor`);
    open.add(unitId);
    const set = new Set([unitId]);
    const parentId = byId.get(unitId)?.parentId ?? null;
    const above = parentId === null ? [] : [parentId];
    for (const next of [...above, ...(successors.get(unitId) ?? [])]) for (const id of visit(next)) set.add(id);
    const ids = [...set].sort((a, b) => a - b);
    closure.set(unitId, ids);
    open.delete(unitId);
    return ids;
  };
  for (const unit of units) visit(unit.unitId);
  return closure;
}

/**
 * The tree of each day. When the unit above ends, what took it over whole stands in its place; when nothing did (the districts of 2025),
 * the unit above that. So a unit needs no row of its own to follow its parent into a merger.
 */
export function placementsOf(units: readonly UnitRow[], lineage: readonly Lineage[]): Placement[] {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  const successors = wholeSuccessors(lineage);
  const standing = (unitId: number, day: Day): UnitRow => {
    const unit = byId.get(unitId);
    if (unit === undefined) throw new Error(`no unit ${unitId}`);
    if (unit.validUntil === null || unit.validUntil > day || unit.parentId === null) return unit;
    return standing(successors.get(unitId)?.[0] ?? unit.parentId, day);
  };
  const placements: Placement[] = [];
  for (const unit of units) {
    let from: Day | null = unit.validFrom;
    while (from !== null && unit.parentId !== null) {
      const parent: UnitRow = standing(unit.parentId, from);
      const until: Day | null = earlier(parent.validUntil, unit.validUntil);
      placements.push({ unitId: unit.unitId, parentId: parent.unitId, validFrom: from, validUntil: until });
      from = until === unit.validUntil ? null : until;
    }
  }
  return placements;
}

/** A unit goes whole into one other at most; the list serves the closure, which does not care. */
function wholeSuccessors(lineage: readonly Lineage[]): Map<number, number[]> {
  const successors = new Map<number, number[]>();
  for (const { fromId, toId, whole } of lineage) if (whole) successors.set(fromId, [...(successors.get(fromId) ?? []), toId]);
  return successors;
}

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null || a < b ? a : b);
