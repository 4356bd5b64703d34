import { randomFrom } from "@dinhdanh/portrait";
import type { Finger } from "../protocol.ts";
import { masterSize } from "./orientation.ts";
import { masterPrint } from "./ridges.ts";

/** A print as a scanner gives it: one byte a pixel, 0 black, rows from the top, 500 dpi. */
export type GreyPrint = {
  width: number;
  height: number;
  data: Uint8Array;
  /** 1 to 100, of contact and dirt; not NFIQ, but of its range */
  quality: number;
};

const printSize = { width: 300, height: 380 } as const;

/** How one touch differs from another. Lengths in pixels at 500 dpi. */
type Touch = {
  turn: number;
  dx: number;
  dy: number;
  bend: number[];
  pressure: number;
  noise: number;
  reach: { x: number; y: number; rx: number; ry: number };
};

function touchOf(seed: string): Touch {
  const random = randomFrom(`touch ${seed}`);
  const around = (reach: number) => (random() * 2 - 1) * reach;
  return {
    turn: around(0.12),
    dx: around(14),
    dy: around(16),
    bend: [around(2.5), around(2.5), random() * 6, random() * 6],
    pressure: around(0.25),
    noise: 0.25 + random() * 0.25,
    reach: { x: 150 + around(8), y: 190 + around(10), rx: 126 + around(12), ry: 160 + around(14) },
  };
}

/** The master prints made last; a hand is captured in a row. */
const recent = new Map<string, Float32Array>();

function masterOf(seed: string): Float32Array {
  const known = recent.get(seed);
  if (known !== undefined) return known;
  const print = masterPrint(seed);
  if (recent.size >= 20) recent.delete(recent.keys().next().value as string);
  recent.set(seed, print);
  return print;
}

/**
 * A print of a finger that does not exist: the same finger of the same `seed` always has the same ridges; each `touch` is turned (± 7°), shifted (± 0.8 mm), bent, pressed
 * and soiled a little differently. Deterministic.
 */
export function syntheticPrint(seed: string, finger: Finger, touch: number): GreyPrint {
  const master = masterOf(`${seed} ${finger}`);
  const of = touchOf(`${seed} ${finger} ${touch}`);
  const random = randomFrom(`dirt ${seed} ${finger} ${touch}`);
  const { width, height } = printSize;
  const data = new Uint8Array(width * height);
  const [sin, cos] = [Math.sin(of.turn), Math.cos(of.turn)];
  const [bendX = 0, bendY = 0, phaseX = 0, phaseY = 0] = of.bend;
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const contact = 1 - Math.hypot((x - of.reach.x) / of.reach.rx, (y - of.reach.y) / of.reach.ry);
      const grain = (random() + random() - 1) * of.noise;
      if (contact < 0) {
        data[at] = 250 + grain * 8;
        continue;
      }
      const [cx, cy] = [x - width / 2 - of.dx, y - height / 2 - of.dy];
      const sx = cos * cx + sin * cy + bendX * Math.sin(y / 60 + phaseX);
      const sy = cos * cy - sin * cx + bendY * Math.sin(x / 60 + phaseY);
      const ridge = sampled(master, sx / 2 + masterSize.width / 2, sy / 2 + masterSize.height / 2);
      const ink = 1 / (1 + Math.exp(-4 * (ridge + of.pressure + grain)));
      data[at] = 245 - 215 * ink * Math.min(1, contact * 12);
    }
  }
  return { width, height, data, quality: qualityOf(of) };
}

const qualityOf = ({ noise, pressure, reach }: Touch): number =>
  Math.round(Math.max(1, Math.min(100, 100 - 60 * noise - 30 * Math.abs(pressure) - Math.max(0, 126 - reach.rx))));

/** Between four pixels; beyond the edge, its nearest. */
function sampled(print: Float32Array, x: number, y: number): number {
  const { width, height } = masterSize;
  const [cx, cy] = [Math.max(0, Math.min(width - 1.001, x)), Math.max(0, Math.min(height - 1.001, y))];
  const [ix, iy] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - ix, cy - iy];
  const at = (dx: number, dy: number) => print[(iy + dy) * width + ix + dx] as number;
  return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy;
}
