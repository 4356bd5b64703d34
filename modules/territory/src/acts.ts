import type { Day } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { derivedId, type Lineage, openingDay, type UnitRow, unitSubjectId } from "./unit.ts";

/** Kinds of act about units; the subject is the unit ({@link unitSubjectId}), for the first two the country. */
export const unitActKinds = [
  "unit.established",
  "unit.level-abolished",
  "unit.opened",
  "unit.merged",
  "unit.split",
  "unit.closed",
] as const;
export type UnitActKind = (typeof unitActKinds)[number];

type Named = Pick<UnitRow, "code" | "validFrom">;
const key = ({ code, validFrom }: Named) => ({ code, validFrom });

/** An act on a unit that takes effect with the beginning of `day`. The id follows from all it says: said twice, it is one act. */
export function unitAct(kind: UnitActKind, unit: Named, day: Day, officer: string, payload: Record<string, unknown>): Act {
  const subjectId = unitSubjectId(unit.code, unit.validFrom);
  return {
    actId: derivedId(`dinhdanh:act:${kind}:${subjectId}:${day}:${JSON.stringify(payload)}`),
    subjectId,
    kind,
    occurredAt: `${day}T00:00:00+07:00`,
    unit: unit.code,
    officer,
    team: null,
    device: null,
    payload,
  };
}

/** The tree that the register begins with, as one act on the country. */
export function establishedAct(units: readonly UnitRow[], officer: string, source: string): Act {
  const count = (level: UnitRow["level"]) => units.filter((unit) => unit.level === level).length;
  const counts = { provinces: count("province"), districts: count("district"), communes: count("commune") };
  return unitAct("unit.established", { code: "00", validFrom: openingDay }, openingDay, officer, { ...counts, source });
}

/**
 * Acts for a change of borders on one or more days: each new unit opens, naming where it comes from; each predecessor merges into one unit
 * or is split over several; a unit that ends with no known successor closes.
 * @param all looks up any unit, old or new, by its id
 */
export function changeActs(
  change: { opened: readonly UnitRow[]; closed: readonly UnitRow[]; lineage: readonly Lineage[] },
  all: ReadonlyMap<number, UnitRow>,
  officer: string,
): Act[] {
  const unit = (id: number): UnitRow => {
    const found = all.get(id);
    if (found === undefined) throw new Error(`no unit ${id}`);
    return found;
  };
  const acts = change.opened.map((opened) => {
    const predecessors = change.lineage
      .filter(({ toId }) => toId === opened.unitId)
      .map(({ fromId, whole }) => ({ ...key(unit(fromId)), whole }));
    const parent = opened.parentId === null ? null : key(unit(opened.parentId));
    return unitAct("unit.opened", opened, opened.validFrom, officer, { name: opened.name, level: opened.level, parent, predecessors });
  });
  const parts = new Map<number, Lineage[]>();
  for (const link of change.lineage) parts.set(link.fromId, [...(parts.get(link.fromId) ?? []), link]);
  for (const [fromId, links] of parts) {
    const [first] = links;
    if (first === undefined) continue;
    if (first.whole) acts.push(unitAct("unit.merged", unit(fromId), first.onDay, officer, { into: key(unit(first.toId)) }));
    else acts.push(unitAct("unit.split", unit(fromId), first.onDay, officer, { into: links.map(({ toId }) => key(unit(toId))) }));
  }
  for (const closed of change.closed) {
    if (closed.validUntil !== null) acts.push(unitAct("unit.closed", closed, closed.validUntil, officer, { successor: "unknown" }));
  }
  return acts;
}
