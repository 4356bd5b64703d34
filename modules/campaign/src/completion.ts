import type { Queryable } from "@dinhdanh/postgres";
import { type CompleteRun, completeRuns, type Engine, tallyVersion } from "@dinhdanh/progress";
import { completeTerms, type Counting } from "./target.ts";

type Kept = { version: number; runs: Map<number, CompleteRun[]> };

/** Runs are a window over all days of a unit (about 1.5 ms each), so they are kept until the tally changes. */
const kept = new WeakMap<Engine, Map<string, Kept>>();

/** Complete runs of units in a campaign's way of counting. */
export async function completion(
  sql: Queryable,
  engine: Engine,
  counting: Counting,
  unitIds: number[],
): Promise<Map<number, CompleteRun[]>> {
  const { version } = await tallyVersion(sql);
  const byCounting = kept.get(engine) ?? new Map<string, Kept>();
  kept.set(engine, byCounting);
  const key = `${counting.programme} ${counting.basis} ${counting.frozenOn}`;
  let entry = byCounting.get(key);
  if (entry === undefined || entry.version !== version) {
    entry = { version, runs: new Map() };
    byCounting.set(key, entry);
  }
  const { runs } = entry;
  const missing = unitIds.filter((unitId) => !runs.has(unitId));
  if (missing.length > 0) {
    const found = await completeRuns(sql, missing, completeTerms(engine, counting), counting.frozenOn);
    for (const [unitId, list] of found) runs.set(unitId, list);
  }
  return runs;
}

/** First day of the unbroken complete run that covers `day`; null when the unit is not complete on it. */
export function completedOn(runs: readonly CompleteRun[] | undefined, day: string): string | null {
  return runs?.findLast((run) => run.from <= day && (run.until === null || run.until > day))?.from ?? null;
}
