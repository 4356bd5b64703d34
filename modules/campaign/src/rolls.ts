import type { UnitFigures } from "@dinhdanh/progress";
import type { Unit } from "@dinhdanh/territory";
import type { CoverageRow } from "./contract.ts";

/**
 * Whether the register holds a commune's roll: anybody eligible, or of any age, on the day. Of a campaign that froze its target the freezing day's figures
 * say it, since who came later is in no target. It is read from figures that the page has anyway, and is the least that can be asked: a handful who moved
 * there count as a roll, for nothing tells how many there ought to be. Neither does the target itself do: where everybody is away, the target of those
 * present is empty although there is a roll.
 */
const hasRoll = (figures: UnitFigures | undefined): boolean => (figures?.["eligible"] ?? 0) > 0 || (figures?.["recorded"] ?? 0) > 0;

/**
 * How much of each unit's roll there is. What stands above communes has a whole roll when every commune below has one: a province of which one commune is
 * known proves nothing about the rest, however many per cent that commune has.
 * @param units of one day's tree
 * @param figures by unit id: of everybody, on the day that the target is taken from
 */
export function rollsOf(units: readonly Unit[], figures: ReadonlyMap<number, UnitFigures>): Map<number, CoverageRow["roll"]> {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const communes = new Map<number, { done: number; of: number }>();
  for (const commune of units) {
    if (commune.level !== "commune") continue;
    const held = hasRoll(figures.get(commune.unitId)) ? 1 : 0;
    for (let unit: Unit | undefined = commune; unit !== undefined; unit = byCode.get(unit.parentCode ?? "")) {
      const count = communes.get(unit.unitId) ?? { done: 0, of: 0 };
      communes.set(unit.unitId, { done: count.done + held, of: count.of + 1 });
    }
  }
  return new Map(units.map(({ unitId }) => [unitId, rollOf(communes.get(unitId) ?? { done: 0, of: 0 })]));
}

const rollOf = ({ done, of }: { done: number; of: number }) => (done === 0 ? "none" : done < of ? "part" : "whole");
