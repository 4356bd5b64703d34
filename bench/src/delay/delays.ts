import type { Sighting } from "./watch.ts";
import type { Written } from "./write-acts.ts";

/**
 * For each act the time until the last of its ancestors' figures held it, in ms. The n-th act that was committed in a unit is taken
 * to be the n-th by which its figure grew: the folder takes what is committed, in that order.
 * @param ancestors commune → units whose figures include its own
 */
export function delaysOf(written: readonly Written[], sightings: readonly Sighting[], ancestors: Map<number, number[]>): number[] {
  const slowest = new Array<number>(written.length).fill(0);
  for (const [unitId, indexes] of actsByUnit(written, ancestors)) {
    const before = sightings[0]?.collected.get(unitId) ?? 0;
    let look = 0;
    indexes.forEach((index, place) => {
      while (look < sightings.length && (sightings[look]?.collected.get(unitId) ?? 0) - before <= place) look += 1;
      const delay = (sightings[look]?.at ?? Number.POSITIVE_INFINITY) - (written[index]?.at ?? 0);
      slowest[index] = Math.max(slowest[index] ?? 0, delay);
    });
  }
  return slowest;
}

/** Positions of the acts that each unit's figure includes, in order of commit. */
function actsByUnit(written: readonly Written[], ancestors: Map<number, number[]>): Map<number, number[]> {
  const byUnit = new Map<number, number[]>();
  const inOrder = written.map((_, index) => index).sort((a, b) => (written[a]?.at ?? 0) - (written[b]?.at ?? 0));
  for (const index of inOrder) {
    for (const unitId of ancestors.get(written[index]?.unitId ?? -1) ?? []) {
      const acts = byUnit.get(unitId);
      if (acts === undefined) byUnit.set(unitId, [index]);
      else acts.push(index);
    }
  }
  return byUnit;
}
