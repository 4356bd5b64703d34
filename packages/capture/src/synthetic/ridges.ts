import { randomFrom } from "@dinhdanh/portrait";
import { masterSize, orientationOf } from "./orientation.ts";

const directions = 24;
const radius = 6;
const side = 2 * radius + 1;
/** Passes until noise has become ridges everywhere: after 7 it has, 9 leave a reserve. */
const passes = 9;

/** A Gabor filter for each direction; without a mean, so that flat areas stay flat. */
function filtersFor(period: number): Float32Array[] {
  return Array.from({ length: directions }, (_, d) => {
    const angle = (d * Math.PI) / directions;
    const values = new Float32Array(side * side);
    for (let y = -radius, at = 0; y <= radius; y += 1) {
      for (let x = -radius; x <= radius; x += 1, at += 1) {
        const across = -x * Math.sin(angle) + y * Math.cos(angle);
        values[at] = Math.exp(-(x * x + y * y) / 16) * Math.cos((2 * Math.PI * across) / period);
      }
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const gain = values.reduce((sum, value) => sum + Math.abs(value - mean), 0);
    return values.map((value) => (value - mean) / gain);
  });
}

/**
 * A finger's master print: ridges grown out of noise by passes of filters along the field of directions (Cappelli's SFinGe does the same), -1 furrow to 1 ridge, at 250 dpi. The same
 * for the same seed. Ridges lie 0.46 mm apart, give or take a tenth (9.2 pixels at 500 dpi); endings and forks appear where lines must begin, as in skin. Takes some 0.1 s.
 */
export function masterPrint(seed: string): Float32Array {
  const random = randomFrom(`skin ${seed}`);
  const filters = filtersFor(4.6 * (0.92 + random() * 0.16));
  const field = orientationOf(seed);
  const chosen = Uint8Array.from(field, (angle) => Math.round((angle / Math.PI) * directions) % directions);
  let print = Float32Array.from({ length: field.length }, () => random() * 2 - 1);
  // steep, so that ridges part from furrows; gentle at last, so that a ridge is round
  for (let pass = 0; pass < passes; pass += 1) print = filtered(print, chosen, filters, pass < passes - 1 ? 12 : 2);
  return print;
}

/** Each pixel through the filter of its direction; what lies outside repeats the edge. */
function filtered(print: Float32Array, chosen: Uint8Array, filters: readonly Float32Array[], gain: number): Float32Array<ArrayBuffer> {
  const { width, height } = masterSize;
  const padded = withBorder(print);
  const stride = width + 2 * radius;
  const out = new Float32Array(print.length);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const filter = filters[chosen[at] as number] as Float32Array;
      let sum = 0;
      for (let dy = 0, k = 0; dy < side; dy += 1) {
        const row = (y + dy) * stride + x;
        for (let i = row; i < row + side; i += 1, k += 1) sum += (filter[k] as number) * (padded[i] as number);
      }
      out[at] = Math.tanh(sum * gain);
    }
  }
  return out;
}

function withBorder(print: Float32Array): Float32Array {
  const { width, height } = masterSize;
  const stride = width + 2 * radius;
  const within = (value: number, limit: number) => Math.max(0, Math.min(limit - 1, value));
  return Float32Array.from({ length: stride * (height + 2 * radius) }, (_, i) => {
    const [x, y] = [within((i % stride) - radius, width), within(Math.floor(i / stride) - radius, height)];
    return print[y * width + x] as number;
  });
}
