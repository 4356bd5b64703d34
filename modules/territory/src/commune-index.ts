import { dayNumber } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import type { Level } from "./contract.ts";
import { allUnits, unitsVersion } from "./store/write.ts";

export type IndexedUnit = { unitId: number; code: string; name: string; level: Level };

/** All units in memory, for looking up millions of codes. A snapshot: after an import of units, refresh it. */
export type CommuneIndex = {
  /** The commune that bears the code on the day (days since 1970-01-01). Under 0.1 µs. */
  resolve: (code: string, day: number) => number | undefined;
  /** The unit of any level that bears the code on the day. */
  find: (code: string, day: number) => IndexedUnit | undefined;
  byId: (unitId: number) => IndexedUnit | undefined;
  /** Reads the units anew when some were added or ended meanwhile. @returns whether there were any */
  refresh: (sql: Queryable) => Promise<boolean>;
};

type Period = IndexedUnit & { from: number; until: number };

type Snapshot = { version: string; byId: Map<number, Period>; byCode: Map<string, Period[]> };

async function readUnits(sql: Queryable): Promise<Snapshot> {
  // before the units: what is added in between is found at the next refresh
  const version = await unitsVersion(sql);
  const byId = new Map<number, Period>();
  const byCode = new Map<string, Period[]>();
  for (const { unitId, code, name, level, validFrom, validUntil } of await allUnits(sql)) {
    const until = validUntil === null ? Number.POSITIVE_INFINITY : dayNumber(validUntil);
    const period = { unitId, code, name, level, from: dayNumber(validFrom), until };
    byId.set(unitId, period);
    const known = byCode.get(code);
    if (known === undefined) byCode.set(code, [period]);
    else known.push(period);
  }
  return { version, byId, byCode };
}

/** Reads all units once (11,000, 0.1 s). */
export async function communeIndex(sql: Queryable): Promise<CommuneIndex> {
  let units = await readUnits(sql);
  const find = (code: string, day: number): Period | undefined => {
    const periods = units.byCode.get(code);
    if (periods === undefined) return undefined;
    for (const period of periods) if (period.from <= day && day < period.until) return period;
    return undefined;
  };
  return {
    find,
    byId: (unitId) => units.byId.get(unitId),
    resolve: (code, day) => {
      const unit = find(code, day);
      return unit?.level === "commune" ? unit.unitId : undefined;
    },
    refresh: async (again) => {
      if ((await unitsVersion(again)) === units.version) return false;
      units = await readUnits(again);
      return true;
    },
  };
}
