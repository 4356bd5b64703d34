import { type Minutia, wrapped } from "./find-minutiae.ts";

const count = 6;
const reachPx = 120;
/** How much a neighbour may be elsewhere in another touch: pixels, radians. */
const tolerance = { distance: 9, bearing: 0.3, angle: 0.35 } as const;

type Neighbour = { distance: number; bearing: number; angle: number };

/** The nearest minutiae around each, as seen from it: the same however the finger is turned and shifted. */
export function neighboursOf(minutiae: readonly Minutia[]): Neighbour[][] {
  return minutiae.map((own) =>
    minutiae
      .filter((other) => other !== own)
      .map((other) => ({
        distance: Math.hypot(other.x - own.x, other.y - own.y),
        bearing: wrapped(Math.atan2(other.y - own.y, other.x - own.x) - own.angle),
        angle: wrapped(other.angle - own.angle),
      }))
      .filter(({ distance }) => distance < reachPx)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, count),
  );
}

/** How many of the neighbours of two minutiae agree. */
export function agreeing(a: readonly Neighbour[], b: readonly Neighbour[]): number {
  let agreed = 0;
  for (const one of a) {
    for (const other of b) {
      if (Math.abs(one.distance - other.distance) > tolerance.distance) continue;
      if (Math.abs(wrapped(one.bearing - other.bearing)) > tolerance.bearing) continue;
      if (Math.abs(wrapped(one.angle - other.angle)) > tolerance.angle) continue;
      agreed += 1;
      break;
    }
  }
  return agreed;
}
