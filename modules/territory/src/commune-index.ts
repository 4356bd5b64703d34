import { dayNumber } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import type { Level } from "./contract.ts";
import { ancestorIds } from "./store/closure.ts";
import { allUnits, unitsVersion } from "./store/write.ts";

/** `from`: the day on which it was opened, in days since 1970-01-01. */
export type IndexedUnit = { unitId: number; code: string; name: string; level: Level; from: number };

/** All units in memory, for looking up millions of codes. A snapshot: after an import of units, refresh it. */
export type CommuneIndex = {
  /** The commune that bears the code on the day (days since 1970-01-01). Under 0.1 µs. */
  resolve: (code: string, day: number) => number | undefined;
  /** The unit of any level that bears the code on the day. */
  find: (code: string, day: number) => IndexedUnit | undefined;
  /** The unit that bears the code on the day, or else the last that bore it before. */
  last: (code: string, day: number) => IndexedUnit | undefined;
  /** The first unit that ever bore the code. */
  first: (code: string) => IndexedUnit | undefined;
  byId: (unitId: number) => IndexedUnit | undefined;
  /** The units whose figures include the unit's, on any day, itself among them. */
  ancestors: (unitId: number) => IndexedUnit[];
  /** The province of the day that the unit counts towards. */
  province: (unitId: number, day: number) => IndexedUnit | undefined;
  /**
   * Whether what is recorded under one code today is of the commune that another code named on its day: the same one, or one of the two went over whole into the
   * other (units are merged, and their codes are used again for others).
   */
  isSamePlace: (recorded: { code: string; day: number }, named: { code: string; day: number }) => boolean;
  /** Reads the units anew when some were added or ended meanwhile. @returns whether there were any */
  refresh: (sql: Queryable) => Promise<boolean>;
};

type Period = IndexedUnit & { until: number };
type Snapshot = {
  version: string;
  byId: ReadonlyMap<number, Period>;
  byCode: ReadonlyMap<string, Period[]>;
  above: Awaited<ReturnType<typeof ancestorIds>>;
};

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
  return { version, byId, byCode, above: await ancestorIds(sql) };
}

const latest = (periods: readonly Period[], day: number) =>
  periods
    .filter((period) => period.from <= day)
    .reduce<Period | undefined>((a, b) => (a === undefined || b.from > a.from ? b : a), undefined);

/** Reads all units and what they count towards once (11,000, 0.1 s). */
export async function communeIndex(sql: Queryable): Promise<CommuneIndex> {
  let units = await readUnits(sql);
  const find = (code: string, day: number): Period | undefined => {
    const periods = units.byCode.get(code);
    if (periods === undefined) return undefined;
    for (const period of periods) if (period.from <= day && day < period.until) return period;
    return undefined;
  };
  const last = (code: string, day: number) => latest(units.byCode.get(code) ?? [], day);
  const ancestors = (unitId: number) => (units.above.get(unitId) ?? []).flatMap((id) => units.byId.get(id) ?? []);
  const countsTowards = (one: Period, other: Period) => units.above.get(one.unitId)?.includes(other.unitId) === true;
  return {
    find,
    last,
    first: (code) =>
      (units.byCode.get(code) ?? []).reduce<Period | undefined>((a, b) => (a === undefined || b.from < a.from ? b : a), undefined),
    isSamePlace: (recorded, named) => {
      const [one, other] = [last(recorded.code, recorded.day), last(named.code, named.day)];
      if (one?.level !== "commune" || other?.level !== "commune") return false;
      return one.unitId === other.unitId || countsTowards(one, other) || countsTowards(other, one);
    },
    byId: (unitId) => units.byId.get(unitId),
    ancestors,
    province: (unitId, day) => {
      const provinces = ancestors(unitId).filter((unit) => unit.level === "province");
      return latest(provinces.filter((unit) => day < unit.until), day); // prettier-ignore
    },
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
