import { randomFrom } from "@dinhdanh/portrait";

/** Pixels of a master print at 250 dpi: 16 × 20 mm. Captures are made at 500. */
export const masterSize = { width: 160, height: 200 } as const;

type Singular = { x: number; y: number; weight: number };

/** Shares of patterns among fingers (Henry classes; Wilson et al. 1993, NISTIR 5163): right loops, left loops, whorls, arches. */
const patterns = [
  { share: 0.32, cores: [[0.5, 0.42]], deltas: [[0.22, 0.78]] },
  { share: 0.34, cores: [[0.5, 0.42]], deltas: [[0.78, 0.78]] },
  {
    share: 0.28,
    cores: [
      [0.5, 0.38],
      [0.5, 0.52],
    ],
    deltas: [
      [0.14, 0.82],
      [0.86, 0.82],
    ],
  },
  { share: 0.06, cores: [], deltas: [] },
] as const satisfies { share: number; cores: number[][]; deltas: number[][] }[];

/**
 * The direction of ridges at every pixel of a finger's master print, in radians modulo π, by the zero-pole model (Sherlock and Monro 1993): each core turns the field by half
 * a turn, each delta back. An arch has neither, and bows.
 */
export function orientationOf(seed: string): Float32Array {
  const random = randomFrom(`ridges ${seed}`);
  const { width, height } = masterSize;
  const draw = random();
  let passed = 0;
  const pattern = patterns.find(({ share }) => (passed += share) > draw) ?? patterns[0];
  const shaken = (places: readonly (readonly number[])[], sign: number): Singular[] =>
    places.map(([x = 0.5, y = 0.5]) => ({
      x: (x + (random() - 0.5) * 0.14) * width,
      y: (y + (random() - 0.5) * 0.14) * height,
      weight: sign / 2,
    }));
  const singular = [...shaken(pattern.cores, 1), ...shaken(pattern.deltas, -1)];
  const tilt = (random() - 0.5) * 0.3;
  const bow = 0.5 + random() * 0.5;
  const field = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      let angle = tilt;
      if (singular.length === 0)
        angle += Math.atan(((x / width - 0.5) * 2 * bow * Math.max(0, 1.2 - Math.abs(y / height - 0.55) * 2)) / 0.8);
      for (const { x: sx, y: sy, weight } of singular) angle += weight * Math.atan2(y - sy, x - sx);
      field[at] = ((angle % Math.PI) + Math.PI) % Math.PI;
    }
  }
  return field;
}
