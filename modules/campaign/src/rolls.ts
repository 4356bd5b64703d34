import { dayOf } from "@dinhdanh/kernel";
import { type Engine, openingDay, tallyVersion } from "@dinhdanh/progress";
import type { Queryable } from "@dinhdanh/postgres";
import type { Unit } from "@dinhdanh/territory";
import type { CoverageRow } from "./contract.ts";
import { settledCommunes } from "./store/units.ts";

type Kept = { version: number; communes: ReadonlySet<number> };

/** Asked of all communes at once, and kept until the tally changes. */
const kept = new WeakMap<Engine, Kept>();

/**
 * Communes whose roll is in the register, by id: it holds somebody who neither moved there nor was born there since the opening day, nor was put right there. Who did tells
 * nothing of the rest; nothing tells how many there ought to be.
 */
export async function communesWithRoll(sql: Queryable, engine: Engine): Promise<ReadonlySet<number>> {
  const { version } = await tallyVersion(sql);
  const known = kept.get(engine);
  if (known?.version === version) return known.communes;
  const communes = new Set(await settledCommunes(sql, dayOf(openingDay)));
  kept.set(engine, { version, communes });
  return communes;
}

/**
 * How much of each unit's roll there is. What stands above communes has a whole roll when every commune below has one: a province of which one commune is
 * known proves nothing about the rest, however many per cent that commune has.
 * @param units of one day's tree
 * @param held communes of which a roll is in the register, by id
 */
export function rollsOf(units: readonly Unit[], held: ReadonlySet<number>): Map<number, CoverageRow["roll"]> {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const communes = new Map<number, { done: number; of: number }>();
  for (const commune of units) {
    if (commune.level !== "commune") continue;
    const one = held.has(commune.unitId) ? 1 : 0;
    for (let unit: Unit | undefined = commune; unit !== undefined; unit = byCode.get(unit.parentCode ?? "")) {
      const count = communes.get(unit.unitId) ?? { done: 0, of: 0 };
      communes.set(unit.unitId, { done: count.done + one, of: count.of + 1 });
    }
  }
  return new Map(units.map(({ unitId }) => [unitId, rollOf(communes.get(unitId) ?? { done: 0, of: 0 })]));
}

const rollOf = ({ done, of }: { done: number; of: number }) => (done === 0 ? "none" : done < of ? "part" : "whole");
