import { type Minutia, wrapped } from "./find-minutiae.ts";
import { agreeing } from "./neighbours.ts";
import type { Template } from "./template.ts";

/** Pairs from which an alignment is tried. */
const mostSeeds = 10;
/** A finger is not laid on more askew than this, in radians. */
const mostTurn = 0.8;
/** What still counts as the same minutia after alignment: pixels, radians. */
const pairing = { distance: 12, angle: 0.45 } as const;

type Alignment = { turn: number; dx: number; dy: number };
type Pair = [Minutia, Minutia];

/** 0 to 100: how alike two prints are, by the share of minutiae that fall on each other after the best alignment. Symmetric but for rounding. 0.3 ms. */
export function compareTemplates(a: Template, b: Template): number {
  if (a.minutiae.length < 4 || b.minutiae.length < 4) return 0;
  let best = 0;
  for (const seed of seedsOf(a, b)) {
    const first = pairsUnder(alignmentOf([seed]), a.minutiae, b.minutiae);
    const pairs = first.length < 4 ? first : pairsUnder(alignmentOf(first), a.minutiae, b.minutiae);
    best = Math.max(best, pairs.length);
  }
  return (100 * best * best) / (a.minutiae.length * b.minutiae.length);
}

function seedsOf(a: Template, b: Template): Pair[] {
  const seeds: { pair: Pair; agreed: number }[] = [];
  for (const [i, one] of a.minutiae.entries()) {
    for (const [j, other] of b.minutiae.entries()) {
      if (Math.abs(wrapped(other.angle - one.angle)) > mostTurn) continue;
      const agreed = agreeing(a.neighbours[i] ?? [], b.neighbours[j] ?? []);
      if (agreed >= 3) seeds.push({ pair: [one, other], agreed });
    }
  }
  return seeds
    .sort((x, y) => y.agreed - x.agreed)
    .slice(0, mostSeeds)
    .map(({ pair }) => pair);
}

/** The turn and shift that bring the first of each pair nearest to the second (least squares, Kabsch in the plane; of one pair, by its directions). */
function alignmentOf(pairs: readonly Pair[]): Alignment {
  const n = pairs.length;
  const mean = (value: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + value(pair), 0) / n;
  const [ax, ay] = [mean(([a]) => a.x), mean(([a]) => a.y)];
  const [bx, by] = [mean(([, b]) => b.x), mean(([, b]) => b.y)];
  let [dot, cross] = [0, 0];
  for (const [a, b] of pairs) {
    dot += (a.x - ax) * (b.x - bx) + (a.y - ay) * (b.y - by);
    cross += (a.x - ax) * (b.y - by) - (a.y - ay) * (b.x - bx);
  }
  const [single] = pairs;
  const turn = n === 1 && single !== undefined ? wrapped(single[1].angle - single[0].angle) : Math.atan2(cross, dot);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return { turn, dx: bx - cos * ax + sin * ay, dy: by - sin * ax - cos * ay };
}

function pairsUnder({ turn, dx, dy }: Alignment, a: readonly Minutia[], b: readonly Minutia[]): Pair[] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const taken = new Uint8Array(b.length);
  const pairs: Pair[] = [];
  for (const one of a) {
    const [x, y] = [cos * one.x - sin * one.y + dx, sin * one.x + cos * one.y + dy];
    let [nearest, distance] = [-1, pairing.distance as number];
    for (let j = 0; j < b.length; j += 1) {
      const other = b[j] as Minutia;
      if (Math.abs(other.x - x) >= distance || Math.abs(other.y - y) >= distance) continue;
      const apart = Math.hypot(other.x - x, other.y - y);
      if (apart >= distance || taken[j] === 1 || Math.abs(wrapped(other.angle - one.angle - turn)) > pairing.angle) continue;
      [nearest, distance] = [j, apart];
    }
    if (nearest < 0) continue;
    taken[nearest] = 1;
    pairs.push([one, b[nearest] as Minutia]);
  }
  return pairs;
}
