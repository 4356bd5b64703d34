import { setTimeout as sleep } from "node:timers/promises";
import { readFigures, tallyVersion } from "@dinhdanh/progress";
import type { Register } from "@dinhdanh/server";

/** What a reader saw when the answer had arrived: unit → dossiers collected. */
export type Sighting = { at: number; collected: Map<number, number> };

const lookEveryMs = 10;

/** Reads today's figures of the units whenever the tally has changed, until stopped. The first sighting is from before. */
export async function watchFigures(register: Register, unitIds: number[]): Promise<{ sightings: Sighting[]; stop: () => Promise<void> }> {
  const { sql, engine, clock } = register;
  const sightings: Sighting[] = [];
  const look = async () => {
    const figures = await readFigures(sql, engine, unitIds, clock.today());
    sightings.push({ at: performance.now(), collected: new Map(unitIds.map((id) => [id, figures.get(id)?.["collected"] ?? 0])) });
  };
  await look();
  let seen = (await tallyVersion(sql)).version;
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const { version } = await tallyVersion(sql);
      if (version !== seen) await look();
      seen = version;
      await sleep(lookEveryMs);
    }
  })();
  return {
    sightings,
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}

/** Waits until a unit's figure has grown by `n`. @returns false when it has not within the time */
export async function grownBy(sightings: readonly Sighting[], unitId: number, n: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  const grown = () => (sightings.at(-1)?.collected.get(unitId) ?? 0) - (sightings[0]?.collected.get(unitId) ?? 0) >= n;
  while (!grown()) {
    if (performance.now() > until) return false;
    await sleep(lookEveryMs);
  }
  return true;
}
